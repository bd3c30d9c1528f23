//! What became of the cells of a plan that are no part of a task, and of the sheets they stand in.

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

/// Why a cell is no part of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftWhy {
    /// The title of the table, or another line above its head.
    Above,
    /// The line that states units, days or who sent the table.
    UnitLine,
    /// A head once more, as on each printed page.
    HeadAgain,
    /// The numbers of the columns below a head: 1 2 3, 甲 乙 丙.
    ColumnNumbers,
    /// A total or a subtotal.
    Total,
    /// A note, a signature, who filled the table in.
    Footer,
    /// Below or beside a table without a heading over it.
    NoHeading,
    /// A row of a table that names no task.
    NoTask,
    /// Under a merged cell, where nobody sees it.
    Covered,
    /// Struck through: taken back.
    Struck,
    /// An error such as `#N/A`.
    Error,
    /// A formula without a stored value.
    Unvalued,
    /// In a hidden sheet.
    HiddenSheet,
    /// In a sheet that was not asked for.
    NotAsked,
    /// In a sheet without a table.
    NoTable,
    /// In a column that the mapping says to skip.
    Skipped,
}
