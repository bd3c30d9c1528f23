//! The quantities in the words of a goal: 建成道路3公里, 不低于8%, 4.5%以内, PM2.5降至29, 建成2个、改造3个.
//!
//! Ordinals, years, numbers of papers, names (5G, “1+3”, 三大攻坚战), spans of time and what is done at each turn (每月一次) are none.

use super::arabic::{chinese_number, is_chinese_digit, plain};
use super::limit::{is_rate, leads_to_a_figure, limit};
use super::unit::{unit_at_head, usual};
use crate::exchange::number::{split, unsigned};
use crate::ledger::{Better, Quantity};

/// A quantity that words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// How much.
    pub number: Quantity,
    /// Its unit; none of a figure like that of PM2.5降至29.
    pub unit: Option<String>,
    /// Which side is the better one, where the words say so.
    pub better: Option<Better>,
    /// Whether it is compared with the target itself and not with time: a growth rate, a share, a ceiling.
    pub rate: bool,
    /// What is counted: the words of its clause without verbs and limits.
    pub name: String,
}

/// The quantities of a text, in their order.
pub(super) fn quantities(words: &str) -> Vec<Counted> {
    let text = without_quotes(&plain(words));
    clauses(&text).filter(|clause| !is_passed_over(clause)).flat_map(of_clause).collect()
}

/// A text without what stands in quotes, in brackets of papers and in book marks: names, not amounts.
fn without_quotes(text: &str) -> String {
    let (mut kept, mut closing) = (String::with_capacity(text.len()), None);
    for letter in text.chars() {
        if let Some(end) = closing {
            if letter == end {
                closing = None;
            }
            continue;
        }
        closing = match letter {
            '“' => Some('”'),
            '‘' => Some('’'),
            '《' => Some('》'),
            '〔' => Some('〕'),
            '[' => Some(']'),
            '「' => Some('」'),
            _ => None,
        };
        // The opening mark stays, so that what stood on both sides does not become one word.
        kept.push(letter);
    }
    // A quote that is never closed is none.
    if closing.is_some() { text.to_owned() } else { kept }
}

/// The clauses; a comma between digits belongs to a number.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let cuts = text.char_indices().filter(move |(at, letter)| match letter {
        '、' | ';' | '。' | '\n' | '(' | ')' | ':' => true,
        ',' => {
            let before = text.get(..*at).and_then(|text| text.chars().next_back());
            let after = text.get(at + 1..).and_then(|text| text.chars().next());
            !(is_digit(before) && is_digit(after))
        }
        _ => false,
    });
    let mut from = 0;
    cuts.chain(std::iter::once((text.len(), ' '))).filter_map(move |(at, letter)| {
        let clause = text.get(from..at);
        from = at + letter.len_utf8();
        clause.filter(|clause| !clause.trim().is_empty())
    })
}

/// What is done at each turn, and what is only a part of what was said before.
fn is_passed_over(clause: &str) -> bool {
    clause.contains('每')
        || clause.contains("per ")
        || ["其中", "含", "包括", "包含"].iter().any(|word| clause.starts_with(word))
}

fn of_clause(clause: &str) -> Vec<Counted> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        let Some((number, length)) = number_at_head(rest) else {
            at += first.len_utf8();
            continue;
        };
        let before = clause.get(..at).unwrap_or("");
        let behind = clause.get(at + length..).unwrap_or("");
        let in_characters = is_chinese_digit(first);
        if let Some(own) = counted(number, before, behind, in_characters) {
            found.push(own);
        }
        at += length;
    }
    found
}

/// The number at the head of a text and its length in bytes; of 3-5 the first, with both passed over.
fn number_at_head(text: &str) -> Option<(Quantity, usize)> {
    if text.starts_with(|letter: char| letter.is_ascii_digit()) {
        let (digits, rest) = split(text);
        let digits = digits.trim_end_matches(['.', ',']);
        let number = unsigned("", digits).ok();
        let mut length = digits.len();
        let other = rest
            .strip_prefix(['-', '至'])
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(other) = other {
            length = text.len() - split(other).1.len();
        }
        // One that cannot be held is passed over as a whole.
        return Some((number.unwrap_or_default(), length)).filter(|_| number.is_some());
    }
    let run: String = text.chars().take_while(|letter| is_chinese_digit(*letter)).collect();
    // A lone 一 is a word: 一批, 新一轮.
    let number = chinese_number(&run).filter(|number| *number > 1)?;
    let whole = i64::try_from(number).ok().filter(|number| *number < 1_000_000)?;
    Some((Quantity::whole(whole), run.len()))
}

fn counted(number: Quantity, before: &str, behind: &str, in_characters: bool) -> Option<Counted> {
    if is_part_of_a_name(before, behind) {
        return None;
    }
    let unit = unit_at_head(behind);
    let rest = behind
        .get(unit.map_or(0, |unit| unit.len() + usize::from(behind.starts_with(' ')))..)
        .unwrap_or("");
    let limit = limit(before, rest);
    let bare = unit.is_none();
    // A number without a unit is a figure where a limit leads to it and nothing follows.
    if bare && (in_characters || !rest.trim().is_empty() || !leads_to_a_figure(before)) {
        return None;
    }
    let is_share = unit.is_some_and(|unit| matches!(unit, "%" | "‰") || unit.ends_with("百分点"));
    let better = limit.or_else(|| (is_share && before.contains("增长")).then_some(Better::Higher));
    let lower = better == Some(Better::Lower);
    Some(Counted {
        number,
        unit: unit.map(|unit| usual(unit.trim())),
        better,
        rate: lower || bare || number == Quantity::default() || (is_share && is_rate(before)),
        name: name(before, rest),
    })
}

