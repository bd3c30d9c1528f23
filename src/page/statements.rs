//! Statements of a period (对账单), and what goes with them: the bill to be signed, the other side's figures, the next year.

pub mod against;
pub mod bill;
pub mod opened;
pub mod rolled;
pub mod statement;
