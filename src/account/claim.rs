//! What the other side's book says, row by row, as it was read and before it is set against ours.

use crate::ledger::Quantity;
use crate::variants::variants;
use chrono::NaiveDate;
use std::fmt;

/// The figures that one file holds.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The file as the user named it.
    pub file: String,
    /// Every row that is not blank, in order.
    pub claims: Vec<Claim>,
    /// The department that it says has filled it in.
    pub sender: Option<String>,
    /// Columns of its tables that were not taken: where they begin, and their words.
    pub unused: Vec<(Address, String)>,
}

/// What a figure counts, by the heading of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// Everything so far, as the ledger does: 累计完成, 1-7月累计, 年初至今.
    SoFar,
    /// Everything since the work began: 开工以来累计.
    SinceWorkBegan,
    /// What was added from a day on: 本旬完成.
    From(NaiveDate),
    /// 完成率: the share of the target that is reached; of a task counted in percent its figure.
    Completion,
    /// The share of the target that is reached, of any task: 占年度计划.
    OfTarget,
}

/// A figure of a row, in one of its columns.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it stands or should stand.
    pub at: Address,
    /// What is written there.
    pub text: String,
    /// The words at the head of its column, and where they begin.
    pub heading: (Address, String),
    /// What it counts.
    pub counts: Counts,
    /// What was read.
    pub value: CellValue,
    /// The unit of the row or of the column, where one is stated.
    pub unit: Option<String>,
    /// Whether its column counts money.
    pub money: bool,
    /// The indicator that its column names.
    pub indicator: Option<String>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where its figure stands or should stand; the first cell where the row is not about a task.
    pub at: Address,
    /// What is written at that place.
    pub text: String,
    /// The id it names.
    pub id: Option<String>,
    /// The title it names.
    pub title: Option<String>,
    /// The indicator it names, in a column of its own.
    pub indicator: Option<String>,
    /// The figures, from the one that is taken first.
    pub figures: Vec<Stated>,
    /// The unit of the row, where one is stated.
    pub unit: Option<String>,
    /// The target it names, where that is a number.
    pub target: CellValue,
    /// Everything it remarks.
    pub remark: Option<String>,
    /// The remarks that are neither problems nor promises.
    pub note: Option<String>,
    /// Where problems are stated, and which.
    pub blockers: Option<(Address, String)>,
    /// What is promised next.
    pub next: Option<String>,
    /// Where the department stands that answers for it, and its name.
    pub owner: Option<(Address, String)>,
    /// Where the step stands that was reached, and its name.
    pub step: Option<(Address, String)>,
    /// The investment beside the figures, where it was asked for.
    pub invested: Option<Quantity>,
    /// Whether strike-off is asked for.
    pub request: bool,
    /// Why the row is not about a task.
    pub skip: Option<Skip>,
    /// The only cell of a row that has one cell and no figure: a task without a figure, or a line between tasks.
    pub alone: Option<(Address, String)>,
}

/// A cell of a file; rows and columns are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its sheet; none where the file is one table.
    pub sheet: Option<String>,
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.row.saturating_add(1);
        let Some(sheet) = &self.sheet else {
            return write!(f, "R{row}C{}", self.column.saturating_add(1));
        };
        // As formulas spell it: a name of more than letters and digits stands between apostrophes.
        let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_');
        if plain {
            write!(f, "{sheet}!")?;
        } else {
            write!(f, "'{}'!", sheet.replace('\'', "''"))?;
        }
        write!(f, "{}{row}", column_letters(self.column))
    }
}

/// A column from 0 as spreadsheets call it: `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column that one to three letters name, from 0; `None` for anything else.
pub fn column_named(letters: &str) -> Option<u32> {
    let nth = |letter: u8| letter.to_ascii_uppercase().checked_sub(b'A').filter(|nth| *nth < 26);
    let sum = |sum: u32, letter: u8| Some(sum * 26 + u32::from(nth(letter)?) + 1);
    let fits = (1..=3).contains(&letters.len());
    letters.bytes().try_fold(0, sum).filter(|_| fits)?.checked_sub(1)
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing.
    Nothing,
    /// A number, with the unit written behind it.
    Number(Quantity, Option<String>),
    /// Something else.
    Unread(Unread),
}

