//! What a merge has left to be decided, in words.

use crate::diagnostic::Merging;
use crate::ledger::Locale;
use crate::page::words::say;

/// What is wrong, in one line.
pub(super) fn title(finding: &Merging, lang: Locale) -> String {
    match finding {
        Merging::Other { text, lines: 1 } => say!(
            lang,
            "合并未决：此处另一方是 {text}",
            "an undecided merge: the other side has {text}"
        ),
        Merging::Other { text, lines } => say!(
            lang,
            "合并未决：此处另一方是 {text} …（共{lines}行）",
            "an undecided merge: the other side has {text} … ({lines} lines)"
        ),
        Merging::Unmerged { path } => say!(
            lang,
            "git 的合并还没有做完：{path} 里也许只有一方的改动",
            "the merge of git is not finished: {path} may hold one side's changes only"
        ),
        Merging::Removed => say!(
            lang,
            "合并未决：一方改了这里，另一方删去了",
            "an undecided merge: one side changed this, the other took it away"
        ),
        Merging::Together { code } => say!(
            lang,
            "合并未决：两边各自没错，合在一起不成立（{code}）",
            "an undecided merge: each side is right alone, together they are not ({code})"
        ),
        Merging::Unfinished { first, last } if first == last => say!(
            lang,
            "未完成的合并：第{first}行是 git 的冲突标记",
            "an unfinished merge: line {first} is a conflict mark of git"
        ),
        Merging::Unfinished { first, last } => say!(
            lang,
            "未完成的合并：第{first}至{last}行是 git 的冲突标记和两边的写法",
            "an unfinished merge: lines {first} to {last} are git's conflict marks with both sides"
        ),
    }
}

/// The way out.
pub(super) fn help(finding: &Merging, lang: Locale) -> String {
    match finding {
        Merging::Other { text, .. } if text.starts_with("[[") => say!(
            lang,
            "两个都要，就给另一方的另编一号、去掉行首的注释标记；不要，就删去这些注释",
            "to keep both give the other one an id of its own and take the comment marks away; else delete these lines"
        ),
        Merging::Other { .. } => say!(
            lang,
            "留一方的写法：要另一方的，就写成它；然后删去这行注释",
            "keep one of the two, then delete this comment"
        ),
        Merging::Unmerged { path } => say!(
            lang,
            "两边都对上了就 git add {path}；不合并了：git merge --abort",
            "once both sides are in it: git add {path}; to give the merge up: git merge --abort"
        ),
        Merging::Removed => say!(
            lang,
            "留下就只删这行注释，不要就连同改过的一起删",
            "to keep it delete this comment; else delete what it marks too"
        ),
        Merging::Unfinished { .. } => say!(
            lang,
            "留下要的写法，删去标记行，再 git add、git commit；或 git merge --abort 退回，duban git-setup 之后再合并，就按事项合并",
            "keep what is to stand, delete the marks, then git add and git commit; or git merge --abort, `duban git-setup`, and merge again: by task then"
        ),
        Merging::Together { .. } => {
            say!(lang, "改到成立，再删去这行注释", "put the task right, then delete this comment")
        }
    }
}
