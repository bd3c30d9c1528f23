//! What was read of tables of figures, line by line, before it is written.

use super::arithmetic::arithmetic;
use super::why::{Wording, cell, file_name, place, short};
use crate::account::{Account, Against, AgainstRow, Worked};
use crate::calendar::Period;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Page, table};

/// A line: a row with one of its figures, or with words alone.
struct Line<'r> {
    row: &'r AgainstRow,
    worked: Option<&'r Worked>,
    is_investment: bool,
}

/// The rows that are taken in, each figure with its arithmetic; then what was skipped.
pub fn imported(
    account: &Account<'_>,
    against: &Against,
    (rows, period): (&[&AgainstRow], Period),
    lang: Locale,
) -> Page {
    let (name, on) = (words::period(period, account.as_of, lang), words::date(account.as_of, lang));
    let title = say!(
        lang,
        "{name}进度表：折成年度累计数（记在{on}）",
        "{name}: figures taken in as those of the year so far (dated {on})"
    );
    let wording = Wording { account, several: against.files.len() > 1, lang };
    let lines: Vec<Line<'_>> = rows.iter().flat_map(|row| lines(row)).collect();
    let several = wording.several;
    let table = table::table(lines, lang)
        .id(|line| line.row.task.clone().unwrap_or_default())
        .title(|line| line.row.title.clone().unwrap_or_default())
        .wrapping(say!(lang, "算式", "Arithmetic"), move |line| said(line, lang))
        .left(say!(lang, "单元格", "Cell"), 0, move |line| match line.worked {
            Some(worked) if !several => place(&worked.at, lang),
            Some(worked) => {
                let file = line.row.file.as_deref().map_or("", file_name);
                let place = place(&worked.at, lang);
                say!(lang, "{file} {place}", "{file} {place}")
            }
            None => cell(line.row, several, lang),
        });
    let files: Vec<String> = against.files.iter().map(|file| file_name(file).to_owned()).collect();
    Page::titled(title, lang)
        .line(words::list(&files, lang))
        .with([table.block(), Block::Gap])
        .with(wording.passed_over(against))
}

/// A line for each figure of a row; one for the words of a row without figures.
fn lines(row: &AgainstRow) -> Vec<Line<'_>> {
    let figure = |worked, is_investment| Line { row, worked: Some(worked), is_investment };
    let figures = row.worked.iter().map(|worked| figure(worked, false));
    let figures = figures.chain(row.invested.iter().map(|worked| figure(worked, true)));
    let lines: Vec<Line<'_>> = figures.collect();
    match lines.is_empty() {
        true => vec![Line { row, worked: None, is_investment: false }],
        false => lines,
    }
}

fn said(line: &Line<'_>, lang: Locale) -> String {
    let Some(worked) = line.worked else {
        let words = [&line.row.note, &line.row.next].into_iter().flatten();
        let words: Vec<String> = words.map(|text| short(text)).collect();
        let words = words.join("；");
        return match words.is_empty() {
            true => say!(lang, "未填完成数", "no figure"),
            false => say!(lang, "未填完成数：{words}", "no figure: {words}"),
        };
    };
    let arithmetic = arithmetic(worked, lang);
    match line.is_investment {
        true => say!(lang, "投资：{arithmetic}", "investment: {arithmetic}"),
        false => arithmetic,
    }
}

impl Wording<'_, '_> {
    /// What was skipped, with its cells, and what was not read.
    fn passed_over(&self, against: &Against) -> Vec<Block> {
        let lines = self.unused(against).into_iter().chain(self.skipped(against));
        let lines = lines.chain(self.not_read(against));
        lines.map(|line| Block::Line(line.into())).collect()
    }

    /// The columns that were not taken.
    fn unused(&self, against: &Against) -> Option<String> {
        let lang = self.lang;
        let (count, english) =
            (against.unused.len(), words::counted(against.unused.len(), "column"));
        let names = against.unused.iter().map(|(file, at, heading)| {
            let place = place(at, lang);
            match self.several {
                true => format!("{} {place} {heading}", file_name(file)),
                false => format!("{place} {heading}"),
            }
        });
        let names = words::list(&names.collect::<Vec<String>>(), lang);
        (count > 0)
            .then(|| say!(lang, "没有用到{count}列：{names}", "{english} not taken: {names}"))
    }
}
