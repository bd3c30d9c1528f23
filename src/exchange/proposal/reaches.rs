//! The figures of the steps of a task: what is reached so far, what each adds, or shares of the target.

use super::arabic::{plain, without_group_marks};
use super::nodes::Node;
use super::number_words::number_at_head;
use super::quantity::quantities;
use crate::account::Address;
use crate::exchange::number::typed;
use crate::ledger::{Quantity, half_width, in_unit, is_counted_whole, scaled};
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
        let part = way * i128::from(share(node)?.millionths());
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
        [only] if !only.several => in_unit(only.number, only.unit.as_deref()?, unit)?.ok(),
        [] => without_unit(bare, unit),
        _ => None,
    }
}

/// A number among words that say nothing of it, which counts in the unit of the task: 2万, 累计完成5万, 约8千, 完成20.
fn without_unit(words: &str, unit: &str) -> Option<Quantity> {
    const BEFORE: [&str; 16] = [
        "累计",
        "完成",
        "实现",
        "达到",
        "达",
        "到",
        "至",
        "约",
        "共",
        "力争",
        "确保",
        "不少于",
        "不低于",
        "超过",
        "超",
        "任务",
    ];
    let text = without_group_marks(&plain(words));
    let mut rest = text.as_str();
    while let Some(shorter) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let (number, length) = number_at_head(rest)?;
    let number = number.filter(|own| own.high.is_none() && own.share.is_none() && unit != "%")?;
    let ends = matches!(rest.get(length..)?, "" | "以上" | "左右" | "余");
    let (_, one) = scaled(unit);
    let says_scale = rest.get(..length)?.ends_with(['百', '千', '万', '亿']);
    match says_scale {
        _ if !ends => None,
        true => in_unit(number.value, &format!("{}{one}", number.scale), unit)?.ok(),
        false => Some(number.value),
    }
}

/// A share of the work, with its sign.
fn share(node: &Node) -> Option<Quantity> {
    let is_share = node.words.contains(['%', '％']) || node.words.contains("百分之");
    reach(node, "%").filter(|_| is_share)
}

/// Whether each point says a share of the work, and another one than steps would be planned at: the k-th of n at k/n.
pub(super) fn are_other_shares(placed: &[Node]) -> bool {
    let stated: Option<Vec<Quantity>> = placed.iter().map(share).collect();
    let count = i64::try_from(placed.len()).unwrap_or(i64::MAX);
    stated.is_some_and(|stated| {
        (1..).zip(&stated).any(|(place, share)| {
            let planned = i128::from(Quantity::whole(100).millionths()) * i128::from(place);
            i128::from(share.millionths()) * i128::from(count) != planned
        })
    })
}

/// Whether the words of a step may count something; a unit that nobody knows is one too.
pub(super) fn has_figure(node: &Node) -> bool {
    let has_number = |letter: char| letter.is_ascii_digit() || half_width(letter).is_ascii_digit();
    !node.is_level
        && (node.words.contains(has_number) || !quantities(&node.words, node.term).is_empty())
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