/// Whether letters, ordinals or signs around a number make it a name: PM2.5, 第3, 1+3, 12号.
fn is_part_of_a_name(before: &str, behind: &str) -> bool {
    let joined = |letter: char| {
        letter.is_ascii_alphanumeric()
            || is_chinese_digit(letter)
            || matches!(letter, '第' | '初' | '+' | '/' | '.' | '#' | '"' | '〔' | '[')
    };
    const NAMES: [char; 11] = ['+', '#', '"', '号', '届', '年', '月', '日', '时', '点', '版'];
    before.ends_with(joined) || behind.starts_with(NAMES)
}

/// The words before a number without its verbs and limits; where none are left, those behind it.
fn name(before: &str, rest: &str) -> String {
    const AROUND: &[&str] = &[
        "确保",
        "力争",
        "争取",
        "全年",
        "年内",
        "累计",
        "完成",
        "实现",
        "新增",
        "新建",
        "建成",
        "改造",
        "建设",
        "达到",
        "达",
        "增长",
        "约",
        "共",
        "计划",
        "不少于",
        "不低于",
        "至少",
        "超过",
        "以上",
        "各",
        "全部",
        "再",
        "拟",
        "突破",
    ];
    let mut name = before.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut verbs = Vec::new();
    while let Some((word, shorter)) = AROUND.iter().find_map(|word| {
        let shorter = name.strip_suffix(word).or_else(|| name.strip_prefix(word))?;
        Some((*word, shorter))
    }) {
        verbs.push(word);
        name = shorter;
    }
    if !name.is_empty() {
        return name.to_owned();
    }
    let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    let behind =
        ["以上", "以内", "左右"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    match (behind.is_empty(), verbs.first()) {
        (true, Some(verb)) => (*verb).to_owned(),
        _ => behind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> String {
        let each = quantities(words).into_iter().map(|own| {
            let better = own.better.map_or("", Better::name);
            let rate = if own.rate { " rate" } else { "" };
            format!(
                "{}{}{}{better}{rate}",
                own.number,
                own.unit.unwrap_or_default(),
                if better.is_empty() { "" } else { " " }
            )
        });
        each.collect::<Vec<String>>().join("; ")
    }

    #[test]
    fn amounts_in_running_words() {
        for (words, meant) in [
            ("完成3公里", "3公里"),
            ("120户", "120户"),
            ("120户全部签约腾空", "120户"),
            ("１２０ 户", "120户"),
            ("不低于8%", "8% higher rate"),
            ("增长8%以上", "8% higher rate"),
            ("增长8.5%", "8.5% higher rate"),
            ("4.5%以内", "4.5% lower rate"),
            ("不良贷款率控制在4.5%以内", "4.5% lower rate"),
            ("PM2.5降至29", "29 lower rate"),
            ("PM2.5降至29微克/立方米", "29微克/立方米 lower rate"),
            ("2.5亿元", "2.5亿元"),
            ("化解隐性债务2.5亿元", "2.5亿元"),
            ("新增50家以上", "50家 higher"),
            ("达到95%", "95% rate"),
            ("优良天数比例达到96%以上", "96% higher rate"),
            ("完成95%", "95%"),
            ("完成率达到95%", "95%"),
            ("建成2个、改造3个", "2个; 3个"),
            ("征地320亩、拆迁86户", "320亩; 86户"),
            ("确保新增就业16000人", "16000人"),
            ("城镇新增就业1.6万人", "1.6万人"),
            ("完成投资12,000万元", "12000万元"),
            ("三十家", "30家"),
            ("建成五个、改造十二个", "5个; 12个"),
            ("改造老旧小区不少于8个", "8个 higher"),
            ("不超过3起", "3起 lower rate"),
            ("3-5个", "3个"),
            ("拆除“两违”12.5万平方米", "12.5万平方米"),
            ("新一轮技改项目80个", "80个"),
            ("at least 8%", "8% higher rate"),
            ("3 km", "3km"),
            ("80 projects", "80projects"),
            ("36个班", "36个"),
            ("亿元产值企业达到50家", "50家"),
            ("建成5G基站300个", "300个"),
        ] {
            assert_eq!(read(words), meant, "{words}");
        }
    }

    #[test]
    fn names_and_times_are_no_amounts() {
        for words in [
            "",
            "第三产业",
            "三大攻坚战",
            "“1+3”体系",
            "1+3体系",
            "5G网络",
            "PM2.5",
            "〔2018〕12号",
            "丰政办〔2018〕12号文",
            "2018年",
            "2018年12月底前",
            "6月30日",
            "第2项",
            "已并入第2项",
            "每月抽检一次",
            "河长每旬巡河一次",
            "每街道至少1个",
            "24小时值守",
            "30日内",
            "3个月内",
            "含临时泊位300个",
            "十三五规划",
            "一期工程",
            "“十三五”",
            "建成一批",
            "1号线",
            "2#楼",
            "5A景区",
            "十九大精神",
            "零违纪",
            "全国第1",
            "3.0版",
            "两不愁",
            "《2018条例》",
            "基本消除黑臭水体",
        ] {
            assert_eq!(read(words), "", "{words}");
        }
    }

    #[test]
    fn what_is_counted_has_a_name() {
        let names =
            |words| quantities(words).into_iter().map(|own| own.name).collect::<Vec<String>>();
        assert_eq!(names("征地320亩、拆迁86户"), ["征地", "拆迁"]);
        assert_eq!(names("完成道路3公里，建成桥梁2座"), ["道路", "桥梁"]);
        assert_eq!(names("建成2个、改造3个"), ["建成", "改造"]);
    }
}
