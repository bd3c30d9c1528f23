//! Notices to departments: which tasks are to be urged, under which number, how firmly, until when to be answered.

use super::instructions::OpenInstruction;
use super::{Account, Figures, Matter, Standing};
use crate::calendar::WorkCalendar;
use crate::ledger::{Book, DepartmentId, Event, NoticeNumber, Quantity};
use crate::variants::variants;
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use std::cmp::Reverse;

/// How firmly a task is urged: it rises with the notices already served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// The first notice.
    Blue,
    /// The second.
    Orange,
    /// The third and every further one.
    Red,
}

impl Grade {
    /// The grade of the n-th notice, from 1.
    pub fn of(nth: u32) -> Self {
        match nth {
            0 | 1 => Self::Blue,
            2 => Self::Orange,
            _ => Self::Red,
        }
    }
}

variants! {
    /// What a task is urged for; each asks for something of its own.
    pub enum Cause {
        /// It is past its deadline and not complete.
        Overdue = "overdue",
        /// It is behind its plan.
        Lagging = "lagging",
        /// Its last reports are missing.
        Stale = "stale",
        /// Its owner has not answered an order of a leader.
        Answers = "answers",
    }
}

impl Cause {
    /// Whether a task is urged for it: what is asked of others than the owner is not.
    pub fn fits(self, account: &Account<'_>, figures: &Figures<'_>) -> bool {
        match self {
            Self::Overdue => Matter::Overdue.fits(account, figures),
            Self::Lagging => Matter::Lagging.fits(account, figures),
            Self::Stale => Matter::Stale.fits(account, figures),
            Self::Answers => {
                let owner = figures.state.owner;
                let mut orders = figures.to_answer().filter(|open| !open.urge);
                orders.any(|open| open.owing(owner).any(|unit| Some(unit) == owner))
            }
        }
    }
}

/// One notice to one department.
#[derive(Clone, Debug)]
pub struct Notice<'a, 'b> {
    /// Its number, as recorded or to be recorded.
    pub number: String,
    /// To whom.
    pub department: DepartmentId,
    /// The day it is served.
    pub on: NaiveDate,
    /// The day by which it is to be answered.
    pub reply: NaiveDate,
    /// What it is about.
    pub items: Vec<UrgedTask<'a, 'b>>,
}

impl Notice<'_, '_> {
    /// As firm as its firmest task.
    pub fn grade(&self) -> Grade {
        let grades = self.items.iter().map(|urged| Grade::of(urged.nth));
        grades.max().unwrap_or(Grade::Blue)
    }
}

/// A task in a notice.
#[derive(Clone, Copy, Debug)]
pub struct UrgedTask<'a, 'b> {
    /// The task.
    pub figures: &'a Figures<'b>,
    /// Which notice about it this is, from 1.
    pub nth: u32,
}

/// How notices are to be made out.
#[derive(Clone, Debug)]
pub struct NoticeTerms {
    /// The number of the first; those after it count on.
    pub number: NoticeNumber,
    /// The day by which they are to be answered.
    pub reply: NaiveDate,
    /// One a task (一事一单) instead of one a department.
    pub each: bool,
}

/// A task in a notice, as the machine reads it.
#[derive(Clone, Debug, Serialize)]
#[allow(
    missing_docs,
    reason = "the names are the machine interface, documented in docs/notices.md"
)]
pub struct NoticeRow {
    pub number: String,
    pub department: String,
    pub department_name: String,
    pub email: Option<String>,
    pub on: NaiveDate,
    pub reply: NaiveDate,
    pub grade: Grade,
    pub nth: u32,
    pub task: String,
    pub task_grade: Grade,
    pub causes: Vec<Cause>,
    pub title: String,
    pub due: Option<NaiveDate>,
    pub standing: Standing,
    pub overdue_days: Option<i64>,
    pub lag: Option<f64>,
    pub gap: Option<Quantity>,
    pub last_report: Option<NaiveDate>,
    pub blockers: Vec<String>,
}

