//! The log and the plan of one task: each entry a day and exactly one kind of event.

use super::decoder::{Decoder, Field};
use super::figures::figures;
use super::keys::{Fields, Named, PointKey};
use super::names::Names;
use super::word::one_of;
use crate::diagnostic::{Diagnostic, Expected, Finding};
use crate::ledger::{
    Adjustment, DepartmentId, Entry, EntryKey, Event, EventKind, Extra, IndicatorFigure,
    Instruction, Judgement, Light, Quantity, Stage, Text, Verdict,
};
use crate::source::Span;
use chrono::NaiveDate;
use std::ops::Range;

/// A plan point before its level is worked out.
#[derive(Clone, Debug)]
pub(super) struct RawPoint<'t> {
    pub(super) by: NaiveDate,
    pub(super) reach: Option<Quantity>,
    pub(super) step: Option<Text<'t>>,
    pub(super) span: Span,
}

/// Reads one plan point between two nodes; `None` where something in it cannot be read.
pub(super) fn point<'t>(
    decoder: &mut Decoder<'t, '_>,
    nodes: Range<usize>,
    span: Span,
) -> Option<RawPoint<'t>> {
    let before = decoder.found.len();
    let (mut by, mut reach, mut step) = (None, None, None);
    let mut fields = Fields::<PointKey>::between(nodes.start, nodes.end);
    while let Some(named) = fields.next(decoder) {
        match named {
            Named::Known(PointKey::By, field) => by = decoder.date(field),
            Named::Known(PointKey::Reach, field) => reach = decoder.quantity(field),
            Named::Known(PointKey::Step, field) => step = decoder.text(field),
            Named::Own(_) => {}
        }
    }
    if !fields.has(PointKey::By) {
        decoder.report(Finding::MissingKey { key: "by" }, span);
    }
    if decoder.failed_since(before) {
        return None;
    }
    Some(RawPoint { by: by?, reach, step, span })
}

/// What an entry's keys have said so far.
#[derive(Default)]
struct Draft<'t> {
    on: Option<NaiveDate>,
    event: Option<(EventKind, Span)>,
    words: Option<Text<'t>>,
    date: Option<NaiveDate>,
    number: Option<Quantity>,
    figures: Option<Vec<IndicatorFigure<'t>>>,
    note: Option<(Text<'t>, Span)>,
    request: Option<(Text<'t>, Span)>,
    next: Option<Text<'t>>,
    extra: Extra<'t>,
    has_extra: bool,
    judge: Option<(Option<Verdict>, Span)>,
    light: Option<(Option<Light>, Span)>,
    /// Read once the event is known: what it holds depends on that.
    to: Option<Field>,
    stage: Option<Stage>,
    units: Vec<DepartmentId>,
    target: Option<Quantity>,
    owner: Option<DepartmentId>,
    weight: Option<Quantity>,
    leader: Option<Text<'t>>,
    from: Option<Text<'t>>,
    reply: Option<NaiveDate>,
}

/// The lights that a judgement may give.
const JUDGED: [(&str, Light); 2] = [("yellow", Light::Yellow), ("red", Light::Red)];

/// Reads one entry between two nodes.
pub(super) fn entry<'t>(
    decoder: &mut Decoder<'t, '_>,
    names: &Names,
    nodes: Range<usize>,
    span: Span,
    nth: u32,
) -> Option<Entry<'t>> {
    let before = decoder.found.len();
    let mut draft = Draft::default();
    let mut fields = Fields::<EntryKey>::between(nodes.start, nodes.end);
    while let Some(named) = fields.next(decoder) {
        if let Named::Known(key, field) = named {
            draft.take(decoder, names, key, field);
        }
    }
    draft.addressed(decoder, names);
    draft.require(decoder, &fields, span);
    if decoder.failed_since(before) {
        return None;
    }
    draft.finish(nth)
}

