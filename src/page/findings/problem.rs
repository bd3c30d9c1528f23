//! A diagnostic in words: both values, then the way out.

use super::help::help;
use super::help_by_option::by_option;
use super::secret::{is_secret, masked};
use super::title::title;
use super::to_check::{self, ToCheck};
use crate::diagnostic::{Contradiction, Diagnostic, Finding, Severity};
use crate::ledger::Locale;
use crate::page::words::{self, say};
use crate::page::{Block, Excerpt, Level, Mark, Page, Problem};
use crate::source::{Place, Sources, Span};
use serde::Serialize;
use std::ops::Range;

/// A diagnostic over its lines of source.
pub fn problem(diagnostic: &Diagnostic, sources: &Sources, lang: Locale) -> Problem {
    let level = match diagnostic.severity() {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Weakness => Level::Weakness,
    };
    Problem {
        level,
        level_name: severity(diagnostic.severity(), lang),
        code: diagnostic.finding.code(),
        title: title(&diagnostic.finding, lang),
        excerpts: excerpts(diagnostic, sources, lang),
        help: help(&diagnostic.finding, lang).into_iter().collect(),
    }
}

/// The same of a finding that refuses a write: an error, with the way out by an option of the command where it has one.
pub fn refusing(
    diagnostic: &Diagnostic,
    sources: &Sources,
    options: &[String],
    lang: Locale,
) -> Problem {
    let problem = problem(diagnostic, sources, lang);
    let by_option = by_option(&diagnostic.finding, options, lang);
    Problem {
        level: Level::Error,
        level_name: severity(Severity::Error, lang),
        help: by_option.map_or(problem.help, |help| vec![help]),
        ..problem
    }
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Weaknesses.
    pub weaknesses: usize,
    /// Tasks with what an import read out of words and nobody has checked yet; each is a weakness too.
    pub to_check: usize,
}

/// What is to be checked after an import, then all other findings, an empty line between, and how many they are; `ledger` names
/// a document of its own.
pub fn page<'p>(
    to_check: &[ToCheck],
    problems: impl IntoIterator<Item = &'p Problem>,
    counts: Counts,
    ledger: Option<&str>,
    lang: Locale,
) -> Page {
    let name = ledger.unwrap_or("");
    let title = say!(lang, "{name} 检查", "{name}: check");
    let head = ledger.map(|_| Block::Title(vec![title.trim().to_owned()]));
    let all = problems.into_iter().cloned().map(Block::Problem);
    Page::new(title.trim(), lang)
        .with(head)
        .with(to_check::blocks(to_check, lang))
        .with(all.flat_map(|problem| [problem, Block::Gap]))
        .line(summary(counts, lang))
}

/// The word for how bad a finding is.
pub fn severity(severity: Severity, lang: Locale) -> String {
    match severity {
        Severity::Error => say!(lang, "错误", "error"),
        Severity::Warning => say!(lang, "警告", "warning"),
        Severity::Weakness => say!(lang, "薄弱", "weakness"),
    }
}

/// The last line of `check`.
fn summary(counts: Counts, lang: Locale) -> String {
    let Counts { errors, warnings, weaknesses, to_check } = counts;
    let weak = if weaknesses == 0 {
        String::new()
    } else {
        let count = words::counted(weaknesses, "weakness");
        say!(lang, "，薄弱{weaknesses}处", ", {count}")
    };
    let weak = match to_check {
        0 => weak,
        _ => {
            let tasks = words::counted(to_check, "task");
            say!(lang, "{weak}（其中待核对{to_check}项）", "{weak} ({tasks} to be checked)")
        }
    };
    let (error_count, warning_count) =
        (words::counted(errors, "error"), words::counted(warnings, "warning"));
    match errors + warnings + weaknesses {
        0 => say!(lang, "没有发现问题", "nothing wrong"),
        _ => say!(
            lang,
            "错误{errors}处，警告{warnings}处{weak}",
            "{error_count}, {warning_count}{weak}"
        ),
    }
}

/// Lines further apart than this are shown as two excerpts.
const NEAR: usize = 6;
/// So many bytes are kept before and behind the marks of a line that is longer: a thousand findings in a line of a megabyte
/// would keep a gigabyte.
const LONGEST: usize = 4_000;

