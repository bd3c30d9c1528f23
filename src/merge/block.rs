//! Two changes of one piece joined, key by key.

use super::comments::{comment_lines, mark};
use super::conflict::{About, Conflict};
use super::log;
use super::sides::Sides;
use super::units::{Unit, Units, units};
use super::weave::weave;
use crate::edit::rank;

/// Merges two changes of one piece; each conflict is marked in the result.
pub(super) fn join(sides: Sides<&str>, id: Option<&str>, conflicts: &mut Vec<Conflict>) -> String {
    if let Some(same) = sides.settled() {
        return same.to_owned();
    }
    let versions = sides.each(units);
    let (Some(ours), Some(theirs)) = (versions.ours, versions.theirs) else {
        return beside(sides, id, About::Unreadable, conflicts);
    };
    let versions = Sides { base: versions.base.unwrap_or_default(), ours, theirs };
    let mut merge = BlockMerge { id, conflicts, keys: Vec::new(), sections: Vec::new() };
    merge.keys(&versions);
    merge.log(&versions);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(head(&versions));
    lines.extend(merge.keys);
    lines.extend(merge.sections);
    lines.extend(tail(&versions));
    lines.join("\n")
}

/// Our piece, and theirs in marks below it.
pub(super) fn beside(
    sides: Sides<&str>,
    id: Option<&str>,
    about: About,
    conflicts: &mut Vec<Conflict>,
) -> String {
    let id = id.map(str::to_owned);
    conflicts.push(Conflict { id, about });
    format!("{}\n{}", sides.ours, mark("", sides.theirs))
}

/// Whether two pieces say the same, however they are spelled.
pub(super) fn same_meaning(one: &str, other: &str) -> bool {
    let meaning = |text| {
        let units: Units<'_> = units(text)?;
        let keys = units.keys.iter().map(|key| (key.name.to_string(), key.meaning.clone()));
        let mut all: Vec<(String, String)> = keys.collect();
        all.sort();
        let entries = units.log.iter().flat_map(|log| &log.entries);
        all.extend(entries.map(|entry| ("log".to_owned(), entry.meaning.clone())));
        Some(all)
    };
    meaning(one).is_some_and(|one| Some(one) == meaning(other))
}

/// The header with the comments above it.
fn head(versions: &Sides<Units<'_>>) -> Option<String> {
    let heads = versions.by_ref().each(|units| units.head);
    if let Some(head) = heads.settled() {
        return head.map(str::to_owned);
    }
    let ours = heads.ours?;
    let more = lost(heads.each(Option::unwrap_or_default));
    Some(more.into_iter().chain([ours]).collect::<Vec<&str>>().join("\n"))
}

/// What stands below the last key.
fn tail(versions: &Sides<Units<'_>>) -> Option<String> {
    let tails = versions.by_ref().each(|units| units.tail);
    if let Some(tail) = tails.settled() {
        return tail.map(str::to_owned);
    }
    let more = lost(tails.each(Option::unwrap_or_default));
    let lines: Vec<&str> = tails.ours.into_iter().chain(more).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The comments that only their side has.
fn lost(texts: Sides<&str>) -> Vec<&str> {
    let known = [texts.ours, texts.base].map(comment_lines).concat();
    let all = comment_lines(texts.theirs).into_iter();
    all.filter(|line| !known.contains(line)).collect()
}

/// The comments that one side has written about a key which the other has versions away.
fn orphans(left: Option<&Unit<'_>>, base: Option<&Unit<'_>>) -> Option<(String, bool)> {
    let known = base.map_or(Vec::new(), Unit::comments);
    let mut lines = left.map_or(Vec::new(), Unit::comments);
    lines.retain(|line| !known.contains(line));
    (!lines.is_empty()).then(|| (lines.join("\n"), false))
}

/// The lines of a key, with the comments that only the other side has.
fn with_comments(winner: &Unit<'_>, other: Option<&Unit<'_>>, base: Option<&Unit<'_>>) -> String {
    let known = [Some(winner), base].into_iter().flatten();
    let known: Vec<&str> = known.flat_map(Unit::comments).collect();
    let more = other.map_or(Vec::new(), Unit::comments);
    let more = more.into_iter().filter(|line| !known.contains(line));
    let more: String = more.map(|line| format!("{line}\n")).collect();
    format!("{}{more}{}", winner.above(), winner.lines)
}

struct BlockMerge<'c> {
    id: Option<&'c str>,
    conflicts: &'c mut Vec<Conflict>,
    keys: Vec<String>,
    /// What is spelled in sections: it goes last, since no key can follow a section.
    sections: Vec<String>,
}

