//! A ledger on the disk: found, read, locked, replaced, remembered; and the repository it lies in.
//!
//! The only room of the library that touches the disk and starts git. It reads no clock, no environment and no current folder:
//! what it must know of them is an argument. It holds no words.

mod change;
mod error;
pub mod files;
mod find;
mod folder;
mod gathered;
pub mod git;
mod included;
mod journal;
mod judge;
mod left_out;
mod listing;
pub mod lock;
pub mod machine;
#[cfg(feature = "mail")]
pub mod mail_settings;
mod making;
mod memory;
pub mod names;
pub mod opener;
mod path_text;
mod place;
mod record;
mod record_made;
pub mod replace;
pub mod repository;
mod seen;
#[cfg(feature = "mail")]
pub mod sent;
mod stray;
mod surroundings;
mod swap;
mod unremembered;
mod write;

pub use change::{Before, Edit, FileEdit, changes, relative};
pub use error::{Error, Failure, JournalTrouble};
pub use files::{Along, Ledger, NoLedger, WriterState};
pub use judge::{After, Judgement, figures, judge, refuses};
pub use memory::{Memory, Remembered};
pub use opener::Links;
pub use place::Store;
pub use record::{FileChange, Record, Stand};
pub use record_made::Making;
pub use seen::Seen;
pub use surroundings::{Surroundings, repository_signs};
pub use unremembered::Unremembered;
pub use write::{Request, WriteError, WriteEvent, WritePlan, Written};

/// What the store answers, or why it cannot.
pub type Result<T> = std::result::Result<T, Error>;
