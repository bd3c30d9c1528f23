//! Telephone numbers in free text, by their shape and by the words before them. Figures, days and numbers of papers are none.

use std::collections::HashSet;
use std::ops::Range;

/// Words that say that a number follows by which somebody is called.
const CALLS: [&str; 14] = [
    "电话", "手机", "座机", "热线", "联系", "专干", "传真", "拨打", "tel", "phone", "mobile",
    "call", "hotline", "fax",
];

/// What ends the clause that such a word stands in.
const ENDS: [char; 10] = ['。', '；', ';', '，', ',', '！', '!', '？', '?', '\n'];

/// What makes an amount or the number of a paper of any digits before it.
const AMOUNTS: [&str; 16] = [
    "元",
    "万",
    "亿",
    "美元",
    "吨",
    "平方米",
    "㎡",
    "亩",
    "千瓦时",
    "度",
    "%",
    "％",
    "号",
    "yuan",
    "RMB",
    "CNY",
];

/// What else makes an amount of seven or eight digits.
const COUNTS: [&str; 12] =
    ["户", "人", "家", "个", "件", "项", "米", "公里", "千米", "公顷", "立方米", "households"];

/// The text with `mask` in the place of each number; `None` where there is none.
pub(super) fn masked(text: &str, mask: &str) -> Option<String> {
    let mut shown = String::new();
    let (mut kept, mut last) = (0, None);
    for run in runs(text) {
        let Some(number) = number(text, &run, last) else { continue };
        shown.push_str(text.get(kept..number.start)?);
        shown.push_str(mask);
        kept = number.end;
        last = Some(kept);
    }
    (kept > 0).then(|| shown + text.get(kept..).unwrap_or(""))
}

/// The text with `mask` for each whole row of digits that is known as somebody's number, whatever stands around it.
pub(super) fn known_masked(text: &str, known: &HashSet<String>, mask: &str) -> Option<String> {
    let mut shown = String::new();
    let (mut kept, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(is_digit)) {
        let start = at + found;
        at = end_of_digits(text, start);
        if known.contains(&digits(text, &(start..at))) {
            shown.push_str(text.get(kept..start)?);
            shown.push_str(mask);
            kept = at;
        }
    }
    (kept > 0).then(|| shown + text.get(kept..).unwrap_or(""))
}

/// The rows of seven digits and more of a text, by which somebody is called.
pub(super) fn rows(text: &str) -> impl Iterator<Item = String> {
    let rows = text.split(|letter| !is_digit(letter)).filter(|row| row.chars().count() >= SHORTEST);
    rows.map(|row| digits(row, &(0..row.len())))
}

/// The fewest digits of a number that is known wherever it stands.
const SHORTEST: usize = 7;

/// Digits that nothing but a stroke, a blank or a bracket divides, as a number is written: `0595-22500000`, `138 0013 8000`.
struct Run {
    /// Each whole row of digits.
    groups: Vec<Range<usize>>,
}

/// The runs of a text. A digit may be wide.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(is_digit)).map(|found| at + found)
    {
        let end = end_of_digits(text, start);
        let gap = runs.last().and_then(|run| run.groups.last()).map(|group| group.end..start);
        let joined = gap.and_then(|gap| text.get(gap)).is_some_and(joins);
        match runs.last_mut().filter(|_| joined) {
            Some(run) => run.groups.push(start..end),
            None => runs.push(Run { groups: std::iter::once(start..end).collect() }),
        }
        at = end;
    }
    runs
}

fn is_digit(letter: char) -> bool {
    digit(letter).is_some()
}

fn digit(letter: char) -> Option<u8> {
    let number = match letter {
        '０'..='９' => u32::from(letter) - u32::from('０'),
        _ => letter.to_digit(10)?,
    };
    u8::try_from(number).ok()
}

fn end_of_digits(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    start + rest.find(|letter| !is_digit(letter)).unwrap_or(rest.len())
}

fn joins(between: &str) -> bool {
    matches!(between, "-" | "－" | "—" | "–" | " " | ")" | "）" | ") " | ")-" | "转" | " 转 ")
}

/// Where the telephone number of a run stands, if there is one. `last` is where the one before it ended.
fn number(text: &str, run: &Run, last: Option<usize>) -> Option<Range<usize>> {
    let groups: Vec<String> = run.groups.iter().map(|group| digits(text, group)).collect();
    let before = |nth: usize| run.groups.get(nth).and_then(|group| text.get(..group.start));
    let is_piece = before(0).is_some_and(is_figure_before);
    let mut found = (0..groups.len()).filter_map(|nth| {
        let rest: Vec<&str> = groups.iter().skip(nth).map(String::as_str).collect();
        let (taken, is_plain) = match (shaped(&rest), plain(&rest)) {
            (Some(taken), _) => (taken, false),
            (None, Some(taken)) => (taken, true),
            (None, None) => return None,
        };
        let (first, end) = (run.groups.get(nth)?, run.groups.get(nth + taken - 1)?.end);
        let behind = text.get(end..)?;
        let follows = || last.and_then(|last| text.get(last..first.start)).is_some_and(is_list);
        let is_called = || before(nth).is_some_and(is_call) || follows();
        let is_number = !is_amount(behind, is_plain) && (!is_plain || is_called());
        is_number.then(|| opening(text, first.start)..extension(run, nth + taken, end, &groups))
    });
    found.next().filter(|_| !is_piece)
}

fn digits(text: &str, group: &Range<usize>) -> String {
    let digits = text.get(group.clone()).unwrap_or("").chars().filter_map(digit);
    digits.map(|digit| char::from(b'0' + digit)).collect()
}