fn excerpts(diagnostic: &Diagnostic, sources: &Sources, lang: Locale) -> Vec<Excerpt> {
    let line = |place: Place| sources.file(place.file).line_column(place.span.start).0;
    let primary = line(diagnostic.place);
    let Some(also) = diagnostic.also else {
        return vec![excerpt(
            sources,
            (primary, primary),
            &[(diagnostic.place, String::new(), true)],
        )];
    };
    let other = line(also);
    let label = also_label(&diagnostic.finding, lang);
    let apart = also.span.start.abs_diff(diagnostic.place.span.start) as usize;
    let near = primary.abs_diff(other) <= NEAR && apart <= LONGEST;
    if also.file == diagnostic.place.file && near {
        let marks = [(diagnostic.place, String::new(), true), (also, label, false)];
        return vec![excerpt(sources, (primary.min(other), primary.max(other)), &marks)];
    }
    vec![
        excerpt(sources, (primary, primary), &[(diagnostic.place, String::new(), true)]),
        excerpt(sources, (other, other), &[(also, label, false)]),
    ]
}

fn excerpt(
    sources: &Sources,
    lines_shown: (usize, usize),
    marks: &[(Place, String, bool)],
) -> Excerpt {
    let file = marks.first().map(|(place, ..)| sources.file(place.file));
    let Some(file) = file else {
        return Excerpt {
            file: String::new(),
            first_line: 1,
            skipped: 0,
            lines: String::new(),
            marks: Vec::new(),
        };
    };
    let range = file.lines(lines_shown.0, lines_shown.1);
    let text = file.text.get(range.clone()).unwrap_or("");
    let skip = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = text.get(skip..).unwrap_or("");
    let begin = range.start + skip;
    let starts = marks.iter().map(|(place, ..)| (place.span.start as usize).saturating_sub(begin));
    let mut kept = near(text, starts);
    let (mut first_line, mut skipped) = (lines_shown.0, 0);
    if kept.start > 0 {
        let (line, column) = file.line_column(Span::new(begin + kept.start..0).start);
        let line_start = file.lines(line, line).start.saturating_sub(begin);
        let head = boundary(text, line_start + LONGEST).min(kept.start);
        (first_line, skipped) = (line, column - 1);
        // What follows a secret's key is a secret up to the end of its line, however far that is.
        if is_secret(text.get(line_start..head).unwrap_or("")) {
            kept = line_start..boundary(text, line_start + LONGEST);
            skipped = 0;
        }
    }
    let inside = |at: u32| (at as usize).saturating_sub(begin + kept.start).min(kept.len());
    let place = |place: &Place| inside(place.span.start)..inside(place.span.end);
    let mut ranges: Vec<_> = marks.iter().map(|(at, ..)| place(at)).collect();
    let lines = masked(text.get(kept.clone()).unwrap_or(""), &mut ranges);
    let marks = marks.iter().zip(ranges).map(|((_, label, primary), bytes)| Mark {
        bytes,
        label: label.clone(),
        primary: *primary,
    });
    let marks = marks.collect();
    Excerpt { file: file.name.clone(), first_line, skipped, lines, marks }
}

/// The bytes of some lines that are near their marks; all where they are not absurdly long.
fn near(text: &str, marks: impl Iterator<Item = usize>) -> Range<usize> {
    if text.len() <= 2 * LONGEST {
        return 0..text.len();
    }
    let (first, last) =
        marks.fold((text.len(), 0), |(first, last), mark| (first.min(mark), last.max(mark)));
    boundary(text, first.saturating_sub(LONGEST))..boundary(text, last.saturating_add(LONGEST))
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

fn also_label(finding: &Finding, lang: Locale) -> String {
    match finding {
        Finding::Closing(_) => say!(lang, "结账时的数在此", "as it was closed"),
        Finding::BadHolidays(_) | Finding::Naming(_) | Finding::NoticeTwice { .. } => {
            say!(lang, "另一处在此", "the other is here")
        }
        Finding::DuplicateId { .. } => {
            say!(lang, "已在此处用过", "first used here")
        }
        Finding::IncludedTwice { .. } | Finding::Including(_) => {
            say!(lang, "已在此处读入", "included here")
        }
        Finding::DueBeforeStart { .. } | Finding::EntryBeforeStart { .. } => {
            say!(lang, "开始日期在此", "the start is here")
        }
        Finding::TwoEvents { first, .. } => {
            let key = first.name();
            say!(lang, "这里已是 `{key}`", "this is `{key}` already")
        }
        Finding::OriginalDueLate { .. } => {
            say!(lang, "时限在此", "the deadline is here")
        }
        Finding::TargetEqualsBaseline { .. }
        | Finding::PlanBelowBaseline { .. }
        | Finding::Contradiction(Contradiction::BetterAgainstWay { .. }) => {
            say!(lang, "底数在此", "the baseline is here")
        }
        Finding::LogOutOfOrder { .. }
        | Finding::PlanOutOfOrder { .. }
        | Finding::PlanFalls { .. } => {
            say!(lang, "前一条在此", "the one before is here")
        }
        _ => say!(lang, "相关的是这里", "it has to do with this"),
    }
}
