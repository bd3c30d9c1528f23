//! Words that people type, in every language: the heads of columns, yes and no.

mod blockers;

pub use blockers::blockers;

use duban_words::words;

/// What a column of `done --from` holds, by the words at its head.
pub const HEADS: [(&str, &[&str]); 15] = [
    ("id", &words!("编号", "id")),
    ("title", &["事项", "事项名称", "事項", "事項名稱", "title"]),
    ("done", &["完成", "完成数", "完成數", "累计完成", "累計完成", "done"]),
    ("indicator", &["指标", "指标名称", "指標", "指標名稱", "indicator"]),
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

/// Whether a typed word begins as a figure does.
pub fn begins_as_figure(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_numeric() || "+-＋－−.．".contains(letter))
}

/// Whether a cell of a table says no: a column of yes and no has words for it.
pub fn denies(cell: &str) -> bool {
    matches!(cell.trim(), "否" | "无" | "未" | "×" | "✗" | "-" | "—" | "0" | "n" | "N")
        || flag(&cell.trim().to_lowercase()) == Some(false)
}

/// Whether a cell says that there is nothing to say: `无`, a stroke.
pub fn is_nothing(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['。', '.']);
    let nothing = ["", "无", "無", "没有", "沒有", "暂无", "暫無", "none", "None", "n/a", "N/A"];
    nothing.contains(&words) || words.chars().all(|letter| "-—–－/／\\".contains(letter))
}

/// What a blocker is called: a few words as they are, else their first clause.
pub fn blocker_name(words: &str) -> &str {
    const SHORT: usize = 20;
    if words.chars().count() <= SHORT {
        return words;
    }
    let first = words.split(['，', ',', '。', '：', ':', '；']).next().unwrap_or(words).trim();
    if first.is_empty() { words } else { first }
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
