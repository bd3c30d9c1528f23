//! Why a mail was not sent, and what that means for the others.

use super::smtp::Problem;
use duban::page::notices::mail::Trouble;
use std::io::ErrorKind;

/// Why a mail was not sent, and what that means for the others.
#[derive(Clone, Debug)]
pub(crate) struct SendFailure {
    pub(crate) why: Trouble,
    /// Whether another try may help.
    pub(crate) may_retry: bool,
    /// Whether the connection failed, and not this one mail.
    pub(crate) of_transport: bool,
    /// Whether the mail may have been taken all the same.
    pub(crate) perhaps_sent: bool,
}

impl SendFailure {
    /// A failure of this one mail that no further try mends.
    pub(super) fn of_mail(why: Trouble) -> Self {
        Self { why, may_retry: false, of_transport: false, perhaps_sent: false }
    }

    /// A failure before any mail was handed over.
    pub(super) fn of_transport(why: Trouble, may_retry: bool) -> Self {
        Self { why, may_retry, of_transport: true, perhaps_sent: false }
    }

    /// A failure while the connection was made; `refused` is what a refusal means there.
    pub(super) fn connecting(problem: &Problem, refused: fn(String) -> Trouble) -> Self {
        match problem {
            Problem::Said { code, words } => {
                Self::of_transport(refused(coded(*code, words)), is_transient(*code))
            }
            Problem::NoTls => Self::of_transport(Trouble::NoTls, false),
            Problem::NoLogin => Self::of_transport(Trouble::NoLogin, false),
            Problem::Early => Self::of_transport(Trouble::Early, false),
            Problem::Endless => Self::of_transport(Trouble::Endless, false),
            Problem::Network(error) => of_network(error),
        }
    }

    /// A failure while a mail was handed over; `whole` says whether the server had all of it.
    pub(super) fn sending(problem: &Problem, whole: bool) -> Self {
        match problem {
            Problem::Said { code, words } if *code > 0 => Self {
                may_retry: is_transient(*code),
                // The server goes down: that means all mails.
                of_transport: *code == 421,
                ..Self::of_mail(Trouble::Said(coded(*code, words)))
            },
            problem => Self { perhaps_sent: whole, ..Self::connecting(problem, Trouble::Said) },
        }
    }
}

fn of_network(error: &std::io::Error) -> SendFailure {
    match error.kind() {
        // Systems differ in the error of a socket whose time limit is over.
        ErrorKind::TimedOut | ErrorKind::WouldBlock => {
            SendFailure::of_transport(Trouble::Silent, true)
        }
        // What TLS finds wrong: the certificate is not trusted, or the server speaks no TLS.
        ErrorKind::InvalidData => SendFailure::of_transport(Trouble::Tls(error.to_string()), false),
        _ => SendFailure::of_transport(Trouble::Broken(error.to_string()), true),
    }
}

fn is_transient(code: u16) -> bool {
    code / 100 == 4
}

/// A server's words behind its code; without the code where it is none.
fn coded(code: u16, words: &str) -> String {
    if code == 0 { words.to_owned() } else { format!("{code} {words}") }
}
