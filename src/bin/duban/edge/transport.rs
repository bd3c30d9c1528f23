//! How mails leave: by SMTP to a server, or by the machine's own `sendmail`. No message contains a password.

use anyhow::{Context, Result};
use duban::ledger::{MailRules, Quantity, Security, is_loopback};
use duban::page::notices::mail::Trouble;
use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Why a mail was not sent, and what that means for the others.
#[derive(Clone, Debug)]
pub(crate) struct SendFailure {
    pub(crate) why: Trouble,
    /// Whether another try may help.
    pub(crate) may_retry: bool,
    /// Whether the connection failed, and not this one mail.
    pub(crate) of_transport: bool,
    /// Whether the server may have taken the mail all the same.
    pub(crate) perhaps_sent: bool,
}

/// What mails leave by.
pub(crate) struct Transport {
    via: Via,
    from: Address,
}

enum Via {
    Smtp(Box<Smtp>),
    Sendmail(PathBuf),
}

struct Smtp {
    server: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    login: Option<Credentials>,
    timeout: Duration,
    hello: ClientId,
    /// Kept from mail to mail.
    open: Option<SmtpConnection>,
}

impl Transport {
    /// The transport that the rules describe; `password` where one is to be used.
    ///
    /// # Errors
    /// The authority's certificates cannot be read, or the sender's address is malformed.
    pub(crate) fn new(rules: &MailRules, folder: &Path, password: Option<String>) -> Result<Self> {
        let from = rules.from.as_ref().map_or("", |from| from.address.as_str());
        let from: Address = from.parse().context(from.to_owned())?;
        if let Some(program) = &rules.sendmail {
            return Ok(Self {
                // Without `./` a bare name would be searched for in $PATH.
                via: Via::Sendmail(Path::new(".").join(folder).join(program)),
                from,
            });
        }
        let server = rules.server.as_deref().unwrap_or_default();
        let server = server.trim_start_matches('[').trim_end_matches(']');
        let secured = rules.security != Security::None;
        let tls = secured.then(|| trusted(rules, folder, server)).transpose()?;
        let hello = ClientId::Domain(from.domain().to_owned());
        let login = rules.user.clone().zip(password);
        Ok(Self {
            via: Via::Smtp(Box::new(Smtp {
                port: rules.port.unwrap_or(rules.security.port()),
                server: server.to_owned(),
                security: rules.security,
                tls,
                login: login.map(|(user, password)| Credentials::new(user, password)),
                timeout: seconds(rules.timeout, 30),
                hello,
                open: None,
            })),
            from,
        })
    }

    /// Hands one mail over for one addressee.
    pub(crate) fn send(&mut self, to: &str, mail: &[u8]) -> Result<(), SendFailure> {
        let to: Address =
            to.parse().map_err(|_| SendFailure::of_mail(Trouble::Said(to.to_owned())))?;
        let from = Some(self.from.clone());
        let envelope = Envelope::new(from, vec![to]);
        let envelope =
            envelope.map_err(|error| SendFailure::of_mail(Trouble::Said(error.to_string())))?;
        match &mut self.via {
            Via::Sendmail(program) => sendmail(program, &envelope, mail),
            Via::Smtp(smtp) => smtp.send(&envelope, mail),
        }
    }

