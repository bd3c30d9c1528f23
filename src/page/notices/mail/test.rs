//! What a test login found: whether mails can leave, by what, and who would get them.

use super::{Trouble, trouble};
use crate::account::Account;
use crate::ledger::{Locale, MailRoute, MailRules, Mailbox, Security};
use crate::page::words::{self, say};
use crate::page::{Ink, Page, Text};
use std::path::Path;

/// What a test login found, who sends, and who would get what.
pub fn test_page(
    account: &Account<'_>,
    (rules, route, state): (&MailRules, &MailRoute, &Path),
    result: Result<(), Trouble>,
    lang: Locale,
) -> Page {
    let result = match result {
        Ok(()) => Text::inked(well(route, lang), Ink::Green),
        Err(why) => Text::inked(trouble(&why, lang), Ink::Red),
    };
    let shown = |mailbox: &Mailbox| match &mailbox.name {
        Some(name) => format!("{name} <{}>", mailbox.address),
        None => mailbox.address.clone(),
    };
    let list = |boxes: &[Mailbox]| {
        let boxes: Vec<String> = boxes.iter().map(shown).collect();
        words::list(&boxes, lang)
    };
    let from = rules.from.iter().map(shown).collect::<String>();
    let (to, cc) = (list(&rules.to), list(&rules.cc));
    let without: Vec<String> = account
        .book
        .departments
        .iter()
        .filter(|department| department.email.is_none())
        .map(|department| department.name.clone())
        .collect();
    let without = words::list(&without, lang);
    let state = state.display().to_string();
    let lines = [
        (say!(lang, "发件人", "from"), from),
        (say!(lang, "通报发给", "reports go to"), to),
        (say!(lang, "抄送", "copy"), cc),
        (say!(lang, "没有邮箱的单位", "departments without an address"), without),
        (say!(lang, "发信记录", "what was sent stands in"), state),
    ];
    let lines = lines.map(|(label, words)| {
        let words = if words.is_empty() { say!(lang, "无", "none") } else { words };
        say!(lang, "{label}：{words}", "{label}: {words}")
    });
    let title = say!(lang, "发信测试", "Test");
    Page::new(title, lang).line(result).lines(lines)
}

fn well(route: &MailRoute, lang: Locale) -> String {
    if let Some(program) = &route.sendmail {
        return say!(lang, "可以发信：经本机的 {program}", "letters can leave by {program}");
    }
    let server = route.server.as_deref().unwrap_or("");
    let port = route.port.unwrap_or(route.security.port());
    let way = match route.security {
        Security::Starttls => "STARTTLS".to_owned(),
        Security::Tls => "TLS".to_owned(),
        Security::None => say!(lang, "不加密（本机）", "in clear (this machine)"),
    };
    let login = match &route.user {
        Some(user) => say!(lang, "以 {user} 登录成功", "logged in as {user}"),
        None => say!(lang, "不登录", "no login"),
    };
    say!(
        lang,
        "可以发信：{server}：{port}，{way}，{login}；没有发任何信",
        "letters can leave: {server}:{port}, {way}, {login}; none was sent"
    )
}