impl<'t> Draft<'t> {
    fn take(&mut self, decoder: &mut Decoder<'t, '_>, names: &Names, key: EntryKey, field: Field) {
        use EntryKey as K;
        match key {
            K::On => self.on = decoder.date(field),
            K::Done => {
                self.event(decoder, EventKind::Done, field);
                match decoder.tape.inside_table(field.value) {
                    Some(nodes) => self.figures = Some(figures(decoder, field, nodes)),
                    None => self.number = decoder.quantity(field),
                }
            }
            K::Ask => {
                self.event(decoder, EventKind::Ask, field);
                self.date = decoder.date(field);
            }
            K::Extend => {
                self.event(decoder, EventKind::Extend, field);
                self.date = decoder.date(field);
            }
            K::Note => self.note = decoder.text(field).map(|text| (text, decoder.key_span(field))),
            K::Request => {
                let span = decoder.key_span(field);
                self.request = decoder.text(field).map(|text| (text, span));
            }
            K::By => self.extra().by = decoder.text(field),
            K::Next => self.next = decoder.text(field),
            K::Judge => {
                let span = decoder.key_span(field);
                self.judge = Some((one_of(decoder, field, &Verdict::ALL), span));
            }
            K::Light => {
                let span = decoder.key_span(field);
                self.light = Some((one_of(decoder, field, &JUDGED), span));
            }
            K::To => self.to = Some(field),
            K::Target => self.target = decoder.quantity(field),
            K::Weight => self.weight = decoder.amount(field, "weight"),
            K::Owner => self.owner = names.department(decoder, field),
            K::Leader => self.leader = decoder.text(field),
            K::From => self.from = decoder.text(field),
            K::Reply => self.reply = decoder.date(field),
            K::Got => self.extra().got = decoder.date(field),
            K::Evidence => self.extra().evidence = decoder.text(field),
            K::Approval => self.extra().approval = decoder.text(field),
            K::Correction => self.extra().correction = decoder.text(field),
            K::Invested => self.extra().invested = decoder.amount(field, "invested"),
            K::Step
            | K::Blocked
            | K::Raise
            | K::Cleared
            | K::Verify
            | K::Reject
            | K::Reopen
            | K::Refuse
            | K::Adjust
            | K::Suspend
            | K::Resume
            | K::Cancel
            | K::Rolled
            | K::Order
            | K::Urge
            | K::Answer => {
                if let Some(kind) = key.row().event {
                    self.event(decoder, kind, field);
                    self.words = decoder.text(field);
                }
            }
        }
    }

