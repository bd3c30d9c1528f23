//! Names that no task file has on purpose: what editors, sync tools, merges and cut-off writes leave behind.

use super::replace::{BEGIN, END};
use super::swap::SWAPPED;

/// What such a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// A temporary file of a write of ours.
    Litter,
    /// What an editor keeps while a file is open.
    OfEditor,
    /// A second version of a file.
    Copy,
}

/// Words by which sync tools and people name a second version.
const COPIES: [&str; 11] = [
    "冲突", "衝突", "副本", "conflict", " - copy", ".orig", ".rej", "_backup_", "_local_",
    "_remote_", "_base_",
];

/// What a file of that name is, if it is one of these.
pub(super) fn kind(name: &str) -> Option<Stray> {
    let lower = name.to_lowercase();
    if lower.starts_with(BEGIN) && (lower.ends_with(END) || lower.ends_with(SWAPPED)) {
        return Some(Stray::Litter);
    }
    let swap = lower.strip_prefix('.').and_then(|rest| rest.rsplit_once(".sw"));
    let of_editor = lower.starts_with(".#")
        || lower.starts_with("~$")
        || lower.starts_with(".~lock.")
        || (lower.starts_with('#') && lower.ends_with('#'))
        || lower.ends_with('~')
        || swap.is_some_and(|(_, end)| end.len() == 1);
    if of_editor {
        return Some(Stray::OfEditor);
    }
    let copy = lower.contains(".toml")
        && (COPIES.iter().any(|word| lower.contains(word)) || is_numbered(&lower));
    copy.then_some(Stray::Copy)
}

/// `tasks (1).toml`, `tasks(2).toml`, `tasks（1）.toml`: how browsers and file managers number a copy.
fn is_numbered(name: &str) -> bool {
    let stem = name.split(".toml").next().unwrap_or("");
    let inside = stem
        .strip_suffix(')')
        .or(stem.strip_suffix('）'))
        .and_then(|stem| stem.rsplit_once(['(', '（']));
    inside.is_some_and(|(_, number)| {
        !number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_was_left_behind() {
        for (name, kind_of) in [
            ("台账 (冲突副本).toml", Some(Stray::Copy)),
            ("tasks (conflicted copy 2018-05-15).toml", Some(Stray::Copy)),
            ("tasks.sync-conflict-20180515-101010.toml", Some(Stray::Copy)),
            ("projects.toml.orig", Some(Stray::Copy)),
            ("projects_REMOTE_1234.toml", Some(Stray::Copy)),
            ("projects (1).toml", Some(Stray::Copy)),
            ("projects（2）.toml", Some(Stray::Copy)),
            (".projects.toml.swp", Some(Stray::OfEditor)),
            (".#projects.toml", Some(Stray::OfEditor)),
            ("projects.toml~", Some(Stray::OfEditor)),
            (".duban-x1Y2z3.tmp", Some(Stray::Litter)),
            ("projects.toml", None),
            ("2018(一季度).toml", None),
            ("冲突化解.md", None),
            ("duban.toml", None),
        ] {
            assert_eq!(kind(name), kind_of, "{name}");
        }
    }
}
