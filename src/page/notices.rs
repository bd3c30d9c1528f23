//! What goes out to departments: notices, mail, and what became of it.

pub mod mail;
pub mod notice;
