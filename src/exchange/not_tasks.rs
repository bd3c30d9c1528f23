//! Rows of a table that are about no task: totals, and lines below it.

use crate::ledger::folded;

/// Whether a cell names a row of totals.
pub(super) fn is_total(text: &str) -> bool {
    let text = folded(text);
    let totals = ["合计", "小计", "总计", "共计", "累计", "total", "subtotal", "sum"];
    totals.iter().any(|word| {
        let rest = text.strip_prefix(word).unwrap_or("x");
        rest.is_empty() || rest.starts_with(['(', ':'])
    })
}

/// Whether a line below a table says who filled it in, or is a note.
pub(super) fn is_note(text: &str) -> bool {
    let text = folded(text);
    let heads = [
        "注",
        "备注",
        "说明",
        "填表说明",
        "填报人",
        "填表人",
        "制表人",
        "审核人",
        "审核",
        "联系人",
        "联系电话",
        "填报单位",
        "填报日期",
        "填报时间",
        "单位负责人",
        "负责人",
        "单位盖章",
        "note",
        "notes",
        "source",
    ];
    heads.iter().any(|word| {
        let rest = text.strip_prefix(word).unwrap_or("x");
        rest.starts_with([':', '(', '1']) || rest.is_empty()
    })
}
