//! The day that the heading of a column of steps names: 一季度, 6月底, 上半年, Q2.

use super::column::NodeDay;
use crate::exchange::english_months::english_month;
use crate::exchange::number::narrow;
use crate::exchange::numerals::{chinese_number, digit, is_by_digit};
use crate::ledger::folded;

/// The last day of a label of time alone; `None` for any other words.
pub(super) fn node_day(label: &str) -> Option<NodeDay> {
    let text = folded(label);
    let text = text.trim_matches(['(', ')', '第', '.', ',', ':']);
    let text = text.strip_prefix("截至").or(text.strip_prefix("截止")).unwrap_or(text);
    let text = text.strip_suffix('前').unwrap_or(text);
    let (year, rest) = year(text);
    chinese(rest, year).or_else(|| dated(text)).or_else(|| english(label))
}

/// Whether a label names a whole year: `2019年`.
pub(super) fn whole_year(label: &str) -> Option<i32> {
    let text = folded(label);
    let (year, rest) = year(&text);
    year.filter(|_| matches!(rest, "" | "度" | "底" | "末" | "全年"))
}

/// The first year that a text states: `2018年`, 二〇一八年, `Plan 2018`.
pub(super) fn stated_year(text: &str) -> Option<i32> {
    let narrow = narrow(text);
    let digits: String =
        narrow.chars().map(|letter| chinese_digit(letter).unwrap_or(letter)).collect();
    let found = |text: &str, after: &dyn Fn(Option<char>) -> bool| {
        let letters: Vec<char> = text.chars().collect();
        (0..letters.len()).find_map(|at| {
            let before = at.checked_sub(1).and_then(|before| letters.get(before));
            let four: String = letters.get(at..at + 4)?.iter().collect();
            let alone =
                !before.is_some_and(char::is_ascii_digit) && after(letters.get(at + 4).copied());
            let year = four.parse().ok().filter(|year| (1990..=2099).contains(year));
            year.filter(|_| alone && four.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let bare = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
    let ascii = narrow.is_ascii();
    found(&digits, &|next| next == Some('年')).or_else(|| found(&narrow, &bare).filter(|_| ascii))
}

fn chinese_digit(letter: char) -> Option<char> {
    char::from_digit(u32::try_from(digit(letter)?).ok()?, 10)
}

/// A year before the rest of a label.
fn year(text: &str) -> (Option<i32>, &str) {
    let year = text.split_once('年').and_then(|(year, rest)| {
        let year: i32 = year.parse().ok()?;
        let year = if year < 100 { year + 2000 } else { year };
        (1990..=2099).contains(&year).then_some((Some(year), rest))
    });
    year.unwrap_or((None, text))
}

fn chinese(text: &str, year: Option<i32>) -> Option<NodeDay> {
    let until = |month: u32, day: Option<u32>| {
        ((1..=12).contains(&month)).then_some(NodeDay { year, month, day })
    };
    let text = text.trim_end_matches(['底', '末', '止', '度']);
    match text {
        "上半年" | "半年" | "年中" => return until(6, None),
        "下半年" | "全年" | "年" => return until(12, None),
        _ => {}
    }
    // Of a range, the end: 1-3月, 一至三季度.
    let (start, last) = match text.rsplit_once(['-', '~', '至', '到', '、']) {
        Some((start, last)) => (start, last),
        None => ("", text),
    };
    let starts_with_time = |text: &str| {
        let plain = text.trim_end_matches(['月', '份', '日', '季', '度']);
        plain.is_empty() || count(plain).is_some() || dated(text).is_some() || plain.contains('月')
    };
    if !starts_with_time(start) {
        return None;
    }
    let last = last.strip_prefix('前').or(last.strip_prefix('第')).unwrap_or(last);
    if let Some(quarter) = last.strip_suffix("季").and_then(count) {
        return until(quarter.checked_mul(3)?, None);
    }
    let (month, behind) = last.split_once('月')?;
    let month = count(month)?;
    let behind = behind.strip_prefix('份').unwrap_or(behind);
    match behind {
        "" => until(month, None),
        "上旬" => until(month, Some(10)),
        "中旬" => until(month, Some(20)),
        "下旬" => until(month, None),
        day => {
            let day = day.strip_suffix(['日', '号']).and_then(count)?;
            until(month, Some(day).filter(|day| (1..=31).contains(day)))
        }
    }
}

/// A small number in digits or Chinese: 3, 三, 十二.
fn count(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let number = chinese_number(text).and_then(|number| u32::try_from(number).ok());
    number.filter(|number| (1..=19).contains(number) && !is_by_digit(text))
}

/// `2018.6.30`, `2018-06`, `6.30`.
fn dated(text: &str) -> Option<NodeDay> {
    let parts: Option<Vec<u32>> =
        text.split(['.', '-', '/']).map(|part| part.parse().ok()).collect();
    let (year, month, day) = match parts?.as_slice() {
        [year, month, day] => (i32::try_from(*year).ok(), *month, Some(*day)),
        [year, month] if *year > 1000 => (i32::try_from(*year).ok(), *month, None),
        [month, day] => (None, *month, Some(*day)),
        _ => return None,
    };
    let sound = (1..=12).contains(&month)
        && day.is_none_or(|day| (1..=31).contains(&day))
        && year.is_none_or(|year| (1990..=2099).contains(&year));
    sound.then_some(NodeDay { year, month, day })
}

/// `Q2`, `Q2 2018`, `June`, `by 30 June 2018`, `H1`.
fn english(label: &str) -> Option<NodeDay> {
    let lower = narrow(label).to_lowercase();
    if !lower.is_ascii() {
        return None;
    }
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut found = None;
    let (mut year, mut day) = (None, None);
    for word in words.filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let halves = [("h1", 6), ("h2", 12)];
        let half = halves.iter().find(|(half, _)| *half == word).map(|(_, month)| *month);
        if let Some(month) = half.or_else(|| english_month(word).map(|(_, last)| last)) {
            found = Some(month);
        } else if let Ok(number) = digits.parse::<u32>() {
            match number {
                1..=31 => day = Some(number),
                1990..=2099 => year = i32::try_from(number).ok(),
                _ => return None,
            }
        } else if !["by", "end", "of", "to", "until", "till", "milestone", "target", "quarter"]
            .contains(&word)
        {
            return None;
        }
    }
    found.map(|month| NodeDay { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_time_name_their_last_day() {
        for (label, day) in [
            ("一季度", "2018-03-31"),
            ("第二季度", "2018-06-30"),
            ("3季度", "2018-09-30"),
            ("四季度末", "2018-12-31"),
            ("1-3月", "2018-03-31"),
            ("4—6月", "2018-06-30"),
            ("1月至9月", "2018-09-30"),
            ("6月底", "2018-06-30"),
            ("6月底前", "2018-06-30"),
            ("十一月", "2018-11-30"),
            ("5月上旬", "2018-05-10"),
            ("6月15日", "2018-06-15"),
            ("上半年", "2018-06-30"),
            ("年底", "2018-12-31"),
            ("2019年6月", "2019-06-30"),
            ("2018年一季度", "2018-03-31"),
            ("18年6月", "2018-06-30"),
            ("2018.6.30", "2018-06-30"),
            ("6.30", "2018-06-30"),
            ("一 季 度", "2018-03-31"),
            ("一季\n度", "2018-03-31"),
            ("Q2", "2018-06-30"),
            ("Q2 2019", "2019-06-30"),
            ("By 30 June 2018", "2018-06-30"),
            ("H1", "2018-06-30"),
            ("Dec", "2018-12-31"),
        ] {
            let day_of = node_day(label).unwrap_or_else(|| panic!("{label}"));
            assert_eq!(day_of.day(2018).unwrap().to_string(), day, "{label}");
        }
    }

    #[test]
    fn other_words_are_no_labels() {
        for label in [
            "",
            "年度目标",
            "完成时间",
            "季度目标",
            "上月",
            "13月",
            "目标",
            "2018",
            "May be",
            "1",
            "投产",
            "2018年",
        ] {
            assert_eq!(node_day(label), None, "{label}");
        }
        assert_eq!(whole_year("2019年"), Some(2019));
        assert_eq!(whole_year("2019年目标"), None);
    }

    #[test]
    fn a_title_states_its_year() {
        for (title, year) in [
            ("丰泽区2018年重点工作任务分解表", Some(2018)),
            ("二〇一八年工作要点", Some(2018)),
            ("二○一八年一月", Some(2018)),
            ("２０１８年台账", Some(2018)),
            ("Fengze District: Action plan 2018", Some(2018)),
            ("Plan", None),
            ("12018年", None),
            ("项目编码 2018-03", None),
        ] {
            assert_eq!(stated_year(title), year, "{title}");
        }
    }
}
