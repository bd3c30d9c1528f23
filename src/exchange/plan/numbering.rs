//! The numbers before the words of a plan: 第一部分, 一、, （一）, 1., 1.1, （1）, ①, and which of them stands above which.

use super::super::number::narrow;

/// The place of a number in the order of numbers: a smaller depth stands above a greater one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As written, without the mark that parts it from the words.
    pub(super) text: String,
    /// Its depth.
    pub(super) depth: u8,
}

/// 第一部分.
const PART: u8 = 0;
/// 一.
const CHINESE: u8 = 1;
/// （一）.
const IN_BRACKETS: u8 = 2;
/// 1; each further place of 1.1.1 is one deeper.
const PLAIN: u8 = 10;
/// （1）.
const PLAIN_IN_BRACKETS: u8 = 20;
/// ①.
const CIRCLED: u8 = 21;

impl Number {
    /// Whether it is one that offices give to chapters, not to tasks: 一, （一）, 第一部分.
    pub(super) fn is_of_a_chapter(&self) -> bool {
        self.depth <= IN_BRACKETS
    }

    /// Whether it may be a part of another: 1.1 of 1, but not of 2.
    pub(super) fn may_be_under(&self, above: &Self) -> bool {
        if self.depth <= above.depth {
            return false;
        }
        let dotted = (PLAIN + 1..PLAIN_IN_BRACKETS).contains(&self.depth);
        if !dotted || above.depth < PLAIN {
            return true;
        }
        let places = |text: &str| -> Vec<String> {
            narrow(text).split(['.', '-']).map(str::to_owned).collect()
        };
        places(&self.text).starts_with(&places(&above.text))
    }
}

/// Reads a cell that holds nothing but a number, as those of 序号 do.
pub(super) fn number(text: &str) -> Option<Number> {
    let text = text.trim();
    let body = text.trim_end_matches(['、', '.', '．', '，', ',', '。', ':', '：']).trim_end();
    let (number, rest) = whole(body)?;
    rest.is_empty().then_some(number)
}

/// The number before words, and the words: `一、项目`, `（一）大气`, `1.东海片区`, `1.1 东海片区`.
pub(super) fn leading(text: &str) -> Option<(Number, &str)> {
    let text = text.trim_start();
    let (number, rest) = whole(text)?;
    let marks = ['、', '.', '．', '，', ',', ':', '：'];
    let marked = rest.trim_start().starts_with(marks);
    let words = rest.trim_start().trim_start_matches(marks).trim_start();
    let by_itself = matches!(number.depth, PART | IN_BRACKETS | PLAIN_IN_BRACKETS | CIRCLED);
    let dotted = (PLAIN + 1..PLAIN_IN_BRACKETS).contains(&number.depth);
    // 1.1 公里 is a figure; 1.1 东海片区 and 1.1、公里 are not.
    let parted = by_itself || marked || (dotted && rest.starts_with([' ', '\u{3000}', '\u{a0}']));
    let figure = words.starts_with(|letter: char| letter.is_ascii_digit()) && !by_itself;
    let glued = !marked && dotted && words.starts_with(|letter: char| "万亿%％".contains(letter));
    (parted && !figure && !glued && !words.is_empty()).then_some((number, words))
}

/// A number at the head of a text, and what follows it.
fn whole(text: &str) -> Option<(Number, &str)> {
    let made = |text: &str, depth: u8| Number { text: text.to_owned(), depth };
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳') {
        let (number, rest) = text.split_at(first.len_utf8());
        return Some((made(number, CIRCLED), rest));
    }
    if let Some(inside) = text.strip_prefix('第') {
        let (number, rest) = split(inside, |letter| is_chinese(letter) || is_digit(letter));
        let kind = ["部分", "章", "篇", "节", "编", "类"];
        let rest = kind.iter().find_map(|kind| rest.strip_prefix(kind));
        let rest = rest.filter(|_| !number.is_empty())?;
        return Some((made(text.get(..text.len() - rest.len())?, PART), rest));
    }
    if let Some(inside) = text.strip_prefix(['(', '（', '[', '〔']) {
        let (number, behind) = split(inside.trim_start(), is_chinese);
        let (number, behind, depth) = match number {
            "" => {
                let (digits, behind) = split(inside.trim_start(), is_digit);
                (digits, behind, PLAIN_IN_BRACKETS)
            }
            number => (number, behind, IN_BRACKETS),
        };
        let rest = behind.trim_start().strip_prefix([')', '）', ']', '〕']);
        let rest = rest.filter(|_| !number.is_empty() && number.chars().count() <= 3)?;
        return Some((made(text.get(..text.len() - rest.len())?, depth), rest));
    }
    if is_chinese(first) {
        let (number, rest) = split(text, is_chinese);
        return (number.chars().count() <= 3).then(|| (made(number, CHINESE), rest));
    }
    roman(text).or_else(|| digits(text))
}

