//! A mail server on this machine for one test: it speaks SMTP over real sockets and TLS, takes letters, and misbehaves as told.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A letter as it was taken.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) bytes: Vec<u8>,
    /// Whether it came over TLS.
    pub(crate) secured: bool,
    /// Name and password, where somebody logged in.
    pub(crate) login: Option<(String, String)>,
}

/// How the connection is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Secure {
    #[default]
    No,
    Starttls,
    Implicit,
}

/// How the server behaves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Manner {
    pub(crate) secure: Secure,
    /// The name and the password it knows; `None`: no login is offered.
    pub(crate) login: Option<(&'static str, &'static str)>,
    /// Addressees it refuses for good.
    pub(crate) refuses: Vec<&'static str>,
    /// So often each addressee is put off with 451 before he is taken.
    pub(crate) greylists: usize,
    /// So many connections end in the middle of a letter.
    pub(crate) drops_in_data: usize,
    /// So many letters are taken, and the connection ends before the server says so.
    pub(crate) drops_after_data: usize,
    /// So many connections get no word at all.
    pub(crate) silent: usize,
    /// So many connections are turned away with 421.
    pub(crate) turns_away: usize,
    /// Answers that somebody on the way puts behind `220` of STARTTLS.
    pub(crate) early: &'static str,
    /// Says this instead of a greeting, for as long as the client listens.
    pub(crate) endless: &'static str,
    /// Repeats what it was told where it refuses a login.
    pub(crate) repeats: bool,
    /// Waits at the end of a letter until the test says so.
    pub(crate) holds: Option<Arc<Gate>>,
}

/// A gate that a test opens.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    open: Mutex<bool>,
    waiting: Mutex<usize>,
    changed: std::sync::Condvar,
}

impl Gate {
    pub(crate) fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.changed.notify_all();
    }

    fn pass(&self) {
        *self.waiting.lock().unwrap() += 1;
        let mut open = self.open.lock().unwrap();
        while !*open {
            open = self.changed.wait(open).unwrap();
        }
    }

    /// Returns once somebody waits at it.
    pub(crate) fn until_somebody_waits(&self) {
        while *self.waiting.lock().unwrap() == 0 {
            thread::yield_now();
        }
    }
}

/// What has happened so far.
#[derive(Debug, Default)]
struct Log {
    taken: Vec<Taken>,
    connections: usize,
    tried: BTreeMap<String, usize>,
    dropped: usize,
}

/// A running server; it ends with the test process.
pub(crate) struct Server {
    pub(crate) port: u16,
    /// The certificate of the authority that vouches for it.
    pub(crate) ca: String,
    log: Arc<Mutex<Log>>,
}

impl Server {
    pub(crate) fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tls, ca) = certified();
        let log = Arc::new(Mutex::new(Log::default()));
        let (own, tls) = (Arc::clone(&log), Arc::new(tls));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let talk =
                    Talk { manner: manner.clone(), log: Arc::clone(&own), tls: Arc::clone(&tls) };
                // A client that goes away in the middle is what some tests are about.
                thread::spawn(move || talk.begin(stream).ok());
            }
        });
        Self { port, ca, log }
    }

    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.log.lock().unwrap().taken.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.log.lock().unwrap().connections
    }
}

/// A server's certificate for this machine and the authority behind it, both made for this run.
fn certified() -> (ServerConfig, String) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(names).unwrap();
    let own = own.signed_by(&key, &authority).unwrap();
    let chain: Vec<CertificateDer<'static>> = vec![own.der().clone()];
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    (config, authority.pem())
}

struct Talk {
    manner: Manner,
    log: Arc<Mutex<Log>>,
    tls: Arc<ServerConfig>,
}

/// What a talk ends with.
enum End {
    Over,
    /// The client wants the rest secured.
    Starttls,
}

trait Both: Read + Write {}
impl<T: Read + Write> Both for T {}

impl Talk {
    fn begin(&self, stream: TcpStream) -> std::io::Result<()> {
        let nth = {
            let mut log = self.log.lock().unwrap();
            log.connections += 1;
            log.connections
        };
        if nth <= self.manner.silent {
            // Until the client gives up.
            let mut stream = stream;
            std::io::copy(&mut stream, &mut std::io::sink())?;
            return Ok(());
        }
        let raw = stream.try_clone()?;
        if self.manner.secure == Secure::Implicit {
            let secured = ServerConnection::new(Arc::clone(&self.tls)).unwrap();
            let mut secured = StreamOwned::new(secured, stream);
            self.talk(&mut secured, true, nth, true)?;
            return Ok(());
        }
        let mut plain = stream;
        if let End::Starttls = self.talk(&mut plain, false, nth, true)? {
            let secured = ServerConnection::new(Arc::clone(&self.tls)).unwrap();
            let mut secured = StreamOwned::new(secured, raw);
            self.talk(&mut secured, true, nth, false)?;
        }
        Ok(())
    }

