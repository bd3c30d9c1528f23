//! Two changes of one piece joined, key by key.

use super::units::{Unit, Units, comment_lines, mark, units};
use super::weave::weave;
use super::{About, Conflict, Sides, log};
use crate::edit::rank;

/// Joins two changes of one piece; what it comes to, with a mark at each conflict.
pub(super) fn join(sides: Sides<&str>, id: Option<&str>, conflicts: &mut Vec<Conflict>) -> String {
    if let Some(same) = sides.settled() {
        return same.to_owned();
    }
    let taken = sides.each(units);
    let (Some(ours), Some(theirs)) = (taken.ours, taken.theirs) else {
        return beside(sides, id, About::Unreadable, conflicts);
    };
    let taken = Sides {
        base: taken.base.unwrap_or_default(),
        ours,
        theirs,
    };
    let mut joined = Joined {
        id,
        conflicts,
        keys: Vec::new(),
        sections: Vec::new(),
    };
    joined.keys(&taken);
    joined.log(&taken);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(head(&taken));
    lines.extend(joined.keys);
    lines.extend(joined.sections);
    lines.extend(tail(&taken));
    lines.join("\n")
}

/// This side's piece, and the other one's in marks below it.
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

/// Whether two pieces say the same.
pub(super) fn same_meaning(one: &str, other: &str) -> bool {
    let meaning = |text| {
        let units: Units<'_> = units(text)?;
        let keys = units
            .keys
            .iter()
            .map(|own| (own.name.to_string(), own.meaning.clone()));
        let mut all: Vec<(String, String)> = keys.collect();
        all.sort();
        let entries = units.log.iter().flat_map(|own| &own.entries);
        all.extend(entries.map(|own| ("log".to_owned(), own.meaning.clone())));
        Some(all)
    };
    meaning(one).is_some_and(|one| Some(one) == meaning(other))
}

/// The header and the comments above it.
fn head(taken: &Sides<Units<'_>>) -> Option<String> {
    let heads = taken.by_ref().each(|own| own.head);
    if let Some(head) = heads.settled() {
        return head.map(str::to_owned);
    }
    let ours = heads.ours?;
    let more = lost(heads.each(Option::unwrap_or_default));
    Some(
        more.into_iter()
            .chain([ours])
            .collect::<Vec<&str>>()
            .join("\n"),
    )
}

/// What stands below the last key.
fn tail(taken: &Sides<Units<'_>>) -> Option<String> {
    let tails = taken.by_ref().each(|own| own.tail);
    if let Some(tail) = tails.settled() {
        return tail.map(str::to_owned);
    }
    let more = lost(tails.each(Option::unwrap_or_default));
    let lines: Vec<&str> = tails.ours.into_iter().chain(more).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The comments that only the other side has.
fn lost(texts: Sides<&str>) -> Vec<&str> {
    let known = [texts.ours, texts.base].map(comment_lines).concat();
    let all = comment_lines(texts.theirs).into_iter();
    all.filter(|line| !known.contains(line)).collect()
}

/// The comments that one side has written about a key which the other has taken away.
fn orphans(left: Option<&Unit<'_>>, base: Option<&Unit<'_>>) -> Option<(String, bool)> {
    let known = base.map_or(Vec::new(), Unit::comments);
    let mut lines = left.map_or(Vec::new(), Unit::comments);
    lines.retain(|line| !known.contains(line));
    (!lines.is_empty()).then(|| (lines.join("\n"), false))
}

/// The lines of a key, with the comments of the other side that it lacks.
fn with_comments(winner: &Unit<'_>, other: Option<&Unit<'_>>, base: Option<&Unit<'_>>) -> String {
    let known = [Some(winner), base].into_iter().flatten();
    let known: Vec<&str> = known.flat_map(Unit::comments).collect();
    let more = other.map_or(Vec::new(), Unit::comments);
    let more = more.into_iter().filter(|line| !known.contains(line));
    let more: String = more.map(|line| format!("{line}\n")).collect();
    format!("{}{more}{}", winner.above(), winner.own)
}

struct Joined<'c> {
    id: Option<&'c str>,
    conflicts: &'c mut Vec<Conflict>,
    keys: Vec<String>,
    /// What is spelled in sections: no key can follow.
    sections: Vec<String>,
}

impl Joined<'_> {
    fn keys(&mut self, taken: &Sides<Units<'_>>) {
        let names = taken
            .by_ref()
            .each(|own| own.keys.iter().map(|own| own.name.as_ref()).collect());
        let order = weave(
            names.by_ref().each(Vec::as_slice),
            |_| true,
            |one, other| (rank(one), one) < (rank(other), other),
        );
        for name in order {
            let own = taken
                .by_ref()
                .each(|own| own.keys.iter().find(|own| own.name == name));
            if let Some((text, spelled)) = self.key(own) {
                match spelled {
                    true => self.sections.push(text),
                    false => self.keys.push(text),
                }
            }
        }
    }

    /// The lines of one key; `None` where it is gone.
    fn key(&mut self, own: Sides<Option<&Unit<'_>>>) -> Option<(String, bool)> {
        let meaning = own.each(|own| own.map(|own| own.meaning.as_str()));
        let texts = own.each(|own| own.map(|own| own.text.as_str()));
        let (winner, other, mark) = match (own.ours, own.theirs) {
            (Some(ours), Some(theirs)) if meaning.ours == meaning.theirs => match texts.settled() {
                Some(won) if won != texts.ours => (theirs, None, None),
                Some(_) => (ours, None, None),
                None => (ours, own.theirs, None),
            },
            (None, left) if meaning.theirs == meaning.base => return orphans(left, own.base),
            (left, None) if meaning.ours == meaning.base => return orphans(left, own.base),
            (Some(ours), theirs) if meaning.theirs == meaning.base => (ours, theirs, None),
            (ours, Some(theirs)) if meaning.ours == meaning.base => (theirs, ours, None),
            (Some(ours), Some(theirs)) => (ours, own.theirs, Some(theirs.own.as_str())),
            (ours, theirs) => (ours.or(theirs)?, None, Some("removed")),
        };
        let text = with_comments(winner, other, own.base);
        Some(match mark {
            Some(mark) => (self.marked(winner, &text, mark), winner.spelled),
            None => (text, winner.spelled),
        })
    }

    fn marked(&mut self, own: &Unit<'_>, text: &str, other: &str) -> String {
        let about = About::Key(own.name.to_string());
        let id = self.id.map(str::to_owned);
        self.conflicts.push(Conflict { id, about });
        let blanks = own.own.len() - own.own.trim_start().len();
        let indent = own.own.get(..blanks).unwrap_or("");
        format!("{text}\n{}", mark(indent, other.trim_start()))
    }

    fn log(&mut self, taken: &Sides<Units<'_>>) {
        let logs = taken.by_ref().each(|own| own.log.as_ref());
        let raw = logs.each(|own| own.map(|own| own.raw.join("\n")));
        let text = match raw.settled() {
            Some(raw) => {
                let spelled =
                    |own: &str| own.trim_start().starts_with("[[") || own.contains("\n[[");
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
