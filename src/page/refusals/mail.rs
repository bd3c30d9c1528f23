//! What is refused, and what is said on standard error, when mail is to be sent.

use super::Refusal;
use crate::ledger::{AddressProblem, Locale};
use crate::page::findings;
use crate::page::words::{self, say};
use std::path::PathBuf;
use std::time::Duration;

/// Why no mail is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailRefusal {
    /// A key of `[mail]` that is needed and not there.
    KeyMissing(&'static str),
    /// An address on the command line that cannot be read.
    BadAddress {
        /// As typed.
        text: String,
        /// What is wrong with it.
        why: AddressProblem,
    },
    /// An option of notices, given with a report.
    ForNotices(&'static str),
    /// An option of reports, given with notices.
    ForReports(&'static str),
}

impl MailRefusal {
    /// In words.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(self.message(lang)).with(self.help(lang))
    }

    /// What is wrong.
    fn message(&self, lang: Locale) -> String {
        match self {
            Self::KeyMissing(key) => say!(
                lang,
                "duban.toml 的 [mail] 里没有 `{key}`",
                "[mail] in duban.toml has no `{key}`"
            ),
            Self::BadAddress { text, why } => {
                let why = findings::mail::address(*why, lang);
                say!(lang, "`{text}` 不是邮件地址:{why}", "`{text}` is no mail address: {why}")
            }
            Self::ForNotices(option) => {
                say!(lang, "`{option}` 只用于催办单", "`{option}` is for notices only")
            }
            Self::ForReports(option) => say!(
                lang,
                "`{option}` 只用于通报:催办单发到各单位自己的邮箱",
                "`{option}` is for reports only: a notice goes to its department's own address"
            ),
        }
    }

    /// The way out.
    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::KeyMissing(_) => Some(say!(lang, "写法见 docs/mail.md", "see docs/mail.md")),
            Self::BadAddress { .. } | Self::ForNotices(_) | Self::ForReports(_) => None,
        }
    }
}

/// What is said of a mailing beside its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailMessage {
    /// The settings are wrong.
    NothingSent,
    /// The ledger's year has no report whose day of issue has come.
    NoReportYet,
    /// Notices whose day to answer is over.
    TooLate(Vec<String>),
    /// Another run is sending; this one waits for it.
    Busy,
    /// Another run was still sending when the wait was over.
    StillBusy,
    /// So many mails wait for another try.
    Waiting {
        /// How many.
        mails: usize,
        /// How long.
        wait: Duration,
    },
    /// A user to log in as, and no password.
    NoPassword,
    /// Others can read the password file.
    PasswordOpen(PathBuf),
}

impl MailMessage {
    /// The sentence, without the end of its line.
    pub fn words(&self, lang: Locale) -> String {
        match self {
            Self::NothingSent => say!(lang, "没有发信", "nothing was sent"),
            Self::NoReportYet => say!(
                lang,
                "本年度还没有到印发日的通报",
                "no report of this ledger's year is to be out yet"
            ),
            Self::TooLate(numbers) => {
                let numbers = words::list(numbers, lang);
                say!(
                    lang,
                    "已过答复日、不再发:{numbers}(--again 也发)",
                    "past their day to answer, not sent: {numbers} (--again sends them)"
                )
            }
            Self::Busy => say!(
                lang,
                "另一次发信正在进行,等候中…",
                "letters are being sent by another run; waiting …"
            ),
            Self::StillBusy => say!(
                lang,
                "另一次发信还没有完,没有发",
                "another run is still sending; nothing was sent"
            ),
            Self::Waiting { mails, wait } => {
                let seconds = wait.as_secs();
                say!(lang, "{mails}件{seconds}秒后再试", "{mails} to be tried again in {seconds}s")
            }
            Self::NoPassword => say!(
                lang,
                "有登录名而没有密码:设环境变量 DUBAN_MAIL_PASSWORD,或在 [mail] 写 password_file",
                "a user without a password: set DUBAN_MAIL_PASSWORD, or password_file in [mail]"
            ),
            Self::PasswordOpen(file) => {
                let file = file.display();
                say!(
                    lang,
                    "{file}: 密码文件别人也能读,不用它:chmod 600",
                    "{file}: others can read the password file, so it is not used: chmod 600"
                )
            }
        }
    }
}
