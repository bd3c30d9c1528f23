//! The rows of a table one after the other: areas, headings, tasks with their ids.

use super::areas::Areas;
use super::departments::Departments;
use super::draft::{Draft, on_one_line};
use super::ids::Ids;
use super::pipelines::Pipelines;
use super::task::{Above, Reader};
use super::times::Days;
use super::{Check, CheckWhy, KeptCell, Known, Proposals, ProposedTask};
use crate::edit::Value;
use crate::exchange::plan::{
    LeftCell, LeftWhy, PlanCell, PlanColumn, PlanLevel, PlanRow, PlanTable, SheetFate,
};
use crate::ledger::{TaskKey, Term, is_blank};
use std::collections::HashSet;

/// What a table proposes for a ledger of a term.
pub fn proposed(table: &PlanTable, known: &Known, term: Term) -> Proposals {
    let pipelines = Pipelines::new(known, table);
    let mut maker = Maker {
        known,
        reader: Reader { table, term, pipelines: &pipelines },
        areas: Areas::new(known),
        departments: Departments::new(known),
        ids: Ids::new(known, table),
        done: vec![None; table.rows.len()],
        proposals: Proposals::default(),
    };
    let is_part = |row: &PlanRow| row.level != PlanLevel::Area && title_cell(row).is_some();
    let parts = table.rows.iter().filter(|row| is_part(row));
    let above: HashSet<usize> = parts.filter_map(|row| row.under).collect();
    for (at, row) in table.rows.iter().enumerate() {
        match row.level {
            PlanLevel::Area => maker.area(at, row),
            PlanLevel::Heading => maker.task(at, row, above.contains(&at)),
            PlanLevel::Task => maker.task(at, row, above.contains(&at)),
        }
    }
    let Maker { areas, departments, mut proposals, .. } = maker;
    let used: Vec<String> =
        proposals.tasks.iter().filter_map(|task| text(task, TaskKey::Pipeline)).collect();
    (proposals.areas, proposals.departments) = (areas.proposed(), departments.proposed());
    proposals.pipelines = pipelines.proposed(&used);
    proposals
}

fn text(task: &ProposedTask, key: TaskKey) -> Option<String> {
    if let Some(Value::Text(text)) = task.field(key) { Some(text.clone()) } else { None }
}

/// What became of a row, for the rows under it.
#[derive(Clone, Debug)]
enum Done {
    Area(String),
    Task(usize, Days, bool),
}

struct Maker<'p> {
    known: &'p Known,
    reader: Reader<'p>,
    areas: Areas,
    departments: Departments,
    ids: Ids<'p>,
    done: Vec<Option<Done>>,
    proposals: Proposals,
}

