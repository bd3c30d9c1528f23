//! What was written: one line a task, how it stands now.

use crate::account::{Account, Figures, Light, Standing};
use crate::ledger::{Locale, Share};
use crate::page::words::{self, say};
use crate::page::{Page, Text, parts, rate};

/// How the tasks stand that a write has changed.
pub fn page(account: &Account<'_>, tasks: &[&Figures<'_>], files: usize, lang: Locale) -> Page {
    let lines = tasks.iter().map(|figures| line(account, figures, lang));
    let page = Page::new("", lang).lines(lines);
    let written = words::counted(files, "file");
    match tasks.len() {
        0 => page.line(say!(lang, "已写入{files}个文件", "{written} written")),
        1 => page,
        count => page.line(say!(
            lang,
            "已写入{count}项，{files}个文件",
            "{count} tasks written, in {written}"
        )),
    }
}

/// `P-07 36/120户 30.0% 应达33.1% 略欠3.1个百分点 绿`.
fn line(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Text {
    let mut parts = vec![figures.task.id.to_string()];
    let done = parts::done(figures, lang);
    if !done.is_empty() {
        parts.push(done);
    }
    if figures.shares.actual.is_some() {
        parts.push(parts::percent(account, figures.shares.actual) + "%");
    }
    if let Some(planned) = figures.shares.planned.filter(|_| figures.standing.is_counted()) {
        let planned = words::percent_to(planned, account.book.decimals()) + "%";
        parts.push(say!(lang, "应达{planned}", "plan {planned}"));
    }
    parts.push(standing(account, figures, lang));
    parts.extend(rate::still(account, figures, lang).filter(|_| figures.standing.is_running()));
    let rules = &account.book.ledger_of(figures.task).rules.lights;
    let light = words::light(figures.light, Some(rules), lang);
    if figures.light == Light::None {
        return parts.join(" ").into();
    }
    let mut line = Text::from(parts.join(" ") + " ");
    line.0.extend(Text::inked(light, words::ink(figures.light)).0);
    line
}

/// The standing, with how far the task is from its plan.
fn standing(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let word = words::standing(figures.standing, lang);
    match figures.standing {
        Standing::Overdue => {
            let days = words::days((account.as_of - figures.state.due).num_days(), lang);
            say!(lang, "{word}{days}", "{word} by {days}")
        }
        Standing::SlightlyBehind | Standing::Lagging | Standing::Ahead => {
            let points = figures.shares.lag().map_or_else(String::new, |lag| {
                let over = words::over_to(lag, account.book.decimals());
                over.trim_start_matches(['-', '+']).to_owned()
            });
            let none = figures.shares.lag().is_none_or(|lag| lag == Share::ZERO);
            if none {
                word
            } else {
                say!(lang, "{word}{points}个百分点", "{word} by {points} points")
            }
        }
        Standing::OnSchedule
        | Standing::Open
        | Standing::Awaiting
        | Standing::Struck
        | Standing::NotStarted
        | Standing::Suspended
        | Standing::Cancelled
        | Standing::Rolled => word,
    }
}
