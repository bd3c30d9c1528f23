//! What was written: one line a task, how it stands now.

use crate::account::{Account, Figures, Light, Standing};
use crate::ledger::{Locale, Share};
use crate::page::parts;
use crate::page::words::{self, say};
use crate::page::{Page, Text};

/// How the tasks stand that a write has changed.
pub fn page(account: &Account<'_>, tasks: &[&Figures<'_>], files: usize, lang: Locale) -> Page {
    let lines = tasks.iter().map(|own| line(account, own, lang));
    let page = Page::new("", lang).lines(lines);
    match tasks.len() {
        0 => page.line(say!(lang, "已写入{files}个文件", "{files} files written")),
        1 => page,
        count => page.line(say!(
            lang,
            "已写入{count}项,{files}个文件",
            "{count} tasks written, in {files} files"
        )),
    }
}

/// `P-07 36/120户 30.0% 应达33.1% 略欠3.1个百分点 绿`.
fn line(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Text {
    let mut parts = vec![own.task.id.to_string()];
    let done = parts::done(own, lang);
    if !done.is_empty() {
        parts.push(done);
    }
    if own.shares.actual.is_some() {
        parts.push(parts::percent(own.shares.actual) + "%");
    }
    if let Some(planned) = own.shares.planned.filter(|_| own.standing.is_counted()) {
        let planned = words::percent(planned) + "%";
        parts.push(say!(lang, "应达{planned}", "plan {planned}"));
    }
    parts.push(standing(account, own, lang));
    let rules = &account.book.ledger_of(own.task).rules.lights;
    let light = words::light(own.light, Some(rules), lang);
    if own.light == Light::None {
        return parts.join(" ").into();
    }
    let mut line = Text::from(parts.join(" ") + " ");
    line.0.extend(Text::inked(light, words::ink(own.light)).0);
    line
}

/// The standing, with how far the task is from its plan.
fn standing(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> String {
    let word = words::standing(own.standing, lang);
    match own.standing {
        Standing::Overdue => {
            let days = words::days((account.as_of - own.state.due).num_days(), lang);
            say!(lang, "{word}{days}", "{word} by {days}")
        }
        Standing::SlightlyBehind | Standing::Lagging | Standing::Ahead => {
            let points = own.shares.lag().map_or_else(String::new, |lag| {
                words::over(lag).trim_start_matches(['-', '+']).to_owned()
            });
            let none = own.shares.lag().is_none_or(|lag| lag == Share::ZERO);
            match none {
                true => word,
                false => say!(lang, "{word}{points}个百分点", "{word} by {points} points"),
            }
        }
        _ => word,
    }
}