    fn talk(
        &self,
        stream: &mut dyn Both,
        secured: bool,
        nth: usize,
        greet: bool,
    ) -> std::io::Result<End> {
        let mut stream = BufReader::new(stream);
        if !self.manner.endless.is_empty() {
            loop {
                stream.get_mut().write_all(self.manner.endless.repeat(1024).as_bytes())?;
            }
        }
        if nth <= self.manner.turns_away {
            say(&mut stream, "421 too busy")?;
            return Ok(End::Over);
        }
        if greet {
            say(&mut stream, "220 test")?;
        }
        let mut login = None;
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = read_line(&mut stream)?;
            let upper = line.to_uppercase();
            if upper.starts_with("EHLO") {
                self.hello(&mut stream, secured)?;
            } else if upper.starts_with("STARTTLS") {
                let early = self.manner.early;
                stream.get_mut().write_all(format!("220 go on\r\n{early}").as_bytes())?;
                stream.get_mut().flush()?;
                return Ok(End::Starttls);
            } else if let Some(said) = line.strip_prefix("AUTH PLAIN ") {
                match self.known(said) {
                    Some(known) => {
                        login = Some(known);
                        say(&mut stream, "235 welcome")?;
                    }
                    None if self.manner.repeats => say(&mut stream, &repeated(said))?,
                    None => say(&mut stream, "535 5.7.8 user or password wrong")?,
                }
            } else if upper.starts_with("MAIL FROM:") {
                if self.manner.login.is_some() && login.is_none() {
                    say(&mut stream, "530 5.7.0 log in first")?;
                    continue;
                }
                from = address(&line);
                to.clear();
                say(&mut stream, "250 ok")?;
            } else if upper.starts_with("RCPT TO:") {
                let own = address(&line);
                let answer = self.addressee(&own);
                if answer.starts_with("250") {
                    to.push(own);
                }
                say(&mut stream, &answer)?;
            } else if upper == "DATA" {
                let Some(bytes) = self.letter(&mut stream)? else {
                    return Ok(End::Over);
                };
                let lost = {
                    let mut log = self.log.lock().unwrap();
                    log.taken.push(Taken {
                        from: from.clone(),
                        to: to.clone(),
                        bytes,
                        secured,
                        login: login.clone(),
                    });
                    log.taken.len() <= self.manner.drops_after_data
                };
                if let Some(gate) = &self.manner.holds {
                    gate.pass();
                }
                if lost {
                    return Ok(End::Over);
                }
                say(&mut stream, "250 2.0.0 taken")?;
            } else if upper == "QUIT" {
                say(&mut stream, "221 bye")?;
                return Ok(End::Over);
            } else {
                say(&mut stream, "250 ok")?;
            }
        }
    }

    fn hello(&self, stream: &mut BufReader<&mut dyn Both>, secured: bool) -> std::io::Result<()> {
        let mut lines = vec!["test", "8BITMIME"];
        if self.manner.secure == Secure::Starttls && !secured {
            lines.push("STARTTLS");
        } else if self.manner.login.is_some() {
            lines.push("AUTH PLAIN LOGIN");
        }
        let last = lines.pop().unwrap();
        let mut words: String = lines.iter().map(|own| format!("250-{own}\r\n")).collect();
        words.push_str(&format!("250 {last}"));
        say(stream, &words)
    }

    fn known(&self, said: &str) -> Option<(String, String)> {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::STANDARD.decode(said.trim()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let mut parts = text.split('\0').skip(1);
        let (user, password) = (parts.next()?, parts.next()?);
        let known = self.manner.login? == (user, password);
        known.then(|| (user.to_owned(), password.to_owned()))
    }

    fn addressee(&self, own: &str) -> String {
        if self.manner.refuses.contains(&own) {
            return "550 5.1.1 no such mailbox: 查无此人".to_owned();
        }
        let mut log = self.log.lock().unwrap();
        let tried = log.tried.entry(own.to_owned()).or_default();
        *tried += 1;
        match *tried <= self.manner.greylists {
            true => "451 4.7.1 greylisted, come again".to_owned(),
            false => "250 ok".to_owned(),
        }
    }

    /// The bytes of a letter; `None` where the server goes away in the middle.
    fn letter(&self, stream: &mut BufReader<&mut dyn Both>) -> std::io::Result<Option<Vec<u8>>> {
        say(stream, "354 go on")?;
        let drops = {
            let mut log = self.log.lock().unwrap();
            log.dropped += 1;
            log.dropped <= self.manner.drops_in_data
        };
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line)? == 0 || drops {
                return Ok(None);
            }
            if line == b".\r\n" {
                return Ok(Some(bytes));
            }
            let stuffed = line.starts_with(b".");
            bytes.extend_from_slice(&line[usize::from(stuffed)..]);
        }
    }
}

/// A refusal that repeats a login, as it came and in clear.
fn repeated(login: &str) -> String {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::STANDARD.decode(login).unwrap();
    let clear = String::from_utf8_lossy(&bytes).replace('\0', " ");
    format!("535-no: {login}\r\n535 no: {clear}")
}

fn say(stream: &mut BufReader<&mut dyn Both>, words: &str) -> std::io::Result<()> {
    stream.get_mut().write_all(format!("{words}\r\n").as_bytes())?;
    stream.get_mut().flush()
}

fn read_line(stream: &mut BufReader<&mut dyn Both>) -> std::io::Result<String> {
    let mut line = Vec::new();
    if stream.read_until(b'\n', &mut line)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

fn address(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
