//! The other side's figures set against ours as of a day. Nothing is guessed and no row is lost: each becomes exactly one
//! row of the answer.

use super::against::{Against, AgainstRow, Compared, Conflict, RowReason};
use super::chosen::NotChosen;
use super::claim::{Address, CellValue, Claim, Reply, Skip, Stated, Unread};
use super::converted::{Worked, taken};
use super::matching::Names;
use super::scales::Scales;
use super::sent::{Found, Sent, named_indicator};
use super::unlogged::{says, unlogged};
use super::{Account, Figures, Standing};
use crate::ledger::{DepartmentId, Indicator, Level, Measure, Quantity, TaskId, folded};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl<'b> Account<'b> {
    /// Sets replies against this account; `wanted` is the filter, `of_departments` says whether it names any,
    /// and words are looked for in the log since a day.
    pub fn against(
        &self,
        replies: &[Reply],
        wanted: &dyn Fn(&Figures<'b>) -> bool,
        of_departments: bool,
        since: NaiveDate,
    ) -> Against {
        let names = Names::of(self);
        let all = || {
            replies.iter().flat_map(|reply| reply.claims.iter().map(move |claim| (reply, claim)))
        };
        let mut times: BTreeMap<(TaskId, Option<usize>), usize> = BTreeMap::new();
        for (_, claim) in all() {
            if let Some((id, _)) = names.task(claim) {
                let indicator = named_indicator(self.book.task(id), claim);
                *times.entry((id, indicator)).or_default() += 1;
            }
        }
        let spoken: BTreeSet<TaskId> = times.keys().map(|(id, _)| *id).collect();
        let mut against = Against {
            files: replies.iter().map(|reply| reply.file.clone()).collect(),
            unused: replies.iter().flat_map(unused).collect(),
            senders: replies.iter().filter_map(|reply| sender(self, reply)).collect(),
            ..Against::default()
        };
        let judge = Judge { account: self, names: &names, times: &times, wanted, since };
        let rows = all().map(|(reply, claim)| judge.row(reply, claim));
        against.rows.extend(rows);
        let owner = |id: &TaskId| self.figures(*id).filter(|figures| wanted(figures))?.state.owner;
        let owners: BTreeSet<DepartmentId> = spoken.iter().filter_map(owner).collect();
        let missing = self.tasks.iter().filter(|figures| {
            let theirs =
                of_departments || figures.state.owner.is_some_and(|id| owners.contains(&id));
            theirs && wanted(figures) && !spoken.contains(&figures.id) && is_expected(figures)
        });
        against.rows.extend(missing.map(|figures| only_ours(self, figures)));
        against.departments = owners.into_iter().collect();
        against
    }
}

fn unused(reply: &Reply) -> impl Iterator<Item = (String, Address, String)> {
    let columns = reply.unused.iter();
    columns.map(|(at, heading)| (reply.file.clone(), at.clone(), heading.clone()))
}

/// The department whose file it is: the one that it says has filled it in, else the one in its name.
fn sender(account: &Account<'_>, reply: &Reply) -> Option<(String, DepartmentId)> {
    let departments = || (0..).map(DepartmentId).zip(&account.book.departments);
    let said = reply
        .sender
        .as_deref()
        .and_then(|name| departments().find(|(_, own)| own.names().any(|own| folded(own) == name)));
    let found = said.or_else(|| {
        let stem = Path::new(&reply.file).file_stem()?.to_str().map(folded)?;
        let mut named =
            departments().filter(|(_, own)| own.names().any(|own| is_in(&stem, &folded(own))));
        // Two names leave it open whose file it is.
        named.next().filter(|_| named.next().is_none())
    });
    found.map(|(id, _)| (reply.file.clone(), id))
}

/// Whether the name of a file holds that of a department, or is its end: 发改局 of 区发改局.
fn is_in(stem: &str, name: &str) -> bool {
    let long =
        |text: &str| text.chars().count() >= 3 || !text.is_ascii() && text.chars().count() == 2;
    (long(name) && stem.contains(name))
        || (stem.chars().count() >= 3 && name.ends_with(stem))
        || stem == name
}

impl Figures<'_> {
    /// Whether a figure is less than what was reached; a rate may fall.
    pub fn goes_back_to(&self, quantity: Quantity) -> bool {
        let (task, state) = (self.task, &self.state);
        let target = state.target.unwrap_or_default();
        let share = |level: Level| level.share(task.base(), target);
        let reached = state.reached.and_then(share);
        task.measure.accumulates() && share(Level::Reach(quantity)) < reached
    }
}

