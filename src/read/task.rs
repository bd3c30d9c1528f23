//! One task block into a task; the format's table of keys, as code.

use super::decoder::{Decoder, Field, widened};
use super::keys::{DefaultKey, Fields, Named, TaskKey, unknown};
use super::log::{self, RawPoint, one_of};
use super::names::Names;
use super::tape::{Tape, What};
use crate::calendar::Cadence;
use crate::diagnostic::{Diagnostic, Finding, Severity, Syntax};
use crate::ledger::{
    AreaId, DepartmentId, Entry, Kind, Ledger, Level, Measure, Paper, Share, Task, TaskId, Text,
};
use crate::source::{FileId, Span};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::ops::Range;

/// What the tasks of one file have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults<'t> {
    area: Option<AreaId>,
    owner: Option<DepartmentId>,
    leader: Option<Text<'t>>,
    cadence: Option<Cadence>,
    source: Option<Text<'t>>,
}

/// Where a block stands and what it may refer to.
#[derive(Clone, Copy)]
pub(super) struct Around<'t, 'n> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    pub(super) ledger: &'n Ledger,
    pub(super) nth_ledger: u16,
    pub(super) names: &'n Names,
    pub(super) defaults: &'n Defaults<'t>,
}

/// A block read as far as it can be.
pub(super) struct Decoded<'t> {
    /// `None` where an error stands in the way.
    pub(super) task: Option<Task<'t>>,
    /// Its id, kept also when the task is not.
    pub(super) id: Option<(Text<'t>, Span)>,
    /// The id of the task it is a part of, and where that is said.
    pub(super) parent: Option<(Text<'t>, Span)>,
    /// Which keys it has.
    pub(super) seen: u64,
    /// Keys that a task that is no heading must have, and that neither it nor its file has.
    pub(super) lacks: Vec<&'static str>,
    pub(super) header: Span,
    pub(super) found: Vec<Diagnostic>,
}

/// Reads the keys before the first task of a file.
pub(super) fn defaults<'t>(
    around: Around<'t, '_>,
    preamble: Range<usize>,
    tape: &mut Tape,
) -> (Defaults<'t>, Vec<Diagnostic>) {
    let mut decoder = open(around, preamble, tape);
    syntax_errors(&mut decoder);
    let mut defaults = Defaults::default();
    let end = sections(&decoder)
        .first()
        .map_or(decoder.tape.nodes.len(), |first| first.header);
    let mut fields = Fields::<DefaultKey>::between(0, end);
    while let Some(named) = fields.next(&mut decoder) {
        let Named::Known(key, field) = named else {
            continue;
        };
        match key {
            DefaultKey::Area => defaults.area = around.names.area(&mut decoder, field),
            DefaultKey::Owner => defaults.owner = around.names.department(&mut decoder, field),
            DefaultKey::Leader => defaults.leader = decoder.text(field),
            DefaultKey::Cadence => defaults.cadence = one_of(&mut decoder, field, &Cadence::ALL),
            DefaultKey::Source => defaults.source = decoder.text(field),
        }
    }
    for section in sections(&decoder) {
        let finding = unknown(&section.name, &["task"]);
        decoder.report(finding, section.span);
    }
    let found = one_a_line(around.text, decoder.found);
    (defaults, found)
}

/// Reads one task block.
pub(super) fn task<'t>(
    around: Around<'t, '_>,
    block: Range<usize>,
    tape: &mut Tape,
) -> Decoded<'t> {
    let mut decoder = open(around, block.clone(), tape);
    let broken = syntax_errors(&mut decoder);
    let parts = sections(&decoder);
    let header = parts.first().map(|first| first.span).unwrap_or_default();
    let mut draft = Draft::new(around);
    let mut fields = Fields::<TaskKey>::between(0, 0);
    for (nth, part) in parts.iter().enumerate() {
        match (nth, part.name.as_ref(), part.double) {
            (0, ..) => {
                fields = Fields::between(part.from, part.to);
                while let Some(named) = fields.next(&mut decoder) {
                    draft.take(&mut decoder, named);
                }
            }
            (_, "task.log", true) => draft.entry(&mut decoder, part.from..part.to, part.span),
            (_, "task.plan", true) => draft.point(&mut decoder, part.from..part.to, part.span),
            _ => {
                let finding = unknown(&part.name, &["task.log", "task.plan"]);
                decoder.report(finding, part.span);
            }
        }
    }
    let missing = [("id", TaskKey::Id), ("title", TaskKey::Title)];
    for (key, own) in missing {
        if !broken && !fields.has(own) {
            decoder.report(Finding::MissingKey { key }, header);
        }
    }
    draft.levels(&mut decoder);
    let seen = fields.seen;
    let mut lacks = Vec::new();
    if !broken && draft.task.owner.is_none() && !fields.has(TaskKey::Owner) {
        lacks.push("owner");
    }
    if !broken && draft.task.area.is_none() && !fields.has(TaskKey::Area) {
        lacks.push("area");
    }
    let mut found = one_a_line(around.text, decoder.found);
    let id = draft.id.clone();
    for one in &mut found {
        one.task = id.as_ref().map(|(id, _)| id.to_string());
    }
    let failed = found.iter().any(|one| one.severity() == Severity::Error);
    Decoded {
        parent: draft.parent.take(),
        task: if failed {
            None
        } else {
            draft.finish(around, Span::new(block))
        },
        id,
        seen,
        lacks,
        header: header.shifted(decoder.base),
        found,
    }
}

