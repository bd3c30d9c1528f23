//! The other side's figures against ours: what needs a decision first, then what agrees and what was skipped.

mod arithmetic;
mod imported;
mod lines;
mod refused;
mod why;

use crate::account::{Account, Against, AgainstRow, Compared};
use crate::calendar::Period;
use crate::ledger::{Locale, Quantity};
use crate::page::table::Draft;
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Page, Text, Value, parts, table};
use arithmetic::arithmetic;
pub use imported::imported;
pub use refused::{Wrong, refused};
use why::{Wording, cell, file_name, short, why};

/// The order of the tables: what needs a decision first.
const ORDER: [Compared; 7] = [
    Compared::Differs,
    Compared::Conflict,
    Compared::Unreadable,
    Compared::OnlyTheirs,
    Compared::Unlogged,
    Compared::OnlyOurs,
    Compared::Empty,
];

/// The comparison in words.
pub fn page(account: &Account<'_>, against: &Against, period: Period, lang: Locale) -> Page {
    let (name, as_of) =
        (words::period(period, account.as_of, lang), words::date(account.as_of, lang));
    let title = say!(
        lang,
        "{name}对账：报送数与台账核对（截至{as_of}）",
        "{name}: the other side's figures against the ledger (as of {as_of})"
    );
    let wording = Wording { account, several: against.files.len() > 1, lang };
    let tables = ORDER.iter().flat_map(|outcome| wording.table(against, *outcome));
    Page::titled(title, lang)
        .line(counts(against, lang))
        .with([Block::Gap])
        .with(tables)
        .with(wording.targets(against))
        .with(wording.lines(against))
        .with([Block::Gap])
        .note(say!(
            lang,
            "口径：台账数为截至{as_of}的累计数；差=报送-台账，负数为少报；报送数照原样读，读不出的不猜。",
            "Rule: ours are the figures so far as of {as_of}; the difference is theirs less ours; what cannot be read is not guessed at."
        ))
        .with(parts::left_out(account, lang))
        .with(parts::ledgers_left_out(account, lang))
}

/// 东海.xlsx,9行:不一致1、…;台账有、没有报送1项.
fn counts(against: &Against, lang: Locale) -> String {
    let (rows, files) = (against.rows_in(), against.files.len());
    let outcomes = ORDER.iter().chain(&[Compared::Agrees, Compared::Skipped]);
    let theirs = outcomes.filter(|outcome| **outcome != Compared::OnlyOurs);
    let parts = theirs.filter_map(|outcome| {
        let (name, count) = (name(*outcome, lang), against.count(*outcome));
        (count > 0).then(|| say!(lang, "{name}{count}", "{name} {count}"))
    });
    let parts = words::list(&parts.collect::<Vec<_>>(), lang);
    let from = match against.files.as_slice() {
        [only] => file_name(only).to_owned(),
        _ => say!(lang, "{files}份表", "{files} files"),
    };
    let missing = against.count(Compared::OnlyOurs);
    let missing = match missing {
        0 => String::new(),
        _ => say!(lang, "；台账有、没有报送{missing}项", "; only ours {missing}"),
    };
    let row_count = words::counted(rows, "row");
    say!(lang, "{from}，{rows}行：{parts}{missing}", "{from}, {row_count}: {parts}{missing}")
}

fn name(outcome: Compared, lang: Locale) -> String {
    match outcome {
        Compared::Agrees => say!(lang, "一致", "agree"),
        Compared::Differs => say!(lang, "不一致", "differ"),
        Compared::OnlyOurs => say!(lang, "没有报送", "only ours"),
        Compared::OnlyTheirs => say!(lang, "台账没有", "only theirs"),
        Compared::Unreadable => say!(lang, "读不出", "unreadable"),
        Compared::Empty => say!(lang, "未填", "left empty"),
        Compared::Unlogged => say!(lang, "未入账", "not in the log"),
        Compared::Conflict => say!(lang, "对不上", "in conflict"),
        Compared::Skipped => say!(lang, "跳过", "skipped"),
    }
}

