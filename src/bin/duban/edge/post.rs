//! Letters on their way: to a mail server, or to the machine's own `sendmail`. Nothing of a password is ever said.

use anyhow::{Context, Result, anyhow};
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

/// A letter that did not leave.
#[derive(Clone, Debug)]
pub(crate) struct Miss {
    pub(crate) why: Trouble,
    /// Whether another try may help.
    pub(crate) again: bool,
    /// Whether it concerns the way as a whole and not this one letter.
    pub(crate) way: bool,
    /// Whether the server may have taken it all the same.
    pub(crate) perhaps: bool,
}

/// A way for letters to leave by.
pub(crate) struct Post {
    way: Way,
    from: Address,
}

enum Way {
    Server(Box<Server>),
    Sendmail(PathBuf),
}

struct Server {
    name: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    login: Option<Credentials>,
    timeout: Duration,
    hello: ClientId,
    /// Kept from letter to letter.
    open: Option<SmtpConnection>,
}

impl Post {
    /// The way that the rules describe; `password` where one is to be used.
    ///
    /// # Errors
    /// The authority's certificates cannot be read, or an address is none.
    pub(crate) fn new(rules: &MailRules, folder: &Path, password: Option<String>) -> Result<Self> {
        let from = rules.from.as_ref().map_or("", |own| own.address.as_str());
        let from: Address = from.parse().context(from.to_owned())?;
        if let Some(program) = &rules.sendmail {
            return Ok(Self {
                // A bare name would be looked for in $PATH.
                way: Way::Sendmail(Path::new(".").join(folder).join(program)),
                from,
            });
        }
        let name = rules.server.clone().unwrap_or_default();
        let bare = name
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned();
        let secured = rules.security != Security::None;
        let tls = secured.then(|| trusted(rules, folder, &bare)).transpose()?;
        let hello = ClientId::Domain(from.domain().to_owned());
        let login = rules.user.clone().zip(password);
        Ok(Self {
            way: Way::Server(Box::new(Server {
                port: rules.port.unwrap_or(rules.security.port()),
                name: bare,
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

    /// Hands one letter over for one addressee.
    pub(crate) fn send(&mut self, to: &str, letter: &[u8]) -> Result<(), Miss> {
        let to: Address = to
            .parse()
            .map_err(|_| Miss::letter(Trouble::Said(to.to_owned())))?;
        let from = Some(self.from.clone());
        let envelope = Envelope::new(from, vec![to]);
        let envelope = envelope.map_err(|error| Miss::letter(Trouble::Said(error.to_string())))?;
        match &mut self.way {
            Way::Sendmail(program) => sendmail(program, &envelope, letter),
            Way::Server(server) => server.send(&envelope, letter),
        }
    }

    /// Goes as far as the login, and away again.
    pub(crate) fn knock(&mut self) -> Result<(), Miss> {
        match &mut self.way {
            Way::Server(server) => {
                server.connect()?;
                server.leave();
                Ok(())
            }
            Way::Sendmail(program) => match program.is_file() {
                true => Ok(()),
                false => Err(Miss::door(
                    Trouble::Program(program.display().to_string()),
                    false,
                )),
            },
        }
    }

    /// Says goodbye.
    pub(crate) fn close(&mut self) {
        if let Way::Server(server) = &mut self.way {
            server.leave();
        }
    }
}

/// A number of seconds as the file has it.
pub(crate) fn seconds(written: Option<Quantity>, usual: u64) -> Duration {
    let millionths = written.map(|own| u64::try_from(own.millionths()).unwrap_or(0));
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

impl Server {
    fn send(&mut self, envelope: &Envelope, letter: &[u8]) -> Result<(), Miss> {
        let mut connection = match self.open.take() {
            Some(open) => open,
            None => self.connected()?,
        };
        match connection.send(envelope, letter) {
            Ok(_) => {
                self.open = Some(connection);
                Ok(())
            }
            Err(error) => {
                connection.abort();
                Err(Miss::in_the_letter(&error))
            }
        }
    }

    fn connect(&mut self) -> Result<(), Miss> {
        self.open = Some(self.connected()?);
        Ok(())
    }

    fn connected(&self) -> Result<SmtpConnection, Miss> {
        let wrapped = self.tls.as_ref().filter(|_| self.security == Security::Tls);
        let address = (self.name.as_str(), self.port);
        let made = SmtpConnection::connect(address, Some(self.timeout), &self.hello, wrapped, None);
        let mut connection = made.map_err(|error| Miss::on_the_way(&error, Trouble::Said))?;
        if let Some(tls) = self.tls.as_ref().filter(|_| wrapped.is_none()) {
            if !connection.can_starttls() {
                connection.abort();
                return Err(Miss::door(Trouble::NoTls, false));
            }
            let secured = connection.starttls(tls, &self.hello);
            secured.map_err(|error| Miss::on_the_way(&error, Trouble::Tls))?;
        }
        if !connection.is_encrypted() && !is_loopback(&self.name) {
            connection.abort();
            return Err(Miss::door(Trouble::NoTls, false));
        }
        if let Some(login) = &self.login {
            let ways = [Mechanism::Plain, Mechanism::Login];
            let known = connection.auth(&ways, login);
            known.map_err(|error| Miss::on_the_way(&error, Trouble::Login))?;
        }
        Ok(connection)
    }

    fn leave(&mut self) {
        if let Some(mut open) = self.open.take() {
            // A server that does not answer a goodbye has taken the letters all the same.
            let _ = open.quit();
        }
    }
}

impl Miss {
    /// A miss of this one letter that no further try mends.
    fn letter(why: Trouble) -> Self {
        Self {
            why,
            again: false,
            way: false,
            perhaps: false,
        }
    }

    /// One on the way, before any letter was handed over.
    fn door(why: Trouble, again: bool) -> Self {
        Self {
            why,
            again,
            way: true,
            perhaps: false,
        }
    }

    /// While the connection was made; `refused` is what a refusal means there.
    fn on_the_way(error: &Error, refused: fn(String) -> Trouble) -> Self {
        let said = words(error);
        if is_certificate(error) {
            return Self::door(Trouble::Tls(said), false);
        }
        if is_silent(error) {
            return Self::door(Trouble::Silent, true);
        }
        match error.status() {
            Some(_) => Self::door(refused(said), error.is_transient()),
            None if error.is_client() => Self::door(refused(said), false),
            None => Self::door(Trouble::Broken(said), true),
        }
    }

    /// While a letter was handed over.
    fn in_the_letter(error: &Error) -> Self {
        let said = words(error);
        if let Some(code) = error.status() {
            return Self {
                again: error.is_transient(),
                // The server goes down: that means all letters.
                way: code.to_string() == "421",
                ..Self::letter(Trouble::Said(said))
            };
        }
        if error.is_client() {
            return Self::letter(Trouble::Said(said));
        }
        let why = match is_silent(error) {
            true => Trouble::Silent,
            false => Trouble::Broken(said),
        };
        Self {
            perhaps: true,
            ..Self::door(why, true)
        }
    }
}

/// The innermost words, which say most.
fn words(error: &Error) -> String {
    let mut source: &dyn std::error::Error = error;
    while let Some(inner) = source.source() {
        source = inner;
    }
    let words = match (
        error.status(),
        std::ptr::eq(source, error as &dyn std::error::Error),
    ) {
        (Some(code), _) => {
            let said = source.to_string();
            match said.starts_with(&code.to_string()) {
                true => said,
                false => format!("{code} {said}"),
            }
        }
        (None, _) => source.to_string(),
    };
    words.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn causes(error: &Error) -> impl Iterator<Item = &std::io::Error> {
    let first: &dyn std::error::Error = error;
    let chain = std::iter::successors(Some(first), |error| error.source());
    chain.filter_map(|error| error.downcast_ref())
}

/// What a socket says when its time is up differs from system to system.
fn is_silent(error: &Error) -> bool {
    let mut causes = causes(error);
    causes.any(|own| matches!(own.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock))
}

/// The handshake failed: the certificate is not to be trusted, or there is no TLS at the other end.
fn is_certificate(error: &Error) -> bool {
    error.is_tls() || causes(error).any(|own| own.kind() == ErrorKind::InvalidData)
}

fn sendmail(program: &Path, envelope: &Envelope, letter: &[u8]) -> Result<(), Miss> {
    let shut = |error: std::io::Error| Miss::door(Trouble::Program(error.to_string()), false);
    let from = envelope.from().map(ToString::to_string).unwrap_or_default();
    let mut child = Command::new(program)
        .args(["-i", "-f", &from, "--"])
        .args(envelope.to().iter().map(ToString::to_string))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(shut)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that stops reading says why by its exit code.
        let _ = stdin.write_all(letter);
    }
    let ended = child.wait_with_output().map_err(shut)?;
    if ended.status.success() {
        return Ok(());
    }
    // 75 of sysexits.h: try again later.
    let again = ended.status.code() == Some(75);
    let said = String::from_utf8_lossy(&ended.stderr);
    let said = said.split_whitespace().collect::<Vec<&str>>().join(" ");
    let code = ended
        .status
        .code()
        .map_or_else(String::new, |code| code.to_string());
    Err(Miss {
        why: Trouble::Program(format!("{code} {said}").trim().to_owned()),
        again,
        way: false,
        perhaps: false,
    })
}

/// The password in a file that only its owner can read.
///
/// # Errors
/// The file cannot be read, or others can.
pub(crate) fn password(path: &Path, open_to_others: &str) -> Result<String> {
    let name = || path.display().to_string();
    let about = std::fs::metadata(path).with_context(name)?;
    if others_read(&about) {
        return Err(anyhow!("{}: {open_to_others}", path.display()));
    }
    let text = std::fs::read_to_string(path).with_context(name)?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
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
