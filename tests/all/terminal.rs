//! At a real terminal: what is asked, what is offered while one types, what goes through the pager.

mod completion;
mod formats;
mod long;
mod manual;
mod questions;
mod screen;

use crate::session::place::{self, Place};
use crate::verdict::root;
use screen::Screen;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A copy of the sample, as of the second day after the first dekad of May, when its reports may still come.
struct Desk {
    place: Place,
}

impl Desk {
    fn new() -> Self {
        let place = Place::new();
        place::copy(&root().join("data/fengze"), &place.folder());
        Self { place }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = screen::at_terminal(&self.place, Path::new(env!("CARGO_BIN_EXE_duban")));
        command.args(words).env("DUBAN_AS_OF", "2018-05-12");
        command
    }

    /// A terminal with 24 rows of 80 columns.
    fn at(&self, words: &[&str]) -> Screen {
        Screen::open(self.command(words), 24, 80)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.place.folder().join(file)).unwrap()
    }

    /// Whether no file of the sample was changed and none was added.
    fn is_untouched(&self) -> bool {
        place::contents(&self.place.folder()) == place::contents(&root().join("data/fengze"))
    }
}
