//! A bulletin for a chat group: what it comes to, the lights of every unit, the most urgent tasks, what is not named.

use super::words::{kind, title};
use crate::account::{Bulletin, By, Figures, Light, Listed, RollupRow, Totals};
use crate::ledger::Locale;
use crate::page::groups::group_name;
use crate::page::words::{self, say};
use crate::page::{parts, reason};
use std::cmp::Reverse;

/// A message in parts, so that a renderer can end each where the whole would grow too long.
#[derive(Clone, Debug)]
pub struct Chat {
    /// Its first lines.
    pub head: Vec<String>,
    /// The lights of each unit, the worst first.
    pub units: Lines,
    /// The most urgent tasks, the worst first.
    pub tasks: Lines,
    /// What is said last.
    pub end: Vec<String>,
}

/// Lines of which the last may be left out.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Stands above them, where there are any.
    pub title: String,
    /// Each of them.
    pub lines: Vec<String>,
    /// What is said of the rest, by how many of them are shown; empty where nothing is left out.
    pub rest: Vec<String>,
}

/// The lights that call for somebody.
const URGENT: [Light; 2] = [Light::Red, Light::Yellow];

/// So many tasks are named.
const NAMED: usize = 10;

/// The message.
pub fn chat(bulletin: &Bulletin<'_, '_>, number: Option<u32>, lang: Locale) -> Chat {
    let rollup = bulletin.account.rollup(By::Dept, &bulletin.tasks);
    let calm = rollup.rows.iter().all(|row| urgent(row) == [0, 0]);
    let end = say!(lang, "各单位都没有红黄灯", "no department has a red or a yellow light");
    Chat {
        head: head(bulletin, number, lang),
        units: units(bulletin, &rollup.rows, lang),
        tasks: tasks(bulletin, lang),
        end: if calm { vec![end] } else { Vec::new() },
    }
}

fn urgent(row: &RollupRow) -> [usize; 2] {
    URGENT.map(|light| row.totals.light(light))
}

/// The lights of every unit, by their short names.
fn units(bulletin: &Bulletin<'_, '_>, rows: &[RollupRow], lang: Locale) -> Lines {
    let mut worst: Vec<&RollupRow> = rows.iter().collect();
    worst.sort_by_key(|row| Reverse(urgent(row)));
    let line = |row: &&RollupRow| {
        let name = group_name(By::Dept, row.group.as_deref(), row.in_tables(), lang);
        let lights = lights(bulletin, &row.totals, lang);
        say!(lang, "{name} {lights}", "{name}: {lights}")
    };
    let all = worst.len();
    let rest = (0..=all).map(|shown| {
        let left = all - shown;
        let units = words::counted(left, "more department");
        match worst.get(shown) {
            None => String::new(),
            Some(row) if urgent(row) == [0, 0] => {
                say!(lang, "其余{left}个单位没有红黄灯", "{units} without a red or a yellow light")
            }
            Some(_) => say!(lang, "其余{left}个单位见附件", "{units} in the annex"),
        }
    });
    Lines {
        title: say!(lang, "【各单位】", "[Departments]"),
        rest: rest.collect(),
        lines: worst.iter().map(line).collect(),
    }
}

