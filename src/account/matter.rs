//! Which tasks a question is about, once for the whole house.
//!
//! Lists, the first screen, bulletins and notices name a matter and never ask the question themselves. So the
//! number beside a matter is the length of the list that its command prints.

use super::{Account, By, Figures, Light, OpenInstruction, Sort, Standing};
use chrono::Days;
use rayon::prelude::*;

/// How long ago a task must not have been red to be newly so.
const WEEK: Days = Days::new(7);

/// What the tasks of one list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Every task.
    All,
    /// Past the deadline and not complete.
    Overdue,
    /// Behind the plan.
    Lagging,
    /// To be worked on, with a deadline within so many days; the as-of day is within 0.
    DueWithin(u32),
    /// Running, with the last reports missing.
    Stale,
    /// To be worked on, with a blocker that stands.
    Blocked,
    /// To be worked on, with a blocker that has been at its stage for longer than the ledger allows.
    Stuck,
    /// Complete and not yet verified.
    Awaiting,
    /// To be worked on, with an undecided application for a later deadline.
    Asking,
    /// With an order that not all have answered, done or not; to be worked on, with a notice.
    ToAnswer,
    /// The same, where the day to be answered by is over.
    Unanswered,
    /// With a red light.
    Red,
    /// Red, and not so a week ago.
    NewlyRed,
}

impl Matter {
    /// Its name, the same in the code, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Overdue => "overdue",
            Self::Lagging => "lagging",
            Self::DueWithin(_) => "due",
            Self::Stale => "stale",
            Self::Blocked => "blocked",
            Self::Stuck => "stuck",
            Self::Awaiting => "awaiting",
            Self::Asking => "asking",
            Self::ToAnswer => "answers",
            Self::Unanswered => "unanswered",
            Self::Red => "red",
            Self::NewlyRed => "newly-red",
        }
    }

    /// The command that lists exactly these tasks, and its arguments.
    pub fn command(self) -> (&'static str, Vec<String>) {
        let flag = || format!("--{}", self.name());
        let (command, arguments) = match self {
            Self::All => ("list", vec![]),
            Self::Overdue | Self::Lagging | Self::Stale => (self.name(), vec![]),
            Self::DueWithin(days) => (self.name(), vec!["--within".to_owned(), format!("{days}d")]),
            Self::ToAnswer => ("due", vec![flag()]),
            Self::Blocked => ("blockers", vec![]),
            Self::Stuck => ("blockers", vec![flag()]),
            Self::Awaiting => ("list", vec!["--standing".to_owned(), self.name().to_owned()]),
            Self::Red => ("list", vec!["--light".to_owned(), self.name().to_owned()]),
            Self::Asking | Self::Unanswered | Self::NewlyRed => ("list", vec![flag()]),
        };
        (command, arguments)
    }

    /// The order of its list.
    pub fn sort(self) -> Sort {
        match self {
            Self::Overdue => Sort::Overdue,
            Self::Lagging => Sort::Lag,
            Self::DueWithin(_) => Sort::Due,
            Self::Stale => Sort::Missed,
            Self::All
            | Self::Blocked
            | Self::Stuck
            | Self::Awaiting
            | Self::Asking
            | Self::ToAnswer
            | Self::Unanswered
            | Self::Red
            | Self::NewlyRed => Sort::Key,
        }
    }

    /// Whether 重点 stand before all others in its list; where a list tells the worst first, they do not.
    pub fn key_first(self) -> bool {
        !matches!(self, Self::Overdue | Self::Lagging)
    }

    /// What its list is grouped by.
    pub fn by(self) -> Option<By> {
        match self {
            Self::Overdue | Self::Lagging => Some(By::Area),
            Self::Stale => Some(By::Dept),
            Self::All
            | Self::DueWithin(_)
            | Self::Blocked
            | Self::Stuck
            | Self::Awaiting
            | Self::Asking
            | Self::ToAnswer
            | Self::Unanswered
            | Self::Red
            | Self::NewlyRed => None,
        }
    }

    /// Whether it is a matter of a task of that account.
    pub fn fits(self, account: &Account<'_>, task: &Figures<'_>) -> bool {
        let (standing, state) = (task.standing, &task.state);
        let runs = standing.is_running();
        match self {
            Self::All => true,
            Self::Overdue => standing == Standing::Overdue,
            Self::Lagging => standing == Standing::Lagging,
            Self::DueWithin(days) => {
                let left = (state.due - account.as_of).num_days();
                standing.is_open() && (0..=i64::from(days)).contains(&left)
            }
            Self::Stale => runs && task.reports.missed > 0,
            Self::Blocked => standing.is_open() && !state.blockers.is_empty(),
            Self::Stuck => {
                standing.is_open() && state.blockers.iter().any(|open| account.is_stuck(task, open))
            }
            Self::Awaiting => standing == Standing::Awaiting,
            Self::Asking => standing.is_open() && state.asking.is_some(),
            Self::ToAnswer => task.to_answer().next().is_some(),
            Self::Unanswered => task.to_answer().any(|open| open.is_late(account.as_of)),
            Self::Red => task.light == Light::Red,
            Self::NewlyRed => Self::Red.fits(account, task) && !was_red(account, task),
        }
    }

    /// Those of some tasks whose matter it is, as they stand.
    pub fn among<'a, 'b>(
        self,
        account: &Account<'b>,
        tasks: &[&'a Figures<'b>],
    ) -> Vec<&'a Figures<'b>> {
        let tasks = tasks.par_iter().copied().with_min_len(256);
        tasks.filter(|task| self.fits(account, task)).collect()
    }
}

impl<'b> Account<'b> {
    /// The tasks whose matter it is, in the order of the book.
    pub fn tasks_of(&self, matter: Matter) -> impl Iterator<Item = &Figures<'b>> {
        let tasks = self.tasks.iter();
        tasks.filter(move |task| matter.fits(self, task))
    }
}

impl<'b> Figures<'b> {
    /// What is still to be answered. A leader's order is, though its task is done; a notice is answered by what it urges; of
    /// what has left the ledger nothing is.
    pub fn to_answer(&self) -> impl Iterator<Item = &OpenInstruction<'b>> {
        let gone = matches!(self.standing, Standing::Cancelled | Standing::Rolled);
        let open = self.standing.is_open();
        let given = self.state.instructions.iter();
        given.filter(move |given| !gone && (open || !given.urge))
    }

    /// Whether nothing presses its answers: it has not started, or none is to be given by a day. Such tasks stand last.
    pub fn answers_last(&self) -> bool {
        let dated = self.to_answer().any(|open| open.reply.is_some());
        self.standing == Standing::NotStarted || !dated
    }
}

fn was_red(account: &Account<'_>, task: &Figures<'_>) -> bool {
    let then = account.as_of.checked_sub_days(WEEK);
    let then = then.and_then(|day| account.earlier(task.id, day));
    then.is_some_and(|then| then.light == Light::Red)
}
