//! The blockers that a cell of problems names.

use super::{denies, is_nothing};

/// The blockers of a cell, each on a line or behind a number of its own, each once; none where it says there are none.
pub fn blockers(cell: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut numbers = 0;
    for piece in in_brackets(cell).split(['\n', ';', '；']) {
        let piece = without_number(piece.trim(), numbers + 1).map_or(piece, |piece| {
            numbers += 1;
            piece
        });
        let words = without_age(piece.trim().trim_end_matches(['。', '.']));
        if !says_none(words) && !found.iter().any(|own| own == words) {
            found.push(words.to_owned());
        }
    }
    found
}

/// A list in one line, each item on its own: `（1）甲（2）乙`.
fn in_brackets(cell: &str) -> String {
    let mut text = cell.to_owned();
    for (open, close) in [("（", "）"), ("(", ")")] {
        let mark = |number: usize| format!("{open}{number}{close}");
        let listed = text.trim_start().starts_with(&mark(1)) && text.contains(&mark(2));
        if listed {
            for number in 2..=9 {
                text = text.replacen(&mark(number), &format!("\n{}", mark(number)), 1);
            }
        }
    }
    text
}

/// What stands behind the number that comes next in a list; a decimal, a day or the number of a building is none.
fn without_number(piece: &str, next: usize) -> Option<&str> {
    let next = next.to_string();
    let bare = piece.trim_start_matches(['(', '（']).strip_prefix(&next)?;
    let behind = bare.strip_prefix(['.', '、', '．', ')', '）'])?;
    let closed = behind.trim_start_matches(['.', '、', '．', ')', '）']);
    (!closed.starts_with(|letter: char| letter.is_numeric())).then_some(closed)
}

/// A blocker as our own forms write it, `用地（解决，30天）`, without stage and age.
fn without_age(words: &str) -> &str {
    let name = words.strip_prefix("阻点：").unwrap_or(words);
    let Some((before, inside)) = name.strip_suffix('）').and_then(|name| name.rsplit_once('（'))
    else {
        return name;
    };
    let days = inside.rsplit_once('，').and_then(|(_, age)| age.strip_suffix('天'));
    let is_age = days.is_some_and(|days| days.parse::<u32>().is_ok());
    if is_age && !before.is_empty() { before } else { name }
}

/// Whether it says that there is nothing.
fn says_none(words: &str) -> bool {
    const NOUNS: [&str; 10] =
        ["情况", "情況", "阻点", "阻點", "问题", "問題", "困难", "困難", "难点", "堵点"];
    const NONE: [&str; 20] = [
        "无",
        "無",
        "暂无",
        "暫無",
        "没有",
        "沒有",
        "暂没有",
        "暂时没有",
        "暂时无",
        "目前没有",
        "目前无",
        "不存在",
        "无存在",
        "未发现",
        "尚无",
        "无明显",
        "无突出",
        "none",
        "nil",
        "n/a",
    ];
    let whole = words.trim().to_lowercase();
    let mut bare = whole.as_str();
    while let Some(shorter) = NOUNS.iter().find_map(|noun| bare.strip_suffix(noun)) {
        bare = shorter.trim_end_matches(['和', '及', '、', '的']);
    }
    is_nothing(words) || denies(words) || NONE.contains(&bare) || NONE.contains(&whole.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_blocker_once_and_no_figure_is_lost() {
        for (cell, named) in [
            ("产权纠纷", "产权纠纷"),
            ("1.产权纠纷；2.资金", "产权纠纷|资金"),
            ("1. 资金缺口3.5亿元；2. 2018.6前用地", "资金缺口3.5亿元|2018.6前用地"),
            ("1、产权纠纷\n2、资金", "产权纠纷|资金"),
            ("（1）甲（2）乙", "甲|乙"),
            ("（1）甲\n（2）乙", "甲|乙"),
            ("(1)甲；(2)乙。", "甲|乙"),
            ("3.5万元资金缺口", "3.5万元资金缺口"),
            ("1.5公里未交地", "1.5公里未交地"),
            ("110.5亩未征", "110.5亩未征"),
            ("2018.5资金未到位", "2018.5资金未到位"),
            ("2、3号楼停工", "2、3号楼停工"),
            ("资金；资金", "资金"),
            ("高压杆线迁改（解决，30天）", "高压杆线迁改"),
            ("阻点：用地（协调，9天）", "用地"),
            ("用地（二期）", "用地（二期）"),
            ("无", ""),
            ("无阻点", ""),
            ("暂无阻点。", ""),
            ("没有困难和问题", ""),
            ("不存在", ""),
            ("不存在问题", ""),
            ("N/A", ""),
            ("——", ""),
            ("无土地指标", "无土地指标"),
            ("问题楼盘", "问题楼盘"),
        ] {
            assert_eq!(blockers(cell).join("|"), named, "{cell}");
        }
    }
}