fn open<'t, 'a>(
    around: Around<'t, '_>,
    block: Range<usize>,
    tape: &'a mut Tape,
) -> Decoder<'t, 'a> {
    let mut text = around.text.get(block.clone()).unwrap_or("");
    let mut base = Span::new(block).start;
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        text = rest;
        base += 3;
    }
    tape.fill(text);
    Decoder {
        text,
        tape,
        file: around.file,
        base,
        found: Vec::new(),
    }
}

/// Reports what the parser could not read; whether there was anything.
pub(super) fn syntax_errors(decoder: &mut Decoder<'_, '_>) -> bool {
    for error in &decoder.tape.errors {
        let at = error.unexpected().or(error.context());
        let at = at.map_or(0..0, |span| span.start()..span.end());
        let span = widened(decoder.text, at);
        let raw = decoder.raw(span);
        let first = raw.chars().next().unwrap_or(' ');
        let syntax = match super::decoder::ascii_meant(first) {
            Some(meant) => Syntax::FullWidth {
                found: first,
                meant,
            },
            None if !first.is_ascii() && error.description().contains("key") => Syntax::StrangeKey,
            None => Syntax::Other(Cow::Owned(error.description().to_owned())),
        };
        decoder.report(Finding::Syntax(syntax), span);
    }
    !decoder.found.is_empty()
}

/// One syntax error a line, and nothing else on such a line: the rest follows from it.
pub(super) fn one_a_line(text: &str, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_syntax = |one: &Diagnostic| matches!(one.finding, Finding::Syntax(_));
    if !found.iter().any(is_syntax) {
        return found;
    }
    let line = |one: &Diagnostic| {
        let head = text.get(..one.place.span.start as usize).unwrap_or("");
        head.rfind('\n').map_or(0, |newline| newline + 1)
    };
    let broken: Vec<usize> = found
        .iter()
        .filter(|one| is_syntax(one))
        .map(&line)
        .collect();
    let mut told = Vec::new();
    found
        .into_iter()
        .filter(|one| {
            let own = line(one);
            let first = !told.contains(&own);
            let keep = !broken.contains(&own) || (is_syntax(one) && first);
            if is_syntax(one) {
                told.push(own);
            }
            keep
        })
        .collect()
}

/// `[name]` or `[[name]]` with the nodes of its keys.
pub(super) struct Section<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) double: bool,
    pub(super) span: Span,
    /// The node of the header.
    pub(super) header: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The sections of a text, in order.
pub(super) fn sections<'t>(decoder: &Decoder<'t, '_>) -> Vec<Section<'t>> {
    let nodes = &decoder.tape.nodes;
    let heads = |from: usize| {
        let mut at = from;
        while at < nodes.len() && nodes[at].what != What::Header {
            at = decoder.tape.after(at);
        }
        at
    };
    let mut sections = Vec::with_capacity(1);
    let mut header = heads(0);
    while header < nodes.len() {
        let close = decoder.tape.after(header) - 1;
        let keys: Vec<Cow<'t, str>> = (header + 1..close).map(|at| decoder.key_part(at)).collect();
        let next = heads(close + 1);
        let span = nodes[header].span;
        sections.push(Section {
            name: match keys.as_slice() {
                [only] => only.clone(),
                several => Cow::Owned(several.join(".")),
            },
            double: decoder.raw(span).starts_with("[["),
            span,
            header,
            from: close + 1,
            to: next,
        });
        header = next;
    }
    sections
}

