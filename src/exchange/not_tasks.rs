//! Rows of a table that are about no task, and columns that say nothing of one: totals, lines below it, names and deadlines.

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

/// The columns that are no part of an entry, passed over knowingly.
const PASSED: [&str; 21] = [
    "序号",
    "no",
    "责任单位",
    "牵头单位",
    "承办单位",
    "主办单位",
    "配合单位",
    "单位",
    "单位名称",
    "部门",
    "责任人",
    "责任领导",
    "联系人",
    "联系电话",
    "时限",
    "完成时限",
    "计量单位",
    "owner",
    "department",
    "due",
    "unit",
];

/// Whether a column is passed over knowingly.
pub(super) fn is_passed_over(heading: &str) -> bool {
    let folded = folded(heading);
    folded.is_empty() || PASSED.contains(&folded.trim_end_matches('.'))
}
