//! Which tasks an answer is about: what is asked of each, and the parts of the book that have a screen of their own.

use super::{Account, Figures, Matter, Standing};
use crate::ledger::{AreaId, Book, DepartmentId, Kind, Light, TaskId};

/// What a task must be to be among those asked for; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these areas.
    pub areas: Vec<AreaId>,
    /// Led by one of these.
    pub departments: Vec<DepartmentId>,
    /// Led by one of these, or with its help.
    pub with: Vec<DepartmentId>,
    /// Under one of these leaders.
    pub leaders: Vec<String>,
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// 重点 only.
    pub key: bool,
    /// With one of these tags.
    pub tags: Vec<String>,
    /// Promised in one of these papers.
    pub sources: Vec<String>,
    /// With one of these lights.
    pub lights: Vec<Light>,
    /// With one of these standings.
    pub standings: Vec<Standing>,
    /// Below this heading.
    pub under: Option<TaskId>,
    /// An application for a later deadline stands.
    pub asking: bool,
    /// Red, and not so a week ago.
    pub newly_red: bool,
    /// The day to answer an order or a notice by is over.
    pub unanswered: bool,
    /// The list is of answers: a task is also that of a department whose answer it lacks.
    pub answers: bool,
    /// All of these stand in the id, the title or the goal.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether a task fits.
    pub fn fits(&self, account: &Account<'_>, figures: &Figures<'_>) -> bool {
        let any = |list_is_empty: bool, found: bool| list_is_empty || found;
        let (task, state) = (figures.task, &figures.state);
        any(self.areas.is_empty(), task.area.is_some_and(|area| self.areas.contains(&area)))
            && any(
                self.departments.is_empty(),
                state.owner.is_some_and(|owner| self.departments.contains(&owner))
                    || self.lacks_their_answer(account, figures),
            )
            && any(
                self.with.is_empty(),
                state.owner.iter().chain(&task.with).any(|id| self.with.contains(id)),
            )
            && any(
                self.sources.is_empty(),
                task.source.as_ref().is_some_and(|text| self.sources.iter().any(|one| one == text)),
            )
            && any(
                self.leaders.is_empty(),
                state.leader.is_some_and(|leader| self.leaders.iter().any(|name| name == leader)),
            )
            && any(self.kinds.is_empty(), self.kinds.contains(&task.kind))
            && (!self.key || task.key)
            && any(
                self.tags.is_empty(),
                task.tags.iter().any(|tag| self.tags.iter().any(|wanted| wanted == tag)),
            )
            && any(self.lights.is_empty(), self.lights.contains(&figures.light))
            && any(self.standings.is_empty(), self.standings.contains(&figures.standing))
            && (!self.asking || Matter::Asking.fits(account, figures))
            && (!self.newly_red || Matter::NewlyRed.fits(account, figures))
            && (!self.unanswered || Matter::Unanswered.fits(account, figures))
            && self.under.is_none_or(|heading| is_below(account, figures.id, heading))
            && self.words.iter().all(|word| {
                let goal = task.goal.as_deref().unwrap_or("");
                [task.id.as_ref(), task.title.as_ref(), goal]
                    .iter()
                    .any(|text| text.to_lowercase().contains(&word.to_lowercase()))
            })
    }
}

impl Filter {
    /// Whether one of the departments has not answered what it was to answer.
    fn lacks_their_answer(&self, account: &Account<'_>, figures: &Figures<'_>) -> bool {
        if !self.answers && !self.unanswered {
            return false;
        }
        let open = figures.to_answer();
        let mut open = open.filter(|open| self.answers || open.is_late(account.as_of));
        open.any(|open| {
            let mut owing = open.owing(figures.state.owner);
            owing.any(|unit| self.departments.contains(&unit))
        })
    }
}

fn is_below(account: &Account<'_>, task: TaskId, heading: TaskId) -> bool {
    let mut above = account.book.task(task).above();
    above.any(|above| above == heading || is_below(account, above, heading))
}

/// A part of the book that has a screen of its own.
#[derive(Clone, Debug)]
pub enum Scope {
    /// An area.
    Area(AreaId),
    /// All that a department leads.
    Department(DepartmentId),
    /// All that stands under a leader.
    Leader(String),
    /// All below a heading.
    Under(TaskId),
}

impl Scope {
    /// What a task must be to belong to it.
    pub fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        match self {
            Self::Area(id) => filter.areas.push(*id),
            Self::Department(id) => filter.departments.push(*id),
            Self::Leader(name) => filter.leaders.push(name.clone()),
            Self::Under(id) => filter.under = Some(*id),
        }
        filter
    }

    /// What it is called.
    pub fn title(&self, book: &Book<'_>) -> String {
        match self {
            Self::Area(id) => book.area(*id).name.clone(),
            Self::Department(id) => book.department(*id).name.clone(),
            Self::Leader(name) => name.clone(),
            Self::Under(id) => format!("{} {}", book.task(*id).id, book.task(*id).title),
        }
    }

    /// The flag that asks for it. A name is used where it is nobody else's, an id where it is.
    pub fn flag(&self, book: &Book<'_>) -> [String; 2] {
        let (flag, value) = match self {
            Self::Area(id) => {
                let area = book.area(*id);
                let mut others = book.areas.iter().filter(|other| other.id != area.id);
                let shared = others.any(|other| other.id == area.name || other.name == area.name);
                ("--area", if shared { &area.id } else { &area.name })
            }
            Self::Department(id) => {
                let department = book.department(*id);
                let name = &department.name;
                let others = book.departments.iter();
                let mut others = others.filter(|other| other.id != department.id);
                let shared = others.any(|other| other.is_called(name));
                ("--dept", if shared { &department.id } else { name })
            }
            Self::Leader(name) => ("--leader", name),
            Self::Under(id) => return ["--under".to_owned(), book.task(*id).id.to_string()],
        };
        [flag.to_owned(), value.clone()]
    }
}
