//! The comments of a sheet (批注): they stand beside its cells, in a part of their own.

use super::super::package::Package;
use super::super::sheet::{Budget, Cell, Comment, WorkbookProblem};
use super::cells::place;
use super::strings::Runs;

/// The comments of one part, each with the place of its cell.
pub(super) fn comments(
    package: &mut Package<'_>,
    part: &str,
    budget: &mut Budget,
) -> Result<Vec<Comment>, WorkbookProblem> {
    let (mut found, mut runs, mut at) = (Vec::new(), Runs::default(), None);
    package.each_tag(part, |before, tag| {
        runs.take(before, tag);
        match (tag.name, tag.closes) {
            ("comment", false) => {
                runs.words();
                at = tag.attribute("ref").as_deref().and_then(place);
            }
            ("comment", true) => {
                let words = Cell::Text(runs.words().text);
                if let Some(at) = at.take().filter(|_| !words.is_blank()) {
                    found.push((at, budget.take(words)?.text().trim().to_owned()));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}