/// How many groups are a number by their shape: of a mobile telephone, or with its area code.
fn shaped(groups: &[&str]) -> Option<usize> {
    let is_mobile = |number: &str| {
        let mut first = number.bytes();
        number.len() == 11 && first.next() == Some(b'1') && first.next().is_some_and(|c| c >= b'3')
    };
    let is_code = |code: &str| matches!(code.len(), 3 | 4) && code.starts_with('0');
    match groups {
        [number, ..] if is_mobile(number) => Some(1),
        [number, ..] if number.strip_prefix("86").is_some_and(is_mobile) => Some(1),
        [a, b, c, ..]
            if (a.len(), b.len(), c.len()) == (3, 4, 4) && is_mobile(&[*a, *b, *c].concat()) =>
        {
            Some(3)
        }
        [code, rest @ ..] if is_code(code) && plain(rest).is_some() => plain(rest).map(|n| n + 1),
        [number, ..] if number.starts_with('0') && (10..=12).contains(&number.len()) => Some(1),
        _ => None,
    }
}

/// How many groups are seven or eight digits that are no day.
fn plain(groups: &[&str]) -> Option<usize> {
    let is_day = |number: &str| {
        let part =
            |range: Range<usize>| number.get(range).and_then(|part| part.parse::<u32>().ok());
        let (month, day) = (part(4..6).unwrap_or(0), part(6..8).unwrap_or(0));
        let year = number.starts_with("19") || number.starts_with("20");
        year && number.len() == 8 && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    match groups {
        [number, ..] if matches!(number.len(), 7 | 8) => (!is_day(number)).then_some(1),
        // 2018-2020 is no number: its first half has the look of a year.
        [a, b, ..] if matches!((a.len(), b.len()), (3 | 4, 4)) => {
            let is_years = a.len() == 4 && (a.starts_with("19") || a.starts_with("20"));
            (!is_years).then_some(2)
        }
        _ => None,
    }
}

/// Whether what stands before digits makes a sum of money or a piece of a longer figure of them.
fn is_figure_before(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        Some('¥' | '￥' | '$') => true,
        Some('.' | ',') => letters.next().is_some_and(is_digit),
        _ => false,
    }
}

/// Whether what stands behind digits makes an amount of them, or a piece of a longer figure.
fn is_amount(behind: &str, is_plain: bool) -> bool {
    let mut letters = behind.chars();
    let is_piece =
        matches!(letters.next(), Some('.' | ',')) && letters.next().is_some_and(is_digit);
    let behind = behind.trim_start();
    let begins = |units: &[&str]| units.iter().any(|unit| behind.starts_with(unit));
    let is_more = behind.starts_with("号码");
    is_piece || !is_more && (begins(&AMOUNTS) || is_plain && begins(&COUNTS))
}

/// Whether the clause before digits has a word that says that they are a telephone number.
fn is_call(before: &str) -> bool {
    let clause = before.rsplit(ENDS).next().unwrap_or(before).to_ascii_lowercase();
    CALLS.iter().any(|word| {
        clause.match_indices(word).any(|(at, _)| {
            let letter = clause.get(..at).and_then(|before| before.chars().next_back());
            let is_inside = letter.is_some_and(|letter| letter.is_ascii_alphabetic());
            !(is_inside && word.is_ascii())
        })
    })
}

/// Whether only commas stand between two numbers.
fn is_list(between: &str) -> bool {
    between.chars().all(|letter| ", ，、/或和;；".contains(letter))
}

/// Where a number begins: with the sign and the bracket before it.
fn opening(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or("");
    let opened = before.trim_end_matches(['(', '（', '+']);
    if before.len() - opened.len() <= '（'.len_utf8() { opened.len() } else { start }
}

/// Where it ends: behind the number of a desk.
fn extension(run: &Run, next: usize, end: usize, groups: &[String]) -> usize {
    let desk = groups.get(next).filter(|digits| digits.len() <= 6);
    desk.and_then(|_| run.groups.get(next)).map_or(end, |desk| desk.end)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_telephone_number_is_known_by_its_shape_or_by_the_word_before_it() {
        for (text, shown) in [
            ("请找13800138000", "请找#"),
            ("138-0013-8000、139 0013 8000", "#、#"),
            ("+8613800138000", "#"),
            ("+86 13800138000", "+86 #"),
            ("见0595-22500000", "见#"),
            ("见059522500000、010-62500000转8001", "见#、#"),
            ("（0595）22500000", "#"),
            ("0595 2250 0000", "#"),
            ("联系电话：22500000", "联系电话：#"),
            ("督查专干 22500000转8001", "督查专干 #"),
            ("督查专干 22500001", "督查专干 #"),
            ("电话22500001、22500002", "电话#、#"),
            ("手机：１３８００１３８０００", "手机：#"),
            ("Tel. 2250-0000", "Tel. #"),
            ("telephone 2250000", "telephone #"),
            ("拨打13800138000号码", "拨打#号码"),
            ("联系人东海街道22500000对接", "联系人东海街道#对接"),
        ] {
            assert_eq!(masked(text, "#").as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn figures_days_and_numbers_of_papers_are_none() {
        for text in [
            "投资22500000元",
            "联系资金22500000元",
            "投资15000000000元",
            "13800138000.50",
            "¥13800138000",
            "产值2250.0000亿",
            "22500000",
            "丰政督催〔2018〕7号",
            "电话会议20180515",
            "2018-05-15报到",
            "2018-05-15 12:30",
            "电话会定2018-2020年做完",
            "电话抽30户，户户有人去过",
            "联系群众2250000人次",
            "联系企业，用地2250000平",
            "hotel 22500000",
            "身份证350521198001011234",
            "第13800138000号",
            "12345热线办了1234件",
            "0.52250000",
            "税收1,380,013,800",
        ] {
            assert_eq!(masked(text, "#"), None, "{text}");
        }
    }
}
