//! How many tasks stand under a heading: 项目建设（9项）, 招商引资(共12项), 城市 8项. That changes from year to year; the name does not.

use super::super::number::narrow;

/// What a count may begin with.
const ALL: [&str; 7] = ["一共", "总共", "共计", "合计", "总计", "共", "计"];
/// What tasks are counted by; the longer before the shorter.
const COUNTED_BY: [&str; 8] = ["大项", "小项", "项", "个", "件", "条", "类", "宗"];
/// What is counted.
const TASKS: [&str; 13] = [
    "重点工作任务",
    "重点工作",
    "重点任务",
    "重点项目",
    "重点事项",
    "目标任务",
    "工作任务",
    "工作事项",
    "任务",
    "项目",
    "工作",
    "事项",
    "实事",
];
const TASKS_IN_ENGLISH: [&str; 8] =
    ["tasks", "task", "items", "item", "projects", "project", "in all", "in total"];

/// The name without the count at its end; a name that is nothing else stays.
pub(super) fn without_count(name: &str) -> &str {
    let whole = name.trim();
    let parted = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '，' | ',' | '、' | '：' | ':' | '—' | '–' | '-' | '·' | '/')
    };
    let left = match whole.strip_suffix(['）', ')', '】', ']', '〕']) {
        Some(inside) => inside
            .rfind(['（', '(', '【', '[', '〔'])
            .and_then(|at| whole.split_at_checked(at))
            .filter(|(_, count)| is_count(count, true))
            .map(|(left, _)| left),
        None => at_the_end(whole),
    };
    let left = left.map(|left| left.trim_end_matches(parted));
    left.filter(|left| left.chars().any(char::is_alphanumeric)).unwrap_or(whole)
}

/// What stands before a count without brackets.
fn at_the_end(whole: &str) -> Option<&str> {
    let starts = whole.char_indices().skip(1).filter_map(|(at, _)| whole.split_at_checked(at));
    let mut counts = starts.filter(|(left, count)| {
        let glued = left.ends_with(|letter: char| letter.is_alphanumeric());
        // Numbers in Chinese begin words as well: 城市三项 may be a name.
        let begins = count
            .starts_with(|letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter))
            || ALL.iter().any(|all| count.starts_with(all));
        let inside = left.ends_with(|letter: char| letter.is_numeric());
        !count.starts_with(char::is_whitespace)
            && !inside
            && (begins || !glued)
            && is_count(count, false)
    });
    counts.next().map(|(left, _)| left)
}

/// Whether words are a number of tasks and nothing else; in brackets a short number says enough.
fn is_count(words: &str, in_brackets: bool) -> bool {
    let bracket = |letter: char| "（(【[〔）)】]〕".contains(letter);
    let words = narrow(words.trim_matches(bracket)).trim().to_lowercase();
    let words = ALL.iter().find_map(|all| words.strip_prefix(all)).unwrap_or(&words).trim_start();
    let is_digit =
        |letter: char| letter.is_ascii_digit() || "〇零一二两三四五六七八九十百".contains(letter);
    let rest = words.trim_start_matches(is_digit);
    let digits = words.strip_suffix(rest).unwrap_or("");
    // A year is no count.
    if digits.is_empty() || digits.chars().count() > 3 {
        return false;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return in_brackets && digits.starts_with(|letter: char| letter.is_ascii_digit());
    }
    let by = COUNTED_BY.iter().find_map(|by| rest.strip_prefix(by));
    by.is_some_and(|what| what.is_empty() || TASKS.contains(&what.trim()))
        || TASKS_IN_ENGLISH.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::without_count;

    #[test]
    fn the_count_of_a_heading_is_no_part_of_its_name() {
        for (words, name) in [
            ("项目建设（9项）", "项目建设"),
            ("招商引资(共12项)", "招商引资"),
            ("城市 8项", "城市"),
            ("城市8项", "城市"),
            ("民生实事（十件）", "民生实事"),
            ("民生实事，共10件", "民生实事"),
            ("民生实事共十件", "民生实事"),
            ("项目建设（共计１２个项目）", "项目建设"),
            ("项目建设——9项任务", "项目建设"),
            ("项目建设（9）", "项目建设"),
            ("城市建设【8项】", "城市建设"),
            ("Industry (9 items)", "Industry"),
            ("Industry 9 tasks", "Industry"),
            ("民生实事（2018）", "民生实事（2018）"),
            ("十件民生实事", "十件民生实事"),
            ("城市三项", "城市三项"),
            ("招商引资（市级）", "招商引资（市级）"),
            ("亿元项目（5000万元）", "亿元项目（5000万元）"),
            ("9项", "9项"),
            ("（9项）", "（9项）"),
            ("三大攻坚战", "三大攻坚战"),
        ] {
            assert_eq!(without_count(words), name, "{words}");
        }
    }
}
