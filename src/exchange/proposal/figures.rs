//! What a task is measured by: target, unit, baseline, measure, better, or several indicators.

use super::arabic::{plain, without_group_marks};
use super::counted::Counted;
use super::draft::Draft;
use super::indicators::indicators;
use super::quantity::quantities;
use super::unit::usual;
use super::{CheckWhy, KeptWhy};
use crate::account::Address;
use crate::edit::Value;
use crate::exchange::number::{measured, typed};
use crate::exchange::numerals::is_numeral;
use crate::exchange::plan::{PlanCell, PlanColumn, PlanRow};
use crate::ledger::{
    Better, Measure, Quantity, TaskKey, Term, folded, in_money, in_unit, is_counted_whole,
    same_unit, scaled,
};

/// The words that figures are read from.
pub(super) struct Words<'p> {
    /// The goal.
    pub goal: Option<&'p PlanCell>,
    /// The title, where nothing says the goal.
    pub title: Option<&'p PlanCell>,
    /// The figure to be reached.
    pub target: Option<&'p PlanCell>,
    /// The figure at the beginning.
    pub baseline: Option<&'p PlanCell>,
    /// The unit.
    pub unit: Option<&'p PlanCell>,
    /// Whether the task goes by levels that it shares with others: then an amount in its goal is its size.
    pub by_levels: bool,
    /// What lies before it is past.
    pub term: Term,
}

impl<'p> Words<'p> {
    pub(super) fn of(row: &'p PlanRow, by_levels: bool, term: Term) -> Self {
        let cell = |column| row.cell(&column);
        Self {
            goal: cell(PlanColumn::Goal),
            title: cell(PlanColumn::Title),
            target: cell(PlanColumn::Target),
            baseline: cell(PlanColumn::Baseline),
            unit: cell(PlanColumn::Unit),
            by_levels,
            term,
        }
    }

    /// The unit that the table states for a figure.
    fn unit(&self, cell: &PlanCell) -> Option<String> {
        let stated = self.unit.map(|cell| cell.words.as_str()).or(cell.unit.as_deref());
        stated.map(usual).filter(|unit| !unit.is_empty())
    }
}

/// A target that was found.
struct Target {
    counted: Counted,
    at: Address,
    /// Why it is to be looked at; `None` where a column states it.
    why: Option<CheckWhy>,
}

/// Reads what the task is measured by and writes it into the draft.
pub(super) fn figures(words: &Words<'_>, draft: &mut Draft<'_>) {
    match found(words, draft) {
        Some(Figures::One(target)) => write(words, *target, draft),
        Some(Figures::Several(value, at)) => {
            draft.put(TaskKey::Indicators, value);
            draft.check(TaskKey::Indicators, &at, CheckWhy::FromWords);
            without_target(words, draft);
        }
        None => without_target(words, draft),
    }
}

/// What the cells of a task count.
enum Figures {
    One(Box<Target>),
    /// The value of `indicators`, and where the words stand.
    Several(Value, Address),
}

/// The figures by their column, by a goal that is a number, or out of words.
fn found(words: &Words<'_>, draft: &mut Draft<'_>) -> Option<Figures> {
    let one = |target| Some(Figures::One(Box::new(target)));
    if let Some(cell) = words.target {
        if let Some(target) = stated(words, cell) {
            return one(target);
        }
        if let Some(figures) = in_words(words, cell).or_else(|| with_stated_unit(words, cell)) {
            draft.put_text(TaskKey::Goal, &cell.words);
            return Some(figures);
        }
        draft.keep(cell, KeptWhy::NoFigure);
    }
    if let Some(target) = words.goal.and_then(|cell| stated(words, cell)) {
        return one(target);
    }
    let of_words = if words.goal.is_some() { words.goal } else { words.title };
    in_words(words, of_words.filter(|_| !words.by_levels)?)
}

