//! One row of a plan as a task: each of its cells is a value, or kept.

use super::amount::amount;
use super::departments::Departments;
use super::draft::{Draft, on_one_line};
use super::figures::{Words, figures};
use super::nodes::{Node, last_day, nodes, progress, says_nothing};
use super::people::people;
use super::pipelines::Pipelines;
use super::points::points;
use super::reaches::{Frame, last_quantity};
use super::times::{Days, times};
use super::{CheckWhy, KeptWhy};
use crate::edit::Value;
use crate::exchange::number::typed;
use crate::exchange::plan::{PlanCell, PlanColumn, PlanRow, PlanTable};
use crate::ledger::{KeyType, Kind, Measure, Quantity, TaskKey, Term, stable};

/// What a row is read with.
pub(super) struct Reader<'p> {
    pub table: &'p PlanTable,
    pub term: Term,
    pub pipelines: &'p Pipelines,
}

/// What a part has from its heading.
#[derive(Clone, Copy)]
pub(super) struct Above {
    pub days: Days,
    pub is_heading: bool,
    pub has_owner: bool,
}

impl<'p> Reader<'p> {
    /// The task of a row, with its days.
    pub(super) fn task(
        &self,
        row: &PlanRow,
        above: Above,
        departments: &mut Departments,
    ) -> (Draft<'p>, Days) {
        let mut draft = Draft::new(&self.table.columns);
        self.words(row, &mut draft);
        people(row, departments, above.has_owner, &mut draft);
        let mut nodes = nodes(row, self.term, &mut draft);
        nodes.extend(progress(row, self.term, !nodes.is_empty(), &mut draft));
        let days =
            times(row, self.term, (above.days, above.is_heading), last_day(&nodes), &mut draft);
        self.measure(row, days, nodes, &mut draft);
        (draft, days)
    }

    /// The heading of parts, which has no figures.
    pub(super) fn heading(
        &self,
        row: &PlanRow,
        above: Above,
        departments: &mut Departments,
    ) -> (Draft<'p>, Days) {
        let mut draft = Draft::new(&self.table.columns);
        self.words(row, &mut draft);
        let named = row.cells.iter().any(|cell| {
            matches!(cell.column, PlanColumn::Owner | PlanColumn::Units | PlanColumn::With)
        });
        if named {
            people(row, departments, above.has_owner, &mut draft);
        }
        let days = times(row, self.term, (above.days, true), None, &mut draft);
        for cell in &row.cells {
            let figure = match cell.column {
                PlanColumn::Target
                | PlanColumn::Baseline
                | PlanColumn::Unit
                | PlanColumn::Progress
                | PlanColumn::Node(..) => true,
                PlanColumn::Goal => typed(&cell.words).is_ok(),
                _ => false,
            };
            if figure && !says_nothing(&cell.words) {
                draft.keep(cell, KeptWhy::OfAHeading);
            }
        }
        (draft, days)
    }

    /// What is taken over as it stands, and amounts, weights, kinds.
    fn words(&self, row: &PlanRow, draft: &mut Draft<'_>) {
        let mut seen: Vec<&PlanColumn> = Vec::new();
        for cell in &row.cells {
            let again = seen.contains(&&cell.column);
            seen.push(&cell.column);
            self.cell(cell, again, draft);
        }
        if let Some(number) = &row.number {
            draft.put_text(TaskKey::No, number);
        }
    }