    fn extra(&mut self) -> &mut Extra<'t> {
        self.has_extra = true;
        &mut self.extra
    }

    fn event(&mut self, decoder: &mut Decoder<'t, '_>, kind: EventKind, field: Field) {
        let span = decoder.key_span(field);
        match self.event {
            None => self.event = Some((kind, span)),
            Some((first, other)) => two_events(decoder, (first, other), (kind, span)),
        }
    }

    /// Reads `to`: the stage of a blocker, the departments an order goes to, what is answered.
    fn addressed(&mut self, decoder: &mut Decoder<'t, '_>, names: &Names) {
        let Some(field) = self.to else {
            return;
        };
        match self.event.map(|(kind, _)| kind) {
            Some(EventKind::Order) => {
                for unit in names.departments(decoder, field) {
                    if !self.units.contains(&unit) {
                        self.units.push(unit);
                    }
                }
            }
            Some(EventKind::Answer) => self.extra().to = decoder.text(field),
            _ => self.stage = one_of(decoder, field, &Stage::ALL),
        }
    }

    /// Reports what stands beside an event that does not take it: a second event, a request, a judgement, a light.
    fn beside(&mut self, decoder: &mut Decoder<'t, '_>) {
        use EventKind::{Done, Judge, Request, Step};
        let figure = self.event.filter(|(kind, _)| matches!(kind, Done | Step));
        let judged = self.judge.map(|(_, span)| (Judge, span));
        let first = self.event.or(judged);
        if figure.is_none() {
            let request = self.request.as_ref().map(|(_, span)| (Request, *span));
            let others = [judged.filter(|_| self.event.is_some()), request];
            for (first, other) in
                others.into_iter().flatten().filter_map(|other| Some((first?, other)))
            {
                two_events(decoder, first, other);
            }
        }
        let lags = matches!(self.judge, Some((None | Some(Verdict::Lagging), _)));
        if let Some((_, span)) = self.light.filter(|_| !lags) {
            decoder.report(Finding::LightWithoutLagging, span);
        }
    }

    /// Reports what is missing.
    fn require(&mut self, decoder: &mut Decoder<'t, '_>, fields: &Fields<EntryKey>, span: Span) {
        use EventKind::{Adjust, Order, Raise};
        if !fields.has(EntryKey::On) {
            decoder.report(Finding::MissingKey { key: "on" }, span);
        }
        self.beside(decoder);
        let says = [EntryKey::Request, EntryKey::Judge, EntryKey::Note];
        if self.event.is_none() && !says.iter().any(|key| fields.has(*key)) {
            decoder.report(Finding::NoEvent, span);
        }
        let mut need = |kind: EventKind, key: EntryKey, name: &'static str| {
            if self.event.is_some_and(|(event, _)| event == kind) && !fields.has(key) {
                decoder.report(Finding::MissingKey { key: name }, span);
            }
        };
        need(Raise, EntryKey::To, "to");
        need(Order, EntryKey::From, "from");
        let changes = [EntryKey::Target, EntryKey::Owner, EntryKey::Weight, EntryKey::Leader];
        if !changes.iter().any(|key| fields.has(*key)) {
            need(Adjust, EntryKey::Target, "target");
        }
    }

    fn finish(mut self, nth: u32) -> Option<Entry<'t>> {
        let on = self.on?;
        let kind = match (self.event, self.judge, &self.request) {
            (Some((kind, _)), ..) => kind,
            (None, Some(_), _) => EventKind::Judge,
            (None, None, Some(_)) => EventKind::Request,
            (None, None, None) => EventKind::Note,
        };
        if kind != EventKind::Judge {
            let judgement = self.judgement();
            self.has_extra |= judgement.is_some();
            self.extra.judge = judgement;
        }
        if kind != EventKind::Request
            && let Some((text, _)) = self.request.take()
        {
            self.extra.request = Some(text);
            self.has_extra = true;
        }
        let has_extra = self.has_extra;
        let note = self.note.take().map(|(text, _)| text);
        let next = self.next.take();
        let extra = std::mem::take(&mut self.extra);
        Some(Entry {
            on,
            event: self.build(kind)?,
            note,
            next,
            extra: has_extra.then(|| Box::new(extra)),
            nth,
        })
    }

    fn judgement(&self) -> Option<Judgement> {
        let (verdict, _) = self.judge?;
        Some(Judgement { verdict: verdict?, light: self.light.and_then(|(light, _)| light) })
    }

    fn build(self, kind: EventKind) -> Option<Event<'t>> {
        let judgement = self.judgement();
        let words = self.words;
        Some(match kind {
            EventKind::Done => match self.figures {
                Some(figures) => Event::Figures(figures),
                None => Event::Done(self.number?),
            },
            EventKind::Step => Event::Step(words?),
            EventKind::Note => Event::Note,
            EventKind::Judge => Event::Judge(judgement?),
            EventKind::Blocked => Event::Blocked(words?),
            EventKind::Raise => Event::Raise(words?, self.stage?),
            EventKind::Cleared => Event::Cleared(words?),
            EventKind::Request => Event::Request(self.request?.0),
            EventKind::Verify => Event::Verify(words?),
            EventKind::Reject => Event::Reject(words?),
            EventKind::Reopen => Event::Reopen(words?),
            EventKind::Ask => Event::Ask(self.date?),
            EventKind::Refuse => Event::Refuse(words?),
            EventKind::Extend => Event::Extend(self.date?),
            EventKind::Adjust => Event::Adjust(Box::new(Adjustment {
                why: words?,
                target: self.target,
                owner: self.owner,
                weight: self.weight,
                leader: self.leader,
            })),
            EventKind::Suspend => Event::Suspend(words?),
            EventKind::Resume => Event::Resume(words?),
            EventKind::Cancel => Event::Cancel(words?),
            EventKind::Rolled => Event::Rolled(words?),
            EventKind::Order | EventKind::Urge => {
                let (from, reply, to) = (self.from, self.reply, self.units);
                let instruction = Box::new(Instruction { text: words?, from, reply, to });
                match kind {
                    EventKind::Order => Event::Order(instruction),
                    _ => Event::Urge(instruction),
                }
            }
            EventKind::Answer => Event::Answer(words?),
        })
    }
}

fn two_events(decoder: &mut Decoder<'_, '_>, first: (EventKind, Span), second: (EventKind, Span)) {
    let finding = Finding::TwoEvents { first: first.0, second: second.0 };
    let also = Some(decoder.place(first.1));
    let place = decoder.place(second.1);
    decoder.found.push(Diagnostic::new(finding, place).and(also));
}

/// The records of a list, each with the nodes inside it and its span.
pub(super) fn records(decoder: &mut Decoder<'_, '_>, field: Field) -> Vec<(Range<usize>, Span)> {
    let items = items(decoder, field);
    items.filter_map(|at| record(decoder, field, at)).collect()
}

/// The nodes of a list's items, each when it is asked for; reports what is no list.
pub(super) fn items<'a>(
    decoder: &mut Decoder<'_, 'a>,
    field: Field,
) -> impl Iterator<Item = usize> + use<'a> {
    let items = decoder.tape.items(field.value);
    if items.is_none() {
        decoder.items(field, Expected::Records);
    }
    items.into_iter().flatten()
}

/// The inside of an item and its span; reports what is no inline table.
pub(super) fn record(
    decoder: &mut Decoder<'_, '_>,
    field: Field,
    at: usize,
) -> Option<(Range<usize>, Span)> {
    let nodes = decoder.record(field, at, Expected::Records)?;
    Some((nodes, decoder.span(at)))
}
