//! The templates that word a bulletin: the shipped ones, or a user's own in their place.

use super::markup::{PART, TAG, VALUE};
use super::words::numeral;
use crate::diagnostic::nearest;
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Excerpt, Level, Mark, Problem};
use duban_words::traditional_file;
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, Output, UndefinedBehavior};
use std::io::{self, ErrorKind as ErrorOfWriting, Write};
use std::ops::Range;

/// Bytes of a template.
pub const LONGEST_TEMPLATE: usize = 1 << 20;
/// Steps of a template; one also pays for 64 bytes of text that it makes. So it ends within a second, in some 30 MB.
const FUEL: u64 = 500_000;
/// Further steps for each task and each blocker.
const FUEL_EACH: u64 = 100;
/// Bytes that a template may write.
const LONGEST_OUTPUT: usize = 16 << 20;
/// Further bytes for each task and each blocker.
const OUTPUT_EACH: usize = 1_000;
/// Macros and loops within each other.
const DEEPEST: usize = 50;

/// Where a text comes from, and its words.
#[derive(Clone, Copy, Debug)]
pub struct Template<'t> {
    /// The file as the user knows it; of no use for a shipped one.
    pub file: &'t str,
    /// The template itself.
    pub text: &'t str,
}

impl Template<'static> {
    /// The template that is used where the ledger has none of its own.
    pub fn shipped(lang: Locale) -> Self {
        let text = match lang {
            Locale::ZhHans => include_str!("report.zh-Hans.txt"),
            Locale::ZhHant => traditional_file!("src/page/bulletins/report.zh-Hans.txt"),
            Locale::En => include_str!("report.en.txt"),
        };
        Self { file: "", text }
    }

    /// The name of its file below `config/templates`.
    pub fn name(lang: Locale) -> String {
        format!("report.{}.txt", lang.tag())
    }
}

/// The lines that a template gives, with the marks of `markup`. `things` are the tasks and blockers that it may go through.
pub(super) fn lines(
    template: Template<'_>,
    facts: &Value,
    things: usize,
    parts: &'static [&'static str],
    lang: Locale,
) -> Result<String, Problem> {
    let text = template.text;
    if text.len() > LONGEST_TEMPLATE {
        return Err(too_long(template, lang));
    }
    let prepared = prepared(text);
    let mut environment = environment(parts, lang);
    environment.set_fuel(Some(FUEL + FUEL_EACH * things as u64));
    environment.set_recursion_limit(DEEPEST);
    let mut lines = Bounded { lines: Vec::new(), most: LONGEST_OUTPUT + OUTPUT_EACH * things };
    let rendered = environment
        .template_from_str(&prepared)
        .and_then(|template| template.render_captured_to(facts.clone(), &mut lines));
    rendered.map(|_| String::from_utf8(lines.lines).unwrap_or_default()).map_err(|error| {
        // What is prepared has the bytes of the template, so that a place in one is a place in the other.
        let range = error.range().filter(|range| !range.is_empty());
        let range = range.unwrap_or_else(|| line_of(&prepared, error.line().unwrap_or(1)));
        problem(&error, template, range, facts, parts, lang)
    })
}

/// What a template gives, as long as it stays within bounds.
struct Bounded {
    lines: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.lines.len() + bytes.len() > self.most {
            return Err(ErrorOfWriting::FileTooLarge.into());
        }
        self.lines.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The template with the ends of lines that hold tags alone marked, so that they leave no blank line behind.
fn prepared(text: &str) -> String {
    let mut prepared = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n').filter(|line| tags_alone(line)) {
            Some(line) => {
                prepared.push_str(line);
                prepared.push(TAG);
            }
            None => prepared.push_str(line),
        }
    }
    prepared
}

fn tags_alone(line: &str) -> bool {
    let mut rest = line.trim();
    let mut any = false;
    for (opens, closes) in [("{%", "%}"), ("{#", "#}")].iter().cycle().take(16) {
        if let Some(inside) = rest.strip_prefix(opens) {
            let Some((_, behind)) = inside.split_once(closes) else {
                return false;
            };
            any = true;
            rest = behind.trim();
        }
    }
    any && rest.is_empty()
}

fn environment<'t>(parts: &'static [&'static str], lang: Locale) -> Environment<'t> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    // What is kept from round to round of a loop grows without fuel: lists of lists, each twice in the next.
    environment.remove_global("namespace");
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_formatter(write);
    environment.add_filter("numeral", move |number: usize| numeral(number, lang));
    environment.add_filter("counted", |count: usize, noun: &str| words::counted(count, noun));
    environment.add_function("part", move |name: &str, most: Option<usize>| {
        if parts.contains(&name) {
            let most = most.map_or_else(String::new, |most| format!(" {most}"));
            Ok(Value::from_safe_string(format!("\n{PART}{name}{most}\n")))
        } else {
            Err(Error::new(ErrorKind::InvalidOperation, name.to_owned()))
        }
    });
    environment
}

/// Writes a value on one line, marked as the ledger's own.
fn write(
    out: &mut Output<'_>,
    _: &mut minijinja::State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    let written = match value {
        value if value.is_undefined() => return Err(Error::from(ErrorKind::UndefinedError)),
        value if value.is_none() => return Ok(()),
        value if value.is_safe() => value.to_string(),
        value => {
            let folded: String = value
                .to_string()
                .replace([VALUE, PART], "")
                .replace("||", &format!("|{VALUE}|"))
                .split_whitespace()
                .collect::<Vec<&str>>()
                .join(" ");
            format!("{VALUE}{folded}")
        }
    };
    out.write_str(&written).map_err(|_| Error::from(ErrorKind::WriteFailure))
}

