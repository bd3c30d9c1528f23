//! Findings in words: what is wrong, with both values, and the way out.

mod closing;
mod contradiction;
mod detail;
pub mod doctor;
mod help;
mod help_by_option;
mod including;
mod indicated;
pub mod mail;
mod merging;
mod naming;
pub mod problem;
mod secret;
mod title;
pub mod to_check;
