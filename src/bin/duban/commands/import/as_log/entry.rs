//! The entries of a row, and which of them the log has already.

use super::ImportArgs;
use crate::changes::Before;
use crate::commands::accept;
use crate::commands::log::values::evidence;
use crate::commands::updates::there;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use crate::when::Day;
use duban::account::{Against, AgainstRow};
use duban::edit::{NewEntry, Value};
use duban::ledger::TaskId;
use std::path::Path;

/// What entries are made with.
pub(super) struct Entries<'e, 'b> {
    pub(super) view: &'e PeriodView<'b>,
    pub(super) before: &'e Before<'e>,
    pub(super) against: &'e Against,
    pub(super) args: &'e ImportArgs,
}

/// The entries that a task gets.
pub(super) struct New {
    pub(super) id: TaskId,
    pub(super) entries: Vec<NewEntry>,
    /// Entries that the log of the period has already.
    pub(super) there: usize,
}

impl Entries<'_, '_> {
    /// What a row says, as entries of the period's last day.
    pub(super) fn of_row(&self, id: TaskId, row: &AgainstRow) -> Result<New, Outcome> {
        let entries = self.report(id, row)?.into_iter();
        let (there, entries) = entries.partition::<Vec<_>, _>(|entry| self.is_there(id, entry));
        Ok(New { id, entries, there: there.len() })
    }

    /// Whether the log of the period says the same: a file that is read again while the period runs is written once.
    fn is_there(&self, id: TaskId, entry: &NewEntry) -> bool {
        let log = self.before.book.task(id).log.iter();
        let mut of_period = log.filter(|logged| self.view.period.contains(logged.on));
        // Once it is written the figure goes back no more.
        let mut corrected = entry.clone();
        let why = self.args.figures.correction.clone().map(Value::Text);
        corrected.fields.extend(why.map(|why| ("correction", why)));
        of_period.any(|logged| {
            there::says(logged, entry, false) || there::says(logged, &corrected, false)
        })
    }

    /// The report: the figure, or the words alone.
    fn report(&self, id: TaskId, row: &AgainstRow) -> Result<Option<NewEntry>, Outcome> {
        let account = &self.view.session.account;
        let text = |value: Option<String>| value.map(Value::Text);
        let goes_back = row.theirs.is_some_and(|theirs| {
            account.figures(id).is_some_and(|figures| figures.goes_back_to(theirs))
        });
        let on = account.as_of;
        let why = self.args.figures.correction.clone().filter(|_| goes_back);
        let file = row.file.as_deref().map(Path::new);
        let late = Day::of_report(self.before, self.before.book.task(id), on).got;
        let fields = [
            ("done", row.theirs.map(Value::Number)),
            ("correction", text(why)),
            ("note", text(row.remark.clone())),
            ("by", text(accept::sender(self.view, self.against, row))),
            ("got", late.map(Value::Date)),
            ("evidence", evidence(self.before, file)?),
        ];
        let fields: Vec<_> =
            fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let says = |key: &&str| fields.iter().any(|(own, _)| own == key);
        Ok(["done", "note"].iter().any(|key| says(&key)).then_some(NewEntry { on, fields }))
    }
}
