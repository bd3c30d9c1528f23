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
    /// No server and no program to send with; with the file that should name one.
    NoRoute(Option<PathBuf>),
    /// How letters leave stands in the ledger, which does not decide it.
    SettingsInLedger {
        /// The keys.
        keys: Vec<&'static str>,
        /// Where they belong.
        target: Option<PathBuf>,
    },
    /// What was sent stands in the ledger, where a clone could have brought it.
    MarksInLedger(PathBuf),
    /// No folder for what was sent.
    NoState,
    /// No letter is called so.
    NoSuchKey(String),
    /// `--again` without saying what.
    AgainWhat,
    /// No folder for the user's own configuration.
    NoConfigFolder,
    /// The user has a `mail.toml` already; with the lines that would have to stand in it.
    SettingsThere {
        /// The file.
        target: PathBuf,
        /// The lines.
        lines: String,
    },
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
                say!(lang, "`{text}` 不是邮件地址：{why}", "`{text}` is no mail address: {why}")
            }
            Self::ForNotices(option) => {
                say!(lang, "`{option}` 只用于催办单", "`{option}` is for notices only")
            }
            Self::ForReports(option) => say!(
                lang,
                "`{option}` 只用于通报：催办单发到各单位自己的邮箱",
                "`{option}` is for reports only: a notice goes to its department's own address"
            ),
            Self::NoRoute(_) => say!(
                lang,
                "没有写信怎么发：`server` 和 `sendmail` 都没有",
                "nothing says how letters leave: neither `server` nor `sendmail`"
            ),
            Self::SettingsInLedger { keys, .. } => {
                let keys = keys.join(&say!(lang, "、", ", "));
                say!(
                    lang,
                    "信怎么发不由台账定：[mail] 里有 {keys}；没有发信",
                    "a ledger does not decide how letters leave: [mail] has {keys}; nothing was sent"
                )
            }
            Self::MarksInLedger(file) => {
                let file = file.display();
                say!(
                    lang,
                    "{file}：台账里的发信记录不算数（可能是别人放的），没有发信",
                    "{file}: marks of letters sent are not trusted in a ledger (anybody may have put them there); nothing was sent"
                )
            }
            Self::NoState => say!(
                lang,
                "没有地方记下发了什么：没有 HOME，也没有 XDG_STATE_HOME；没有发信",
                "nowhere to write down what was sent: neither HOME nor XDG_STATE_HOME is set; nothing was sent"
            ),
            Self::NoSuchKey(key) => {
                say!(lang, "没有代号是 `{key}` 的信", "no letter is called `{key}`")
            }
            Self::AgainWhat => {
                say!(lang, "没有说再发什么", "`--again` does not say what is to be sent again")
            }
            Self::NoConfigFolder => say!(
                lang,
                "没有放自己设置的地方：没有 HOME，也没有 XDG_CONFIG_HOME",
                "nowhere to put your own settings: neither HOME nor XDG_CONFIG_HOME is set"
            ),
            Self::SettingsThere { target, .. } => {
                let target = target.display();
                say!(
                    lang,
                    "{target} 已经有了，没有动它",
                    "{target} is there already and was left alone"
                )
            }
        }
    }

    /// The way out.
    fn help(&self, lang: Locale) -> Option<String> {
        match self {
            Self::KeyMissing(_) => Some(say!(lang, "写法见 docs/mail.md", "see docs/mail.md")),
            Self::NoRoute(target) => {
                let target = shown(target.as_ref());
                Some(say!(
                    lang,
                    "写在自己的 {target} 里，写法见 docs/mail.md",
                    "it stands in your own {target}; see docs/mail.md"
                ))
            }
            Self::SettingsInLedger { target, .. } => {
                let target = shown(target.as_ref());
                Some(say!(
                    lang,
                    "是自己写的：duban mail --move-settings 移到自己的 {target}；不是，从台账里删掉",
                    "if they are yours: duban mail --move-settings moves them to your own {target}; if not, delete them"
                ))
            }
            Self::MarksInLedger(file) => {
                let file = file.display();
                Some(say!(
                    lang,
                    "是自己从前发的：duban mail --adopt-marks 接管；不是，删掉 {file}",
                    "if they are of your own letters: duban mail --adopt-marks takes them over; if not, delete {file}"
                ))
            }
            Self::NoState => Some(say!(
                lang,
                "设 XDG_STATE_HOME，或在自己的 mail.toml 写 state = \"文件夹\"",
                "set XDG_STATE_HOME, or state = \"FOLDER\" in your own mail.toml"
            )),
            Self::NoSuchKey(_) => Some(say!(
                lang,
                "代号列在 duban mail notices --dry-run（或 weekly 等）的末尾",
                "keys stand at the end of duban mail notices --dry-run (or weekly, …)"
            )),
            Self::AgainWhat => Some(say!(
                lang,
                "duban mail notices --again，或 duban mail --again 代号",
                "duban mail notices --again, or duban mail --again KEY"
            )),
            Self::NoConfigFolder => Some(say!(lang, "设 XDG_CONFIG_HOME", "set XDG_CONFIG_HOME")),
            Self::SettingsThere { lines, .. } => {
                let lines = lines.trim_end().replace('\n', "\n    ");
                Some(say!(
                    lang,
                    "在里面写上这些，再从台账的 [mail] 里删掉：\n    {lines}",
                    "write these lines there, and delete them from [mail] of the ledger:\n    {lines}"
                ))
            }
            Self::BadAddress { .. } | Self::ForNotices(_) | Self::ForReports(_) => None,
        }
    }
}

