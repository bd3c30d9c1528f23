//! Rows of a table of figures that cannot be taken in, each at its cell.

use super::arithmetic::arithmetic;
use super::why::{cell, file_name, place, short, unread, why};
use crate::account::{
    Address, AgainstRow, Compared, Impossible, NotInvested, RowReason, Unread, Worked,
};
use crate::ledger::{INVESTED, Locale};
use crate::page::words::{self, say};
use std::collections::BTreeMap;

/// The rows that cannot be taken in, by what is wrong with them.
#[derive(Debug, Default)]
pub struct Wrong<'r> {
    /// By their outcome.
    pub rows: Vec<&'r AgainstRow>,
    /// With a figure below what was reached.
    pub going_back: Vec<&'r AgainstRow>,
    /// With an investment that cannot be taken.
    pub not_invested: Vec<&'r AgainstRow>,
    /// With a figure that cannot be.
    pub impossible: Vec<(&'r AgainstRow, &'r Worked, Impossible)>,
    /// With a step that the task does not have; those that it has.
    pub no_such_step: Vec<(&'r AgainstRow, Vec<String>)>,
}

/// A line for each row; one for all below a heading that is of another period.
pub fn refused(wrong: &Wrong<'_>, lang: Locale) -> Vec<String> {
    let (of_period, others): (Vec<&AgainstRow>, Vec<&AgainstRow>) =
        wrong.rows.iter().partition(|row| of_another_period(row));
    let mut headings: BTreeMap<(Option<&str>, String), Vec<&AgainstRow>> = BTreeMap::new();
    for row in of_period {
        let at = row.heading.as_ref().map(|(at, _)| at.to_string()).unwrap_or_default();
        headings.entry((row.file.as_deref(), at)).or_default().push(row);
    }
    let headings = headings.values().filter_map(|rows| Some(heading(rows.first()?, rows, lang)));
    let others = others.into_iter().map(|row| one(row, lang));
    let back = wrong.going_back.iter().map(|row| going_back(row, lang));
    let invested = wrong.not_invested.iter().filter_map(|row| not_invested(row, lang));
    let impossible =
        wrong.impossible.iter().map(|(row, worked, why)| impossible(row, worked, *why, lang));
    let steps = wrong.no_such_step.iter().filter_map(|(row, all)| no_such_step(row, all, lang));
    headings.chain(others).chain(back).chain(invested).chain(impossible).chain(steps).collect()
}

fn of_another_period(row: &AgainstRow) -> bool {
    row.heading.is_some() && matches!(row.reason, Some(RowReason::Unread(Unread::OtherPeriod(_))))
}

/// A heading, or a title, of another period.
fn heading(first: &AgainstRow, rows: &[&AgainstRow], lang: Locale) -> String {
    let (file, count) = (file(first), rows.len());
    let (at, words) = match &first.heading {
        Some((at, words)) => (place(at, lang), short(words)),
        None => Default::default(),
    };
    let (why, english) = (why(first, lang), words::counted(count, "row"));
    say!(
        lang,
        "{file} {at} `{words}`：{why}（{count}行）",
        "{file} {at} `{words}`: {why} ({english})"
    )
}

/// A row: its file and cell, what stands there, and why it cannot be taken.
fn one(row: &AgainstRow, lang: Locale) -> String {
    let why = match row.outcome {
        Compared::OnlyTheirs => unknown(row, lang),
        Compared::Agrees
        | Compared::Differs
        | Compared::OnlyOurs
        | Compared::Unreadable
        | Compared::Empty
        | Compared::Unlogged
        | Compared::Conflict
        | Compared::Skipped => why(row, lang),
    };
    line(row, row.at.as_ref(), row.text.as_deref().unwrap_or(""), &why, lang)
}

fn unknown(row: &AgainstRow, lang: Locale) -> String {
    let names = [row.their_id.as_deref(), row.their_title.as_deref()];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let why = say!(lang, "台账没有这一项：{name}", "no task of the ledger: {name}");
    let nearest = row.nearest.as_deref();
    let nearest = nearest.map(|id| say!(lang, "；是不是 {id}？", "; did you mean {id}?"));
    why + &nearest.unwrap_or_default()
}

fn going_back(row: &AgainstRow, lang: Locale) -> String {
    let ours = row.ours.map(|ours| words::amount(ours, row.unit.as_deref().unwrap_or("")));
    let ours = ours.unwrap_or_default();
    let worked = row.worked.first().map(|worked| arithmetic(worked, lang)).unwrap_or_default();
    let why = say!(
        lang,
        "{worked}，比台账 {ours} 少：核实后加 --correction 写明更正原因",
        "{worked}, less than {ours} in the ledger: once checked, say why with --correction"
    );
    line(row, row.at.as_ref(), row.text.as_deref().unwrap_or(""), &why, lang)
}

fn not_invested(row: &AgainstRow, lang: Locale) -> Option<String> {
    let NotInvested { at, text, heading, why } = row.not_invested.as_deref()?;
    let unit = Some(INVESTED.to_owned());
    let of_investment = AgainstRow { heading: Some(heading.clone()), unit, ..(*row).clone() };
    let why = unread(*why, &of_investment, lang);
    let why = say!(lang, "投资：{why}", "investment: {why}");
    Some(line(row, Some(at), text, &why, lang))
}

fn impossible(row: &AgainstRow, worked: &Worked, why: Impossible, lang: Locale) -> String {
    let (figure, unit) = (words::amount(worked.result, &worked.unit), &worked.unit);
    let why = match why {
        Impossible::Negative => say!(lang, "{figure} 小于0", "{figure} is below 0"),
        Impossible::Parted => say!(
            lang,
            "{figure} 不是整数，{unit}按整数计",
            "{figure} is no whole number: {unit} is counted whole"
        ),
    };
    line(row, Some(&worked.at), &worked.text, &why, lang)
}

fn no_such_step(row: &AgainstRow, all: &[String], lang: Locale) -> Option<String> {
    let (at, text) = row.step.as_ref()?;
    let all = words::list(all, lang);
    let why = say!(lang, "没有这个节点，只有{all}", "no such step, only {all}");
    Some(line(row, Some(at), text, &why, lang))
}

fn line(row: &AgainstRow, at: Option<&Address>, text: &str, why: &str, lang: Locale) -> String {
    let at = at.map_or_else(|| cell(row, false, lang), |at| place(at, lang));
    let (file, text) = (file(row), short(text));
    let task = row.task.as_deref().map(|id| format!("{id} ")).unwrap_or_default();
    match text.is_empty() {
        true => say!(lang, "{file} {at}：{task}{why}", "{file} {at}: {task}{why}"),
        false => {
            say!(lang, "{file} {at} `{text}`：{task}{why}", "{file} {at} `{text}`: {task}{why}")
        }
    }
}

fn file(row: &AgainstRow) -> &str {
    row.file.as_deref().map_or("", file_name)
}
