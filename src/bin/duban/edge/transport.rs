//! How mails leave: by SMTP to a server, or by the machine's own `sendmail`. No message contains a password.

mod failure;
mod sendmail;
mod smtp;
mod wire;

pub(crate) use failure::SendFailure;

use anyhow::{Context, Result};
use duban::ledger::{MailRoute, Mailbox, Quantity, Security, is_loopback};
use duban::page::notices::mail::Trouble;
use duban::store::opener;
use rustls::ClientConfig;
use smtp::{Connection, Login, Problem};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What mails leave by.
pub(crate) struct Transport {
    via: Via,
    /// The sender's address.
    from: String,
}

enum Via {
    Smtp(Box<Smtp>),
    Sendmail { program: PathBuf, timeout: Duration },
}

struct Smtp {
    server: String,
    port: u16,
    security: Security,
    tls: Option<Arc<ClientConfig>>,
    login: Option<Login>,
    timeout: Duration,
    /// The sender's domain.
    hello: String,
    /// Kept from mail to mail.
    open: Option<Connection>,
}

impl Transport {
    /// The transport that a route describes, its paths from a folder; `password` where one is to be used.
    ///
    /// # Errors
    /// The authority's certificates cannot be read.
    pub(crate) fn new(
        (route, folder): (&MailRoute, &Path),
        from: &Mailbox,
        password: Option<String>,
    ) -> Result<Self> {
        let from = from.address.clone();
        let timeout = seconds(route.timeout, 30);
        if let Some(program) = &route.sendmail {
            // Without `./` a bare name would be searched for in $PATH.
            let program = Path::new(".").join(folder).join(program);
            return Ok(Self { via: Via::Sendmail { program, timeout }, from });
        }
        let server = route.server.as_deref().unwrap_or_default();
        let server = server.trim_start_matches('[').trim_end_matches(']');
        let secured = route.security != Security::None;
        let ca = route.ca.as_ref().map(|ca| folder.join(ca));
        let tls = secured.then(|| wire::trusted(ca.as_deref())).transpose()?;
        let domain = from.rsplit('@').next().unwrap_or_default();
        let login = route.user.clone().zip(password);
        Ok(Self {
            via: Via::Smtp(Box::new(Smtp {
                port: route.port.unwrap_or(route.security.port()),
                server: server.to_owned(),
                security: route.security,
                tls,
                login: login.map(|(user, password)| Login { user, password }),
                timeout,
                hello: domain.to_owned(),
                open: None,
            })),
            from,
        })
    }

    /// Hands one mail over for one addressee.
    pub(crate) fn send(&mut self, to: &str, mail: &[u8]) -> Result<(), SendFailure> {
        let envelope = (self.from.as_str(), to);
        match &mut self.via {
            Via::Sendmail { program, timeout } => sendmail::send(program, envelope, mail, *timeout),
            Via::Smtp(smtp) => smtp.send(envelope, mail),
        }
    }

    /// Connects and logs in, and sends nothing.
    pub(crate) fn test_login(&mut self) -> Result<(), SendFailure> {
        match &mut self.via {
            Via::Smtp(smtp) => {
                smtp.open = Some(smtp.connected()?);
                smtp.leave();
                Ok(())
            }
            Via::Sendmail { program, .. } if program.is_file() => Ok(()),
            Via::Sendmail { program, .. } => {
                let program = program.display().to_string();
                Err(SendFailure::of_transport(Trouble::Program(program), false))
            }
        }
    }

    /// Ends the connection.
    pub(crate) fn close(&mut self) {
        if let Via::Smtp(smtp) = &mut self.via {
            smtp.leave();
        }
    }
}

/// A number of seconds as the file has it, else the usual one.
pub(crate) fn seconds(written: Option<Quantity>, usual: u64) -> Duration {
    let millionths = written.map(|seconds| u64::try_from(seconds.millionths()).unwrap_or(0));
    millionths.map_or(Duration::from_secs(usual), Duration::from_micros)
}

/// Waits before another try.
pub(crate) fn pause(long: Duration) {
    std::thread::sleep(long);
}

impl Smtp {
    fn send(&mut self, envelope: (&str, &str), mail: &[u8]) -> Result<(), SendFailure> {
        let mut connection = match self.open.take() {
            Some(open) => open,
            None => self.connected()?,
        };
        let mut whole = false;
        match connection.send(envelope, mail, &mut whole) {
            Ok(()) => {
                self.open = Some(connection);
                Ok(())
            }
            Err(problem) => {
                if matches!(problem, Problem::Said { .. }) {
                    connection.quit();
                }
                Err(SendFailure::sending(&problem, whole))
            }
        }
    }

    fn connected(&self) -> Result<Connection, SendFailure> {
        let said = |problem: Problem| SendFailure::connecting(&problem, Trouble::Said);
        let secured = |problem: Problem| SendFailure::connecting(&problem, Trouble::Tls);
        let (server, hello) = (self.server.as_str(), self.hello.as_str());
        let opened = Connection::open((server, self.port), self.timeout);
        let mut connection = opened.map_err(said)?;
        let wrapped = self.tls.as_ref().filter(|_| self.security == Security::Tls);
        if let Some(tls) = wrapped {
            connection = connection.secure(tls, server).map_err(secured)?;
        }
        connection.greet(hello).map_err(said)?;
        if let Some(tls) = self.tls.as_ref().filter(|_| wrapped.is_none()) {
            connection = connection.starttls(tls, (server, hello)).map_err(secured)?;
        }
        if connection.is_open_to_others().map_err(said)? || !self.may_be_clear() {
            return Err(SendFailure::of_transport(Trouble::NoTls, false));
        }
        if let Some(login) = &self.login {
            let answered = connection.log_in(login);
            answered.map_err(|problem| SendFailure::connecting(&problem, Trouble::Login))?;
        }
        Ok(connection)
    }

    /// Whether nothing needs to be secured, or all is: in clear only to this machine, by its name too.
    fn may_be_clear(&self) -> bool {
        self.tls.is_some() || is_loopback(&self.server)
    }

    fn leave(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A server that does not answer a goodbye has taken the mails all the same.
            open.quit();
        }
    }
}

/// The password in a file; `None` where others than its owner can read it.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn password(path: &Path) -> Result<Option<String>> {
    let name = || path.display().to_string();
    let file = opener::regular(path)?;
    if others_read(&file.metadata().with_context(name)?) {
        return Ok(None);
    }
    let text = std::io::read_to_string(file).with_context(name)?;
    Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
}

#[cfg(unix)]
fn others_read(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_read(_: &std::fs::Metadata) -> bool {
    false
}
