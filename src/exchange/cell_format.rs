//! A cell's number format: its sections, and the signs that each is made of (ECMA-376, 18.8.31).

/// One sign of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// Parts thousands; behind the last digit it divides by a thousand.
    Comma,
    /// Shows a hundred times the number.
    Percent,
    /// The number as it is.
    General,
    /// The text of a cell that holds text.
    Text,
    /// A letter that is shown.
    Literal(char),
}

/// When a section applies, where it says so itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    less: bool,
    equal: bool,
    greater: bool,
    bound: f64,
}

impl Condition {
    pub(super) fn holds(self, number: f64) -> bool {
        (self.less && number < self.bound)
            || (self.equal && number == self.bound)
            || (self.greater && number > self.bound)
    }
}

/// One of the parts of a format that semicolons separate.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) signs: Vec<Sign>,
    /// An exponent or a fraction: the number is taken as it is.
    pub(super) otherwise: bool,
}

impl Section {
    pub(super) fn has(&self, wanted: impl Fn(&Sign) -> bool) -> bool {
        self.signs.iter().any(wanted)
    }
}

const GENERAL: [&str; 2] = ["general", "g/通用格式"];

/// The sections of a format.
pub(super) fn sections(format: &str) -> Vec<Section> {
    let mut all = vec![];
    let mut section = Section::default();
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        if let Some(behind) = GENERAL.iter().find_map(|word| without(rest, word)) {
            section.signs.push(Sign::General);
            rest = behind;
            continue;
        }
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            ';' => {
                all.push(std::mem::take(&mut section));
                after
            }
            '"' => {
                let (inside, behind) = after.split_once('"').unwrap_or((after, ""));
                section.signs.extend(inside.chars().map(Sign::Literal));
                behind
            }
            '[' => {
                let (inside, behind) = after.split_once(']').unwrap_or((after, ""));
                bracketed(&mut section, inside);
                behind
            }
            '\\' | '!' | '_' | '*' => {
                let next = after.chars().next();
                // `_` leaves the room of a letter, `*` fills the cell with it.
                section
                    .signs
                    .extend(next.filter(|_| matches!(letter, '\\' | '!')).map(Sign::Literal));
                after.get(next.map_or(0, char::len_utf8)..).unwrap_or_default()
            }
            _ => {
                one(&mut section, letter, after);
                after
            }
        };
    }
    all.push(section);
    all
}

fn one(section: &mut Section, letter: char, after: &str) {
    let digits = section.has(|sign| matches!(sign, Sign::Digit(_)));
    section.signs.push(match letter {
        '0' | '#' | '?' => Sign::Digit(letter),
        '.' => Sign::Point,
        ',' => Sign::Comma,
        '%' => Sign::Percent,
        '@' => Sign::Text,
        'E' | 'e' if digits && after.starts_with(['+', '-']) => {
            section.otherwise = true;
            return;
        }
        '/' if digits => {
            section.otherwise = true;
            return;
        }
        other => Sign::Literal(other),
    });
}

/// `[$￥-804]` shows a currency, `[>=100]` is a condition; colours and kinds of numerals change no number.
fn bracketed(section: &mut Section, inside: &str) {
    if let Some(currency) = inside.strip_prefix('$') {
        let shown = currency.split('-').next().unwrap_or("");
        section.signs.extend(shown.chars().map(Sign::Literal));
        return;
    }
    let tests = [
        ("<=", (true, true, false)),
        (">=", (false, true, true)),
        ("<>", (true, false, true)),
        ("<", (true, false, false)),
        (">", (false, false, true)),
        ("=", (false, true, false)),
    ];
    let found = tests.iter().find_map(|(word, test)| Some((inside.strip_prefix(word)?, *test)));
    if let Some((bound, (less, equal, greater))) = found
        && let Ok(bound) = bound.trim().parse()
    {
        section.condition = Some(Condition { less, equal, greater, bound });
    }
}

/// The text behind a word at its head, in capitals or not.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.to_lowercase().eq(word).then(|| text.get(word.len()..).unwrap_or_default())
}

/// Whether a number format shows a day or a time.
pub(super) fn shows_date(format: &str) -> bool {
    let first = sections(format).into_iter().next().unwrap_or_default();
    let date = |sign: &Sign| matches!(sign, Sign::Literal(letter) if "ymdhs".contains(letter.to_ascii_lowercase()));
    // Letters that are written out are no signs.
    first.has(date) && {
        let signs = bare(format).to_ascii_lowercase();
        signs.contains(['y', 'm', 'd', 'h', 's'])
    }
}

/// The letters of a format's first section without literals: nothing in quotes or brackets, nothing after `\`, `_`, `*`.
fn bare(format: &str) -> String {
    let (mut quoted, mut bracketed, mut literal) = (false, false, false);
    let mut signs = String::new();
    let format = GENERAL.iter().find_map(|word| without(format, word)).unwrap_or(format);
    for letter in format.chars() {
        match letter {
            _ if literal => literal = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '!' | '_' | '*' => literal = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            ';' => break,
            sign => signs.push(sign),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers() {
        assert!(shows_date("yyyy\"年\"m\"月\"d\"日\""));
        assert!(shows_date("h:mm"));
        assert!(!shows_date("General"));
        assert!(!shows_date("#,##0.00_ ;[Red]-#,##0.00"));
        assert!(!shows_date("0\"days\""));
        assert!(!shows_date("General\"days\""));
    }

    #[test]
    fn sections_and_conditions() {
        let all = sections("[>=100]0.0;[Red]-0;;@");
        assert_eq!(all.len(), 4);
        assert!(all[0].condition.is_some_and(|condition| condition.holds(100.0)));
        assert!(all[2].signs.is_empty());
        assert_eq!(all[3].signs, [Sign::Text]);
        assert_eq!(sections(""), [Section::default()]);
        assert_eq!(
            sections("\"a"),
            [Section { signs: vec![Sign::Literal('a')], ..Section::default() }]
        );
    }
}
