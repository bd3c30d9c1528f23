//! What the cells of a form say while they are filled in, and when they are filled in wrongly.

use super::cells::{Fall, Open, Takes};
use crate::ledger::Locale;
use crate::page::words::{self, say};

/// The figure so far.
pub(super) fn figure(fall: Option<Fall>, unit: &str, target: &str, lang: Locale) -> Open {
    let unit_words = if unit.is_empty() {
        String::new()
    } else {
        say!(lang, "，单位：{unit}", ", in {unit}")
    };
    let mut prompt = say!(lang, "到本期末的累计数{unit_words}", "The figure so far{unit_words}");
    if !target.is_empty() {
        prompt.push_str(&say!(lang, "。目标{target}", ". Target {target}"));
    }
    let mut refusal =
        say!(lang, "只填数字，不带单位和文字。", "A number only, without unit or words.");
    if let Some(Fall { last, upwards }) = fall {
        let last = words::amount(last, unit);
        prompt.push_str(&say!(lang, "，上次{last}", ", last {last}"));
        refusal.push_str(&match upwards {
            false => say!(
                lang,
                "比上次（{last}）少的，先在“更正原因”写明原因，再填这个数。",
                " Before a figure below the last ({last}), write under “Why corrected” why."
            ),
            true => say!(
                lang,
                "比上次（{last}）多的，先在“更正原因”写明原因，再填这个数。",
                " Before a figure above the last ({last}), write under “Why corrected” why."
            ),
        });
    }
    Open { takes: Takes::Number(fall), prompt, refusal }
}

/// The last step that is done.
pub(super) fn step(steps: Vec<String>, lang: Locale) -> Open {
    Open {
        takes: Takes::OneOf(steps),
        prompt: say!(lang, "选已经完成的最后一个节点", "Choose the last step that is done"),
        refusal: say!(lang, "从下拉单里选一个节点。", "Choose a step from the list."),
    }
}

/// How a task without a measure goes.
pub(super) fn own_word(all: Vec<String>, lang: Locale) -> Open {
    let list = words::list(&all, lang);
    Open {
        takes: Takes::OneOf(all),
        prompt: say!(
            lang,
            "选：{list}。受阻的写明阻点",
            "Choose: {list}. Where it is blocked, say by what"
        ),
        refusal: say!(lang, "从下拉单里选：{list}。", "Choose from the list: {list}."),
    }
}

/// Investment of the year.
pub(super) fn invested(planned: Option<&str>, lang: Locale) -> Open {
    let planned = planned.map_or_else(String::new, |planned| {
        say!(lang, "，年度计划{planned}万元", ", {planned} planned for the year")
    });
    Open {
        takes: Takes::Amount,
        prompt: say!(
            lang,
            "本年度累计完成投资，万元{planned}",
            "Invested this year so far, in 10,000 yuan{planned}"
        ),
        refusal: say!(
            lang,
            "只填数字，按万元计，不小于0。",
            "A number only, in 10,000 yuan, not below 0."
        ),
    }
}

/// Strike-off.
pub(super) fn request(word: &str, lang: Locale) -> Open {
    Open {
        takes: Takes::OneOf(vec![word.to_owned()]),
        prompt: say!(
            lang,
            "全部完成、请求核验销号的选“{word}”",
            "Choose “{word}” where all is done"
        ),
        refusal: say!(
            lang,
            "申请销号的选“{word}”，不申请的留空。",
            "Choose “{word}”, or leave it empty."
        ),
    }
}

/// Words.
pub(super) fn words_of(prompt: String) -> Open {
    Open { takes: Takes::Words, prompt, refusal: String::new() }
}
