//! What has changed over a period: one line of counts, then a table a sort, what needs a decision first.

mod tables;

use crate::account::{Account, ChangeKind, Changes, Light, Listed, Statement};
use crate::ledger::Locale;
use crate::page::frame::ledger_title;
use crate::page::period::title as period_title;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, period};

/// What has changed in words.
pub fn page(statement: &Statement<'_, '_>, changes: &Changes<'_, '_>, lang: Locale) -> Page {
    let account = statement.account;
    let (ledger, period) = (ledger_title(account), period_title(statement.period, account, lang));
    let title = say!(lang, "{ledger} {period}变化", "{ledger}: changes in {period}");
    let mut page = Page::spread(title, ends(statement, lang), lang)
        .with([Block::Gap])
        .line(counts(account, changes, lang));
    for (_, change) in ChangeKind::ALL {
        let list = changes.list(change);
        if !list.is_empty() {
            let head = Block::Heading(heading(account, change, list.len(), lang));
            let table = tables::table(account, (change, name(account, change, lang)), list, lang);
            page = page.with([Block::Gap, head, table]);
        }
    }
    let rule = Some(rule(changes, lang)).filter(|rule| !rule.is_empty());
    page.with([Block::Gap]).with(rule.map(Block::Note)).noted(account, lang)
}

/// The two days that are held against each other.
fn ends(statement: &Statement<'_, '_>, lang: Locale) -> Text {
    let first = statement.period.first;
    let before = first.pred_opt().unwrap_or(first);
    let before = words::day(before, statement.account.as_of, lang);
    let stands = period::stands(statement, lang).plain();
    say!(lang, "与{before}比，{stands}", "against {before}, {stands}").into()
}

/// How many there are of each sort that occurs.
fn counts(account: &Account<'_>, changes: &Changes<'_, '_>, lang: Locale) -> Text {
    let mut line = Text::default();
    for (_, change) in ChangeKind::ALL {
        let count = changes.list(change).len();
        if count == 0 {
            continue;
        }
        let name = name(account, change, lang);
        let comma = if line.is_empty() { String::new() } else { say!(lang, " ", ", ") };
        let words = say!(lang, "{name}{count}", "{name} {count}");
        line = line.and(format!("{comma}{words}"), ink(change));
    }
    if line.is_empty() { say!(lang, "没有变化", "Nothing has changed").into() } else { line }
}

fn ink(change: ChangeKind) -> Ink {
    match change {
        ChangeKind::NewlyOverdue | ChangeKind::NewlyRed => Ink::Red,
        ChangeKind::Unreported | ChangeKind::Unseen | ChangeKind::Copied => Ink::Yellow,
        ChangeKind::Recovered
        | ChangeKind::Extended
        | ChangeKind::Adjusted
        | ChangeKind::Suspended
        | ChangeKind::Resumed
        | ChangeKind::Cancelled
        | ChangeKind::Rolled
        | ChangeKind::Reopened
        | ChangeKind::Struck
        | ChangeKind::Entered
        | ChangeKind::Brought => Ink::Plain,
    }
}

/// `连续漏报2期以上 3项`; of reports, how many reports.
fn heading(account: &Account<'_>, change: ChangeKind, count: usize, lang: Locale) -> String {
    let name = name(account, change, lang);
    if change == ChangeKind::Copied {
        say!(lang, "{name} {count}条", "{name}: {count}")
    } else {
        say!(lang, "{name} {count}项", "{name}: {count}")
    }
}

/// The name of a sort of change.
fn name(account: &Account<'_>, change: ChangeKind, lang: Locale) -> String {
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let red = words::light(Light::Red, rules, lang);
    match change {
        ChangeKind::NewlyOverdue => say!(lang, "新逾期", "newly overdue"),
        ChangeKind::NewlyRed => say!(lang, "新转{red}", "newly {red}"),
        ChangeKind::Recovered => say!(lang, "脱{red}", "no longer {red}"),
        ChangeKind::Unreported => say!(lang, "连续漏报", "unreported"),
        ChangeKind::Unseen => say!(lang, "承诺未见", "promises not seen"),
        ChangeKind::Copied => say!(lang, "照抄上期", "copied reports"),
        ChangeKind::Extended => say!(lang, "延期", "extended"),
        ChangeKind::Adjusted => say!(lang, "调整", "adjusted"),
        ChangeKind::Suspended => say!(lang, "暂停", "suspended"),
        ChangeKind::Resumed => say!(lang, "恢复", "resumed"),
        ChangeKind::Cancelled => words::listed(Listed::Cancelled, lang),
        ChangeKind::Rolled => words::listed(Listed::Rolled, lang),
        ChangeKind::Reopened => words::listed(Listed::Reopened, lang),
        ChangeKind::Struck => words::listed(Listed::Struck, lang),
        ChangeKind::Entered => words::listed(Listed::Entered, lang),
        ChangeKind::Brought => say!(lang, "上年结转", "from the year before"),
    }
}

/// The rules of the sorts whose names do not say how they count; only of sorts that occur.
fn rule(changes: &Changes<'_, '_>, lang: Locale) -> String {
    let said = |change: &ChangeKind| {
        Some(match change {
            ChangeKind::Unreported => say!(
                lang,
                "连续漏报：到期末连续两期以上。",
                "Unreported: two periods or more in a row at the end."
            ),
            ChangeKind::Unseen => say!(
                lang,
                "承诺未见：期前最后所说的下步打算，从说到现在实达没有增加（常态化工作、增幅和无数量的：本期没有报送）；下一个报送期满了才算。",
                "Promises not seen: the last next step told before the period, since which the actual share has not risen (duties, rates and tasks without a figure: no report in the period), once the next reporting period is over."
            ),
            ChangeKind::Copied => say!(
                lang,
                "照抄上期：所报文字与上一次相同，空格、标点、全半角不计，不足4字不算。",
                "Copied: the words of the report before, spacing, punctuation and width aside, of 4 letters or more."
            ),
            ChangeKind::NewlyOverdue
            | ChangeKind::NewlyRed
            | ChangeKind::Recovered
            | ChangeKind::Extended
            | ChangeKind::Adjusted
            | ChangeKind::Suspended
            | ChangeKind::Resumed
            | ChangeKind::Cancelled
            | ChangeKind::Rolled
            | ChangeKind::Reopened
            | ChangeKind::Struck
            | ChangeKind::Entered
            | ChangeKind::Brought => return None,
        })
    };
    let there = ChangeKind::ALL.iter().map(|(_, change)| change);
    let there = there.filter(|change| !changes.list(**change).is_empty());
    let all: Vec<String> = there.filter_map(said).collect();
    all.join(&say!(lang, "", " "))
}
