//! What an office calls the values of keys, for whoever types one: 旬 is `dekad`. Files are written with the stable names.

use super::{Better, CurveShape, KeyType, Kind, Measure, Verdict};
use crate::calendar::Cadence;

/// Each stable name with what people call it, in either script and in English.
const SPOKEN: [(&str, &[&str]); 27] = [
    ("week", &["周", "每周", "週", "每週", "weekly"]),
    ("dekad", &["旬", "每旬", "ten-day", "ten days"]),
    ("month", &["月", "每月", "monthly"]),
    ("quarter", &["季", "季度", "每季", "每季度", "quarterly"]),
    (
        "none",
        &[
            "无",
            "無",
            "不报",
            "不報",
            "没有",
            "沒有",
            "办结类",
            "辦結類",
            "只看办结",
            "只看辦結",
            "撤回",
            "取消",
            "不作认定",
            "不作認定",
            "取消认定",
            "取消認定",
        ],
    ),
    ("project", &["项目", "項目"]),
    ("indicator", &["指标", "指標"]),
    ("action", &["事项", "事項", "工作"]),
    ("duty", &["常态化工作", "常態化工作", "值守", "应急值守", "應急值守", "standing duty"]),
    ("cumulative", &["累计", "累計", "数量", "數量", "quantity"]),
    ("rate", &["增幅", "比率", "增速", "达标率", "達標率", "ratio", "growth"]),
    ("year-end", &["年终", "年終", "年终考核", "年終考核", "年底", "year end"]),
    ("track", &["跟踪", "跟蹤", "只跟踪", "只跟蹤", "监测", "監測"]),
    ("standing", &["长期坚持", "長期堅持", "长期", "長期", "持续推进", "持續推進", "ongoing"]),
    ("higher", &["越高越好", "升", "以上", "不低于", "不低於", "higher is better", "at least"]),
    (
        "lower",
        &["越低越好", "降", "以内", "以內", "不高于", "不高於", "lower is better", "at most"],
    ),
    (
        "ahead",
        &[
            "超序时",
            "超序時",
            "超进度",
            "超進度",
            "超前",
            "提前",
            "快于序时",
            "快於序時",
            "ahead of schedule",
        ],
    ),
    (
        "on-schedule",
        &[
            "正常",
            "达序时",
            "達序時",
            "按序时",
            "按序時",
            "达到序时",
            "達到序時",
            "按期",
            "按计划",
            "按計劃",
            "正常推进",
            "正常推進",
            "推进正常",
            "推進正常",
            "进展正常",
            "進展正常",
            "顺利",
            "順利",
            "进展顺利",
            "進展順利",
            "on schedule",
            "on track",
            "on-track",
            "normal",
        ],
    ),
    (
        "slightly-behind",
        &[
            "略欠",
            "略滞后",
            "略滯後",
            "略慢",
            "偏慢",
            "进展偏慢",
            "進展偏慢",
            "基本正常",
            "slightly behind",
        ],
    ),
    (
        "lagging",
        &[
            "滞后",
            "滯後",
            "进展滞后",
            "進展滯後",
            "严重滞后",
            "嚴重滯後",
            "未达序时",
            "未達序時",
            "欠序时",
            "欠序時",
            "缓慢",
            "緩慢",
            "进展缓慢",
            "進展緩慢",
            "behind",
            "behind schedule",
            "delayed",
            "off track",
            "off-track",
        ],
    ),
    ("red", &["红", "紅", "红灯", "紅燈"]),
    ("yellow", &["黄", "黃", "黄灯", "黃燈"]),
    ("coordinate", &["协调", "協調"]),
    ("resolve", &["解决", "解決"]),
    ("consult", &["会商", "會商"]),
    ("steps", &["阶梯", "階梯", "台阶", "臺階", "按节点", "按節點", "staircase"]),
    ("even", &["均匀", "均勻", "匀速", "勻速"]),
];

/// The stable name of a value of that type; `None` for what names none, and for types whose values have no names.
pub fn stable(value: KeyType, word: &str) -> Option<&'static str> {
    fn of<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
        all.iter().map(|(name, _)| *name).collect()
    }
    let names = match value {
        KeyType::Kind => of(&Kind::ALL),
        KeyType::Measure => of(&Measure::ALL),
        KeyType::Better => of(&Better::ALL),
        KeyType::Verdict => of(&Verdict::ALL),
        KeyType::JudgedLight => vec!["red", "yellow"],
        KeyType::Curve => of(&CurveShape::ALL),
        KeyType::Cadence => [of(&Cadence::ALL), vec!["none"]].concat(),
        KeyType::Deadline => vec!["standing"],
        KeyType::Id
        | KeyType::Title
        | KeyType::Text
        | KeyType::Texts
        | KeyType::Date
        | KeyType::Flag
        | KeyType::Number
        | KeyType::Amount
        | KeyType::Count
        | KeyType::Area
        | KeyType::Department
        | KeyType::Departments
        | KeyType::Place
        | KeyType::Task
        | KeyType::Pipeline
        // What it holds depends on the event that it goes with.
        | KeyType::Recipient
        | KeyType::Plan
        | KeyType::Figure
        | KeyType::Indicators
        | KeyType::Log => return None,
    };
    spoken(word, names)
}

/// The stable name among `names` that a word stands for; a stable name stands for itself.
pub fn spoken<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.trim();
    let is_called = |name: &str| {
        let row = SPOKEN.iter().find(|(stable, _)| *stable == name);
        row.is_some_and(|(_, called)| called.iter().any(|other| other.eq_ignore_ascii_case(word)))
    };
    names.into_iter().find(|name| name.eq_ignore_ascii_case(word) || is_called(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_one_value_of_its_key() {
        let cadences = ["week", "dekad", "none"];
        assert_eq!(spoken("旬", cadences), Some("dekad"));
        assert_eq!(spoken("Weekly", cadences), Some("week"));
        assert_eq!(spoken("dekad", cadences), Some("dekad"));
        assert_eq!(spoken("增幅", cadences), None);
    }

    #[test]
    fn no_word_stands_for_two_names() {
        let mut words: Vec<&str> = SPOKEN.iter().flat_map(|(_, called)| *called).copied().collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
