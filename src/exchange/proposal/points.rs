//! The steps of a task as the points of its plan.
//!
//! Points lie between the first day and the deadline, each later than the one before, and lead up to the target; what does not fit is
//! kept in the remark.

use super::CheckWhy;
use super::draft::Draft;
use super::nodes::Node;
use super::reaches::{Frame, are_other_shares, has_figure, reaches};
use crate::edit::NewPoint;
use crate::ledger::TaskKey;

/// The points of a plan.
pub(super) fn points(nodes: Vec<Node>, frame: &Frame, draft: &mut Draft<'_>) -> Vec<NewPoint> {
    let mut placed: Vec<Node> = Vec::new();
    for mut node in nodes {
        // The last quarter of a task is as long as the task.
        if node.by > frame.due && node.first <= frame.due {
            node.by = frame.due;
        }
        let before = placed.last().map(|last| last.by);
        let outside = node.by < frame.start
            || node.by > frame.due
            || before.is_some_and(|before| node.by <= before);
        let half_way = node.by == frame.due
            && frame.last_level.as_ref().is_some_and(|last| *last != node.step);
        if outside || half_way {
            node.keep(draft);
            continue;
        }
        if placed.iter().any(|other| other.step == node.step) {
            let day = node.by.format("%-m月%-d日").to_string();
            let label = if node.label.is_empty() { &day } else { &node.label };
            node.step = format!("{}（{label}）", node.step);
        }
        placed.push(node);
    }
    for node in &placed {
        if node.in_words {
            draft.check(TaskKey::Plan, &node.at, CheckWhy::FromWords);
        }
    }
    let Some(reaches) = reaches(&placed, frame) else {
        // No step can be planned at a share of its own; the words stay.
        if are_other_shares(&placed) {
            for node in &placed {
                node.keep(draft);
                draft.check(TaskKey::Plan, &node.at, CheckWhy::Unfit);
            }
            return Vec::new();
        }
        // Figures that lead to no target are steps by their words; and where the task has a quantity, somebody decides
        // whether it goes by that or by its steps.
        let is_counted = frame.last_level.is_none()
            && (draft.has(TaskKey::Target) || draft.has(TaskKey::Indicators));
        if let Some(node) = placed.iter().find(|node| is_counted || has_figure(node)) {
            draft.check(TaskKey::Plan, &node.at, CheckWhy::FromWords);
        }
        return placed
            .into_iter()
            .map(|node| NewPoint { by: node.by, reach: None, step: Some(node.step) })
            .collect();
    };
    if let Some(first) = placed.first() {
        draft.check(TaskKey::Plan, &first.at, CheckWhy::FromWords);
    }
    let counted = placed.into_iter().zip(reaches);
    // The target itself is the end of the plan and need not be said again.
    let counted = counted
        .filter(|(node, reach)| frame.rate || node.by < frame.due || Some(*reach) != frame.target);
    counted.map(|(node, reach)| NewPoint { by: node.by, reach: Some(reach), step: None }).collect()
}