impl BlockMerge<'_> {
    fn keys(&mut self, versions: &Sides<Units<'_>>) {
        let names = versions
            .by_ref()
            .each(|units| units.keys.iter().map(|key| key.name.as_ref()).collect());
        let order = weave(
            names.by_ref().each(Vec::as_slice),
            |_| true,
            |one, other| (rank(one), one) < (rank(other), other),
        );
        for name in order {
            let key_versions =
                versions.by_ref().each(|units| units.keys.iter().find(|key| key.name == name));
            if let Some((text, spelled)) = self.key(key_versions) {
                if spelled { self.sections.push(text) } else { self.keys.push(text) }
            }
        }
    }

    /// The lines of one key, and whether they are sections; `None` if the key is removed.
    fn key(&mut self, versions: Sides<Option<&Unit<'_>>>) -> Option<(String, bool)> {
        let meaning = versions.each(|unit| unit.map(|unit| unit.meaning.as_str()));
        let texts = versions.each(|unit| unit.map(|unit| unit.text.as_str()));
        let (winner, other, mark) = match (versions.ours, versions.theirs) {
            (Some(ours), Some(theirs)) if meaning.ours == meaning.theirs => match texts.settled() {
                Some(won) if won != texts.ours => (theirs, None, None),
                Some(_) => (ours, None, None),
                None => (ours, versions.theirs, None),
            },
            (None, left) if meaning.theirs == meaning.base => return orphans(left, versions.base),
            (left, None) if meaning.ours == meaning.base => return orphans(left, versions.base),
            (Some(ours), theirs) if meaning.theirs == meaning.base => (ours, theirs, None),
            (ours, Some(theirs)) if meaning.ours == meaning.base => (theirs, ours, None),
            (Some(ours), Some(theirs)) => (ours, versions.theirs, Some(theirs.lines.as_str())),
            (ours, theirs) => (ours.or(theirs)?, None, Some("removed")),
        };
        let text = with_comments(winner, other, versions.base);
        Some(match mark {
            Some(mark) => (self.marked(winner, &text, mark), winner.spelled),
            None => (text, winner.spelled),
        })
    }

    fn marked(&mut self, unit: &Unit<'_>, text: &str, other: &str) -> String {
        let about = About::Key(unit.name.to_string());
        let id = self.id.map(str::to_owned);
        self.conflicts.push(Conflict { id, about });
        let blanks = unit.lines.len() - unit.lines.trim_start().len();
        let indent = unit.lines.get(..blanks).unwrap_or("");
        format!("{text}\n{}", mark(indent, other.trim_start()))
    }

    fn log(&mut self, versions: &Sides<Units<'_>>) {
        let logs = versions.by_ref().each(|units| units.log.as_ref());
        let raw = logs.each(|log| log.map(|log| log.raw.join("\n")));
        let text = match raw.settled() {
            Some(raw) => {
                let spelled =
                    |text: &str| text.trim_start().starts_with("[[") || text.contains("\n[[");
                raw.map(|raw| {
                    let spelled = spelled(&raw);
                    (raw, spelled)
                })
            }
            None => log::join(logs, self.id, self.conflicts),
        };
        match text {
            Some((text, true)) => self.sections.push(text),
            Some((text, false)) => self.keys.push(text),
            None => {}
        }
    }
}