impl Maker<'_> {
    /// A row that names an area; what else stands in it belongs to no task.
    fn area(&mut self, at: usize, row: &PlanRow) {
        let name = row
            .cell(&PlanColumn::Area)
            .or_else(|| row.cell(&PlanColumn::Title))
            .or_else(|| row.cells.first());
        let words = name.map(|cell| on_one_line(&cell.words)).filter(|words| !is_blank(words));
        self.done[at] = words.as_deref().map(|words| Done::Area(self.areas.find(words)));
        let is_name =
            |cell: &&PlanCell| words.is_some() && name.is_some_and(|name| name.at == cell.at);
        let others = row.cells.iter().filter(|cell| !is_name(cell));
        let left = others.map(|cell| LeftCell {
            at: cell.at.clone(),
            text: cell.words.clone(),
            why: LeftWhy::NoTask,
        });
        self.proposals.left.extend(left);
    }

    fn task(&mut self, at: usize, row: &PlanRow, heading: bool) {
        let (parent, above) = self.above(row);
        let reader = &self.reader;
        let (mut draft, days) = match heading {
            true => reader.heading(row, above, &mut self.departments),
            false => reader.task(row, above, &mut self.departments),
        };
        let Some(title) = title(row, &mut draft) else {
            let left = row.cells.iter();
            let left = left.map(|cell| LeftCell {
                at: cell.at.clone(),
                text: cell.words.clone(),
                why: LeftWhy::NoTask,
            });
            self.proposals.left.extend(left);
            return;
        };
        let area = self.area_of(row, parent, &mut draft);
        let owner = draft.text(TaskKey::Owner).map(str::to_owned);
        let above_id =
            parent.and_then(|at| self.proposals.tasks.get(at)).map(|task| task.id.clone());
        let series = self.areas.series(&area);
        let (id, id_stated) = self.ids.id(
            row,
            (&title, owner.as_deref()),
            (&series, above_id.as_deref()),
            &mut draft,
        );
        draft.put(TaskKey::Id, Value::Text(id.clone()));
        draft.put(TaskKey::Title, Value::Text(title));
        draft.put(TaskKey::Area, Value::Text(area.clone()));
        if let Some(above_id) = &above_id {
            draft.put_text(TaskKey::Parent, above_id);
        }
        if let Some(remark) = draft.whole_remark() {
            draft.put(TaskKey::Remark, Value::Text(remark));
        }
        let task = self.proposals.tasks.len();
        let has_owner = draft.has(TaskKey::Owner) || above.has_owner;
        let kept = draft.kept.into_iter().map(|(at, text, why)| KeptCell { at, task, text, why });
        self.proposals.kept.extend(kept);
        self.proposals.tasks.push(ProposedTask {
            at: row.at.clone(),
            row: at,
            id,
            id_stated,
            area,
            fields: draft
                .fields
                .into_iter()
                .map(|(key, value)| (key.name().to_owned(), value))
                .collect(),
            plan: draft.plan,
            read: words_read(row, &draft.checks),
            checks: draft.checks,
            heading,
            parent: above_id,
        });
        self.done[at] = Some(Done::Task(task, days, has_owner));
    }

    /// The heading of a row among the proposed tasks, and what the row has from it.
    fn above(&self, row: &PlanRow) -> (Option<usize>, Above) {
        let none =
            Above { days: Days::of_term(self.reader.term), is_heading: false, has_owner: false };
        match row.under.and_then(|at| self.done.get(at)?.as_ref()) {
            Some(Done::Task(task, days, has_owner)) => {
                (Some(*task), Above { days: *days, is_heading: true, has_owner: *has_owner })
            }
            Some(Done::Area(_)) | None => (None, none),
        }
    }

    /// The area of a row: of its column, of the rows above it, of its sheet, of the file that it goes to.
    fn area_of(&mut self, row: &PlanRow, parent: Option<usize>, draft: &mut Draft<'_>) -> String {
        let cell = row.cell(&PlanColumn::Area).filter(|cell| !is_blank(&cell.words));
        if let Some(cell) = cell {
            return self.areas.find(&on_one_line(&cell.words));
        }
        let mut under = row.under;
        // Rows stand below what they are under, so that this ends.
        while let Some(at) = under {
            if let Some(Some(Done::Area(id))) = self.done.get(at) {
                return id.clone();
            }
            under = self
                .reader
                .table
                .rows
                .get(at)
                .and_then(|row| row.under)
                .filter(|above| *above < at);
        }
        if let Some(task) = parent.and_then(|at| self.proposals.tasks.get(at)) {
            return task.area.clone();
        }
        if let Some(name) = self.sheet(row) {
            draft.check(TaskKey::Area, &row.at, CheckWhy::FromWords);
            return self.areas.find(&name);
        }
        draft.check(TaskKey::Area, &row.at, CheckWhy::NotStated);
        match (&self.known.area, self.known.areas.as_slice()) {
            (Some(id), _) => id.clone(),
            (None, [only]) => only.id.clone(),
            (None, _) => self.areas.find("重点工作"),
        }
    }

    /// The name of its sheet, where several sheets have tables: an area a sheet.
    fn sheet(&self, row: &PlanRow) -> Option<String> {
        let read = |fate: SheetFate| matches!(fate, SheetFate::Read(_));
        let several = self.reader.table.sheets.iter().filter(|sheet| read(sheet.fate)).count() > 1;
        let name = row.at.sheet.as_deref().filter(|_| several)?;
        let is_usual = name.to_lowercase().starts_with("sheet") || name.starts_with("工作表");
        (!is_usual).then(|| on_one_line(name))
    }
}

/// The words of the cells that were read, by key; a title and a goal are kept as they are.
fn words_read(row: &PlanRow, checks: &[Check]) -> Vec<(TaskKey, String)> {
    let mut read: Vec<(TaskKey, String)> = Vec::new();
    for check in checks.iter().filter(|check| check.why != CheckWhy::NotStated) {
        if read.iter().any(|(key, _)| *key == check.key) {
            continue;
        }
        let is_read = |cell: &&PlanCell| match (&cell.column, check.key) {
            (PlanColumn::Title | PlanColumn::Goal | PlanColumn::No, _) => false,
            // A plan is all of its steps, whichever of them was doubtful.
            (PlanColumn::Node(..) | PlanColumn::Progress, TaskKey::Plan) => true,
            _ => checks.iter().any(|own| own.key == check.key && own.at == cell.at),
        };
        let cells = row.cells.iter().filter(is_read);
        let words: Vec<String> = cells.map(|cell| on_one_line(&cell.words)).collect();
        let words = words.join("；");
        // Several figures of one cell stand and fall together.
        let is_figure = matches!(
            check.key,
            TaskKey::Unit | TaskKey::Measure | TaskKey::Better | TaskKey::Baseline
        );
        let is_known = is_figure && read.iter().any(|(_, known)| *known == words);
        if !words.is_empty() && !is_known {
            read.push((check.key, words));
        }
    }
    read
}

/// The title of a row; where it has none, the first words of its goal.
fn title(row: &PlanRow, draft: &mut Draft<'_>) -> Option<String> {
    let cell = title_cell(row)?;
    let words = on_one_line(&cell.words);
    if cell.column == PlanColumn::Title {
        return Some(words);
    }
    draft.check(TaskKey::Title, &cell.at, CheckWhy::NotStated);
    let first = words.split(['，', '。', '；', ';']).next().filter(|first| !is_blank(first));
    Some(first.unwrap_or(&words).chars().take(40).collect())
}

/// The cell that names a task.
fn title_cell(row: &PlanRow) -> Option<&PlanCell> {
    let says = |cell: &&PlanCell| !is_blank(&on_one_line(&cell.words));
    let cell = |column| row.cell(&column).filter(says);
    cell(PlanColumn::Title).or_else(|| cell(PlanColumn::Goal))
}