fn too_long(template: Template<'_>, lang: Locale) -> Problem {
    let (found, most) = (template.text.len(), LONGEST_TEMPLATE);
    Problem {
        level: Level::Error,
        level_name: say!(lang, "错误", "error"),
        code: "template",
        title: say!(
            lang,
            "模板有{found}字节，最多{most}字节",
            "the template has {found} bytes, at most {most} are read"
        ),
        excerpts: vec![excerpt(template, 0..0)],
        help: vec![say!(
            lang,
            "删短模板；自带的模板见 duban report --print-template",
            "shorten it; the shipped one is told by duban report --print-template"
        )],
    }
}

/// What is wrong with a template, at its place.
fn problem(
    error: &Error,
    template: Template<'_>,
    range: Range<usize>,
    facts: &Value,
    parts: &[&str],
    lang: Locale,
) -> Problem {
    let text = template.text;
    let at = text.get(range.clone()).unwrap_or("").trim();
    let (title, help) = words(error, at, facts, parts, lang);
    Problem {
        level: Level::Error,
        level_name: say!(lang, "错误", "error"),
        code: "template",
        title,
        excerpts: vec![excerpt(template, range)],
        help: help.into_iter().collect(),
    }
}

/// What was expected, and the nearest right one.
fn words(
    error: &Error,
    at: &str,
    facts: &Value,
    parts: &[&str],
    lang: Locale,
) -> (String, Option<String>) {
    let detail = error.detail().unwrap_or("").to_owned();
    match error.kind() {
        ErrorKind::UndefinedError => {
            let title =
                say!(lang, "模板里没有这个数：`{at}`", "a template has no such value: `{at}`");
            let list = say!(
                lang,
                "可用的名称见 docs/reports.md",
                "docs/reports.md lists the names there are"
            );
            (title, near_value(at, facts, lang).or(Some(list)))
        }
        ErrorKind::InvalidOperation if at.starts_with("part") => {
            let title =
                say!(lang, "没有这个表或图：`{detail}`", "no such table or chart: `{detail}`");
            let near = near(&detail, parts, lang);
            (title, near.or_else(|| Some(parts.join(&say!(lang, "、", ", ")))))
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            let title = say!(lang, "模板里没有 `{at}` 这种写法", "a template knows no `{at}`");
            (title, None)
        }
        ErrorKind::OutOfFuel => {
            let title = say!(
                lang,
                "模板算到这里太久、太多，不再往下算：`{at}`",
                "the template is stopped here, it works too long or makes too much: `{at}`"
            );
            let help = say!(
                lang,
                "缩小循环的次数、重复和缩进的字数；限度见 docs/format.md",
                "make its loops, repetitions and indents smaller; docs/format.md has the limits"
            );
            (title, Some(help))
        }
        ErrorKind::WriteFailure => {
            let title = say!(
                lang,
                "模板写出的文字太长：`{at}`",
                "the template writes too long a text: `{at}`"
            );
            let help = say!(
                lang,
                "少写一些，长的清单用 part（\"…\"）；限度见 docs/format.md",
                "write less, and long lists by part(\"…\"); docs/format.md has the limits"
            );
            (title, Some(help))
        }
        ErrorKind::SyntaxError => {
            let title = say!(lang, "模板的标签没有写对", "a tag of the template is wrong");
            (title, (!detail.is_empty()).then_some(detail))
        }
        _ => {
            let title = say!(lang, "模板这里算不出来：`{at}`", "this comes to nothing: `{at}`");
            (title, (!detail.is_empty()).then_some(detail))
        }
    }
}

/// The nearest name where that one stands: `gap.point` is looked for in `gap`.
fn near_value(at: &str, facts: &Value, lang: Locale) -> Option<String> {
    let (holder, key) = match at.rsplit_once('.') {
        Some((path, key)) => {
            let inside = |held: Option<Value>, key| held?.get_attr(key).ok();
            (path.split('.').fold(Some(facts.clone()), inside)?, key)
        }
        None => (facts.clone(), at),
    };
    let known: Vec<String> = holder.try_iter().ok()?.map(|key| key.to_string()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    near(key, &known, lang)
}

fn near(wanted: &str, known: &[&str], lang: Locale) -> Option<String> {
    let near = nearest(wanted, known.iter().copied())?;
    Some(say!(lang, "是不是 `{near}`？", "did you mean `{near}`?"))
}

/// The bytes of a line, without its end.
fn line_of(text: &str, number: usize) -> Range<usize> {
    let mut start = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        if nth + 1 == number {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..0
}

/// The lines of a range with the range underlined.
fn excerpt(template: Template<'_>, range: Range<usize>) -> Excerpt {
    let text = template.text;
    let before = text.get(..range.start).unwrap_or("");
    let first_line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = text.get(range.end..).unwrap_or("");
    let end = range.end + behind.find('\n').unwrap_or(behind.len());
    let marks = if range.is_empty() {
        Vec::new()
    } else {
        vec![Mark {
            bytes: range.start - start..range.end - start,
            label: String::new(),
            primary: true,
        }]
    };
    Excerpt {
        file: template.file.to_owned(),
        first_line,
        skipped: 0,
        lines: text.get(start..end).unwrap_or("").to_owned(),
        marks,
    }
}
