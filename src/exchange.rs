//! Other programs' files: what they are told of the format, and what they send and get.
//!
//! This room never opens a file, and no other knows what it knows of foreign formats.

mod schema;

pub use schema::{book_schema, task_schema};