impl<'b> Account<'b> {
    /// What a task is urged for.
    pub fn causes(&self, figures: &Figures<'b>) -> Vec<Cause> {
        let all = Cause::ALL.iter().map(|(_, cause)| *cause);
        all.filter(|cause| cause.fits(self, figures)).collect()
    }

    /// The last notice about a task that nobody has answered.
    pub fn open_notice<'a>(&self, figures: &'a Figures<'b>) -> Option<&'a OpenInstruction<'b>> {
        figures.state.instructions.iter().rev().find(|open| open.urge)
    }

    /// Whether a notice still has time to be answered: served again before, it would be served twice.
    pub fn is_in_time(&self, figures: &Figures<'b>, open: &OpenInstruction<'b>) -> bool {
        let days = self.book.ledger_of(figures.task).notices.reply;
        let work = self.work.of(figures.task.ledger);
        let until = open.reply.unwrap_or_else(|| workdays_after(work, open.on, days));
        until >= self.as_of
    }

    /// The day on which so many working days after another have gone.
    pub fn answer_day(&self, from: NaiveDate, workdays: u32) -> NaiveDate {
        workdays_after(self.work, from, workdays)
    }

    /// Years of the plans, and of the days to answer notices, worked on Monday to Friday because the calendar lacks them.
    /// A day to answer that is none the calendar would give was set by a person.
    pub fn unknown_years_with(&self, notices: &[Notice<'_, 'b>]) -> Vec<i32> {
        let mut years = self.unknown_years();
        for notice in notices {
            let days = notice.items.iter().map(|urged| self.book.ledger_of(urged.figures.task));
            let first = self.book.first_ledger();
            let mut days = days.chain(first).map(|ledger| ledger.notices.reply);
            if days.any(|days| self.answer_day(notice.on, days) == notice.reply) {
                years.extend(self.work.unknown_years(notice.on, notice.reply));
            }
        }
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The number after the highest recorded up to the day, among those of its prefix and year.
    pub fn next_notice(&self) -> NoticeNumber {
        let rules = self.book.first_ledger().map(|ledger| ledger.notices.clone());
        let (prefix, year) = (rules.unwrap_or_default().prefix, self.as_of.year());
        let served = recorded(self.book).filter(|(on, _)| *on <= self.as_of);
        let numbers = served.filter_map(|(_, text)| NoticeNumber::parse(text));
        let number = numbers.filter(|number| number.prefix == prefix && number.year == year);
        let last = number.map(|number| number.nth).max().unwrap_or(0);
        NoticeNumber { prefix, year, nth: last.saturating_add(1) }
    }

    /// Notices about some tasks, in the order of the departments; those without an owner have nobody to be sent to.
    pub fn notices<'a>(
        &self,
        tasks: &[&'a Figures<'b>],
        serving: &NoticeTerms,
    ) -> Vec<Notice<'a, 'b>> {
        let mut addressed: Vec<(DepartmentId, &'a Figures<'b>)> =
            tasks.iter().filter_map(|figures| Some((figures.state.owner?, *figures))).collect();
        addressed.sort_by_key(|(department, figures)| (*department, weight(figures)));
        let apart = |addressee: &(DepartmentId, _), next: &(DepartmentId, _)| {
            !serving.each && addressee.0 == next.0
        };
        let groups = addressed.chunk_by(apart).enumerate();
        let notice = |(nth, group): (usize, &[(DepartmentId, &'a Figures<'b>)])| {
            let (department, _) = *group.first()?;
            let more = u32::try_from(nth).unwrap_or(u32::MAX);
            let number = NoticeNumber {
                nth: serving.number.nth.saturating_add(more),
                ..serving.number.clone()
            };
            let urged = |(_, figures): &(_, &'a Figures<'b>)| UrgedTask {
                figures,
                nth: figures.state.urges.saturating_add(1),
            };
            Some(Notice {
                number: number.to_string(),
                department,
                on: self.as_of,
                reply: serving.reply,
                items: group.iter().map(urged).collect(),
            })
        };
        groups.filter_map(notice).collect()
    }

    /// The notices recorded on the day and not answered on it, each as it was made out.
    pub fn served_notices<'a>(&'a self) -> Vec<Notice<'a, 'b>> {
        let days = |figures: &Figures<'b>| self.book.ledger_of(figures.task).notices.reply;
        let mut notices: Vec<Notice<'a, 'b>> = Vec::new();
        for figures in &self.tasks {
            let open = self.open_notice(figures).filter(|open| open.on == self.as_of);
            let (Some(open), Some(department)) = (open, figures.state.owner) else {
                continue;
            };
            let urged = UrgedTask { figures, nth: figures.state.urges };
            let same = |known: &&mut Notice<'_, '_>| {
                known.number == open.text && known.department == department
            };
            match notices.iter_mut().find(same) {
                Some(known) => {
                    known.items.push(urged);
                    known.items.sort_by_key(|urged| weight(urged.figures));
                }
                None => notices.push(Notice {
                    number: open.text.to_owned(),
                    department,
                    on: open.on,
                    reply: open.reply.unwrap_or_else(|| self.answer_day(open.on, days(figures))),
                    items: vec![urged],
                }),
            }
        }
        notices.sort_by_key(|notice| notice.department);
        notices
    }

    /// The machine's rows of a notice.
    pub fn notice_rows(&self, notice: &Notice<'_, 'b>) -> Vec<NoticeRow> {
        let department = self.book.department(notice.department);
        let row = |urged: &UrgedTask<'_, 'b>| {
            let (figures, state) = (urged.figures, &urged.figures.state);
            let blockers = state.blockers.iter().map(|blocker| blocker.name.to_owned());
            NoticeRow {
                number: notice.number.clone(),
                department: department.id.clone(),
                department_name: department.name.clone(),
                email: department.email.clone(),
                on: notice.on,
                reply: notice.reply,
                grade: notice.grade(),
                nth: urged.nth,
                task: figures.task.id.to_string(),
                task_grade: Grade::of(urged.nth),
                causes: self.causes(figures),
                title: figures.task.title.to_string(),
                due: figures.deadline(),
                standing: figures.standing,
                overdue_days: figures.overdue_days(self.as_of),
                lag: figures.lag_points(),
                gap: figures.shares.gap,
                last_report: state.last_report.map(|entry| entry.on),
                blockers: blockers.collect(),
            }
        };
        notice.items.iter().map(row).collect()
    }
}

/// The day on which so many working days after another have gone.
fn workdays_after(work: &WorkCalendar, from: NaiveDate, workdays: u32) -> NaiveDate {
    let (mut day, mut left) = (from, workdays);
    while left > 0 {
        let Some(next) = day.checked_add_days(Days::new(1)) else {
            break;
        };
        day = next;
        left -= u32::from(work.is_workday(day));
    }
    day
}

/// What comes first in a notice: 重点, then the longest overdue, then what lags.
fn weight(figures: &Figures<'_>) -> impl Ord + use<> {
    let late = figures.standing == Standing::Overdue;
    let lag = figures.shares.lag().filter(|_| !late);
    let due = figures.state.due;
    (Reverse(figures.task.key), !late, Reverse(lag), due)
}

/// Every notice recorded in the book, with its day, whatever that is.
pub fn recorded<'b>(book: &'b Book<'b>) -> impl Iterator<Item = (NaiveDate, &'b str)> {
    let entries = book.tasks.iter().flat_map(|task| &task.log);
    entries.filter_map(|entry| match &entry.event {
        Event::Urge(notice) => Some((entry.on, notice.text.as_ref())),
        _ => None,
    })
}
