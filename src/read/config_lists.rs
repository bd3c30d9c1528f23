//! The lists of duban.toml: areas, departments, pipelines.

use super::config::{Reader, owned};
use super::decoder::Decoder;
use super::keys::{AreaKey, DepartmentKey, Fields, Named, PipelineKey, StepKey};
use super::log::records;
use super::sections::Section;
use crate::diagnostic::{Bearer, Diagnostic, Finding, Naming};
use crate::ledger::{Area, AreaId, Book, Department, DepartmentId, Pipeline, PipelineStep, Share};
use crate::source::Span;

impl Reader<'_> {
    pub(super) fn area(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        part: &Section<'_>,
        book: &mut Book<'_>,
    ) {
        let (mut id, mut name) = (None, None);
        let mut fields = Fields::<AreaKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            match named {
                Named::Known(AreaKey::Id, field) => {
                    id = decoder
                        .text(field)
                        .map(|text| (text.into_owned(), decoder.span(field.value)));
                }
                Named::Known(AreaKey::Name, field) => {
                    name = Some((owned(decoder, field), decoder.span(field.value)));
                }
                Named::Own(_) => {}
            }
        }
        for (key, required) in [("id", AreaKey::Id), ("name", AreaKey::Name)] {
            if !fields.has(required) {
                decoder.report(Finding::MissingKey { key }, part.span);
            }
        }
        let Some((id, span)) = id else { return };
        if self.names.areas.contains_key(&id) {
            decoder.report(Finding::DuplicateId { id }, span);
            return;
        }
        self.looks.id(decoder, Bearer::Area, &id, span);
        if let Some((name, at)) = &name {
            self.looks.name(decoder, Bearer::Area, &id, (name, *at));
        }
        let name = name.map_or_else(|| id.clone(), |(name, _)| name);
        let known = book.areas.iter().position(|area| area.id == id);
        let at = known.unwrap_or_else(|| {
            book.areas.push(Area { id: id.clone(), name: name.clone() });
            book.areas.len() - 1
        });
        self.names.area_names.push((name, id.clone()));
        self.names.areas.insert(id, AreaId(u16::try_from(at).unwrap_or(u16::MAX)));
    }

    pub(super) fn department(
        &mut self,
        decoder: &mut Decoder<'_, '_>,
        part: &Section<'_>,
        book: &mut Book<'_>,
    ) {
        let mut id = None;
        let mut names: Vec<(String, Span)> = Vec::new();
        let mut department = Department {
            id: String::new(),
            ledger: u16::try_from(book.ledgers.len()).unwrap_or(u16::MAX),
            name: String::new(),
            short: None,
            alias: Vec::new(),
            head: None,
            email: None,
            contact: None,
        };
        let mut fields = Fields::<DepartmentKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            match key {
                DepartmentKey::Id => {
                    id = decoder
                        .text(field)
                        .map(|text| (text.into_owned(), decoder.span(field.value)));
                }
                DepartmentKey::Name => {
                    department.name = owned(decoder, field);
                    names.push((department.name.clone(), decoder.span(field.value)));
                }
                DepartmentKey::Short => {
                    let (short, at) = (owned(decoder, field), decoder.span(field.value));
                    if self.is_first_short(decoder, &short, at) {
                        names.push((short.clone(), at));
                        department.short = Some(short);
                    }
                }
                DepartmentKey::Alias => {
                    department.alias = decoder.texts(field).into_iter().map(Into::into).collect();
                    let at = decoder.span(field.value);
                    names.extend(department.alias.iter().map(|alias| (alias.clone(), at)));
                }
                DepartmentKey::Head => department.head = Some(owned(decoder, field)),
                DepartmentKey::Email => {
                    department.email =
                        super::config_mail::mailbox(decoder, field).map(|mailbox| mailbox.address);
                }
                DepartmentKey::Contact => department.contact = Some(owned(decoder, field)),
            }
        }
        for (key, required) in [("id", DepartmentKey::Id), ("name", DepartmentKey::Name)] {
            if !fields.has(required) {
                decoder.report(Finding::MissingKey { key }, part.span);
            }
        }
        let Some((id, span)) = id else { return };
        if self.names.departments.contains_key(&id) {
            decoder.report(Finding::DuplicateId { id }, span);
            return;
        }
        self.looks.id(decoder, Bearer::Department, &id, span);
        for (name, at) in &names {
            self.looks.name(decoder, Bearer::Department, &id, (name, *at));
        }
        let names = department.alias.iter().chain(&department.short).chain([&department.name]);
        for name in names {
            self.names.called.push((name.clone(), id.clone()));
        }
        department.id = format!("{}{id}", self.prefix);
        // Prefixes differ, so only an id of the first ledger that has a stroke itself can meet one of another.
        let mut of_first = book.departments.iter().take_while(|other| other.ledger == 0);
        if department.ledger > 0 && of_first.any(|other| other.id == department.id) {
            decoder.report(Finding::DuplicateId { id: department.id }, span);
            return;
        }
        let at = u32::try_from(book.departments.len()).unwrap_or(u32::MAX);
        self.names.departments.insert(id, DepartmentId(at));
        book.departments.push(department);
    }

    /// Whether no other department has that short name: tables tell departments apart by it alone.
    fn is_first_short(&mut self, decoder: &mut Decoder<'_, '_>, short: &str, at: Span) -> bool {
        let Some(first) = self.shorts.insert(short.to_owned(), at) else {
            return true;
        };
        let finding = Finding::Naming(Naming::SameShort { name: short.to_owned() });
        let (place, also) = (decoder.place(at), Some(decoder.place(first)));
        decoder.found.push(Diagnostic::new(finding, place).and(also));
        false
    }

    pub(super) fn pipeline(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut pipeline = Pipeline { id: String::new(), steps: Vec::new() };
        let mut fields = Fields::<PipelineKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            match named {
                Named::Known(PipelineKey::Id, field) => pipeline.id = owned(decoder, field),
                Named::Known(PipelineKey::Steps, field) => {
                    for (nodes, span) in records(decoder, field) {
                        pipeline.steps.extend(step(decoder, nodes, span, pipeline.steps.last()));
                    }
                }
                Named::Own(_) => {}
            }
        }
        for (key, wanted) in [("id", PipelineKey::Id), ("steps", PipelineKey::Steps)] {
            if !fields.has(wanted) {
                decoder.report(Finding::MissingKey { key }, part.span);
            }
        }
        if self.ledger.pipelines.iter().any(|other| other.id == pipeline.id) {
            decoder.report(Finding::DuplicateId { id: pipeline.id }, part.span);
            return;
        }
        self.ledger.pipelines.push(pipeline);
    }
}

fn step(
    decoder: &mut Decoder<'_, '_>,
    nodes: std::ops::Range<usize>,
    span: Span,
    before: Option<&PipelineStep>,
) -> Option<PipelineStep> {
    let (mut step, mut reach) = (None, None);
    let mut fields = Fields::<StepKey>::between(nodes.start, nodes.end);
    while let Some(named) = fields.next(decoder) {
        match named {
            Named::Known(StepKey::Step, field) => step = Some(owned(decoder, field)),
            Named::Known(StepKey::Reach, field) => reach = decoder.amount(field, "reach"),
            Named::Own(_) => {}
        }
    }
    for (key, required) in [("step", StepKey::Step), ("reach", StepKey::Reach)] {
        if !fields.has(required) {
            decoder.report(Finding::MissingKey { key }, span);
        }
    }
    let level = Share::from_points(reach?);
    if let Some(before) = before.filter(|before| level < before.reach) {
        let finding =
            Finding::PlanFalls { level: format!("{}%", reach?), before: before.step.clone() };
        decoder.report(finding, span);
    }
    Some(PipelineStep { step: step?, reach: level })
}
