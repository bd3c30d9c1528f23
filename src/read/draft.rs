//! A task while its keys are read: one arm for each key of the format.

use super::decoder::{Decoder, Field};
use super::figures;
use super::keys::Named;
use super::log::{self, RawPoint};
use super::names::Names;
use super::word::{cadence, one_of};
use crate::diagnostic::Finding;
use crate::ledger::{
    Better, CurveShape, Entry, Kind, Ledger, Level, Measure, Share, Task, TaskId, TaskKey, Text,
};
use crate::source::{FileId, Span, Unmerged};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::ops::Range;

/// What the tasks of one file have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults<'t> {
    /// What the head of the file says of all of them; `None` where it says nothing.
    pub(super) head: Option<Box<Said<'t>>>,
    /// The keys that stand there.
    pub(super) seen: u64,
    /// Of these, those whose value cannot be read.
    pub(super) broken: u64,
    /// Whether an undecided merge has left marks in the file.
    pub(super) marked: bool,
    /// Whether git has left the file's own defaults undecided.
    pub(super) undecided: bool,
}

/// Where a block stands and what it may refer to.
#[derive(Clone, Copy)]
pub(super) struct BlockContext<'t, 'n> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    /// What git has left to be decided in the file.
    pub(super) conflicts: &'n [Unmerged],
    pub(super) ledger: &'n Ledger,
    pub(super) nth_ledger: u16,
    pub(super) names: &'n Names,
    pub(super) defaults: &'n Defaults<'t>,
}

/// What keys say of a task, be they its own or those of its file's head.
#[derive(Clone, Debug)]
pub(super) struct Said<'t> {
    pub(super) task: Task<'t>,
    entered: Option<NaiveDate>,
    pub(super) points: Vec<RawPoint<'t>>,
}

