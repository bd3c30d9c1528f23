//! The book: one ledger, or several read as one.

use super::{
    AreaId, Bulletins, Decimals, DepartmentId, Locale, MailRules, NoticeRules, Pipeline, Rules,
    Task, TaskId, TaskKey, Term, Waiver,
};
use crate::source::Place;
use crate::variants::variants;
use chrono::NaiveDate;
use serde::Serialize;

/// One ledger, or several read as one (a city over its districts).
#[derive(Debug, Default)]
pub struct Book<'t> {
    /// The ledger asked for first, then those it includes.
    pub ledgers: Vec<Ledger>,
    /// Areas in the order of the files; those of several ledgers join by id.
    pub areas: Vec<Area>,
    /// Departments in the order of the files.
    pub departments: Vec<Department>,
    /// Tasks in the order of the files.
    pub tasks: Vec<Task<'t>>,
    /// Those that have an error and are not among `tasks`.
    pub left_out: LeftOutTasks,
    /// Those of them whose ids can be read, so that no other task is taken for them.
    pub unread: Vec<UnreadTask>,
    /// Included ledgers of which nothing is counted.
    pub ledgers_left_out: Vec<LeftOutLedger>,
    /// What could be read of tasks with an error: never counted, still judged for what else is wrong in them.
    pub ailing: Vec<AilingTask<'t>>,
}

/// An included ledger that cannot be read and is left out as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOutLedger {
    /// Its folder, as the `include` names it.
    pub path: String,
    /// The prefix of its ids, without the stroke.
    pub prefix: String,
    /// What it is called, where that can be read.
    pub title: Option<String>,
    /// How many `[[task]]` its files have, where they can be read.
    pub tasks: Option<usize>,
}

/// How many tasks have an error and are left out, ledger by ledger.
#[derive(Clone, Debug, Default)]
pub struct LeftOutTasks(Vec<usize>);

impl LeftOutTasks {
    /// Counts tasks of a ledger.
    pub fn add(&mut self, ledger: u16, tasks: usize) {
        let at = usize::from(ledger);
        if tasks > 0 {
            self.0.resize(self.0.len().max(at + 1), 0);
            self.0[at] += tasks;
        }
    }

    /// Of all ledgers together.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

/// How many tasks of one of several ledgers are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TasksLeftOut {
    /// What the ledger is called.
    pub title: String,
    /// The prefix of its ids, without the stroke; empty for the ledger asked for.
    pub prefix: String,
    /// So many.
    pub tasks: usize,
}

/// A task with an error, as far as it could be read.
#[derive(Clone, Debug)]
pub struct AilingTask<'t> {
    /// What it says where it could be read.
    pub task: Task<'t>,
    /// Keys whose values are not known, so that nothing can be said of them.
    pub unsure: Vec<TaskKey>,
    /// The number of the first entry of its log that could not be read: from there on its state is not known.
    pub unread_from: Option<u32>,
}

/// A task with an error.
#[derive(Clone, Debug)]
pub struct UnreadTask {
    /// Its id, with the prefix of an included ledger.
    pub id: String,
    /// The header of its block.
    pub place: Place,
}

impl<'t> Book<'t> {
    /// The ledger asked for.
    pub fn first_ledger(&self) -> Option<&Ledger> {
        self.ledgers.first()
    }

    /// Which ledgers lack tasks that have an error; of a book of one ledger nothing.
    pub fn tasks_left_out(&self) -> Vec<TasksLeftOut> {
        if self.ledgers.len() < 2 {
            return Vec::new();
        }
        let each = self.ledgers.iter().zip(&self.left_out.0).filter(|(_, tasks)| **tasks > 0);
        let each = each.map(|(ledger, tasks)| TasksLeftOut {
            title: ledger.title.clone(),
            prefix: ledger.prefix.trim_end_matches('/').to_owned(),
            tasks: *tasks,
        });
        each.collect()
    }