/// Whether the other side should have said something about it: it is under way and has a quantity.
fn is_expected(figures: &Figures<'_>) -> bool {
    let open = figures.standing.is_running() || figures.standing == Standing::Awaiting;
    open && has_figure(figures)
}

fn has_figure(figures: &Figures<'_>) -> bool {
    figures.task.has_figures()
}

fn only_ours(account: &Account<'_>, figures: &Figures<'_>) -> AgainstRow {
    let mut row = AgainstRow::blank(Compared::OnlyOurs);
    put_task(&mut row, account, figures.id);
    row
}

fn put_task(row: &mut AgainstRow, account: &Account<'_>, id: TaskId) {
    let (book, task) = (account.book, account.book.task(id));
    row.of = Some(id);
    row.task = Some(task.id.to_string());
    row.title = Some(task.title.to_string());
    let figures = account.figures(id);
    let owner = figures.map_or(task.owner, |figures| figures.state.owner);
    let owner = owner.map(|id| book.department(id));
    row.owner = owner.map(|owner| owner.id.clone());
    row.owner_name = owner.map(|owner| owner.name.clone());
    if let Some(figures) = figures.filter(|figures| has_figure(figures)) {
        row.ours = figures.state.done(task);
        row.from_steps = from_steps(figures);
        row.target = figures.state.target;
        row.unit = task.indicators().is_empty().then(|| task.unit.to_string());
    }
}

struct Judge<'a, 'b> {
    account: &'a Account<'b>,
    names: &'a Names,
    times: &'a BTreeMap<(TaskId, Option<usize>), usize>,
    wanted: &'a dyn Fn(&Figures<'b>) -> bool,
    since: NaiveDate,
}