    fn cell(&self, cell: &PlanCell, again: bool, draft: &mut Draft<'_>) {
        let text = |key: TaskKey, draft: &mut Draft<'_>| draft.put_text(key, &cell.words);
        match &cell.column {
            PlanColumn::Leader => text(TaskKey::Leader, draft),
            PlanColumn::Person => text(TaskKey::Person, draft),
            PlanColumn::Phone => text(TaskKey::Phone, draft),
            PlanColumn::Source => text(TaskKey::Source, draft),
            PlanColumn::Remark => draft.remark(&cell.words),
            PlanColumn::Goal => {
                // A bare number is the target; it says nothing in words.
                if typed(&cell.words).is_err() && !says_nothing(&cell.words) {
                    draft.put_text(TaskKey::Goal, &cell.words);
                } else if again {
                    draft.keep(cell, KeptWhy::NotWithTheRest);
                }
            }
            PlanColumn::Measures => put_list(TaskKey::Measures, &cell.words, draft),
            PlanColumn::Levers => put_list(TaskKey::Levers, &cell.words, draft),
            PlanColumn::Tags => put_list(TaskKey::Tags, &cell.words, draft),
            PlanColumn::Total => put_amount(TaskKey::Total, cell, again, draft),
            PlanColumn::Invest => put_amount(TaskKey::Invest, cell, again, draft),
            PlanColumn::Weight => put_weight(cell, again, draft),
            PlanColumn::Key => put_key(cell, draft),
            PlanColumn::Kind => put_kind(cell, draft),
            PlanColumn::Other => {
                if !says_nothing(&cell.words) {
                    draft.keep(cell, KeptWhy::NoKey);
                }
            }
            // A second one of these would change what the first says.
            PlanColumn::Title
            | PlanColumn::Target
            | PlanColumn::Baseline
            | PlanColumn::Unit
            | PlanColumn::Start
            | PlanColumn::Due
            | PlanColumn::Id
            | PlanColumn::Area => {
                if again {
                    draft.keep(cell, KeptWhy::NotWithTheRest);
                }
            }
            PlanColumn::No
            | PlanColumn::Owner
            | PlanColumn::With
            | PlanColumn::Units
            | PlanColumn::Progress
            | PlanColumn::Node(..) => {}
        }
    }

    /// What the task is measured by: figures, steps, or only whether it is done.
    fn measure(&self, row: &PlanRow, days: Days, mut nodes: Vec<Node>, draft: &mut Draft<'_>) {
        let levels = nodes.iter().any(|node| node.is_level);
        let pipeline = self.pipelines.of(row.table).filter(|_| levels);
        // A plan leads to a deadline, and one by levels has no other steps.
        let no_plan = draft.text(TaskKey::Kind) == Some(Kind::Duty.name()) || days.standing;
        let fits = |node: &Node| !no_plan && (pipeline.is_none() || node.is_level);
        for node in nodes.extract_if(.., |node| !fits(node)) {
            node.keep(draft);
        }
        if draft.text(TaskKey::Kind) == Some(Kind::Duty.name()) {
            for column in [PlanColumn::Target, PlanColumn::Baseline, PlanColumn::Unit] {
                if let Some(cell) = row.cell(&column) {
                    draft.keep(cell, KeptWhy::NotWithTheRest);
                }
            }
            return;
        }
        figures(&Words::of(row, levels && !nodes.is_empty(), self.term), draft);
        if !draft.has(TaskKey::Target) && !draft.has(TaskKey::Indicators) {
            target_of_nodes(&nodes, draft);
        }
        let last_level = match pipeline.filter(|_| !nodes.is_empty()) {
            Some((id, last)) => {
                draft.put_text(TaskKey::Pipeline, id);
                Some(last.to_owned())
            }
            None => None,
        };
        let frame = frame(days, last_level, draft);
        draft.plan = points(nodes, &frame, draft);
        if frame.last_level.is_some() && draft.plan.is_empty() {
            draft.take(TaskKey::Pipeline);
        }
        let counted = [TaskKey::Target, TaskKey::Indicators, TaskKey::Pipeline]
            .iter()
            .any(|key| draft.has(*key));
        if !counted && draft.plan.is_empty() {
            draft.put_text(TaskKey::Measure, Measure::None.name());
            draft.check(TaskKey::Measure, &row.at, CheckWhy::NotStated);
        }
    }
}

/// The last of nodes that are quantities of one unit is the target, where no other words say it.
fn target_of_nodes(nodes: &[Node], draft: &mut Draft<'_>) {
    if let Some((number, unit, at)) = last_quantity(nodes) {
        draft.put(TaskKey::Target, Value::Number(number));
        draft.put(TaskKey::Unit, Value::Text(unit));
        draft.check(TaskKey::Target, &at, CheckWhy::FromWords);
        draft.check(TaskKey::Unit, &at, CheckWhy::FromWords);
    }
}