/// A cell that is a number, with its own unit at most.
fn stated(words: &Words<'_>, cell: &PlanCell) -> Option<Target> {
    let unit = words.unit(cell);
    let whole = plain(&cell.words);
    // A blank among the digits is to be looked at.
    let grouped = typed(&whole).is_err().then(|| without_group_marks(&whole));
    let is_grouped = grouped.as_ref().is_some_and(|text| text.len() < whole.len());
    let text = grouped.unwrap_or(whole);
    let number = typed(&text).ok().or_else(|| measured(&text, unit.as_deref()?).ok());
    let (number, unit) = match number {
        Some(number) => (number, unit),
        None => {
            let percent = text.strip_suffix('%').and_then(|digits| typed(digits).ok());
            (percent.filter(|_| unit.is_none())?, Some("%".to_owned()))
        }
    };
    let (number, is_other) = in_stated_unit(words, cell, number, unit.as_deref());
    let rate = number == Quantity::default();
    let better = rate.then_some(Better::Lower);
    Some(Target {
        counted: Counted { number, unit, better, rate, ..Counted::default() },
        at: cell.at.clone(),
        why: (is_grouped || is_other).then_some(CheckWhy::FromWords),
    })
}

/// A figure in the unit of its row where the heading states another one, 目标值（百户） beside 户, and whether it does. What
/// cannot be converted stays as it is, to be looked at.
fn in_stated_unit(
    words: &Words<'_>,
    cell: &PlanCell,
    number: Quantity,
    unit: Option<&str>,
) -> (Quantity, bool) {
    let heading = cell.unit.as_deref().filter(|_| words.unit.is_some());
    let other = heading.zip(unit).filter(|(heading, unit)| !same_unit(heading, unit));
    other.map_or((number, false), |(heading, unit)| {
        let converted = in_unit(number, heading, unit).and_then(Result::ok);
        (converted.unwrap_or(number), true)
    })
}

/// The figures of a cell.
fn in_words(words: &Words<'_>, cell: &PlanCell) -> Option<Figures> {
    of_sentence(words, cell, &cell.words)
}

/// A cell whose unit stands in another one: 约300, 三百, 3-5, 1200以上, 2.5亿.
fn with_stated_unit(words: &Words<'_>, cell: &PlanCell) -> Option<Figures> {
    let stated = words.unit(cell)?;
    let text = without_group_marks(&plain(&cell.words));
    let is_number = |letter: char| letter.is_ascii_digit() || is_numeral(letter);
    let (at, last) = text.char_indices().rev().find(|(_, letter)| is_number(*letter))?;
    let (number, rest) = text.split_at(at + last.len_utf8());
    let is_end = rest.is_empty() || rest.starts_with(['以', '左', '及', '或', '余', '多', '(']);
    let has_scale = matches!(last, '万' | '亿');
    // 2.5亿 under 万元 says its own number in front of the unit.
    let unit = if has_scale { scaled(&stated).1 } else { &stated };
    of_sentence(words, cell, &format!("{number}{unit}{rest}")).filter(|_| is_end)
}

/// One figure of a sentence, or several with names; of several without, the first.
fn of_sentence(words: &Words<'_>, cell: &PlanCell, text: &str) -> Option<Figures> {
    let all = quantities(text, words.term);
    if let Some(value) = indicators(&all) {
        return Some(Figures::Several(value, cell.at.clone()));
    }
    let is_one = all.len() == 1;
    let mut counted = all.into_iter().next()?;
    let why = if is_one && !counted.several { CheckWhy::FromWords } else { CheckWhy::OneOfSeveral };
    let stated = words.unit(cell);
    // An amount of money is one of the unit that the table states.
    if let Some((own, stated)) = counted.unit.as_deref().zip(stated.as_deref())
        && let Some(Ok(number)) = in_money(counted.number, own, stated)
        && counted.baseline.is_none()
    {
        (counted.number, counted.unit) = (number, Some(stated.to_owned()));
    }
    if counted.bare {
        counted.unit = stated;
        // A figure of things has a way to go; one of no unit or of a share is held against its target.
        let is_share = counted.unit.as_deref().is_none_or(|unit| matches!(unit, "%" | "‰"));
        let lower = counted.better == Some(Better::Lower);
        counted.rate = is_share || lower || counted.number == Quantity::default();
    }
    Some(Figures::One(Box::new(Target { counted, at: cell.at.clone(), why: Some(why) })))
}

