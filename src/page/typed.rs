//! Words that people type, in every language: the heads of columns, yes and no.

use crate::ledger::{Verdict, folded};
use duban_words::words;

/// What a column of `done --from` holds, by the words at its head.
pub const HEADS: [(&str, &[&str]); 14] = [
    ("id", &words!("编号", "id")),
    ("title", &["事项", "事项名称", "事項", "事項名稱", "title"]),
    ("done", &["完成", "完成数", "完成數", "累计完成", "累計完成", "done"]),
    ("step", &["节点", "節點", "当前节点", "step"]),
    ("invested", &["投资", "投資", "invested", "investment"]),
    ("on", &["日期", "on", "date"]),
    ("for", &["期", "报告期", "報告期", "for", "period"]),
    ("note", &["说明", "說明", "进展", "進展", "备注", "note"]),
    ("next", &["下步", "下步打算", "下一步", "下一步打算", "next", "next step", "next steps"]),
    ("by", &["报送", "报送单位", "報送單位", "by"]),
    (
        "got",
        &["收到", "收到日", "收到日期", "收到时间", "收文日期", "got", "received", "date received"],
    ),
    ("evidence", &["佐证", "佐證", "佐证材料", "evidence"]),
    ("request", &["申请", "申請", "申请销号", "申請銷號", "request"]),
    ("correction", &["更正", "更正原因", "correction"]),
];

/// How a task goes, as offices say it and as units report it, each in its folded spelling.
pub const VERDICTS: [(Verdict, &[&str]); 5] = [
    (
        Verdict::Ahead,
        &["ahead", "超序时", "超进度", "超前", "提前", "快于序时", "快于计划", "aheadofschedule"],
    ),
    (
        Verdict::OnSchedule,
        &[
            "on-schedule",
            "正常",
            "达序时",
            "按序时",
            "达到序时",
            "达序时进度",
            "按期",
            "按计划",
            "正常推进",
            "推进正常",
            "进展正常",
            "顺利",
            "进展顺利",
            "onschedule",
            "on-track",
            "ontrack",
            "normal",
        ],
    ),
    (
        Verdict::SlightlyBehind,
        &[
            "slightly-behind",
            "略欠",
            "略滞后",
            "略慢",
            "偏慢",
            "进展偏慢",
            "基本正常",
            "slightlybehind",
        ],
    ),
    (
        Verdict::Lagging,
        &[
            "lagging",
            "滞后",
            "进展滞后",
            "严重滞后",
            "未达序时",
            "欠序时",
            "未达序时进度",
            "进展缓慢",
            "缓慢",
            "behind",
            "behindschedule",
            "delayed",
            "off-track",
            "offtrack",
        ],
    ),
    (Verdict::None, &["none", "撤回", "不作认定", "取消", "取消认定", "撤销", "无"]),
];

/// The judgement that a word means.
pub fn verdict(text: &str) -> Option<Verdict> {
    let word = folded(text);
    VERDICTS
        .into_iter()
        .find(|(_, words)| words.contains(&word.as_str()))
        .map(|(verdict, _)| verdict)
}

/// Whether a typed word begins as a figure does.
pub fn begins_as_figure(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_numeric() || "+-＋－−.．".contains(letter))
}

/// Whether a cell of a table says no: a column of yes and no has words for it.
pub fn denies(cell: &str) -> bool {
    matches!(cell.trim(), "否" | "无" | "未" | "×" | "✗" | "-" | "—" | "0" | "n" | "N")
        || flag(&cell.trim().to_lowercase()) == Some(false)
}

/// Whether an answer at a terminal says yes.
pub fn agrees(answer: &str) -> bool {
    matches!(answer.trim(), "y" | "Y" | "yes" | "是" | "对")
}

/// Yes or no.
pub fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "是" | "yes" => Some(true),
        "false" | "否" | "no" => Some(false),
        _ => None,
    }
}
