//! What happened to the ledger's files, told from git: reviews, histories, merges, the message of a commit.

mod fact;
mod head;
pub mod merging;
pub mod paragraphs;
pub mod past;
mod regular;
pub mod review;
pub mod saving;