fn write(words: &Words<'_>, target: Target, draft: &mut Draft<'_>) {
    let Target { counted, at, why } = target;
    let Counted { number, unit, mut better, mut rate, baseline: from, .. } = counted;
    draft.put(TaskKey::Target, Value::Number(number));
    if let Some(why) = why {
        draft.check(TaskKey::Target, &at, why);
    }
    let unit_stated = unit.is_some();
    let unit = unit.unwrap_or_else(|| without_unit(words));
    if !unit_stated {
        draft.check(TaskKey::Unit, &at, CheckWhy::NotStated);
    } else if why.is_some() {
        draft.check(TaskKey::Unit, &at, CheckWhy::FromWords);
    }
    if unit == "%" && says_rate(words) {
        rate = true;
    }
    draft.put(TaskKey::Unit, Value::Text(unit.clone()));
    let baseline = baseline(words, draft).or_else(|| {
        let from = from?;
        draft.put(TaskKey::Baseline, Value::Number(from));
        draft.check(TaskKey::Baseline, &at, CheckWhy::FromWords);
        Some(from)
    });
    let mut base = baseline.unwrap_or_default();
    // A way runs from the baseline to the target; what does not is a limit that each figure is held against.
    let leads_down = baseline.is_some() && number < base;
    if better == Some(Better::Lower) && leads_down && !says_rate(words) {
        rate = false;
    }
    if leads_down && better.is_none() {
        better = Some(Better::Lower);
    }
    // What is added to a stock is counted from nothing: 基数 300, 新增200户以上.
    if better == Some(Better::Higher) && number < base && is_counted_whole(&unit) {
        without_baseline(words, draft);
        base = Quantity::default();
    }
    let against = match better {
        Some(Better::Higher) => number < base,
        Some(Better::Lower) => number > base,
        None => false,
    };
    rate |= against;
    if !rate && number == base {
        without_baseline(words, draft);
        rate = number == Quantity::default();
    }
    if rate {
        draft.put(TaskKey::Measure, Value::Text(Measure::Rate.name().to_owned()));
        draft.check(TaskKey::Measure, &at, CheckWhy::FromWords);
    }
    if let Some(better) = better.filter(|better| rate || *better == Better::Lower) {
        draft.put(TaskKey::Better, Value::Text(better.name().to_owned()));
        if why.is_some() {
            draft.check(TaskKey::Better, &at, CheckWhy::FromWords);
        }
    }
}

fn without_baseline(words: &Words<'_>, draft: &mut Draft<'_>) {
    draft.take(TaskKey::Baseline);
    if let Some(cell) = words.baseline {
        draft.keep(cell, KeptWhy::NotWithTheRest);
    }
}

/// The unit of a figure that has none.
fn without_unit(words: &Words<'_>) -> String {
    let text = [words.goal, words.title]
        .into_iter()
        .flatten()
        .map(|cell| folded(&cell.words))
        .collect::<String>();
    let particles = text.contains("pm2.5") || text.contains("pm10");
    if particles { "微克/立方米" } else { "个" }.to_owned()
}

/// Whether the words around a percentage name a growth rate or a share.
fn says_rate(words: &Words<'_>) -> bool {
    const RATES: [&str; 10] =
        ["增长", "增速", "增幅", "比例", "占比", "比重", "合格率", "率达", "growth", "ratio"];
    let texts = [words.title, words.goal, words.target].into_iter().flatten();
    let says = |text: &str| {
        let text = plain(text);
        !text.contains("完成率")
            && (text.ends_with('率') || RATES.iter().any(|word| text.contains(word)))
    };
    texts.into_iter().any(|cell| says(&cell.words))
}

fn baseline(words: &Words<'_>, draft: &mut Draft<'_>) -> Option<Quantity> {
    let cell = words.baseline?;
    let unit = words.unit(cell).unwrap_or_default();
    let text = plain(&cell.words);
    let stated = typed(&text).or_else(|_| measured(&text, &unit)).ok();
    let stated = stated.or_else(|| typed(text.strip_suffix('%')?).ok());
    let found = match stated {
        Some(number) => Some((number, None)),
        None => match &quantities(&cell.words, words.term)[..] {
            [only] => Some((only.number, Some(CheckWhy::FromWords))),
            _ => None,
        },
    };
    let Some((number, why)) = found else {
        draft.keep(cell, KeptWhy::NoFigure);
        return None;
    };
    draft.put(TaskKey::Baseline, Value::Number(number));
    if let Some(why) = why {
        draft.check(TaskKey::Baseline, &cell.at, why);
    }
    Some(number)
}

/// A baseline and a unit say nothing where there is no target.
fn without_target(words: &Words<'_>, draft: &mut Draft<'_>) {
    for cell in [words.baseline, words.unit].into_iter().flatten() {
        draft.keep(cell, KeptWhy::NotWithTheRest);
    }
}