impl Wording<'_, '_> {
    /// The rows of one outcome under a heading.
    fn table(&self, against: &Against, outcome: Compared) -> Vec<Block> {
        let count = against.count(outcome);
        if count == 0 {
            return Vec::new();
        }
        let lang = self.lang;
        let name = name(outcome, lang);
        let heading = say!(lang, "{name} {count}项", "{name}: {count}");
        let rows: Vec<&AgainstRow> = against.of(outcome).collect();
        let text = |text: &Option<String>| short(text.as_deref().unwrap_or(""));
        let mut table = table::table(&rows, lang)
            .named(name)
            .narrow(|table| {
                table.id(|row| match row.of {
                    Some(_) => self.id(row),
                    None => text(&row.their_id).into(),
                })
            })
            .wide(|table| {
                table.id(move |row| match row.of {
                    Some(_) => row.task.clone().unwrap_or_default(),
                    None => text(&row.their_id),
                })
            })
            .title(|row| match row.of {
                Some(_) => text(&row.title),
                None => text(&row.their_title),
            });
        let (head, why_head) = (say!(lang, "所填", "They wrote"), say!(lang, "原因", "Why"));
        table = match outcome {
            Compared::OnlyTheirs | Compared::Unlogged => {
                table.wrapping(head, |row| text(&row.text))
            }
            Compared::Unreadable | Compared::Conflict => {
                table.wrapping(head, |row| text(&row.text)).wrapping(why_head, |row| why(row, lang))
            }
            Compared::OnlyOurs | Compared::Empty => self.ours(table),
            Compared::Agrees | Compared::Differs | Compared::Skipped => self
                .ours(table)
                .right(say!(lang, "报送", "Theirs"), 0, |row| self.amount(row.theirs, row))
                .right(say!(lang, "差", "+/-"), 0, |row| self.difference(row)),
        };
        if outcome != Compared::OnlyOurs {
            let head = say!(lang, "单元格", "Cell");
            table = table.left(head, 0, |row| cell(row, self.several, lang));
        }
        if outcome == Compared::OnlyTheirs && rows.iter().any(|row| row.nearest.is_some()) {
            let head = say!(lang, "是不是", "Perhaps");
            table = table.wrapping(head, |row| self.nearest(row));
        }
        let is_said = matches!(outcome, Compared::Agrees | Compared::Unlogged);
        let remark = |row: &&&AgainstRow| {
            let said = row.remark.as_ref().filter(|_| !is_said)?;
            let said = short(said);
            Some(say!(lang, "报送备注：{said}", "They remark: {said}"))
        };
        let worked = |row: &&&AgainstRow| {
            let shown = row.worked.iter().filter(|_| outcome == Compared::Differs);
            let shown = shown.filter(|worked| worked.way.is_worked_out());
            let lines = shown.map(|worked| arithmetic(worked, lang));
            lines.map(|line| say!(lang, "折算：{line}", "worked out: {line}")).collect::<Vec<_>>()
        };
        let table = table
            .details(|row| worked(row).into_iter().chain(remark(row)).map(Text::from).collect());
        vec![Block::Heading(heading), table.block(), Block::Gap]
    }

    /// The owner, and our figure.
    fn ours<'a, 'r>(
        &'a self,
        table: Draft<'a, &'r &'r AgainstRow>,
    ) -> Draft<'a, &'r &'r AgainstRow> {
        let (lang, owner) = (self.lang, say!(self.lang, "牵头单位", "Owner"));
        table.left(owner, 1, |row| short(row.owner_name.as_deref().unwrap_or(""))).right(
            say!(lang, "台账", "Ours"),
            0,
            |row| self.amount(row.ours, row),
        )
    }

    /// The id with the star of a key task.
    fn id(&self, row: &AgainstRow) -> Text {
        let key = row.of.is_some_and(|id| self.account.book.task(id).key);
        let star = if key { "*" } else { "" };
        format!("{}{star}", row.task.as_deref().unwrap_or("")).into()
    }

    fn amount(&self, quantity: Option<Quantity>, row: &AgainstRow) -> Cell {
        let unit = row.unit.as_deref().unwrap_or("");
        match quantity.map(|quantity| shown(quantity, row)) {
            Some(quantity) => Cell::amount(quantity, unit),
            None => say!(self.lang, "无记录", "none").into(),
        }
    }

    fn difference(&self, row: &AgainstRow) -> Cell {
        let Some(difference) = row.difference else {
            return "-".into();
        };
        let sign = if difference > Quantity::default() { "+" } else { "" };
        let words = words::amount(shown(difference, row), row.unit.as_deref().unwrap_or(""));
        let value = Value::Difference(shown(difference, row).as_f64());
        Cell::new(Text::inked(format!("{sign}{words}"), Ink::Red), value)
    }

    fn nearest(&self, row: &AgainstRow) -> String {
        let Some(id) = &row.nearest else {
            return String::new();
        };
        let mut tasks = self.account.book.tasks.iter();
        let title = tasks.find(|task| task.id == *id).map_or("", |task| task.title.as_ref());
        format!("{id} {title}")
    }

    /// Tasks for which the other side states another target.
    fn targets(&self, against: &Against) -> Vec<Block> {
        let lang = self.lang;
        let rows: Vec<&AgainstRow> = against.other_targets().collect();
        let count = rows.len();
        if count == 0 {
            return Vec::new();
        }
        let heading = say!(lang, "目标不一致 {count}项", "another target: {count}");
        let table = table::table(rows, lang)
            .named(say!(lang, "目标不一致", "Another target"))
            .narrow(|table| table.id(|row| self.id(row)))
            .wide(|table| table.id(|row| row.task.clone().unwrap_or_default()))
            .title(|row| row.title.clone().unwrap_or_default())
            .right(say!(lang, "台账目标", "Our target"), 0, |row| self.amount(row.target, row))
            .right(say!(lang, "报送目标", "Theirs"), 0, |row| {
                self.amount(row.their_target, row)
            })
            .left(say!(lang, "完成数在", "Figure in"), 0, |row| cell(row, self.several, lang));
        vec![Block::Heading(heading), table.block(), Block::Gap]
    }
}

/// A figure that follows from steps with two decimals; any other as it was reported.
fn shown(quantity: Quantity, row: &AgainstRow) -> Quantity {
    let grain = Quantity::ONE / 100;
    if row.from_steps {
        Quantity::from_millionths(
            (quantity.millionths() as f64 / grain as f64).round() as i64 * grain,
        )
    } else {
        quantity
    }
}
