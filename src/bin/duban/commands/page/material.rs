//! What all pages of one run are made from. The figures of all units are worked out once.

use super::arguments::PageArgs;
use super::last::{LastPeriod, last};
use crate::archive;
use crate::context::Context;
use crate::outcome::Outcome;
use crate::period::PeriodView;
use chrono::Days;
use duban::account::{
    Account, By, Changes, Figures, Filter, Scorecard, Statement, ThroughRow, days_through, through,
};
use duban::ledger::DepartmentId;
use duban::page::board::{Board, Index};
use duban::page::boards::{Asked, Names, Running, board, index};
use duban::page::bulletins::bulletin;

/// The book, what it was before, and what is to be shown.
pub(super) struct Material<'v, 'b> {
    pub(super) view: &'v PeriodView<'b>,
    args: &'v PageArgs,
    week_ago: Option<Account<'b>>,
    statement: Statement<'v, 'b>,
    scorecard: Scorecard,
    names: Names<'v, 'b>,
    revision: Option<String>,
    last: Option<LastPeriod<'v, 'b>>,
}

impl<'v, 'b> Material<'v, 'b> {
    /// `filter`: which tasks are asked for; a unit's page narrows it to its own.
    pub(super) fn of(
        context: &Context,
        view: &'v PeriodView<'b>,
        filter: &Filter,
        args: &'v PageArgs,
    ) -> Result<Self, Outcome> {
        let (account, lang) = (&view.session.account, view.session.lang);
        let then = account.as_of.checked_sub_days(Days::new(7));
        let statement = Statement::of(view.period, account, &view.before, &Filter::default());
        let scorecard = Scorecard::of(&statement, &Filter::default(), Scorecard::MIN_TASKS);
        let revision = args.revision.then(|| archive::revision(context)).flatten();
        let revision = revision.map(|of| bulletin::revision(&of.commit, of.changed, lang));
        Ok(Self {
            view,
            args,
            week_ago: then.map(|then| account.on(then)),
            statement,
            scorecard,
            names: Names::of(account),
            revision,
            last: last(context, view, filter)?,
        })
    }

    /// The tasks of a page; on a unit's own those that it leads, also where another filter lets more through.
    pub(super) fn tasks(
        &self,
        filter: &Filter,
        only: Option<DepartmentId>,
    ) -> Vec<&'v Figures<'b>> {
        let account = &self.view.session.account;
        let fitting = account.tasks.iter().filter(|figures| filter.fits(account, figures));
        fitting.filter(|figures| only.is_none() || figures.state.owner == only).collect()
    }

    /// The year's curve of the tasks that fit.
    pub(super) fn through(&self, filter: &Filter) -> Vec<ThroughRow> {
        let account = &self.view.session.account;
        through(account, &days_through(account.book, account.as_of), None, filter)
    }

    /// The same of each unit.
    pub(super) fn through_units(&self, filter: &Filter) -> Vec<ThroughRow> {
        let account = &self.view.session.account;
        through(account, &days_through(account.book, account.as_of), Some(By::Dept), filter)
    }

    /// The board of some tasks.
    pub(super) fn board(
        &self,
        tasks: &[&Figures<'b>],
        filter: &Filter,
        only: Option<DepartmentId>,
        through: &[ThroughRow],
    ) -> Board {
        self.asked(tasks, filter, only, through, board)
    }

    /// The index of the units' pages.
    pub(super) fn index(
        &self,
        tasks: &[&Figures<'b>],
        filter: &Filter,
        files: &[(DepartmentId, String)],
    ) -> Index {
        self.asked(tasks, filter, None, &[], |asked| index(asked, files))
    }

    /// What a page is made of, for what is made of it.
    fn asked<T>(
        &self,
        tasks: &[&Figures<'b>],
        filter: &Filter,
        only: Option<DepartmentId>,
        through: &[ThroughRow],
        make: impl FnOnce(&Asked<'_, '_, '_>) -> T,
    ) -> T {
        let (statement, scorecard) = (&self.statement, &self.scorecard);
        let changes = &Changes::of(statement, filter);
        make(&Asked {
            account: &self.view.session.account,
            tasks,
            filter,
            week_ago: self.week_ago.as_ref(),
            through,
            running: Running { statement, scorecard, changes },
            last: self.last.as_ref().map(LastPeriod::told),
            only,
            names: &self.names,
            with_log: !self.args.no_log,
            with_contacts: self.args.contacts,
            on_wall: self.args.wall,
            revision: self.revision.as_deref(),
            lang: self.view.session.lang,
        })
    }
}
