//! Why a light is so, in a sentence, and the last report with what is next.

use crate::account::{Account, Figures, Judged};
use crate::ledger::{Entry, Locale};
use crate::page::words::say;
use crate::page::{judgement, parts, reason};

/// 时限4月30日，逾期15天未完成。5月10日报：92户，剩4户，遗产公证中。下步：5月25日前签完
/// `last`: the last report, where the page tells it.
pub(super) fn why(
    account: &Account<'_>,
    figures: &Figures<'_>,
    last: Option<&Entry<'_>>,
    lang: Locale,
) -> String {
    let report = last.and_then(|entry| {
        if is_told(figures, entry) {
            let next = entry.next.as_ref();
            return next.map(|next| say!(lang, "下步：{next}", "Next: {next}"));
        }
        Some(parts::said(account, figures, entry, lang))
    });
    let reason = Some(reason::reason(account, figures, lang));
    let said: Vec<String> = reason.into_iter().chain(report).collect();
    let said = said.iter().map(|sentence| sentence.trim_end_matches(['。', '.', ' ']));
    let said: Vec<&str> = said.filter(|sentence| !sentence.is_empty()).collect();
    said.join(&say!(lang, "。", ". "))
}

/// Whether the reason says already what an entry does: it is the judgement that the light is made of.
fn is_told(figures: &Figures<'_>, entry: &Entry<'_>) -> bool {
    let same = |judged: &Judged<'_>| {
        let says_more = entry.event.is_figure() || entry.event.words().is_some();
        !says_more && judged.on == entry.on && judged.note == entry.note.as_deref()
    };
    judgement::is_reason(figures) && figures.state.judged.as_deref().is_some_and(same)
}
