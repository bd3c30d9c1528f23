//! What became of mails: to whom, which, whether they left and why not.

mod test;

pub use test::test_page;

use crate::account::{Account, Bulletin};
use crate::ledger::Locale;
use crate::page::bulletins::bulletin;
use crate::page::table;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, View};
use chrono::NaiveDate;

/// A mail to one addressee, and what became of it.
#[derive(Clone, Debug)]
pub struct MailResult {
    /// Whom people know: the name of a department or of a mailbox.
    pub name: String,
    /// The address; `None` where there is none.
    pub to: Option<String>,
    /// What stands in the subject.
    pub subject: String,
    /// What became of it.
    pub delivery: Delivery,
}

/// What became of a mail.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// It left.
    Sent,
    /// It would leave now.
    Due,
    /// It left before, on that day; whether what it says has changed since.
    Before(NaiveDate, bool),
    /// It may have been sent on that day; with the key by which somebody says whether it was.
    Perhaps {
        /// The day.
        on: NaiveDate,
        /// Of the letter.
        key: String,
        /// What happened, where this run knows it.
        why: Option<Trouble>,
    },
    /// There is no address to send it to.
    NoAddress,
    /// It did not leave.
    Failed(Trouble),
}

impl Delivery {
    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Due => "due",
            Self::Before(..) => "sent-before",
            Self::Perhaps { .. } => "perhaps-sent",
            Self::NoAddress => "no-address",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether an addressee is left without a mail that is due.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::NoAddress | Self::Failed(_))
    }

    /// Whether somebody must do something about it: nobody knows, or somebody has not got his letter.
    pub fn needs_somebody(&self) -> bool {
        self.is_missing() || matches!(self, Self::Perhaps { .. })
    }
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer within the time limit.
    Silent,
    /// The connection was not made, or ended in the middle.
    Broken(String),
    /// The server does not offer to secure the connection.
    NoTls,
    /// Its certificate does not hold.
    Tls(String),
    /// The name or the password was refused.
    Login(String),
    /// No way of logging in is offered that is known here.
    NoLogin,
    /// Somebody spoke out of turn before the connection was secured.
    Early,
    /// The server's answer has no end.
    Endless,
    /// The server's own words.
    Said(String),
    /// The program that takes mails failed.
    Program(String),
}

/// Mails and what became of them.
pub fn page(mails: &[MailResult], view: &View) -> Page {
    let lang = view.lang;
    let title = say!(lang, "发信情况", "Letters");
    let page = Page::new(title, lang);
    if mails.is_empty() {
        return page.line(say!(lang, "没有要发的", "nothing to send"));
    }
    let page = page.with([table(mails, lang), Block::Gap]).line(sum(mails, lang));
    let unsure: Vec<String> = mails.iter().flat_map(|mail| decisions(mail, view)).collect();
    if unsure.is_empty() {
        return page;
    }
    page.note(say!(
        lang,
        "可能已发的，问过收件人后定；定之前每次都提：",
        "Perhaps sent: ask the addressees, then decide; until then each run says so:"
    ))
    .lines(unsure)
}

/// The two commands that decide about a letter that was perhaps sent, a line each.
fn decisions(mail: &MailResult, view: &View) -> Vec<String> {
    let Delivery::Perhaps { key, .. } = &mail.delivery else {
        return Vec::new();
    };
    let (lang, name) = (view.lang, mail.name.as_str());
    let sent = view.command(["mail", "--sent", key]);
    let again = view.command(["mail", "--again", key]);
    vec![
        say!(lang, "{name} 收到了：{sent}", "{name} has it: {sent}"),
        say!(lang, "{name} 没收到：{again}", "{name} has it not: {again}"),
    ]
}

fn table(mails: &[MailResult], lang: Locale) -> Block {
    table::table(mails, lang)
        .left(say!(lang, "收件人", "To"), 0, |mail| mail.name.as_str())
        .left(say!(lang, "地址", "Address"), 0, |mail| mail.to.as_deref().unwrap_or("-"))
        .wrapping(say!(lang, "邮件", "Letter"), |mail| mail.subject.as_str())
        .wrapping(say!(lang, "结果", "Result"), |mail| {
            Text::inked(delivery(&mail.delivery, lang), ink(&mail.delivery))
        })
        .block()
}

fn ink(delivery: &Delivery) -> Ink {
    match delivery {
        Delivery::Sent => Ink::Green,
        Delivery::Due => Ink::Plain,
        Delivery::Before(..) => Ink::Faint,
        Delivery::Perhaps { .. } => Ink::Yellow,
        Delivery::NoAddress | Delivery::Failed(_) => Ink::Red,
    }
}

