//! The index of the units' pages, the worst first.

use super::asked::Asked;
use super::{home, veil};
use crate::account::{By, Light, Standing, Totals};
use crate::ledger::DepartmentId;
use crate::page::board::{Index, IndexRow};
use crate::page::frame::ledger_title;
use crate::page::scope;
use crate::page::words::say;
use std::cmp::Reverse;

/// The index of the pages in these files.
pub fn index(asked: &Asked<'_, '_, '_>, files: &[(DepartmentId, String)]) -> Index {
    let (account, lang) = (asked.account, asked.lang);
    let rolled = account.rollup(By::Dept, asked.tasks);
    let file = |id: &str| {
        let is_its = |(unit, _): &&(DepartmentId, String)| account.book.department(*unit).id == id;
        files.iter().find(is_its).map(|(_, file)| file.clone())
    };
    let mut rows: Vec<(&Totals, IndexRow)> = Vec::new();
    for row in &rolled.rows {
        let totals = &row.totals;
        let Some(file) = row.group.as_deref().and_then(file) else { continue };
        let row = IndexRow {
            file,
            name: row.in_tables().unwrap_or_default().to_owned(),
            count: totals.tasks,
            lights: home::lights(asked, totals),
            overdue: totals.standing(Standing::Overdue),
            lag: home::lag(asked, totals),
            bar: home::bar(asked, totals),
        };
        rows.push((totals, row));
    }
    rows.sort_by_key(|(totals, row)| {
        let lights = [Light::Red, Light::Yellow].map(|light| totals.light(light));
        Reverse((lights[0], row.overdue, lights[1], totals.lag))
    });
    let mut index = Index {
        lang: lang.tag(),
        title: ledger_title(account).to_owned(),
        below: home::below(asked),
        scope: scope::scope(account, asked.filter, lang),
        verdict: home::verdict(asked),
        heads: [
            say!(lang, "单位", "Unit"),
            say!(lang, "项", "Tasks"),
            say!(lang, "灯", "Lights"),
            say!(lang, "逾期", "Overdue"),
            say!(lang, "超欠", "On plan"),
            say!(lang, "进度", "Progress"),
        ],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        notes: home::notes(asked),
    };
    veil::draw_index(asked, &mut index);
    index
}