    /// How many decimals percentages of several tasks have in print: as the ledger asked for says.
    pub fn decimals(&self) -> Decimals {
        self.first_ledger().map_or_else(Decimals::default, |ledger| ledger.decimals)
    }

    /// How many decimals the percentages of a task have in print: as its own ledger says.
    pub fn decimals_of(&self, task: &Task<'t>) -> Decimals {
        self.ledger_of(task).decimals
    }

    /// The ledger a task stands in.
    pub fn ledger_of(&self, task: &Task<'t>) -> &Ledger {
        &self.ledgers[usize::from(task.ledger)]
    }

    /// The ledger a department stands in.
    pub fn ledger_of_department(&self, id: DepartmentId) -> Option<&Ledger> {
        self.ledgers.get(usize::from(self.department(id).ledger))
    }

    /// A task of this book.
    pub fn task(&self, id: TaskId) -> &Task<'t> {
        &self.tasks[id.0 as usize]
    }

    /// An area of this book.
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[usize::from(id.0)]
    }

    /// A department of this book.
    pub fn department(&self, id: DepartmentId) -> &Department {
        &self.departments[id.0 as usize]
    }
}

/// One duban.toml.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// What it is called.
    pub title: String,
    /// Who supervises.
    pub office: Option<String>,
    /// The days it plans for.
    pub term: Term,
    /// Language of its reports.
    pub locale: Locale,
    /// How many decimals its percentages have in print.
    pub decimals: Decimals,
    /// What its tasks are judged by.
    pub rules: Rules,
    /// When its bulletins close and go out.
    pub bulletins: Bulletins,
    /// How its letters leave.
    pub mail: MailRules,
    /// How its notices are numbered and answered.
    pub notices: NoticeRules,
    /// Its pipelines.
    pub pipelines: Vec<Pipeline>,
    /// Its reviewed exceptions.
    pub waivers: Vec<Waiver>,
    /// Before this day the ledger was being set up: no change of then is irregular.
    pub audit_from: Option<NaiveDate>,
    /// When what is written is committed.
    pub commits: Commits,
    /// Prefix of its ids with the stroke (`fz/`), empty for the first.
    pub prefix: String,
}

impl Ledger {
    /// First day of its term.
    pub fn first_day(&self) -> NaiveDate {
        self.term.first
    }

    /// Last day of its term.
    pub fn last_day(&self) -> NaiveDate {
        self.term.last
    }
}

variants! {
    /// When what is written is committed in git.
    #[derive(Default)]
    pub enum Commits {
        /// When the user says so.
        #[default]
        WhenAsked = "when-asked",
        /// With each write.
        EachWrite = "each-write",
    }
}

/// A work area.
#[derive(Clone, Debug)]
pub struct Area {
    /// `projects`.
    pub id: String,
    /// 项目.
    pub name: String,
}

/// A department.
#[derive(Clone, Debug)]
pub struct Department {
    /// `fgj`, with the prefix of an included ledger.
    pub id: String,
    /// Which ledger of the book it stands in.
    pub ledger: u16,
    /// 区发展和改革局.
    pub name: String,
    /// 区发改局: as tables print it, where it has one.
    pub short: Option<String>,
    /// Other ways people write it.
    pub alias: Vec<String>,
    /// Who answers for all of it (一把手).
    pub head: Option<String>,
    /// Where its notices go.
    pub email: Option<String>,
    /// Whom to ask there.
    pub contact: Option<String>,
}

impl Department {
    /// Its name, its id and the other ways people write it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.alias.iter().chain(&self.short).map(String::as_str);
        [self.name.as_str(), self.id.as_str()].into_iter().chain(others)
    }

    /// As tables print it.
    pub fn in_tables(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Whether an entry's `by` means it, in an included ledger also without that ledger's prefix.
    pub fn is_by(&self, by: &str) -> bool {
        self.is_called(by) || self.id.rsplit('/').next() == Some(by)
    }

    /// Whether people call it that.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }
}
