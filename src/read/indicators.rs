//! The indicators of one task and the figures that an entry gives for them.

use super::decoder::{Decoder, Field};
use super::draft::Draft;
use super::keys::{Fields, IndicatorKey, Named};
use super::locate::value;
use super::log::RawPoint;
use super::word::one_of;
use crate::diagnostic::{Finding, Indicated};
use crate::ledger::{Better, Indicator, Kind, Measure, Quantity, TaskKey, Text, is_blank};
use crate::source::Span;
use std::ops::Range;

/// What the keys of an indicator have said so far.
#[derive(Default)]
struct Said<'t> {
    id: Option<Text<'t>>,
    name: Option<Text<'t>>,
    unit: Option<Text<'t>>,
    baseline: Option<Quantity>,
    target: Option<Quantity>,
    weight: Option<Quantity>,
    better: Option<Better>,
}

/// Reads one indicator between two nodes. `known` are those above it.
pub(super) fn indicator<'t>(
    decoder: &mut Decoder<'t, '_>,
    known: &[Indicator<'t>],
    nodes: Range<usize>,
    span: Span,
) -> Option<Indicator<'t>> {
    let mut said = Said::default();
    let mut fields = Fields::<IndicatorKey>::between(nodes.start, nodes.end);
    while let Some(named) = fields.next(decoder) {
        if let Named::Known(key, field) = named {
            said.take(decoder, known, key, field);
        }
    }
    let unit = said.unit.unwrap_or(Text::Borrowed("%"));
    let percent = (unit == "%").then_some(Quantity::whole(100));
    let has_target = fields.has(IndicatorKey::Target) || percent.is_some();
    for (key, stands) in [("id", fields.has(IndicatorKey::Id)), ("target", has_target)] {
        if !stands {
            decoder.report(Finding::MissingKey { key }, span);
        }
    }
    let id = said.id?;
    let indicator = Indicator {
        name: said.name.unwrap_or_else(|| id.clone()),
        id,
        unit,
        baseline: said.baseline,
        target: said.target.or(percent)?,
        weight: said.weight.unwrap_or(Quantity::whole(1)),
        better: said.better,
    };
    if indicator.target == indicator.base() && indicator.better.is_none() {
        let value = indicator.target.to_string();
        decoder.report(Finding::TargetEqualsBaseline { value }, span);
    }
    Some(indicator)
}

impl<'t> Said<'t> {
    fn take(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        known: &[Indicator<'t>],
        key: IndicatorKey,
        field: Field,
    ) {
        match key {
            IndicatorKey::Id => {
                self.id = super::draft::id(decoder, field).map(|(id, _)| id);
                let twice = |id: &Text<'_>| known.iter().any(|other| other.is_called(id));
                once(decoder, field, "id", self.id.as_ref().filter(|id| twice(id)));
            }
            IndicatorKey::Name => {
                self.name = decoder.text(field);
                let twice = |name: &Text<'_>| known.iter().any(|other| other.is_called(name));
                once(decoder, field, "name", self.name.as_ref().filter(|name| twice(name)));
                if self.name.as_deref().is_some_and(is_blank) {
                    decoder.report(Finding::BlankText { key: "name" }, decoder.span(field.value));
                }
            }
            IndicatorKey::Unit => self.unit = decoder.text(field),
            IndicatorKey::Baseline => self.baseline = decoder.quantity(field),
            IndicatorKey::Target => self.target = decoder.quantity(field),
            IndicatorKey::Weight => self.weight = decoder.amount(field, "weight"),
            IndicatorKey::Better => self.better = one_of(decoder, field, &Better::ALL),
        }
    }
}

/// Reports an id or a name by which another indicator goes.
fn once(decoder: &mut Decoder<'_, '_>, field: Field, key: &'static str, twice: Option<&Text<'_>>) {
    if let Some(value) = twice {
        let finding = Indicated::Twice { key, value: value.to_string() };
        decoder.report(Finding::Indicated(finding), decoder.span(field.value));
    }
}

impl<'t> Draft<'t, '_> {
    pub(super) fn indicator(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        nodes: Range<usize>,
        span: Span,
    ) {
        self.without_lent_indicators();
        let known = self.said.task.indicators();
        if let Some(indicator) = indicator(decoder, known, nodes, span) {
            self.said.task.details.get_or_insert_default().indicators.push(indicator);
        }
    }

    /// Indicators of its own take the place of those of the file's head.
    pub(super) fn without_lent_indicators(&mut self) {
        if std::mem::take(&mut self.lent_indicators)
            && let Some(details) = self.said.task.details.as_deref_mut()
        {
            details.indicators.clear();
        }
    }

    /// Reports what a task with indicators states for itself all the same. What only the head of the file says gives way.
    pub(super) fn measured_once(
        &mut self,
        decoder: &mut Decoder<'t, '_>,
        fields: &Fields<TaskKey>,
        keys: Range<usize>,
    ) {
        let by_share = matches!(self.said.task.measure, Measure::Cumulative | Measure::YearEnd);
        let beside = [
            (TaskKey::Unit, true),
            (TaskKey::Baseline, true),
            (TaskKey::Target, true),
            (TaskKey::Better, true),
            (TaskKey::Pipeline, true),
            (TaskKey::Kind, self.said.task.kind == Kind::Duty),
            (TaskKey::Measure, !by_share),
        ];
        let beside = beside.into_iter().filter(|(key, wrong)| *wrong && fields.has(*key));
        let beside: Vec<&'static str> = beside.map(|(key, _)| key.name()).collect();
        if !beside.is_empty() {
            self.without_lent_indicators();
        }
        if self.said.task.indicators().is_empty() {
            return;
        }
        for key in beside {
            let field = value(decoder, key, keys.start, keys.end);
            let span = field.map_or(Span::default(), |field| decoder.key_span(field));
            decoder.report(Finding::Indicated(Indicated::Beside { key }), span);
        }
        let reach = |point: &RawPoint<'_>| point.reach.is_some();
        if self.lent_points && self.said.points.iter().any(reach) {
            self.said.points.clear();
        }
        for point in self.said.points.iter().filter(|point| reach(point)) {
            let finding = Finding::Indicated(Indicated::Beside { key: "reach" });
            decoder.report(finding, point.span);
        }
        let task = &mut self.said.task;
        task.kind = if task.kind == Kind::Duty { Kind::default() } else { task.kind };
        task.measure = if by_share { task.measure } else { Measure::default() };
        (task.better, task.pipeline) = (None, None);
        (task.unit, task.baseline, task.target) = (Text::Borrowed(""), None, None);
    }
}
