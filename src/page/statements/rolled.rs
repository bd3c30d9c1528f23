//! What was carried over into the next year's ledger, how it stands there, what stays behind, and what is to be done next.

use crate::account::{Account, Carry, Figures, LeftBehind, Standing};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Page, parts, shell, table};
use chrono::NaiveDate;

/// A task here and there.
pub struct Pair<'a, 'h, 't> {
    /// In this ledger, as of the new year's first day.
    pub here: &'a Figures<'h>,
    /// In the next year's ledger, as of the same day.
    pub there: &'a Figures<'t>,
    /// What became of it.
    pub carry: &'a Carry,
}

/// A roll-over that was made.
pub struct Rolled<'a, 'h, 't> {
    /// This ledger.
    pub here: &'a Account<'h>,
    /// The next year's, as of its first day.
    pub there: &'a Account<'t>,
    /// The tasks.
    pub pairs: &'a [Pair<'a, 'h, 't>],
    /// Ids of the headings above them.
    pub headings: &'a [&'a str],
    /// What stays.
    pub left: LeftBehind,
    /// The day of the mark.
    pub on: NaiveDate,
    /// The folder of the next year's ledger, as it was typed.
    pub into: &'a str,
    /// The folder of this one; empty for the current one.
    pub folder: &'a str,
}

/// The whole page.
pub fn page(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> Page {
    let title = title(rolled, lang);
    let mut page = Page::titled(title, lang);
    if !rolled.pairs.is_empty() {
        page = page.with([Block::Gap, table(rolled, lang), Block::Gap]);
    }
    let said = [above(rolled, lang), standings(rolled, lang), stays(rolled.left, lang)];
    page = page.lines(said.into_iter().flatten());
    if rolled.pairs.is_empty() { page } else { page.with([Block::Gap]).lines(next(rolled, lang)) }
}

fn year(account: &Account<'_>) -> i32 {
    account.book.first_ledger().map_or(0, |ledger| ledger.term.name_year())
}

fn title(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> String {
    let (from, to) = (year(rolled.here), year(rolled.there));
    let (count, into) = (rolled.pairs.len(), rolled.into);
    if count == 0 {
        return say!(lang, "没有要结转的事项", "nothing to roll over");
    }
    let on = words::date(rolled.on, lang);
    let tasks = words::counted(count, "task");
    say!(
        lang,
        "{from}年台账结转{count}项到{to}年台账（{into}），本台账记于{on}",
        "{tasks} of {from} rolled over into {to} ({into}), marked here on {on}"
    )
}

fn table(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> Block {
    let first = words::day(rolled.there.as_of, rolled.on, lang);
    table::table(rolled.pairs, lang)
        .task(|pair| pair.here)
        .owner(rolled.here, 2, |pair| pair.here)
        .due(rolled.there, 0, |pair| pair.there)
        .right(say!(lang, "已完成", "Done"), 1, |pair| parts::done(pair.here, lang))
        .left(say!(lang, "新台账起算", "Begins there"), 0, |pair| begins(rolled, pair, lang))
        .left(say!(lang, "灯", "Light"), 0, |pair| parts::light(rolled.there, pair.there, lang))
        .left(say!(lang, "{first}状态", "On {first}"), 0, |pair| {
            words::standing(pair.there.standing, lang)
        })
        .block()
}

/// From where its plan begins there.
fn begins(rolled: &Rolled<'_, '_, '_>, pair: &Pair<'_, '_, '_>, lang: Locale) -> String {
    let first = words::day(rolled.there.as_of, rolled.on, lang);
    match pair.carry.baseline {
        Some(baseline) => {
            let baseline = words::amount(baseline, &pair.here.task.unit);
            say!(lang, "{first}自{baseline}", "{first} from {baseline}")
        }
        None if pair.carry.start == rolled.there.as_of => first,
        None => say!(lang, "照旧", "as before"),
    }
}

fn above(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> Option<String> {
    let ids: Vec<String> = rolled.headings.iter().map(ToString::to_string).collect();
    let (count, ids) = (ids.len(), words::list(&ids, lang));
    (count > 0).then(|| {
        say!(lang, "连同上级事项{count}项：{ids}", "With the headings above them ({count}): {ids}")
    })
}

/// How the tasks stand on the first day.
fn standings(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> Option<String> {
    let count = |standing| {
        let pairs = rolled.pairs.iter().filter(|pair| pair.there.standing == standing);
        let count = pairs.count();
        let word = words::standing(standing, lang);
        (count > 0).then(|| say!(lang, "{word}{count}", "{count} {word}"))
    };
    let counts: Vec<String> =
        Standing::ALL.iter().filter_map(|(_, standing)| count(*standing)).collect();
    let first = words::date(rolled.there.as_of, lang);
    let counts = words::list(&counts, lang);
    (!rolled.pairs.is_empty())
        .then(|| say!(lang, "在新台账里（{first}）：{counts}", "There, on {first}: {counts}"))
}

/// What does not go over, and why.
fn stays(left: LeftBehind, lang: Locale) -> Option<String> {
    let said = [
        (left.struck, say!(lang, "已销号", "struck off")),
        (left.cancelled, say!(lang, "已撤销", "cancelled")),
        (left.rolled, say!(lang, "此前已结转", "rolled over before")),
        (left.not_chosen, say!(lang, "未选", "not chosen")),
        (left.later, say!(lang, "立项在新年度", "entered in the new year")),
        (left.included, say!(lang, "属并入的台账", "of ledgers read along")),
    ];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> =
        said.map(|(count, why)| say!(lang, "{why}{count}", "{count} {why}")).collect();
    let (total, said) = (left.total(), words::list(&said, lang));
    (total > 0).then(|| {
        let stay = if total == 1 { "stays" } else { "stay" };
        say!(lang, "留下{total}项：{said}", "{total} {stay}: {said}")
    })
}

/// What is to be done next, with the command for it.
fn next(rolled: &Rolled<'_, '_, '_>, lang: Locale) -> Vec<String> {
    let at = |folder: &str| match folder {
        "" => "duban".to_owned(),
        folder => format!("duban -C {}", shell::word(&shell::path(folder))),
    };
    let (there, here) = (at(rolled.into), at(rolled.folder));
    let count = |standing| {
        let pairs = rolled.pairs.iter().filter(|pair| pair.there.standing == standing);
        pairs.count()
    };
    let (awaiting, overdue) = (count(Standing::Awaiting), count(Standing::Overdue));
    let mut lines = vec![say!(lang, "接着做：", "Next:")];
    let mut to_do = |command: String, why: String| lines.push(format!("  {command}  {why}"));
    to_do(format!("{there} check"), say!(lang, "查一遍", "check it"));
    if awaiting > 0 {
        let await_theirs = if awaiting == 1 { "awaits its" } else { "await their" };
        to_do(
            format!("{there} list --standing awaiting"),
            say!(
                lang,
                "待销号{awaiting}项照样待销号，尽快核验",
                "{awaiting} still {await_theirs} strike-off"
            ),
        );
    }
    if overdue > 0 {
        let is = if overdue == 1 { "is" } else { "are" };
        to_do(
            format!("{there} extend ID DATE --approval …"),
            say!(
                lang,
                "逾期{overdue}项，经批准的重定时限",
                "{overdue} {is} overdue: approved new deadlines"
            ),
        );
    }
    to_do(
        format!("{there} undo; {here} undo"),
        say!(lang, "要撤回，先撤那边，再撤这边", "takes it back, there first"),
    );
    lines
}