fn frame(days: Days, last_level: Option<String>, draft: &Draft<'_>) -> Frame {
    let number = |key: TaskKey| {
        let (_, value) = draft.fields.iter().find(|(own, _)| *own == key)?;
        if let Value::Number(number) = value { Some(*number) } else { None }
    };
    Frame {
        start: days.start,
        due: days.due,
        baseline: number(TaskKey::Baseline).unwrap_or_default(),
        target: number(TaskKey::Target),
        unit: draft.text(TaskKey::Unit).map(str::to_owned),
        rate: draft.text(TaskKey::Measure) == Some(Measure::Rate.name()),
        last_level,
    }
}

/// A list over lines, or with marks between its items.
fn put_list(key: TaskKey, words: &str, draft: &mut Draft<'_>) {
    if says_nothing(words) {
        return;
    }
    let by_line = words.trim().lines().count() > 1;
    let strong = words.contains(['；', ';']);
    let cut = |letter: char| match letter {
        '\n' | '\r' => true,
        '；' | ';' => !by_line || strong,
        '、' => !by_line && !strong && !words.contains(['，', '。', ',']),
        _ => false,
    };
    let items = words.split(cut).map(on_one_line).map(|item| without_number(&item).to_owned());
    let items: Vec<String> = items.filter(|item| item.chars().any(char::is_alphanumeric)).collect();
    if !items.is_empty() {
        draft.put(key, Value::Texts(items));
    }
}

/// `1.逐户会商` without its number.
fn without_number(item: &str) -> &str {
    let rest = item
        .trim_start_matches(['（', '('])
        .trim_start_matches(|letter: char| letter.is_ascii_digit());
    let has_number = rest.len() < item.len();
    match rest.strip_prefix(['.', '．', '、', ')', '）']) {
        Some(rest) if has_number && !rest.starts_with(|next: char| next.is_ascii_digit()) => {
            rest.trim()
        }
        _ => item.trim_end_matches('。'),
    }
}

fn put_amount(key: TaskKey, cell: &PlanCell, again: bool, draft: &mut Draft<'_>) {
    if says_nothing(&cell.words) {
        return;
    }
    match amount(&cell.words, cell.unit.as_deref()).filter(|_| !again) {
        Some(amount) => {
            draft.put(key, Value::Number(amount.value));
            if !amount.has_unit {
                draft.check(key, &cell.at, CheckWhy::NotStated);
            }
            if amount.is_about {
                draft.check(key, &cell.at, CheckWhy::FromWords);
                draft.keep(cell, KeptWhy::MoreWords);
            }
        }
        None => draft.keep(cell, KeptWhy::NoFigure),
    }
}

fn put_weight(cell: &PlanCell, again: bool, draft: &mut Draft<'_>) {
    let number = typed(&cell.words).ok().filter(|number| *number >= Quantity::default() && !again);
    match number {
        Some(number) => draft.put(TaskKey::Weight, Value::Number(number)),
        None if says_nothing(&cell.words) => {}
        None => draft.keep(cell, KeptWhy::NoFigure),
    }
}

fn put_key(cell: &PlanCell, draft: &mut Draft<'_>) {
    match cell.words.trim().to_lowercase().as_str() {
        "是" | "√" | "✓" | "✔" | "★" | "☆" | "▲" | "●" | "y" | "yes" | "true" | "1" | "重点"
        | "是重点" | "key" | "x" => {
            draft.put(TaskKey::Key, Value::Flag(true));
        }
        "否" | "非" | "×" | "n" | "no" | "false" | "0" | "一般" | "非重点" => {}
        _ if says_nothing(&cell.words) => {}
        _ => draft.keep(cell, KeptWhy::NoSuchValue),
    }
}

fn put_kind(cell: &PlanCell, draft: &mut Draft<'_>) {
    match stable(KeyType::Kind, &cell.words) {
        Some(name) => draft.put_text(TaskKey::Kind, name),
        None => draft.keep(cell, KeptWhy::NoSuchValue),
    }
}
