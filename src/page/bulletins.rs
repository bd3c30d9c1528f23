//! Bulletins (督查通报): their template, their facts and tables, their form for a chat group.

pub mod bulletin;
mod chat;
mod facts;
mod markup;
mod tables;
mod template;
mod words;