/// The most urgent tasks: red before yellow, the longest overdue first, then the furthest behind.
fn tasks(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Lines {
    let account = bulletin.account;
    let urgent = bulletin.tasks.iter().filter(|figures| URGENT.contains(&figures.light));
    let mut urgent: Vec<&Figures<'_>> = urgent.copied().collect();
    urgent.sort_by_key(|figures| {
        let late = figures.overdue_days(account.as_of).unwrap_or(0);
        (figures.light != Light::Red, Reverse(late), Reverse(figures.shares.lag()))
    });
    let line = |(figures, nth): (&&Figures<'_>, usize)| {
        let rules = &account.book.ledger_of(figures.task).rules.lights;
        let light = words::light(figures.light, Some(rules), lang);
        let (sign, id) = (sign(figures.light), parts::id(figures).plain());
        let (title, owner) = (&figures.task.title, parts::owner_in_tables(account, figures));
        let why = reason::reason(account, figures, lang);
        say!(
            lang,
            "{nth}. {sign}{light} {id} {title}（{owner}）：{why}",
            "{nth}. {sign} {light} {id} {title} ({owner}): {why}"
        )
    };
    let lines: Vec<String> = urgent.iter().take(NAMED).zip(1..).map(line).collect();
    let rest = (0..=lines.len()).map(|shown| {
        let left = urgent.len() - shown;
        let more = words::counted(left, "more task");
        if left == 0 {
            String::new()
        } else {
            say!(lang, "余{left}项见附件", "{more} in the annex")
        }
    });
    let title = if urgent.len() > NAMED {
        say!(lang, "【红黄灯最急{NAMED}项】", "[The {NAMED} most urgent]")
    } else {
        say!(lang, "【红黄灯】", "[Red and yellow]")
    };
    Lines { title, rest: rest.collect(), lines }
}

fn head(bulletin: &Bulletin<'_, '_>, number: Option<u32>, lang: Locale) -> Vec<String> {
    let issue = &bulletin.issue;
    let (year, number) = (issue.year, number.unwrap_or(issue.number));
    let kind = issue.period.unit.map_or_else(String::new, |unit| kind(unit, lang));
    let (cut, weekday) = (words::date(issue.cut, lang), words::weekday(issue.cut, lang));
    let total = bulletin.totals.tasks;
    let lights = lights(bulletin, &bulletin.totals, lang);
    let (struck, late) = (bulletin.moved.count(Listed::Struck), bulletin.newly_overdue);
    let tasks = words::counted(total, "task");
    let mut lines = vec![
        title(bulletin, lang),
        say!(
            lang,
            "{kind}{year}年第{number}期 截至{cut}（{weekday}）",
            "{kind} no. {number} of {year}, as of {cut} ({weekday})"
        ),
        say!(lang, "共{total}项：{lights}", "{tasks}: {lights}"),
    ];
    if let Some((planned, actual, over)) = shares(bulletin) {
        let points = over.trim_start_matches(['+', '-']);
        lines.push(if over.starts_with('-') {
            say!(
                lang,
                "应达{planned}%，实达{actual}%，欠{points}个百分点",
                "plan {planned}%, done {actual}%, {points} points behind"
            )
        } else {
            say!(
                lang,
                "应达{planned}%，实达{actual}%，超{points}个百分点",
                "plan {planned}%, done {actual}%, {points} points ahead"
            )
        });
    }
    lines.push(say!(
        lang,
        "本期销号{struck}项，新增逾期{late}项",
        "struck off {struck}, newly overdue {late}"
    ));
    let account = bulletin.account;
    let left_out = account.book.left_out.total();
    if left_out > 0 {
        let tasks = words::counted(left_out, "more task");
        let are = if left_out == 1 { "is" } else { "are" };
        let each = words::left_out::tasks(&account.book.tasks_left_out(), lang);
        lines.push(say!(
            lang,
            "另有{left_out}项有错误，未计入{each}",
            "{tasks} with errors {are} not counted{each}"
        ));
    }
    lines.extend(words::left_out::ledgers(&account.book.ledgers_left_out, lang));
    lines.extend(words::unknown_years(&account.unknown_years(), lang));
    lines
}

fn shares(bulletin: &Bulletin<'_, '_>) -> Option<(String, String, String)> {
    let (totals, decimals) = (&bulletin.totals, bulletin.account.book.decimals());
    let percent = |share| words::percent_to(share, decimals);
    let over = words::over_to(totals.lag?, decimals);
    Some((percent(totals.planned?), percent(totals.actual?), over))
}

/// The lights that occur: 🔴红7 🟡黄12.
fn lights(bulletin: &Bulletin<'_, '_>, totals: &Totals, lang: Locale) -> String {
    let rules = bulletin.account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let some = Light::ALL.iter().filter(|(_, light)| totals.light(*light) > 0);
    let said = some.map(|(_, light)| {
        let (sign, name) = (sign(*light), words::light(*light, rules, lang));
        let count = totals.light(*light);
        say!(lang, "{sign}{name}{count}", "{sign} {name} {count}")
    });
    said.collect::<Vec<String>>().join(" ")
}

fn sign(light: Light) -> &'static str {
    match light {
        Light::Red => "🔴",
        Light::Yellow => "🟡",
        Light::Green => "🟢",
        Light::Blue => "🔵",
        Light::None => "⚪",
    }
}
