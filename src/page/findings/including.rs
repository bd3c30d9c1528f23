//! What is wrong between a ledger and those it includes, in words.

use crate::diagnostic::Including;
use crate::ledger::Locale;
use crate::page::words::{self, say};

/// What is wrong, in one line.
pub(super) fn title(finding: &Including, lang: Locale) -> String {
    match finding {
        Including::NothingMet { path } => {
            say!(lang, "`{path}` 下没有文件夹", "`{path}` meets no folder")
        }
        Including::PatternAs { path } => say!(
            lang,
            "`{path}` 可能并入几本台账，不能共用一个前缀",
            "`{path}` may include several ledgers, which cannot share one prefix"
        ),
        Including::BadPrefix { name, path: None } => {
            say!(lang, "`{name}` 不能作编号的前缀", "`{name}` cannot go before ids")
        }
        Including::BadPrefix { name, path: Some(path) } => say!(
            lang,
            "`{path}` 的文件夹名“{name}”不能作编号的前缀",
            "the name of `{path}`, “{name}”, cannot go before ids"
        ),
        Including::SamePrefix { prefix, path, first } => say!(
            lang,
            "`{path}` 与 `{first}` 的前缀都是 `{prefix}`，编号分不开",
            "`{path}` and `{first}` both have the prefix `{prefix}`; their ids could not be told apart"
        ),
        Including::NotFollowed { path } => say!(
            lang,
            "并入的台账里的 `include` 不读：`{path}` 的事项没有算进来",
            "the `include` of an included ledger is not read: the tasks of `{path}` are not counted here"
        ),
        Including::UnknownOf { id, nearest } => unknown(id, nearest.as_deref(), lang),
        Including::NotTakenOver { ledgers, taken } => {
            let named = ledgers
                .iter()
                .map(|(prefix, title)| say!(lang, "{title}（{prefix}）", "{title} ({prefix})"));
            let named: Vec<String> = named.collect();
            let (count, names) = (named.len(), words::list(&named, lang));
            let have = words::counted(count, "ledger");
            let has = if count == 1 { "has" } else { "have" };
            say!(
                lang,
                "已分解为{taken}项，仍有{count}本台账没有承接：{names}",
                "broken down into {taken}, but {have} {has} taken over none of it: {names}"
            )
        }
        Including::LogBrokenDown { parts, .. } => say!(
            lang,
            "已分解为{parts}项，完成情况以各本台账为准，自己的 `log` 不再计算",
            "broken down into {parts}, whose figures count; its own `log` does not"
        ),
    }
}

fn unknown(id: &str, nearest: Option<&str>, lang: Locale) -> String {
    match nearest {
        Some(nearest) => say!(
            lang,
            "上级台账里没有 {id}；是不是 {nearest}？",
            "the including ledger has no {id}; is {nearest} meant?"
        ),
        None => say!(lang, "上级台账里没有 {id}", "the including ledger has no {id}"),
    }
}

/// How to mend it.
pub(super) fn help(finding: &Including, lang: Locale) -> Option<String> {
    Some(match finding {
        Including::NothingMet { .. } => say!(
            lang,
            "路径从本台账的文件夹算起，`*` 代表一级文件夹",
            "the path begins at this ledger's folder; `*` stands for one folder"
        ),
        Including::PatternAs { .. } => say!(
            lang,
            "写 `as = \"dir\"`：前缀用各文件夹的名字",
            "write `as = \"dir\"`: each folder's name is its prefix"
        ),
        Including::BadPrefix { path: None, .. } => say!(
            lang,
            "用字母（任何文字）、数字和 - _ .",
            "use letters of any script, digits and - _ ."
        ),
        Including::BadPrefix { path: Some(_), .. } => say!(
            lang,
            "改文件夹名：用字母（任何文字）、数字和 - _ .",
            "rename the folder: letters of any script, digits and - _ ."
        ),
        Including::SamePrefix { .. } => {
            say!(
                lang,
                "换一个前缀，或改文件夹名",
                "give one of them another prefix, or rename its folder"
            )
        }
        Including::NotFollowed { .. } => say!(
            lang,
            "要算进来的，写在上级台账自己的 `include` 里",
            "what is to be counted goes into the `include` of the ledger that is asked"
        ),
        Including::UnknownOf { .. } => return None,
        Including::NotTakenOver { .. } => say!(
            lang,
            "请它在相应事项里写上 `of`；只分给这几家的，用 `parts` 写明项数",
            "let each put `of` into its task; where no more than these are meant, say how many with `parts`"
        ),
        Including::LogBrokenDown { .. } => say!(
            lang,
            "另立一项记自己的那一份，或请各本台账去掉 `of`",
            "give your own share a task of its own, or let the others take `of` out"
        ),
    })
}