/// Why a figure cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Words.
    Words,
    /// 约12户.
    Approximate,
    /// 12/120户.
    SeveralNumbers,
    /// +6: by how much it grew, not how far it is.
    Increase,
    /// 85% of a quantity that is not counted in percent.
    Share,
    /// A unit that is not the task's.
    OtherUnit,
    /// A day.
    Date,
    /// A formula without a value.
    Formula,
    /// `#N/A`.
    ErrorCell,
    /// Yes or no.
    Flag,
    /// More than six decimal places.
    TooFine,
    /// 10¹² and more.
    OutOfRange,
    /// One cell for several tasks.
    Merged,
    /// A figure without a task.
    NoTask,
    /// Struck through, all of it or a part.
    Struck,
    /// The heading is of another period; its last day, where there is such a day.
    OtherPeriod(Option<NaiveDate>),
    /// An increase, and no earlier figure that it could be added to.
    NoEarlierFigure,
    /// An increase of what does not add up: a rate.
    NotAdditive,
    /// A total since the work began, and what stood before the year is not known.
    BeforeTheYear,
    /// A total since the work began that is below what stood before the year.
    BelowTheYear,
    /// A share of a target that the task does not have.
    NoTarget,
    /// A share of a target where it may be counted from the baseline or from nothing.
    ShareAboveBase,
    /// A share of a target that is itself counted in percent.
    ShareOfPercent,
    /// A share of a target that comes to no whole number of what is counted whole.
    NotWhole,
    /// A figure of an indicator that the task does not have.
    NoSuchIndicator,
}

impl Unread {
    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Approximate => "approximate",
            Self::SeveralNumbers => "several-numbers",
            Self::Increase => "increase",
            Self::Share => "share",
            Self::OtherUnit => "other-unit",
            Self::Date => "date",
            Self::Formula => "formula-without-value",
            Self::ErrorCell => "error-cell",
            Self::Flag => "yes-or-no",
            Self::TooFine => "too-fine",
            Self::OutOfRange => "out-of-range",
            Self::Merged => "merged",
            Self::NoTask => "no-task",
            Self::Struck => "struck-through",
            Self::OtherPeriod(_) => "another-period",
            Self::NoEarlierFigure => "no-earlier-figure",
            Self::NotAdditive => "not-additive",
            Self::BeforeTheYear => "before-the-year",
            Self::BelowTheYear => "below-the-year",
            Self::NoTarget => "no-target",
            Self::ShareAboveBase => "share-above-baseline",
            Self::ShareOfPercent => "share-of-percent",
            Self::NotWhole => "not-whole",
            Self::NoSuchIndicator => "no-such-indicator",
        }
    }
}

variants! {
    /// Why a row is not about a task.
    #[derive(PartialOrd, Ord)]
    pub enum Skip {
        /// Above the head of the table.
        Above = "above-heading",
        /// The head of the table.
        Heading = "heading",
        /// 合计.
        Total = "total",
        /// A line between tasks.
        Section = "section",
        /// Neither a task nor a figure.
        Note = "note",
        /// Goes on with the merged row above.
        Continuation = "continuation",
        /// A task outside the filter.
        Filtered = "filtered",
        /// On a sheet that is hidden.
        Hidden = "hidden-sheet",
        /// On a sheet without a table.
        NoTable = "no-table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        let at = |sheet: &str, row, column| {
            let sheet = Some(sheet.to_owned());
            Address { sheet, row, column }.to_string()
        };
        assert_eq!(at("Sheet1", 6, 2), "Sheet1!C7");
        assert_eq!(at("东海 4月", 0, 26), "'东海 4月'!AA1");
        assert_eq!(at("it's", 0, 701), "'it''s'!ZZ1");
        assert_eq!(at("表", 0, 702), "表!AAA1");
        let at = Address { sheet: None, row: 6, column: 2 };
        assert_eq!(at.to_string(), "R7C3");
    }
}
