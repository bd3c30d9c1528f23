//! What the ids in one ledger's files refer to: its departments, areas and pipelines.

use super::decoder::{Decoder, Field};
use crate::diagnostic::{Expected, Finding, Reference, nearest};
use crate::ledger::{AreaId, DepartmentId, Pipeline};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The ids of one ledger.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) departments: HashMap<String, DepartmentId>,
    /// Names and aliases with the id they belong to, to propose it.
    pub(super) called: Vec<(String, String)>,
    /// The ids in order, made when the first unknown one is met.
    ids: OnceLock<Vec<String>>,
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
        let ids = self.ids.get_or_init(|| sorted(self.departments.keys()));
        proposed(text, &self.called, ids)
    }

    /// Departments by id, for a list.
    pub(super) fn departments(
        &self,
        decoder: &mut Decoder<'_, '_>,
        field: Field,
    ) -> Vec<DepartmentId> {
        let items = decoder.items(field, Expected::Texts);
        let mut ids = Vec::with_capacity(items.len());
        for at in items {
            let Some(text) = decoder.text(field.at(at)) else {
                continue;
            };
            match self.departments.get(text.as_ref()) {
                Some(id) => ids.push(*id),
                None => {
                    let near = self.nearest_department(&text);
                    refer(decoder, field.at(at), Reference::Department, text.into_owned(), near);
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
            let near = proposed(&text, &self.area_names, &sorted(self.areas.keys()));
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
fn proposed(text: &str, called: &[(String, String)], ids: &[String]) -> Option<String> {
    let by_name = |name: &str| {
        called.iter().find(|(known_name, _)| known_name == name).map(|(_, id)| id.clone())
    };
    by_name(text)
        .or_else(|| nearest(text, ids.iter().map(String::as_str)).map(str::to_owned))
        .or_else(|| nearest(text, called.iter().map(|(name, _)| name.as_str())).and_then(by_name))
}

fn sorted<'n>(ids: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.cloned().collect();
    ids.sort_unstable();
    ids
}

fn refer(
    decoder: &mut Decoder<'_, '_>,
    field: Field,
    what: Reference,
    name: String,
    nearest: Option<String>,
) {
    let span = decoder.span(field.value);
    decoder.report(Finding::Unknown { what, name, nearest }, span);
}