/// `1`, `1.1`, `1-1`, `1)`.
fn digits(text: &str) -> Option<(Number, &str)> {
    let mut end = 0;
    let mut places = 0;
    loop {
        let rest = text.get(end..)?;
        let rest = match rest.chars().next() {
            Some(mark @ ('.' | '．' | '-')) if places > 0 => rest.get(mark.len_utf8()..)?,
            _ if places == 0 => rest,
            _ => break,
        };
        let (number, behind) = split(rest, is_digit);
        if number.is_empty() || number.chars().count() > 3 {
            break;
        }
        places += 1;
        end = text.len() - behind.len();
    }
    if places == 0 || places > 5 {
        return None;
    }
    let (number, rest) = text.split_at(end);
    let depth = PLAIN + places - 1;
    match rest.strip_prefix([')', '）']) {
        Some(rest) => {
            let number = text.get(..text.len() - rest.len())?;
            Some((Number { text: number.to_owned(), depth: PLAIN_IN_BRACKETS }, rest))
        }
        None => Some((Number { text: number.to_owned(), depth }, rest)),
    }
}

/// `Ⅰ`, `IV.`, `A.`: the chapters of an English plan.
fn roman(text: &str) -> Option<(Number, &str)> {
    let (letters, rest) = split(text, |letter| matches!(letter, 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ'));
    let ends = rest.is_empty() || rest.starts_with(['.', '．', '、']);
    if !letters.is_empty() && letters.chars().count() <= 4 && ends {
        return Some((Number { text: letters.to_owned(), depth: CHINESE }, rest));
    }
    let (letter, rest) = text.split_at(text.chars().next()?.len_utf8());
    let capital = letter.chars().all(|letter| letter.is_ascii_uppercase());
    let ends = rest.is_empty() || rest.starts_with(['.', '．', '、']);
    (capital && ends).then(|| (Number { text: letter.to_owned(), depth: CHINESE }, rest))
}

fn split(text: &str, is: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|letter| !is(letter)).unwrap_or(text.len()))
}

fn is_chinese(letter: char) -> bool {
    "一二三四五六七八九十百零〇".contains(letter)
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_words() {
        for (text, number, words) in [
            ("一、项目建设", "一", "项目建设"),
            ("十二、其他", "十二", "其他"),
            ("（一）大气", "（一）", "大气"),
            ("(二) 水", "(二)", "水"),
            ("第一部分 经济", "第一部分", "经济"),
            ("第二章：民生", "第二章", "民生"),
            ("1.东海片区", "1", "东海片区"),
            ("12、东海片区", "12", "东海片区"),
            ("１．东海片区", "１", "东海片区"),
            ("1.1 东海片区", "1.1", "东海片区"),
            ("1.1、公里数达标", "1.1", "公里数达标"),
            ("1.2.3 东海", "1.2.3", "东海"),
            ("（1）方案", "（1）", "方案"),
            ("1)方案", "1)", "方案"),
            ("①方案", "①", "方案"),
            ("A. Industry", "A", "Industry"),
            ("II. City", "II", "City"),
        ] {
            let (read, rest) = leading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.text.as_str(), rest), (number, words), "{text}");
        }
    }

    #[test]
    fn figures_and_names_are_no_numbers() {
        for text in [
            "2018年重点工作",
            "1.5公里绿道",
            "1.1万吨项目",
            "12个村整治",
            "一次办",
            "一二三产融合",
            "5G基站",
            "3·15晚会",
            "I-01",
            "100%达标",
            "1.",
            "（项目）推进",
            "IT产业",
            "A区道路",
            "第三产业",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_have_an_order() {
        let all = ["第一部分", "一", "（一）", "1", "1.1", "1.1.1", "（1）", "①"];
        let depths: Vec<u8> = all.iter().map(|text| number(text).unwrap().depth).collect();
        assert!(depths.windows(2).all(|pair| pair[0] < pair[1]), "{depths:?}");
        let under =
            |text: &str, above: &str| number(text).unwrap().may_be_under(&number(above).unwrap());
        assert!(
            under("1.1", "1") && under("1.1", "一") && under("1-2", "1") && under("（1）", "1.1")
        );
        assert!(!under("2.1", "1") && !under("1", "1") && !under("一", "1"));
        for text in ["", "东海", "2018", "1.1.1.1.1.1", "户"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
