//! The figures of the steps of a task: what is reached so far, what each adds, or shares of the target.

use super::counted::Counted;
use super::nodes::Node;
use super::quantity::quantities;
use crate::account::Address;
use crate::exchange::number::typed;
use crate::ledger::{Quantity, in_money, is_counted_whole, same_unit};
use chrono::NaiveDate;

/// What the task is held against when its points are placed.
pub(super) struct Frame {
    pub start: NaiveDate,
    pub due: NaiveDate,
    pub baseline: Quantity,
    pub target: Option<Quantity>,
    pub unit: Option<String>,
    /// Points may lie on any side of the target and of each other.
    pub rate: bool,
    /// A level before the last one of its pipeline cannot stand on the deadline.
    pub last_level: Option<String>,
}

/// The quantity of each point, where all have one of the unit of the task and they lead from its baseline to its target.
pub(super) fn reaches(placed: &[Node], frame: &Frame) -> Option<Vec<Quantity>> {
    let target = frame.target?;
    let unit = frame.unit.as_deref()?;
    let is_last = |node: &Node| node.by == frame.due && placed.len() > 1;
    let each = placed.iter().map(|node| {
        let all_done = (is_last(node) && is_all(node)).then_some(target);
        reach(node, unit).or(all_done)
    });
    let Some(reaches) = each.collect::<Option<Vec<Quantity>>>() else {
        return shares(placed, frame, target)
            .filter(|reaches| leads(placed, reaches, frame, target));
    };
    if leads(placed, &reaches, frame, target) {
        return Some(reaches);
    }
    let sums = sums(&reaches, frame.baseline)?;
    (!frame.rate && sums.last() == Some(&target) && leads(placed, &sums, frame, target))
        .then_some(sums)
}

/// Whether figures lead from the baseline to the target; a point on the deadline is the end.
fn leads(placed: &[Node], reaches: &[Quantity], frame: &Frame, target: Quantity) -> bool {
    let mut ends = placed.iter().zip(reaches);
    let fits = ends.all(|(node, reach)| node.by < frame.due || *reach == target);
    let (low, high) = (frame.baseline.min(target), frame.baseline.max(target));
    let rises = target >= frame.baseline;
    let is_way = reaches.is_sorted_by(|one, next| if rises { one <= next } else { one >= next });
    let within = reaches.iter().all(|reach| (low..=high).contains(reach));
    !reaches.is_empty() && fits && (frame.rate || is_way && within)
}

/// What is reached where each step says what it adds: 2条, 4条, 3条, 3条.
fn sums(added: &[Quantity], baseline: Quantity) -> Option<Vec<Quantity>> {
    let mut sum = baseline;
    let each = added.iter().map(|more| {
        sum = sum.plus(*more).ok()?;
        Some(sum)
    });
    each.collect()
}

/// Shares of the target: 25%, 50%, 100% of 12条. Things that are counted whole are not parted.
fn shares(placed: &[Node], frame: &Frame, target: Quantity) -> Option<Vec<Quantity>> {
    let unit = frame.unit.as_deref().filter(|unit| !frame.rate && *unit != "%")?;
    let base = i128::from(frame.baseline.millionths());
    let way = i128::from(target.millionths()) - base;
    let hundred = i128::from(Quantity::whole(100).millionths());
    let each = placed.iter().map(|node| {
        let part = way * i128::from(reach(node, "%")?.millionths());
        let reached = i64::try_from(base + part / hundred).ok()?;
        let is_part = is_counted_whole(unit) && reached % Quantity::ONE != 0;
        (part % hundred == 0 && !is_part).then_some(Quantity::from_millionths(reached))
    });
    each.collect()
}

/// Whether words say that all is done.
fn is_all(node: &Node) -> bool {
    matches!(
        node.step.as_str(),
        "全部完成"
            | "全面完成"
            | "完成"
            | "完成任务"
            | "完成全年任务"
            | "完成全年目标"
            | "完成年度目标"
            | "全部建成"
    )
}

fn reach(node: &Node, unit: &str) -> Option<Quantity> {
    if node.is_level {
        return None;
    }
    let bare = node.words.trim();
    let percent = bare.strip_suffix(['%', '％']).filter(|_| unit == "%");
    // A bare number counts in the unit of the task; of a share of it the sign must be written.
    if let Ok(number) = typed(percent.unwrap_or(bare)) {
        return Some(number);
    }
    match &quantities(&node.words, node.term)[..] {
        [only] if !only.several => in_unit(only, unit),
        _ => None,
    }
}

/// A quantity in another unit: of money, or with 万.
fn in_unit(counted: &Counted, unit: &str) -> Option<Quantity> {
    let own = counted.unit.as_deref()?;
    if same_unit(own, unit) {
        return Some(counted.number);
    }
    if let Some(amount) = in_money(counted.number, own, unit) {
        return amount.ok();
    }
    let millionths = counted.number.millionths();
    if own.strip_prefix('万').is_some_and(|own| same_unit(own, unit)) {
        return millionths.checked_mul(10_000).map(Quantity::from_millionths);
    }
    let in_ten_thousands = unit.strip_prefix('万').is_some_and(|unit| same_unit(own, unit));
    (in_ten_thousands && millionths % 10_000 == 0)
        .then(|| Quantity::from_millionths(millionths / 10_000))
}

/// Whether the words of a step count something.
pub(super) fn has_figure(node: &Node) -> bool {
    !node.is_level
        && (typed(node.words.trim()).is_ok() || !quantities(&node.words, node.term).is_empty())
}

/// The target that the last node names, where no other words do.
pub(super) fn last_quantity(nodes: &[Node]) -> Option<(Quantity, String, Address)> {
    let each = nodes.iter().map(|node| {
        let found = quantities(&node.words, node.term);
        let [only] = &found[..] else { return None };
        let is_way = |unit: &String| !only.rate || unit == "%";
        let unit = only.unit.clone().filter(|unit| is_way(unit) && !node.is_level)?;
        Some((only.number, unit, node.at.clone()))
    });
    let all: Vec<(Quantity, String, Address)> = each.collect::<Option<_>>()?;
    let one_unit = all.windows(2).all(
        |pair| matches!(pair, [(one, unit, _), (next, other, _)] if unit == other && one <= next),
    );
    // Of shares of the work, the whole of it.
    let is_whole = |(number, unit, _): &&(Quantity, String, Address)| {
        unit != "%" || (*number == Quantity::whole(100) && all.len() > 1)
    };
    let last = all.last().filter(|(number, ..)| one_unit && *number > Quantity::default());
    last.filter(is_whole).cloned()
}