/// What became of one mail, in a few words.
pub fn delivery(delivery: &Delivery, lang: Locale) -> String {
    match delivery {
        Delivery::Sent => say!(lang, "已发", "sent"),
        Delivery::Due => say!(lang, "待发", "to be sent"),
        Delivery::Before(on, changed) => {
            let on = words::date(*on, lang);
            if *changed {
                say!(
                    lang,
                    "{on}已发，此后内容有变；不重发",
                    "sent on {on} and changed since; not sent again"
                )
            } else {
                say!(lang, "{on}已发，不重发", "sent on {on}, not sent again")
            }
        }
        Delivery::Perhaps { on, why: None, .. } => {
            let on = words::date(*on, lang);
            say!(
                lang,
                "可能已发（{on}中断），不重发",
                "perhaps sent (cut off on {on}), not sent again"
            )
        }
        Delivery::Perhaps { why: Some(why), .. } => {
            let why = trouble(why, lang);
            say!(lang, "可能已发：{why}", "perhaps sent: {why}")
        }
        Delivery::NoAddress => say!(lang, "没有邮箱", "no address"),
        Delivery::Failed(why) => {
            let why = trouble(why, lang);
            say!(lang, "没有发出：{why}", "not sent: {why}")
        }
    }
}

/// Why a mail did not leave.
pub fn trouble(trouble: &Trouble, lang: Locale) -> String {
    match trouble {
        Trouble::Silent => {
            say!(lang, "邮件服务在时限内没有回应", "no answer within the time limit")
        }
        Trouble::Broken(said) => say!(lang, "连接中断（{said}）", "connection broken ({said})"),
        Trouble::NoTls => say!(
            lang,
            "邮件服务不提供加密，什么也没有发",
            "the server offers no encryption; nothing was said to it"
        ),
        Trouble::Tls(said) => say!(
            lang,
            "证书不可信，或对方不是加密端口（{said}）",
            "the certificate is not trusted, or the port is not secured ({said})"
        ),
        Trouble::Login(said) => say!(lang, "登录被拒（{said}）", "login refused ({said})"),
        Trouble::NoLogin => {
            say!(lang, "邮件服务没有可用的登录方式", "the server offers no known way to log in")
        }
        Trouble::Early => say!(
            lang,
            "加密之前就有人插话，可能被人截在中间，已断开",
            "somebody spoke out of turn before the connection was secured; it was ended"
        ),
        Trouble::Endless => {
            say!(lang, "邮件服务的答复没完没了，已断开", "the server's answer had no end; cut off")
        }
        Trouble::Said(said) => say!(lang, "邮件服务答复：{said}", "the server said: {said}"),
        Trouble::Program(said) => say!(lang, "发信程序失败：{said}", "the program failed: {said}"),
    }
}

fn sum(mails: &[MailResult], lang: Locale) -> String {
    let count =
        |fits: &dyn Fn(&Delivery) -> bool| mails.iter().filter(|mail| fits(&mail.delivery)).count();
    let due = count(&|delivery| matches!(delivery, Delivery::Due));
    let sent = count(&|delivery| matches!(delivery, Delivery::Sent));
    let before = count(&|delivery| matches!(delivery, Delivery::Before(..)));
    let perhaps = count(&|delivery| matches!(delivery, Delivery::Perhaps { .. }));
    let missing = count(&Delivery::is_missing);
    let all = [
        (due, say!(lang, "待发{due}", "{due} to be sent")),
        (sent, say!(lang, "已发{sent}", "{sent} sent")),
        (before, say!(lang, "此前已发{before}", "{before} sent before")),
        (perhaps, say!(lang, "可能已发{perhaps}", "{perhaps} perhaps sent")),
        (missing, say!(lang, "没有发出{missing}", "{missing} not sent")),
    ];
    let said: Vec<String> =
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    said.join(&say!(lang, "，", ", "))
}

/// What stands in the subject of a report's mail, and what its document is called.
pub fn report_subject(bulletin: &Bulletin<'_, '_>, number: u32, lang: Locale) -> String {
    let (title, year) = (bulletin::title(bulletin, lang), bulletin.issue.year);
    let Some(unit) = bulletin.issue.period.unit else {
        return title;
    };
    let kind = bulletin::kind(unit, lang);
    say!(lang, "{title}（{kind}{year}年第{number}期）", "{title} ({kind}, no. {number} of {year})")
}

/// What the workbook is called that holds the annexes of a paper.
pub fn annexes_name(paper: &str, lang: Locale) -> String {
    say!(lang, "{paper}附件", "{paper}, annexes")
}

/// What the table that goes with a report is called.
pub fn table_name(account: &Account<'_>, lang: Locale) -> String {
    let ledger = account.book.first_ledger();
    let title = ledger.map_or("", |ledger| ledger.title.as_str());
    let as_of = words::date(account.as_of, lang);
    say!(lang, "{title}（截至{as_of}）", "{title} (as of {as_of})")
}
