//! Units as they stand behind a number in running words: the longest that fits.

use crate::ledger::{USUAL_MEASURED, USUAL_WHOLE, folded};

/// Further units of things that are counted. Each of them and of the usual ones also stands with 万, 千 or 百 in front.
const COUNTED: &[&str] = &[
    "平方公里",
    "平方千米",
    "立方",
    "海里",
    "吨标准煤",
    "公斤",
    "千克",
    "升",
    "户次",
    "家次",
    "场次",
    "艘",
    "架",
    "棵",
    "千瓦",
    "兆瓦",
    "床",
    "张",
    "头",
    "羽",
    "尾",
    "盏",
    "根",
    "口",
    "眼",
    "支",
    "本",
    "册",
    "部",
    "首",
    "门",
    "只",
    "桩",
    "枚",
    "标准箱",
    "标箱",
    "箱",
    "车位",
    "泊位",
    "学位",
    "班",
    "平米",
    "平方",
    "美元",
    "港元",
    "港币",
    "欧元",
    "英镑",
    "日元",
    "澳元",
    "加元",
    "新元",
    "澳门元",
    "新台币",
    "新加坡元",
    "人民币",
    "批次",
    "班次",
    "车次",
    "航次",
    "课时",
    "元/人",
    "元/平方米",
    "微克/立方米",
    "毫克/升",
    "毫克/立方米",
    "分贝",
    "分",
    "位",
    "组",
    "例",
    "单",
    "笔",
    "种",
    "面",
    "列",
    "街区",
];

/// Units that are written in letters and signs.
const SIGNS: &[&str] = &[
    "%", "‰", "km²", "km2", "km", "m²", "m2", "m³", "m3", "㎡", "μg/m³", "ug/m3", "μg/m3", "mg/l",
    "kwh", "kw", "mw", "ha", "mu", "t", "m", "pcs",
];

/// What looks like a unit and counts time, ranks or numbers of papers.
const NONE: &[&str] = &[
    "个月",
    "个小时",
    "小时",
    "分钟",
    "个工作日",
    "个自然日",
    "个日历日",
    "工作日",
    "个半月",
    "个半天",
    "个半小时",
    "期工程",
    "度电",
    "级",
    "批次会",
    "个季度",
    "个年度",
];

/// The unit at the head of a text, as long as it is written; `None` where the number counts nothing.
pub(super) fn unit_at_head(text: &str) -> Option<&str> {
    if NONE.iter().any(|none| text.starts_with(none)) {
        return None;
    }
    if text.starts_with(|letter: char| letter.is_ascii_alphabetic() || !is_han(letter)) {
        return sign(text);
    }
    let scale: usize =
        text.chars().take_while(|letter| "万亿千百十".contains(*letter)).map(char::len_utf8).sum();
    let rest = text.get(scale..)?;
    let all = [USUAL_WHOLE, USUAL_MEASURED, COUNTED].into_iter().flatten();
    let longest = all.filter(|unit| rest.starts_with(**unit)).max_by_key(|unit| unit.len());
    let length = scale + longest?.len();
    text.get(..length + per(text.get(length..)?))
}

/// How much of a text says of what a unit is one: 批次/千人, 元/平方米, 件/万人. A number behind the slash is a further figure.
fn per(rest: &str) -> usize {
    const OTHERS: [&str; 9] = ["年", "月", "天", "日", "季度", "季", "小时", "万", "学年"];
    let Some(behind) = rest.strip_prefix('/') else { return 0 };
    let whole = unit_at_head(behind).filter(|_| behind.starts_with(is_han));
    let other = || OTHERS.iter().filter(|word| behind.starts_with(**word)).max_by_key(|w| w.len());
    let length = whole.map(str::len).or_else(|| other().map(|word| word.len()));
    length.map_or(0, |length| '/'.len_utf8() + length)
}

/// Whether a whole text is a unit of things, in Chinese.
pub(in crate::exchange) fn is_unit(text: &str) -> bool {
    text.starts_with(is_han) && unit_at_head(text) == Some(text)
}

/// A unit of letters ends where its letters end.
fn sign(text: &str) -> Option<&str> {
    let text = text.strip_prefix(' ').unwrap_or(text);
    let fits = |unit: &&&str| {
        let behind = text.get(unit.len()..).and_then(|rest| rest.chars().next());
        let goes_on = unit.ends_with(|last: char| last.is_ascii_alphanumeric())
            && behind.is_some_and(|next| next.is_ascii_alphanumeric());
        text.starts_with(**unit) && !goes_on
    };
    let longest = SIGNS.iter().filter(fits).max_by_key(|unit| unit.len());
    if let Some(unit) = longest {
        return text.get(..unit.len());
    }
    // English: the word behind the number.
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text.get(..end).filter(|word| word.len() >= 3)?;
    let is_none =
        ["day", "days", "month", "months", "week", "weeks", "year", "years", "hours", "and", "per"];
    (!is_none.contains(&word)).then_some(word)
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// A unit as a ledger writes it.
pub(super) fn usual(unit: &str) -> String {
    match folded(unit).as_str() {
        "㎡" | "m²" | "m2" | "平米" | "平方" => "平方米".to_owned(),
        "km²" | "km2" | "平方千米" => "平方公里".to_owned(),
        "m³" | "m3" | "立方" => "立方米".to_owned(),
        "μg/m³" | "ug/m3" | "μg/m3" | "ug/m³" => "微克/立方米".to_owned(),
        "百分点" => "个百分点".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_that_fits() {
        for (text, unit) in [
            ("户全部签约", "户"),
            ("公里", "公里"),
            ("平方公里", "平方公里"),
            ("万平方米", "万平方米"),
            ("亿元以上", "亿元"),
            ("人次", "人次"),
            ("个百分点", "个百分点"),
            ("%以上", "%"),
            ("km", "km"),
            (" projects", "projects"),
            ("微克/立方米", "微克/立方米"),
            ("万户", "万户"),
            ("万美元以上", "万美元"),
            ("亿港元", "亿港元"),
            ("批次/千人", "批次/千人"),
            ("张/千人", "张/千人"),
            ("元/平方米", "元/平方米"),
            ("件/万人以下", "件/万人"),
            ("吨/年", "吨/年"),
            ("户/8个", "户"),
        ] {
            assert_eq!(unit_at_head(text), Some(unit), "{text}");
        }
        for text in [
            "",
            "g网络",
            "个月",
            "小时",
            "大攻坚战",
            "年",
            "号",
            "+3",
            "级景区",
            "天",
            " days",
            "产业",
            "楼",
        ] {
            assert_eq!(unit_at_head(text), None, "{text}");
        }
    }
}
