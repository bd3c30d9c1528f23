//! What became of the cells of a plan that are no value of a task, and of the sheets they stand in.

use crate::variants::variants;

/// What became of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFate {
    /// Read: the number of tables in it.
    Read(usize),
    /// Nothing in it.
    Empty,
    /// Passed over: its program hides it.
    Hidden,
    /// Passed over: others were asked for.
    NotAsked,
    /// No head of a table was found.
    NoTable,
}

variants! {
    /// Why a cell is no part of a task.
    pub enum LeftWhy {
        /// The title of the table, or another line above its head.
        Above = "above",
        /// The line that states units, days or who sent the table.
        UnitLine = "unit-line",
        /// A head once more, as on each printed page.
        HeadAgain = "head-again",
        /// The numbers of the columns below a head: 1 2 3, 甲 乙 丙.
        ColumnNumbers = "column-numbers",
        /// A total or a subtotal.
        Total = "total",
        /// A note, a signature, who filled the table in.
        Footer = "footer",
        /// Below or beside a table without a heading over it.
        NoHeading = "no-heading",
        /// In a row of a table that names no task.
        NoTask = "no-task",
        /// One figure over the rows of several tasks.
        Shared = "shared",
        /// Under a merged cell, where nobody sees it.
        Covered = "covered",
        /// A comment beside a cell.
        Comment = "comment",
        /// Struck through: taken back.
        Struck = "struck",
        /// An error such as `#N/A`.
        Error = "error",
        /// A formula without a stored value.
        Unvalued = "unvalued",
        /// In a hidden sheet.
        HiddenSheet = "hidden-sheet",
        /// In a sheet that was not asked for.
        NotAsked = "not-asked",
        /// In a sheet without a table.
        NoTable = "no-table",
        /// In a column that the mapping says to skip.
        Skipped = "skipped",
    }
}

variants! {
    /// Why words are kept in the remark.
    pub enum KeptWhy {
        /// Its column has no key: 投资方.
        NoKey = "no-key",
        /// No day, and no word for the lack of one.
        NoDay = "no-day",
        /// No figure, or none with a unit.
        NoFigure = "no-figure",
        /// No single department: 各街道办.
        NoDepartment = "no-department",
        /// None of the words that the key takes.
        NoSuchValue = "no-such-value",
        /// A step that is not dated within the task, or not in order.
        StepOutside = "step-outside",
        /// It does not go with what else the task states: a baseline without a target, a step of a task without deadline.
        NotWithTheRest = "not-with-the-rest",
        /// The heading of parts has no figures and no plan.
        OfAHeading = "of-a-heading",
        /// Further words of a cell whose value was read.
        MoreWords = "more-words",
    }
}
