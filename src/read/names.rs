//! What the ids in one ledger's files refer to: its departments, areas and pipelines.

use super::decoder::{Decoder, Field};
use crate::diagnostic::{Finding, Reference, nearest};
use crate::ledger::{AreaId, DepartmentId, Pipeline};
use std::collections::HashMap;

/// The ids of one ledger.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) departments: HashMap<String, DepartmentId>,
    /// Names and aliases with the id they belong to, to propose it.
    pub(super) called: Vec<(String, String)>,
    pub(super) areas: HashMap<String, AreaId>,
    /// Names of areas with the id they belong to.
    pub(super) area_names: Vec<(String, String)>,
    pub(super) pipelines: Vec<Pipeline>,
}

impl Names {
    /// The department whose id is the value of a field.
    pub(super) fn department(
        &self,
        decoder: &mut Decoder<'_, '_>,
        field: Field,
    ) -> Option<DepartmentId> {
        let text = decoder.text(field)?;
        let known = self.departments.get(text.as_ref()).copied();
        if known.is_none() {
            let near = self.nearest_department(&text);
            refer(decoder, field, Reference::Department, text.into_owned(), near);
        }
        known
    }

    fn nearest_department(&self, text: &str) -> Option<String> {
        proposed(text, &self.called, self.departments.keys())
    }

    /// Departments by id, for a list.
    pub(super) fn departments(
        &self,
        decoder: &mut Decoder<'_, '_>,
        field: Field,
    ) -> Vec<DepartmentId> {
        let texts = decoder.texts(field);
        let mut ids = Vec::with_capacity(texts.len());
        for text in texts {
            match self.departments.get(text.as_ref()) {
                Some(id) => ids.push(*id),
                None => {
                    let near = self.nearest_department(&text);
                    refer(decoder, field, Reference::Department, text.into_owned(), near);
                }
            }
        }
        ids
    }

    /// The area whose id is the value of a field.
    pub(super) fn area(&self, decoder: &mut Decoder<'_, '_>, field: Field) -> Option<AreaId> {
        let text = decoder.text(field)?;
        let known = self.areas.get(text.as_ref()).copied();
        if known.is_none() {
            let near = proposed(&text, &self.area_names, self.areas.keys());
            refer(decoder, field, Reference::Area, text.into_owned(), near);
        }
        known
    }

    /// The pipeline whose id is the value of a field.
    pub(super) fn pipeline(&self, decoder: &mut Decoder<'_, '_>, field: Field) -> Option<u16> {
        let text = decoder.text(field)?;
        let known = self.pipelines.iter().position(|pipeline| pipeline.id == text);
        if known.is_none() {
            let near = nearest(&text, self.pipelines.iter().map(|pipeline| pipeline.id.as_str()));
            let near = near.map(str::to_owned);
            refer(decoder, field, Reference::Pipeline, text.into_owned(), near);
        }
        known.and_then(|at| u16::try_from(at).ok())
    }
}

/// The id behind a name people use, else the nearest id, else the id behind the nearest name.
fn proposed<'n>(
    text: &str,
    called: &[(String, String)],
    ids: impl Iterator<Item = &'n String>,
) -> Option<String> {
    let by_name = |name: &str| {
        called.iter().find(|(known_name, _)| known_name == name).map(|(_, id)| id.clone())
    };
    let mut ids: Vec<&str> = ids.map(String::as_str).collect();
    ids.sort_unstable();
    by_name(text)
        .or_else(|| nearest(text, ids).map(str::to_owned))
        .or_else(|| nearest(text, called.iter().map(|(name, _)| name.as_str())).and_then(by_name))
}

fn refer(
    decoder: &mut Decoder<'_, '_>,
    field: Field,
    what: Reference,
    name: String,
    nearest: Option<String>,
) {
    let span = list_item(decoder, field, &name);
    decoder.report(Finding::Unknown { what, name, nearest }, span);
}

/// The item of a list that reads so, or the whole value.
fn list_item(decoder: &Decoder<'_, '_>, field: Field, name: &str) -> crate::source::Span {
    let whole = decoder.span(field.value);
    let quoted = format!("\"{name}\"");
    match decoder.raw(whole).find(&quoted) {
        Some(at) => {
            let start = whole.start as usize + at;
            crate::source::Span::new(start..start + quoted.len())
        }
        None => whole,
    }
}
