//! A connection to a server, in clear or secured: every wait on it ends, however slowly its bytes trickle in.
#![expect(clippy::disallowed_methods, reason = "the time limit of the network needs a clock")]

use anyhow::{Context, Result};
use duban::store::opener;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Error, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A socket that gives up at a moment, not after so long a silence.
pub(super) struct Limited {
    tcp: TcpStream,
    until: Instant,
}

/// The connection.
pub(super) enum Wire {
    Clear(Limited),
    Secured(Box<StreamOwned<ClientConnection, Limited>>),
}

impl Limited {
    fn left(&self) -> std::io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Limited {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        self.tcp.set_read_timeout(Some(self.left()?))?;
        self.tcp.read(bytes)
    }
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.tcp.set_write_timeout(Some(self.left()?))?;
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.tcp.flush()
    }
}

impl Wire {
    /// Connects to the first address of a server that answers.
    pub(super) fn connect(server: (&str, u16), timeout: Duration) -> std::io::Result<Self> {
        let until = Instant::now() + timeout;
        let mut last = Error::from(ErrorKind::NotFound);
        for address in server.to_socket_addrs()? {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ErrorKind::TimedOut.into());
            }
            match TcpStream::connect_timeout(&address, left) {
                Ok(tcp) => return Ok(Self::Clear(Limited { tcp, until })),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Secures the connection; the handshake is over when this returns.
    pub(super) fn secure(self, tls: &Arc<ClientConfig>, server: &str) -> std::io::Result<Self> {
        let Self::Clear(mut limited) = self else {
            return Ok(self);
        };
        let name = ServerName::try_from(server.to_owned());
        let name = name.map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
        let session = ClientConnection::new(Arc::clone(tls), name);
        let mut session = session.map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
        while session.is_handshaking() {
            session.complete_io(&mut limited)?;
        }
        Ok(Self::Secured(Box::new(StreamOwned::new(session, limited))))
    }

    /// Gives what comes next so much time, as a whole.
    pub(super) fn allow(&mut self, time: Duration) {
        self.socket().until = Instant::now() + time;
    }

    pub(super) fn is_secured(&self) -> bool {
        matches!(self, Self::Secured(_))
    }

    /// The other end.
    pub(super) fn peer(&mut self) -> std::io::Result<SocketAddr> {
        self.socket().tcp.peer_addr()
    }

    fn socket(&mut self) -> &mut Limited {
        match self {
            Self::Clear(limited) => limited,
            Self::Secured(secured) => &mut secured.sock,
        }
    }
}

impl Read for Wire {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(limited) => limited.read(bytes),
            Self::Secured(secured) => secured.read(bytes),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Clear(limited) => limited.write(bytes),
            Self::Secured(secured) => secured.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Clear(limited) => limited.flush(),
            Self::Secured(secured) => secured.flush(),
        }
    }
}

/// TLS 1.2 and 1.3, trusting the system's authorities and the office's own.
///
/// # Errors
/// The office's own certificates cannot be read.
pub(super) fn trusted(ca: Option<&Path>) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca {
        let name = || path.display().to_string();
        let pem = opener::given(path)?;
        let mut any = false;
        for certificate in CertificateDer::pem_slice_iter(&pem) {
            roots.add(certificate.with_context(name)?).with_context(name)?;
            any = true;
        }
        if !any {
            return Err(Error::from(ErrorKind::InvalidData)).with_context(name);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let tls = tls.context("TLS")?.with_root_certificates(roots).with_no_client_auth();
    Ok(Arc::new(tls))
}