/// A task while its keys are read.
pub(super) struct Draft<'t, 'n> {
    pub(super) names: &'n Names,
    ledger: &'n Ledger,
    pub(super) id: Option<(Text<'t>, Span)>,
    pub(super) parent: Option<(Text<'t>, Span)>,
    pub(super) said: Said<'t>,
    /// Whether the points are those of the file's head.
    pub(super) lent_points: bool,
    /// Whether the indicators are.
    pub(super) lent_indicators: bool,
    /// How many entries the log has, those that cannot be read among them.
    entries: u32,
    /// The number of the first that cannot be read.
    pub(super) unread_from: Option<u32>,
    /// So many of the user's own keys are those of the file's head.
    lent_keys: usize,
}

impl<'t> Said<'t> {
    /// What the ledger says of every task.
    fn nothing(context: BlockContext<'t, '_>) -> Self {
        let first = context.ledger.first_day();
        Self {
            entered: None,
            points: Vec::new(),
            task: Task {
                id: Cow::Borrowed(""),
                title: Cow::Borrowed(""),
                ledger: context.nth_ledger,
                file: context.file,
                block: Span::default(),
                area: None,
                owner: None,
                with: Vec::new(),
                leader: None,
                start: first,
                due: context.ledger.last_day(),
                entered: first,
                key: false,
                weight: crate::ledger::Quantity::whole(1),
                kind: Kind::default(),
                measure: Measure::default(),
                better: None,
                unit: Cow::Borrowed("%"),
                baseline: None,
                target: None,
                pipeline: None,
                parent: None::<TaskId>,
                heading: false,
                parts: None,
                cadence: context.ledger.rules.cadence,
                invest: None,
                plan: Vec::new(),
                log: Vec::new(),
                measures: Vec::new(),
                levers: Vec::new(),
                tags: Vec::new(),
                goal: None,
                source: None,
                details: None,
            },
        }
    }
}

impl<'t, 'n> Draft<'t, 'n> {
    pub(super) fn new(context: BlockContext<'t, 'n>) -> Self {
        let head = context.defaults.head.as_deref();
        let said = head.cloned().unwrap_or_else(|| Said::nothing(context));
        Self {
            names: context.names,
            ledger: context.ledger,
            id: None,
            parent: None,
            lent_points: !said.points.is_empty(),
            lent_indicators: !said.task.indicators().is_empty(),
            entries: 0,
            unread_from: None,
            lent_keys: said.task.details().own.len(),
            said,
        }
    }

    /// Takes what a key says; returns the key where that cannot be read.
    pub(super) fn take(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        named: Named<TaskKey>,
    ) -> Option<TaskKey> {
        match named {
            Named::Known(key, field) => {
                let before = decoder.found.len();
                self.take_known(decoder, key, field);
                decoder.failed_since(before).then_some(key)
            }
            Named::Own(field) => {
                self.own_key(decoder.key(field), decoder.raw(decoder.span(field.value)));
                None
            }
        }
    }

    fn take_known(&mut self, decoder: &mut Decoder<'t, '_>, key: TaskKey, field: Field) {
        use TaskKey as K;
        let task = &mut self.said.task;
        match key {
            K::Id => self.id = id(decoder, field),
            K::Title => task.title = decoder.text(field).unwrap_or_default(),
            K::Owner => task.owner = self.names.department(decoder, field),
            K::With => task.with = self.names.departments(decoder, field),
            K::Leader => task.leader = decoder.text(field),
            K::Start => task.start = decoder.date(field).unwrap_or(task.start),
            K::Due => {
                let promised = task.deadline();
                task.set_deadline(decoder.deadline(field).unwrap_or(promised));
            }
            K::Entered => self.said.entered = decoder.date(field),
            K::Key => task.key = decoder.flag(field).unwrap_or_default(),
            K::Weight => task.weight = decoder.amount(field, "weight").unwrap_or_default(),
            K::Kind => task.kind = one_of(decoder, field, &Kind::ALL).unwrap_or_default(),
            K::Measure => task.measure = one_of(decoder, field, &Measure::ALL).unwrap_or_default(),
            K::Better => task.better = one_of(decoder, field, &Better::ALL),
            K::Unit => task.unit = decoder.text(field).unwrap_or_default(),
            K::Baseline => task.baseline = decoder.quantity(field),
            K::Target => task.target = decoder.quantity(field),
            K::Invest => task.invest = decoder.amount(field, "invest"),
            K::Total => task.details.get_or_insert_default().total = decoder.amount(field, "total"),
            K::Measures => task.measures = decoder.texts(field),
            K::Levers => task.levers = decoder.texts(field),
            K::Tags => task.tags = decoder.texts(field),
            K::Area => task.area = self.names.area(decoder, field),
            K::Parent => {
                let span = decoder.span(field.value).shifted(decoder.base);
                self.parent = decoder.text(field).map(|text| (text, span));
            }
            K::Of => {
                let of = id(decoder, field).map(|(id, _)| id);
                task.details.get_or_insert_default().of = of;
            }
            K::Parts => task.parts = decoder.count(field),
            K::Pipeline => task.pipeline = self.names.pipeline(decoder, field),
            K::Cadence => task.cadence = cadence(decoder, field).unwrap_or(task.cadence),
            K::Curve => {
                let shape = one_of(decoder, field, &CurveShape::ALL);
                task.details.get_or_insert_default().curve = shape;
            }
            K::Goal => task.goal = decoder.text(field),
            K::Source => task.source = decoder.text(field),
            K::Person => task.details.get_or_insert_default().person = decoder.text(field),
            K::Phone => task.details.get_or_insert_default().phone = decoder.text(field),
            K::Place => task.details.get_or_insert_default().place = decoder.text(field),
            K::No => task.details.get_or_insert_default().no = decoder.text(field),
            K::Remark => task.details.get_or_insert_default().remark = decoder.text(field),
            K::Rolls => task.details.get_or_insert_default().rolls = decoder.text(field),
            K::OriginalDue => {
                task.details.get_or_insert_default().original_due = decoder.date(field);
            }
            K::Extensions => {
                let count = decoder.count(field).unwrap_or_default();
                task.details.get_or_insert_default().extensions = count;
            }
            K::Plan => {
                self.without_lent_points();
                for (nodes, span) in log::records(decoder, field) {
                    self.point(decoder, nodes, span);
                }
            }
            K::Indicators => {
                self.without_lent_indicators();
                for (nodes, span) in log::records(decoder, field) {
                    self.indicator(decoder, nodes, span);
                }
            }
            K::Log => {
                // Exactly as many, and none of them noted before it is read: a log may have a million.
                let items = || decoder.tape.items(field.value);
                task.log.reserve_exact(items().map_or(0, Iterator::count));
                for at in log::items(decoder, field) {
                    match log::record(decoder, field, at) {
                        Some((nodes, span)) => self.entry(decoder, nodes, span),
                        None => self.unread_from = self.unread_from.or(Some(self.entries)),
                    }
                }
            }
        }
    }

    pub(super) fn entry(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        let nth = self.entries;
        self.entries += 1;
        match log::entry(decoder, self.names, nodes, span, nth) {
            Some(entry) => self.said.task.log.push(entry),
            None => self.unread_from = self.unread_from.or(Some(nth)),
        }
    }

    pub(super) fn point(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        self.without_lent_points();
        if let Some(point) = log::point(decoder, nodes, span) {
            self.said.points.push(point);
        }
    }

    /// A plan of its own takes the place of that of the file's head.
    fn without_lent_points(&mut self) {
        if std::mem::take(&mut self.lent_points) {
            self.said.points.clear();
        }
    }

    /// Takes one of the user's own keys; the task's takes the place of the head's.
    fn own_key(&mut self, key: Text<'t>, value: &'t str) {
        let own = &mut self.said.task.details.get_or_insert_default().own;
        let lent = own.iter_mut().take(self.lent_keys).find(|(lent, _)| *lent == key);
        match lent {
            Some((_, lent)) => *lent = value,
            None => own.push((key, value)),
        }
    }

    /// Gives each plan point its level: its own reach, its pipeline's, or its even share.
    pub(super) fn levels(&mut self, decoder: &mut Decoder<'t, '_>) {
        let Said { task, points, .. } = &mut self.said;
        let pipeline = task.pipeline.and_then(|at| self.names.pipelines.get(usize::from(at)));
        let bare = points.iter().filter(|point| point.reach.is_none()).count();
        let mixed = pipeline.is_none() && bare > 0 && bare < points.len();
        let steps = i128::try_from(bare).unwrap_or(0);
        let mut nth = 0;
        task.plan.reserve_exact(points.len());
        for point in points.drain(..) {
            let shared = || {
                pipeline
                    .zip(point.step.as_deref())
                    .and_then(|(pipeline, step)| pipeline.level(step))
            };
            let level = match (point.reach, pipeline) {
                (Some(reach), _) => Some(Level::Reach(reach)),
                (None, Some(pipeline)) => {
                    let level = shared();
                    if level.is_none() {
                        unknown_step(
                            decoder,
                            pipeline,
                            point.step.as_deref().unwrap_or(""),
                            point.span,
                        );
                    }
                    level.map(Level::Share)
                }
                (None, None) => {
                    nth += 1;
                    Share::new(nth, steps).map(Level::Share)
                }
            };
            if mixed && point.reach.is_none() {
                decoder.report(Finding::PlanMixed, point.span);
            }
            if let Some(level) = level {
                task.plan.push(crate::ledger::PlanPoint { by: point.by, level, step: point.step });
            }
        }
    }

    pub(super) fn finish(self, context: BlockContext<'t, '_>, block: Span) -> Option<Task<'t>> {
        let Said { mut task, entered, .. } = self.said;
        let (id, _) = self.id?;
        task.id = match context.ledger.prefix.as_str() {
            "" => id,
            prefix => Cow::Owned(format!("{prefix}{id}")),
        };
        task.block = block;
        if let Some(details) = task.details.as_deref()
            && !details.indicators.is_empty()
        {
            figures::name(&details.indicators, &mut task.log);
        }
        let by_date = |entry: &Entry<'_>| entry.on;
        if !task.log.is_sorted_by_key(by_date) {
            task.log.sort_by_key(by_date);
        }
        let first = self.ledger.first_day();
        let first_entry = task.log.first().map_or(first, |entry| entry.on);
        task.entered = entered.unwrap_or(first.min(first_entry));
        Some(task)
    }
}

pub(super) fn id<'t>(decoder: &mut Decoder<'t, '_>, field: Field) -> Option<(Text<'t>, Span)> {
    let span = decoder.span(field.value);
    let text = decoder.text(field)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.is_empty() || !text.chars().all(fits) {
        decoder.report(Finding::BadId { id: text.into_owned() }, span);
        return None;
    }
    Some((text, span.shifted(decoder.base)))
}

fn unknown_step(
    decoder: &mut Decoder<'_, '_>,
    pipeline: &crate::ledger::Pipeline,
    name: &str,
    span: Span,
) {
    let steps = pipeline.steps.iter().map(|level| level.step.as_str());
    let finding = Finding::Unknown {
        what: crate::diagnostic::Reference::Step,
        name: name.to_owned(),
        nearest: crate::diagnostic::nearest(name, steps).map(str::to_owned),
    };
    decoder.report(finding, span);
}