impl<'b> Judge<'_, 'b> {
    fn row(&self, reply: &Reply, claim: &Claim) -> AgainstRow {
        let mut row = AgainstRow::blank(Compared::Skipped);
        row.file = Some(reply.file.clone());
        row.cell = Some(claim.at.to_string());
        row.at = Some(claim.at.clone());
        row.text = Some(claim.text.clone()).filter(|text| !text.is_empty());
        row.their_id = claim.id.clone();
        row.their_title = claim.title.clone();
        row.remark = claim.remark.clone();
        row.note = claim.note.clone();
        row.blockers = claim.blockers.clone();
        row.next = claim.next.clone();
        row.step = claim.step.clone();
        row.named_unit = claim.owner.clone().map(|(at, words)| {
            let named = self.names.department(&words);
            (at, words, named)
        });
        let (outcome, why) = match (claim.skip, self.names.task(claim)) {
            (Some(skip), _) => (Compared::Skipped, Some(RowReason::Skip(skip))),
            (None, Some((id, by))) => {
                put_task(&mut row, self.account, id);
                row.matched_by = Some(by);
                self.matched(&mut row, claim, id)
            }
            (None, None) => self.unmatched(&mut row, claim),
        };
        row.outcome = outcome;
        row.reason = why;
        row
    }

    fn unmatched(&self, row: &mut AgainstRow, claim: &Claim) -> (Compared, Option<RowReason>) {
        let conflict = |why| (Compared::Conflict, Some(RowReason::Conflict(why)));
        let no_task = CellValue::Unread(Unread::NoTask);
        if let Some(figure) = claim.figures.iter().find(|figure| figure.value == no_task) {
            put_cell(row, figure);
            return (Compared::Unreadable, Some(RowReason::Unread(Unread::NoTask)));
        }
        let filled = claim.figures.iter().find(|figure| figure.value != CellValue::Nothing);
        if let (None, Some((at, text))) = (filled, &claim.alone) {
            row.cell = Some(at.to_string());
            row.at = Some(at.clone());
            row.text = Some(text.clone());
            return (Compared::Skipped, Some(RowReason::Skip(Skip::Section)));
        }
        if self.names.by_title(claim).len() > 1 {
            return conflict(Conflict::SeveralTitles);
        }
        if let Some(figure) = filled {
            put_cell(row, figure);
        }
        if let Some(CellValue::Number(quantity, unit)) = filled.map(|figure| &figure.value) {
            row.theirs = Some(*quantity);
            let stated = filled.and_then(|figure| figure.unit.clone());
            row.unit = unit.clone().or(stated).or_else(|| claim.unit.clone());
        }
        row.nearest = self.names.nearest(self.account, claim);
        let why = match filled.map(|figure| &figure.value) {
            Some(CellValue::Unread(why)) => Some(RowReason::Unread(*why)),
            Some(CellValue::Number(..) | CellValue::Nothing) | None => None,
        };
        (Compared::OnlyTheirs, why)
    }

    fn matched(
        &self,
        row: &mut AgainstRow,
        claim: &Claim,
        id: TaskId,
    ) -> (Compared, Option<RowReason>) {
        let conflict = |why| (Compared::Conflict, Some(RowReason::Conflict(why)));
        let Some(figures) = self.account.figures(id) else {
            let heading = self.account.book.task(id).heading;
            return conflict(if heading { Conflict::Heading } else { Conflict::NotEntered });
        };
        if !(self.wanted)(figures) {
            return (Compared::Skipped, Some(RowReason::Skip(Skip::Filtered)));
        }
        let titled = self.names.unit_of_title(claim);
        let sent = Sent { scales: Scales { account: self.account, figures }, claim };
        let found = sent.figures(titled.as_deref());
        put_found(row, figures, &found);
        let stated = claim.unit.as_deref().or(titled.as_deref());
        row.their_target = taken(&claim.target, stated, &figures.task.unit).ok().flatten();
        let titled = self.names.by_title(claim);
        if !titled.is_empty() && !titled.contains(&id) {
            return conflict(Conflict::IdAndTitle);
        }
        let key = (id, sent.indicator());
        if self.times.get(&key).is_some_and(|times| *times > 1) {
            return conflict(Conflict::Twice);
        }
        if found.of_no_indicator {
            return conflict(Conflict::ByIndicator);
        }
        let no_figure =
            claim.figures.iter().all(|own| own.money || own.value == CellValue::Nothing);
        let no_figure = no_figure && found.worked.is_empty() && found.problem.is_none();
        let invested = found.invested.as_ref().map(|worked| worked.result).or(claim.invested);
        if no_figure && says(claim, invested) {
            let period = (self.since, self.account.as_of);
            let unlogged = unlogged(figures, (claim, invested), period);
            if unlogged.is_empty() {
                return (Compared::Agrees, None);
            }
            // Where a figure is asked for, it was left out, whatever else was said.
            if !has_figure(figures) {
                row.text = Some(unlogged.join("; "));
                return (Compared::Unlogged, None);
            }
        }
        if !has_figure(figures) {
            return conflict(Conflict::NoFigure);
        }
        match found.problem {
            Some(NotChosen::Unread { why, .. }) => {
                return (Compared::Unreadable, Some(RowReason::Unread(why)));
            }
            Some(NotChosen::Contradiction(_)) => return conflict(Conflict::Contradiction),
            None => {}
        }
        outcome(row, figures)
    }
}

