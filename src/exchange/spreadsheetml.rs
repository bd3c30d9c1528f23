//! An .xlsx or .xlsm workbook (ECMA-376) as sheets of plain cells, read once and a piece at a time: no macro, link or formula of
//! it is followed, and no number that it states about itself is taken on trust.

mod cells;
mod comments;
mod strings;
mod styles;

use super::package::Package;
use super::sheet::{Budget, Limit, Sheet, WorkbookProblem};
use cells::Cells;
use comments::comments;
use std::collections::{BTreeMap, BTreeSet};
use strings::Strings;
use styles::Styles;

/// The sheets of a workbook.
pub(super) fn spreadsheetml(package: &mut Package<'_>) -> Result<Vec<Sheet>, WorkbookProblem> {
    let parts = Parts::read(package)?;
    let styles = Styles::read(package, &parts.styles)?;
    let strings = Strings::read(package, &parts.strings)?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for listed in parts.sheets {
        let sheet = Sheet { name: Some(listed.name), hidden: listed.hidden, ..Sheet::default() };
        let mut cells = Cells::new(sheet, &styles, &strings, parts.since_1904, &mut budget);
        let found = package.each_tag(&listed.part, |before, tag| cells.take(before, tag))?;
        if !found {
            return Err(WorkbookProblem::Broken(listed.part));
        }
        let mut sheet = cells.ends()?;
        if let Some(part) = part_of_comments(package, &listed.part)? {
            sheet.comments = comments(package, &part, &mut budget)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The part that keeps the comments of a sheet.
fn part_of_comments(
    package: &mut Package<'_>,
    sheet: &str,
) -> Result<Option<String>, WorkbookProblem> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let links = related(package, &inside(folder, &format!("_rels/{name}.rels")), folder)?;
    Ok(links.into_values().find(|link| link.kind == "comments").map(|link| link.part))
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    part: String,
}

/// Which parts hold what.
struct Parts {
    sheets: Vec<Listed>,
    strings: String,
    styles: String,
    since_1904: bool,
}

/// What a relationship leads to: the end of its type, and the part.
struct Related {
    kind: String,
    part: String,
}

impl Parts {
    fn read(package: &mut Package<'_>) -> Result<Self, WorkbookProblem> {
        let office = related(package, "_rels/.rels", "")?;
        let workbook = office.into_values().find(|related| related.kind == "officedocument");
        let workbook = workbook.map_or_else(|| "xl/workbook.xml".to_owned(), |own| own.part);
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let links = related(package, &inside(folder, &format!("_rels/{name}.rels")), folder)?;
        let mut listed: Vec<(String, bool, String)> = Vec::new();
        let mut since_1904 = false;
        let found = package.each_tag(&workbook, |_, tag| {
            match tag.name {
                "workbookPr" => since_1904 |= tag.is_set("date1904"),
                "sheet" if !tag.closes => {
                    let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                    let name = tag.attribute("name").unwrap_or_default();
                    listed.push((name, hidden, tag.attribute("id").unwrap_or_default()));
                }
                _ => {}
            }
            Ok(())
        })?;
        if !found {
            return Err(WorkbookProblem::Broken(workbook));
        }
        // A sheet that is listed twice would be read as often as it is listed.
        let mut seen = BTreeSet::new();
        let mut sheets = Vec::new();
        for (name, hidden, id) in listed {
            let broken = || WorkbookProblem::Broken(format!("<sheet name=\"{name}\">"));
            let link = links.get(&id).ok_or_else(broken)?;
            // Sheets of charts, of dialogs and of macros hold no cells.
            if link.kind == "worksheet" {
                if !seen.insert(link.part.clone()) {
                    return Err(broken());
                }
                sheets.push(Listed { name, hidden, part: link.part.clone() });
            }
        }
        // Some writers name these two parts nowhere and put them where everybody does.
        let part = |kind: &str| {
            let link = links.values().find(|related| related.kind == kind.to_lowercase());
            link.map_or_else(|| inside(folder, &format!("{kind}.xml")), |link| link.part.clone())
        };
        let (strings, styles) = (part("sharedStrings"), part("styles"));
        Ok(Self { sheets, strings, styles, since_1904 })
    }
}

/// The most relationships that are looked at.
const MOST_LINKS: usize = 10_000;

/// The relationships of a part by their ids; their targets are places in the package.
fn related(
    package: &mut Package<'_>,
    part: &str,
    folder: &str,
) -> Result<BTreeMap<String, Related>, WorkbookProblem> {
    let mut links = BTreeMap::new();
    package.each_tag(part, |_, tag| {
        if tag.name == "Relationship" && !tag.closes {
            let kind = tag.attribute("Type").unwrap_or_default().to_lowercase();
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            let part = inside(folder, &tag.attribute("Target").unwrap_or_default());
            links.insert(tag.attribute("Id").unwrap_or_default(), Related { kind, part });
        }
        if links.len() > MOST_LINKS {
            return Err(WorkbookProblem::TooLarge(Limit::Unpacked));
        }
        Ok(())
    })?;
    Ok(links)
}

/// Where a target lies that is named from a folder of the package.
fn inside(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut place: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(place.pop()),
            step => place.push(step),
        }
    }
    place.join("/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_places_in_the_package() {
        for (folder, target, place) in [
            ("xl", "worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../other/./a.xml", "other/a.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(inside(folder, target), place);
        }
    }
}