/// A task while its keys come in.
struct Draft<'t, 'n> {
    names: &'n Names,
    ledger: &'n Ledger,
    id: Option<(Text<'t>, Span)>,
    parent: Option<(Text<'t>, Span)>,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
    entered: Option<NaiveDate>,
    points: Vec<RawPoint<'t>>,
    task: Task<'t>,
}

impl<'t, 'n> Draft<'t, 'n> {
    fn new(around: Around<'t, 'n>) -> Self {
        let defaults = around.defaults;
        let paper = Paper {
            source: defaults.source.clone(),
            ..Paper::default()
        };
        let first = around.ledger.first_day();
        Self {
            names: around.names,
            ledger: around.ledger,
            id: None,
            parent: None,
            start: None,
            due: None,
            entered: None,
            points: Vec::new(),
            task: Task {
                id: Cow::Borrowed(""),
                title: Cow::Borrowed(""),
                ledger: around.nth_ledger,
                file: around.file,
                block: Span::default(),
                area: defaults.area,
                owner: defaults.owner,
                with: Vec::new(),
                leader: defaults.leader.clone(),
                start: first,
                due: around.ledger.last_day(),
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
                cadence: defaults.cadence.or(around.ledger.rules.cadence),
                invest: None,
                plan: Vec::new(),
                log: Vec::new(),
                measures: Vec::new(),
                levers: Vec::new(),
                tags: Vec::new(),
                paper: Box::new(paper),
            },
        }
    }

    fn take(&mut self, decoder: &mut Decoder<'t, '_>, named: Named<TaskKey>) {
        use TaskKey as K;
        let (key, field) = match named {
            Named::Known(key, field) => (key, field),
            Named::Own(field) => {
                let value = decoder.raw(decoder.span(field.value));
                self.task.paper.own.push((decoder.key(field), value));
                return;
            }
        };
        let task = &mut self.task;
        let paper = &mut task.paper;
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
            K::Total => paper.total = decoder.amount(field, "total"),
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
            K::Goal => paper.goal = decoder.text(field),
            K::Source => paper.source = decoder.text(field),
            K::Person => paper.person = decoder.text(field),
            K::Phone => paper.phone = decoder.text(field),
            K::Place => paper.place = decoder.text(field),
            K::No => paper.no = decoder.text(field),
            K::Remark => paper.remark = decoder.text(field),
            K::Rolls => paper.rolls = decoder.text(field),
            K::Plan => {
                for (nodes, span) in log::records(decoder, field) {
                    self.point(decoder, nodes, span);
                }
            }
            K::Log => {
                let records = log::records(decoder, field);
                task.log.reserve_exact(records.len());
                for (nodes, span) in records {
                    self.entry(decoder, nodes, span);
                }
            }
        }
    }

    fn entry(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        let nth = u32::try_from(self.task.log.len()).unwrap_or(u32::MAX);
        if let Some(entry) = log::entry(decoder, self.names, nodes, span, nth) {
            self.task.log.push(entry);
        }
    }

    fn point(&mut self, decoder: &mut Decoder<'t, '_>, nodes: Range<usize>, span: Span) {
        if let Some(point) = log::point(decoder, nodes, span) {
            self.points.push(point);
        }
    }

    /// Gives each plan point its level: its own reach, its pipeline's, or its even share.
    fn levels(&mut self, decoder: &mut Decoder<'t, '_>) {
        let pipeline = self
            .task
            .pipeline
            .and_then(|at| self.names.pipelines.get(usize::from(at)));
        let bare = self
            .points
            .iter()
            .filter(|point| point.reach.is_none())
            .count();
        let mixed = pipeline.is_none() && bare > 0 && bare < self.points.len();
        let steps = i128::try_from(bare).unwrap_or(0);
        let mut nth = 0;
        for point in self.points.drain(..) {
            let shared = || {
                pipeline
                    .zip(point.step.as_deref())
                    .and_then(|(own, step)| own.level(step))
            };
            let level = match (point.reach, pipeline) {
                (Some(reach), _) => Some(Level::Reach(reach)),
                (None, Some(own)) => {
                    let level = shared();
                    if level.is_none() {
                        unknown_step(
                            decoder,
                            own,
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

    fn finish(self, around: Around<'t, '_>, block: Span) -> Option<Task<'t>> {
        let mut task = self.task;
        let (id, _) = self.id?;
        task.id = match around.ledger.prefix.as_str() {
            "" => id,
            prefix => Cow::Owned(format!("{prefix}{id}")),
        };
        task.block = block;
        task.start = self.start.unwrap_or(task.start);
        task.due = self.due.unwrap_or(task.due);
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

fn id<'t>(decoder: &mut Decoder<'t, '_>, field: Field) -> Option<(Text<'t>, Span)> {
    let span = decoder.span(field.value);
    let text = decoder.text(field)?;
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.is_empty() || !text.chars().all(fits) {
        decoder.report(
            Finding::BadId {
                id: text.into_owned(),
            },
            span,
        );
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
    let steps = pipeline.steps.iter().map(|own| own.step.as_str());
    let finding = Finding::Unknown {
        what: crate::diagnostic::Reference::Step,
        name: name.to_owned(),
        nearest: crate::diagnostic::nearest(name, steps).map(str::to_owned),
    };
    decoder.report(finding, span);
}
