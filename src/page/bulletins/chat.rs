//! A bulletin for a chat group: a few lines of words and lights, then a paragraph a department.

use super::words::{kind, title};
use crate::account::{Bulletin, By, Figures, Light, Listed, RollupRow, Totals};
use crate::ledger::Locale;
use crate::page::groups::group_name;
use crate::page::words::{self, say};
use crate::page::{parts, reason};
use std::collections::HashMap;

/// A message in parts, so that a renderer can end it at a department where it would grow too long.
#[derive(Clone, Debug)]
pub struct Chat {
    /// Its first lines.
    pub head: Vec<String>,
    /// The lines of each department with a red or a yellow light, the worst first.
    pub departments: Vec<Vec<String>>,
    /// Its last lines, by how many of the last departments are left out.
    pub ends: Vec<Vec<String>>,
}

/// The lights that a department's lines are about.
const LISTED: [Light; 2] = [Light::Red, Light::Yellow];

/// The message.
pub fn chat(bulletin: &Bulletin<'_, '_>, number: Option<u32>, lang: Locale) -> Chat {
    let rollup = bulletin.account.rollup(By::Dept, &bulletin.tasks);
    let of = |row: &RollupRow| LISTED.map(|light| row.totals.light(light));
    let (mut worst, well): (Vec<&RollupRow>, Vec<&RollupRow>) =
        rollup.rows.iter().partition(|row| of(row) != [0, 0]);
    worst.sort_by_key(|row| std::cmp::Reverse(of(row)));
    let cut = worst.iter().rev().scan(0, |tasks, row| {
        *tasks += of(row).iter().sum::<usize>();
        Some(*tasks)
    });
    let ends = std::iter::once(0)
        .chain(cut)
        .enumerate()
        .map(|(left_out, tasks)| end(left_out, tasks, (well.len(), rollup.rows.len()), lang));
    let mut by_department: HashMap<Option<String>, Vec<&Figures<'_>>> = HashMap::new();
    for figures in bulletin.tasks.iter().filter(|figures| LISTED.contains(&figures.light)) {
        let owner = figures.state.owner.map(|id| bulletin.account.book.department(id).id.clone());
        by_department.entry(owner).or_default().push(figures);
    }
    let told_of = |row: &&RollupRow| {
        let tasks = by_department.get(&row.group);
        department(bulletin, row, tasks.map_or(&[], Vec::as_slice), lang)
    };
    Chat {
        head: head(bulletin, number, lang),
        ends: ends.collect(),
        departments: worst.iter().map(told_of).collect(),
    }
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
    let left_out = account.book.left_out;
    if left_out > 0 {
        let tasks = words::counted(left_out, "more task");
        let are = if left_out == 1 { "is" } else { "are" };
        lines.push(say!(
            lang,
            "另有{left_out}项有错误，未计入",
            "{tasks} with errors {are} not counted"
        ));
    }
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

fn department(
    bulletin: &Bulletin<'_, '_>,
    row: &RollupRow,
    tasks: &[&Figures<'_>],
    lang: Locale,
) -> Vec<String> {
    let account = bulletin.account;
    let name = group_name(By::Dept, row.group.as_deref(), row.name.as_deref(), lang);
    let lights = lights(bulletin, &row.totals, lang);
    let mut lines = vec![say!(lang, "【{name}】{lights}", "[{name}] {lights}")];
    for light in LISTED {
        let tasks = tasks.iter().filter(|figures| figures.light == light);
        lines.extend(tasks.map(|figures| {
            let (sign, id, title) = (sign(light), parts::id(figures).plain(), &figures.task.title);
            let why = reason::reason(account, figures, lang);
            say!(lang, "{sign}{id} {title}：{why}", "{sign} {id} {title}: {why}")
        }));
    }
    lines
}

/// What is said at the end, with so many departments and their tasks left out.
fn end(left_out: usize, tasks: usize, (well, all): (usize, usize), lang: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if left_out > 0 {
        let more = words::counted(tasks, "more red or yellow task");
        let departments = words::counted(left_out, "department");
        let are = if tasks == 1 { "is" } else { "are" };
        lines.push(say!(
            lang,
            "另有{left_out}个单位的{tasks}项红黄灯未列，见通报全文",
            "{more} of {departments} {are} in the full bulletin"
        ));
    }
    if well > 0 {
        let others = words::counted(well, "other department");
        let have = if well == 1 { "has" } else { "have" };
        lines.push(if well == all {
            say!(lang, "各单位都没有红黄灯", "no department has a red or a yellow light")
        } else {
            say!(lang, "其余{well}个单位没有红黄灯", "{others} {have} neither red nor yellow")
        });
    }
    lines
}