/// The user's own file, as far as it is known where it is.
fn shown(target: Option<&PathBuf>) -> String {
    let usual = || "~/.config/duban/mail.toml".to_owned();
    target.map_or_else(usual, |target| target.display().to_string())
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
    /// Marks of another file were taken over, so many of them new.
    Adopted {
        /// The file, which is gone now.
        file: PathBuf,
        /// How many.
        count: usize,
    },
    /// There are no marks to take over.
    NothingToAdopt(PathBuf),
    /// Somebody said that a letter had arrived.
    Arrived {
        /// The period of a report, the number of a notice.
        period: String,
        /// To whom.
        to: String,
    },
    /// The ledger has no settings to move.
    NothingToMove,
    /// The settings were moved; as they stand there now.
    SettingsMoved {
        /// The user's own file.
        target: PathBuf,
        /// Its lines.
        lines: String,
    },
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
                    "已过答复日、不再发：{numbers}（--again 也发）",
                    "past their day to answer, not sent: {numbers} (--again sends them)"
                )
            }
            Self::Busy => say!(
                lang,
                "另一次发信正在进行，等候中…",
                "letters are being sent by another run; waiting …"
            ),
            Self::StillBusy => say!(
                lang,
                "另一次发信还没有完，没有发",
                "another run is still sending; nothing was sent"
            ),
            Self::Waiting { mails, wait } => {
                let seconds = wait.as_secs();
                say!(lang, "{mails}件{seconds}秒后再试", "{mails} to be tried again in {seconds}s")
            }
            Self::NoPassword => say!(
                lang,
                "有登录名而没有密码：设环境变量 DUBAN_MAIL_PASSWORD，或在 mail.toml 写 password_file",
                "a user without a password: set DUBAN_MAIL_PASSWORD, or password_file in mail.toml"
            ),
            Self::PasswordOpen(file) => {
                let file = file.display();
                say!(
                    lang,
                    "{file}：密码文件别人也能读，不用它：chmod 600",
                    "{file}: others can read the password file, so it is not used: chmod 600"
                )
            }
            Self::Adopted { file, count } => {
                let (file, marks) = (file.display(), words::counted(*count, "mark"));
                say!(
                    lang,
                    "{file}：接管了{count}条发信记录，原文件已删",
                    "{file}: {marks} taken over, the file is gone"
                )
            }
            Self::NothingToAdopt(file) => {
                let file = file.display();
                say!(lang, "{file}：没有，不用接管", "{file}: not there, nothing to take over")
            }
            Self::Arrived { period, to } => {
                say!(lang, "记下了：{period} {to} 已收到", "noted: {period} has reached {to}")
            }
            Self::NothingToMove => {
                say!(lang, "台账的 [mail] 里没有要移的", "[mail] of the ledger has nothing to move")
            }
            Self::SettingsMoved { target, lines } => {
                let (target, lines) = (target.display(), lines.trim_end());
                say!(lang, "移到了 {target}：\n{lines}", "moved to {target}:\n{lines}")
            }
        }
    }
}