/// Puts the figures of a row in, the first that differs in front of all.
fn outcome(row: &mut AgainstRow, figures: &Figures<'_>) -> (Compared, Option<RowReason>) {
    let agrees = |worked: &Worked| difference(figures, worked) == Some(Quantity::default());
    let differs = row.worked.iter().find(|worked| !agrees(worked));
    let Some(shown) = differs.or(row.worked.first()).cloned() else {
        return (Compared::Empty, None);
    };
    let outcome = if differs.is_some() { Compared::Differs } else { Compared::Agrees };
    row.difference = difference(figures, &shown);
    row.theirs = Some(shown.result);
    if let Some(nth) = shown.indicator {
        row.unit = Some(shown.unit.clone());
        row.ours = figures.state.indicators.get(nth).copied().flatten();
        row.target = figures.task.indicators().get(nth).map(|indicator| indicator.target);
    }
    (outcome, None)
}

/// The cell of a figure.
fn put_cell(row: &mut AgainstRow, figure: &Stated) {
    row.cell = Some(figure.at.to_string());
    row.at = Some(figure.at.clone());
    row.text = Some(figure.text.clone()).filter(|text| !text.is_empty());
    row.heading = Some(figure.heading.clone());
}

/// What was read of the row: its figures, and the cell that is shown for it.
fn put_found(row: &mut AgainstRow, figures: &Figures<'_>, found: &Found) {
    row.worked.clone_from(&found.worked);
    row.invested.clone_from(&found.invested);
    row.not_invested.clone_from(&found.not_invested);
    let shown = match &found.problem {
        Some(NotChosen::Unread { at, text, heading, .. }) => Some((at, text, heading)),
        Some(NotChosen::Contradiction(both)) => {
            row.contradiction = Some(both.clone());
            Some((&both[0].at, &both[0].text, &both[0].heading))
        }
        None => {
            let differs =
                |worked: &&Worked| difference(figures, worked) != Some(Quantity::default());
            let shown = found.worked.iter().find(differs).or(found.worked.first());
            row.theirs = shown.map(|worked| worked.result);
            shown.map(|worked| (&worked.at, &worked.text, &worked.heading))
        }
    };
    if let Some((at, text, heading)) = shown {
        row.cell = Some(at.to_string());
        row.at = Some(at.clone());
        row.text = Some(text.clone()).filter(|text| !text.is_empty());
        row.heading = Some(heading.clone());
    }
}

/// Theirs less ours. Where we have no figure yet, ours is the baseline; a rate has none. A figure of ours that follows
/// from steps has no decimals of its own, and is taken to those of theirs.
fn difference(figures: &Figures<'_>, worked: &Worked) -> Option<Quantity> {
    let (task, state, theirs) = (figures.task, &figures.state, worked.result);
    if let Some(nth) = worked.indicator {
        let ours = state.indicators.get(nth).copied().flatten();
        let ours = ours.unwrap_or_else(|| {
            task.indicators().get(nth).map_or_else(Quantity::default, Indicator::base)
        });
        return Some(Quantity::from_millionths(theirs.millionths() - ours.millionths()));
    }
    let ours = match state.done(task) {
        Some(ours) => ours,
        None if task.measure == Measure::Rate => return None,
        None => task.base(),
    };
    let grain =
        (0..=6).rev().map(|power| 10i64.pow(power)).find(|grain| theirs.millionths() % grain == 0);
    let grain = grain.filter(|_| from_steps(figures)).unwrap_or(1);
    let ours = if rounded(ours.millionths(), grain) == theirs.millionths() { theirs } else { ours };
    Some(Quantity::from_millionths(theirs.millionths() - ours.millionths()))
}

fn from_steps(figures: &Figures<'_>) -> bool {
    matches!(figures.state.reached, Some(Level::Share(_)))
}

/// To a multiple of `grain`, half away from zero.
fn rounded(value: i64, grain: i64) -> i64 {
    let half = if value < 0 { -grain / 2 } else { grain / 2 };
    (value.saturating_add(half) / grain) * grain
}