    /// Connects and logs in, and sends nothing.
    pub(crate) fn test_login(&mut self) -> Result<(), SendFailure> {
        match &mut self.via {
            Via::Smtp(smtp) => {
                smtp.connect()?;
                smtp.leave();
                Ok(())
            }
            Via::Sendmail(program) if program.is_file() => Ok(()),
            Via::Sendmail(program) => {
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

fn trusted(rules: &MailRules, folder: &Path, server: &str) -> Result<TlsParameters> {
    let mut tls = TlsParameters::builder(server.to_owned());
    if let Some(ca) = &rules.ca {
        let path = folder.join(ca);
        let name = || path.display().to_string();
        let pem = std::fs::read(&path).with_context(name)?;
        tls = tls.add_root_certificate(Certificate::from_pem(&pem).with_context(name)?);
    }
    tls.build_rustls().context("TLS")
}

impl Smtp {
    fn send(&mut self, envelope: &Envelope, mail: &[u8]) -> Result<(), SendFailure> {
        let mut connection = match self.open.take() {
            Some(open) => open,
            None => self.connected()?,
        };
        match connection.send(envelope, mail) {
            Ok(_) => {
                self.open = Some(connection);
                Ok(())
            }
            Err(error) => {
                connection.abort();
                Err(SendFailure::sending(&error))
            }
        }
    }

    fn connect(&mut self) -> Result<(), SendFailure> {
        self.open = Some(self.connected()?);
        Ok(())
    }

    fn connected(&self) -> Result<SmtpConnection, SendFailure> {
        let wrapped = self.tls.as_ref().filter(|_| self.security == Security::Tls);
        let address = (self.server.as_str(), self.port);
        let connected =
            SmtpConnection::connect(address, Some(self.timeout), &self.hello, wrapped, None);
        let mut connection =
            connected.map_err(|error| SendFailure::connecting(&error, Trouble::Said))?;
        if let Some(tls) = self.tls.as_ref().filter(|_| wrapped.is_none()) {
            if !connection.can_starttls() {
                connection.abort();
                return Err(SendFailure::of_transport(Trouble::NoTls, false));
            }
            let secured = connection.starttls(tls, &self.hello);
            secured.map_err(|error| SendFailure::connecting(&error, Trouble::Tls))?;
        }
        if !connection.is_encrypted() && !is_loopback(&self.server) {
            connection.abort();
            return Err(SendFailure::of_transport(Trouble::NoTls, false));
        }
        if let Some(login) = &self.login {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let answered = connection.auth(&mechanisms, login);
            answered.map_err(|error| SendFailure::connecting(&error, Trouble::Login))?;
        }
        Ok(connection)
    }

    fn leave(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A server that does not answer a goodbye has taken the mails all the same.
            let _ = open.quit();
        }
    }
}

impl SendFailure {
    /// A failure of this one mail that no further try mends.
    fn of_mail(why: Trouble) -> Self {
        Self { why, may_retry: false, of_transport: false, perhaps_sent: false }
    }

    /// A failure before any mail was handed over.
    fn of_transport(why: Trouble, may_retry: bool) -> Self {
        Self { why, may_retry, of_transport: true, perhaps_sent: false }
    }

    /// A failure while the connection was made; `refused` is what a refusal means there.
    fn connecting(error: &Error, refused: fn(String) -> Trouble) -> Self {
        let said = words(error);
        if is_certificate(error) {
            return Self::of_transport(Trouble::Tls(said), false);
        }
        if is_silent(error) {
            return Self::of_transport(Trouble::Silent, true);
        }
        match error.status() {
            Some(_) => Self::of_transport(refused(said), error.is_transient()),
            None if error.is_client() => Self::of_transport(refused(said), false),
            None => Self::of_transport(Trouble::Broken(said), true),
        }
    }

    /// A failure while a mail was handed over.
    fn sending(error: &Error) -> Self {
        let said = words(error);
        if let Some(code) = error.status() {
            return Self {
                may_retry: error.is_transient(),
                // The server goes down: that means all mails.
                of_transport: code.to_string() == "421",
                ..Self::of_mail(Trouble::Said(said))
            };
        }
        if error.is_client() {
            return Self::of_mail(Trouble::Said(said));
        }
        let why = if is_silent(error) { Trouble::Silent } else { Trouble::Broken(said) };
        Self { perhaps_sent: true, ..Self::of_transport(why, true) }
    }
}

/// The message of the innermost cause, which says most.
fn words(error: &Error) -> String {
    let mut source: &dyn std::error::Error = error;
    while let Some(inner) = source.source() {
        source = inner;
    }
    let words = source.to_string();
    let words = match error.status().map(|code| code.to_string()) {
        Some(code) if !words.starts_with(&code) => format!("{code} {words}"),
        Some(_) | None => words,
    };
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn causes(error: &Error) -> impl Iterator<Item = &std::io::Error> {
    let first: &dyn std::error::Error = error;
    let chain = std::iter::successors(Some(first), |error| error.source());
    chain.filter_map(|error| error.downcast_ref())
}

/// Systems differ in the error of a socket whose time limit is over.
fn is_silent(error: &Error) -> bool {
    let mut causes = causes(error);
    causes.any(|cause| matches!(cause.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock))
}

/// Whether the handshake failed: the certificate is not trusted, or the server speaks no TLS.
fn is_certificate(error: &Error) -> bool {
    error.is_tls() || causes(error).any(|cause| cause.kind() == ErrorKind::InvalidData)
}

fn sendmail(program: &Path, envelope: &Envelope, mail: &[u8]) -> Result<(), SendFailure> {
    let failed = |error: std::io::Error| {
        SendFailure::of_transport(Trouble::Program(error.to_string()), false)
    };
    let from = envelope.from().map(ToString::to_string).unwrap_or_default();
    let mut child = Command::new(program)
        .args(["-i", "-f", &from, "--"])
        .args(envelope.to().iter().map(ToString::to_string))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that stops reading says why by its exit code.
        let _ = stdin.write_all(mail);
    }
    let ended = child.wait_with_output().map_err(failed)?;
    if ended.status.success() {
        return Ok(());
    }
    // EX_TEMPFAIL of sysexits.h.
    let may_retry = ended.status.code() == Some(75);
    let said = String::from_utf8_lossy(&ended.stderr);
    let said = said.split_whitespace().collect::<Vec<&str>>().join(" ");
    let code = ended.status.code().map_or_else(String::new, |code| code.to_string());
    Err(SendFailure {
        why: Trouble::Program(format!("{code} {said}").trim().to_owned()),
        may_retry,
        of_transport: false,
        perhaps_sent: false,
    })
}

/// The password in a file; `None` where others than its owner can read it.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn password(path: &Path) -> Result<Option<String>> {
    let name = || path.display().to_string();
    let about = std::fs::metadata(path).with_context(name)?;
    if others_read(&about) {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).with_context(name)?;
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
