//! A task while its keys are read: one arm for each key of the format.

use super::decoder::{Decoder, Field};
use super::indicators;
use super::keys::{Fields, Named};
use super::locate::value;
use super::log::{self, RawPoint, one_of};
use super::names::Names;
use crate::calendar::Cadence;
use crate::diagnostic::{Finding, Indicated};
use crate::ledger::{
    AreaId, DepartmentId, Entry, Kind, Ledger, Level, Measure, Share, Task, TaskId, TaskKey, Text,
};
use crate::source::{FileId, Span, Unmerged};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::ops::Range;

/// What the tasks of one file have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults<'t> {
    pub(super) area: Option<AreaId>,
    pub(super) owner: Option<DepartmentId>,
    pub(super) leader: Option<Text<'t>>,
    pub(super) cadence: Option<Cadence>,
    pub(super) source: Option<Text<'t>>,
    /// Of `owner` and `area`, those that stand there and name nothing that is known.
    pub(super) broken: Vec<&'static str>,
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

/// A task while its keys are read.
pub(super) struct Draft<'t, 'n> {
    pub(super) names: &'n Names,
    pub(super) ledger: &'n Ledger,
    pub(super) id: Option<(Text<'t>, Span)>,
    pub(super) parent: Option<(Text<'t>, Span)>,
    pub(super) start: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
    pub(super) entered: Option<NaiveDate>,
    pub(super) points: Vec<RawPoint<'t>>,
    pub(super) task: Task<'t>,
}

impl<'t, 'n> Draft<'t, 'n> {
    pub(super) fn new(context: BlockContext<'t, 'n>) -> Self {
        let defaults = context.defaults;
        let first = context.ledger.first_day();
        Self {
            names: context.names,
            ledger: context.ledger,
            id: None,
            parent: None,
            start: None,
            due: None,
            entered: None,
            points: Vec::new(),
            task: Task {
                id: Cow::Borrowed(""),
                title: Cow::Borrowed(""),
                ledger: context.nth_ledger,
                file: context.file,
                block: Span::default(),
                area: defaults.area,
                owner: defaults.owner,
                with: Vec::new(),
                leader: defaults.leader.clone(),
                start: first,
                due: context.ledger.last_day(),
                entered: first,
                key: false,
                weight: crate::ledger::Quantity::whole(1),
                kind: Kind::default(),
                measure: Measure::default(),
                unit: Cow::Borrowed("%"),
                baseline: None,
                target: None,
                pipeline: None,
                parent: None::<TaskId>,
                heading: false,
                parts: None,
                cadence: defaults.cadence.or(context.ledger.rules.cadence),
                invest: None,
                plan: Vec::new(),
                log: Vec::new(),
                measures: Vec::new(),
                levers: Vec::new(),
                tags: Vec::new(),
                goal: None,
                source: defaults.source.clone(),
                details: None,
            },
        }
    }

    pub(super) fn take(&mut self, decoder: &mut Decoder<'t, '_>, named: Named<TaskKey>) {
        use TaskKey as K;
        let (key, field) = match named {
            Named::Known(key, field) => (key, field),
            Named::Own(field) => {
                let value = decoder.raw(decoder.span(field.value));
                self.task.details.get_or_insert_default().own.push((decoder.key(field), value));
                return;
            }
        };
        let task = &mut self.task;
        match key {
            K::Id => self.id = id(decoder, field),
            K::Title => task.title = decoder.text(field).unwrap_or_default(),
            K::Owner => task.owner = self.names.department(decoder, field),
            K::With => task.with = self.names.departments(decoder, field),
            K::Leader => task.leader = decoder.text(field),
            K::Start => self.start = decoder.date(field),
            K::Due => self.due = decoder.date(field),
            K::Entered => self.entered = decoder.date(field),
            K::Key => task.key = decoder.flag(field).unwrap_or_default(),
            K::Weight => task.weight = decoder.amount(field, "weight").unwrap_or_default(),
            K::Kind => task.kind = one_of(decoder, field, &Kind::ALL).unwrap_or_default(),
            K::Measure => task.measure = one_of(decoder, field, &Measure::ALL).unwrap_or_default(),
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
            K::Parts => task.parts = decoder.count(field),
            K::Pipeline => task.pipeline = self.names.pipeline(decoder, field),
            K::Cadence => task.cadence = one_of(decoder, field, &Cadence::ALL),
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
                for (nodes, span) in log::records(decoder, field) {
                    self.point(decoder, nodes, span);
                }
            }
            K::Indicators => {
                for (nodes, span) in log::records(decoder, field) {
                    self.indicator(decoder, nodes, span);
                }
            }
            K::Log => {
                // Exactly as many, and none of them noted before it is read: a log may have a million.
                let items = || decoder.tape.items(field.value);
                task.log.reserve_exact(items().map_or(0, Iterator::count));
                for at in log::items(decoder, field) {
                    if let Some((nodes, span)) = log::record(decoder, field, at) {
                        self.entry(decoder, nodes, span);
                    }
                }
            }
        }
    }

    pub(super) fn entry(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        let nth = u32::try_from(self.task.log.len()).unwrap_or(u32::MAX);
        if let Some(entry) = log::entry(decoder, self.names, nodes, span, nth) {
            self.task.log.push(entry);
        }
    }

    pub(super) fn point(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        if let Some(point) = log::point(decoder, nodes, span) {
            self.points.push(point);
        }
    }

    pub(super) fn indicator(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        nodes: Range<usize>,
        span: Span,
    ) {
        let known = self.task.indicators();
        if let Some(indicator) = indicators::indicator(decoder, known, nodes, span) {
            self.task.details.get_or_insert_default().indicators.push(indicator);
        }
    }

    /// Reports what a task with indicators states for itself all the same.
    pub(super) fn measured_once(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        fields: &Fields<TaskKey>,
        keys: Range<usize>,
    ) {
        if self.task.indicators().is_empty() {
            return;
        }
        let task = &self.task;
        let counts = task.kind != Kind::Duty;
        let by_share = matches!(task.measure, Measure::Cumulative | Measure::YearEnd);
        let beside = [
            (TaskKey::Unit, true),
            (TaskKey::Baseline, true),
            (TaskKey::Target, true),
            (TaskKey::Pipeline, true),
            (TaskKey::Kind, !counts),
            (TaskKey::Measure, !by_share),
        ];
        for (key, wrong) in beside {
            // What only the head of the file says gives way.
            if wrong && fields.has(key) {
                let key = key.name();
                let field = value(decoder, key, keys.start, keys.end);
                let span = field.map_or(Span::default(), |field| decoder.key_span(field));
                decoder.report(Finding::Indicated(Indicated::Beside { key }), span);
            }
        }
        for point in self.points.iter().filter(|point| point.reach.is_some()) {
            let finding = Finding::Indicated(Indicated::Beside { key: "reach" });
            decoder.report(finding, point.span);
        }
        let task = &mut self.task;
        task.kind = if counts { task.kind } else { Kind::default() };
        task.measure = if by_share { task.measure } else { Measure::default() };
        (task.unit, task.baseline, task.target, task.pipeline) =
            (Cow::Borrowed(""), None, None, None);
    }

    /// Gives each plan point its level: its own reach, its pipeline's, or its even share.
    pub(super) fn levels(&mut self, decoder: &mut Decoder<'t, '_>) {
        let pipeline = self.task.pipeline.and_then(|at| self.names.pipelines.get(usize::from(at)));
        let bare = self.points.iter().filter(|point| point.reach.is_none()).count();
        let mixed = pipeline.is_none() && bare > 0 && bare < self.points.len();
        let steps = i128::try_from(bare).unwrap_or(0);
        let mut nth = 0;
        self.task.plan.reserve_exact(self.points.len());
        for point in self.points.drain(..) {
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
                self.task.plan.push(crate::ledger::PlanPoint {
                    by: point.by,
                    level,
                    step: point.step,
                });
            }
        }
    }

    pub(super) fn finish(self, context: BlockContext<'t, '_>, block: Span) -> Option<Task<'t>> {
        let mut task = self.task;
        let (id, _) = self.id?;
        task.id = match context.ledger.prefix.as_str() {
            "" => id,
            prefix => Cow::Owned(format!("{prefix}{id}")),
        };
        task.block = block;
        task.start = self.start.unwrap_or(task.start);
        task.due = self.due.unwrap_or(task.due);
        if let Some(details) = task.details.as_deref()
            && !details.indicators.is_empty()
        {
            indicators::name(&details.indicators, &mut task.log);
        }
        let by_date = |entry: &Entry<'_>| entry.on;
        if !task.log.is_sorted_by_key(by_date) {
            task.log.sort_by_key(by_date);
        }
        let first = self.ledger.first_day();
        let first_entry = task.log.first().map_or(first, |entry| entry.on);
        task.entered = self.entered.unwrap_or(first.min(first_entry));
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
