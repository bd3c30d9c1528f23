//! The table of a plan, read from the disk with the mapping that goes with it; and what is told of it.

use crate::edge::{files, output_files};
use crate::outcome::Outcome;
use crate::replies;
use duban::account::{SheetFate, column_letters};
use duban::diagnostic::nearest;
use duban::edit::Value;
use duban::exchange::{
    self, LeftCell, LeftWhy, MapFault, MapMiss, MapProblem, MappedColumn, PlanColumn, PlanMap,
    PlanTable, Proposals, ProposedDepartment, ProposedTask, Sheet,
};
use duban::ledger::{Locale, TaskId, TaskKey};
use duban::page::entries::imported::{
    CellLeft, CellLeftWhy, ColumnRead, Imported, SheetRead, TaskProposed,
};
use duban::page::refusals::importing::{ImportRefused, MapFaultWords, MapMissWords};
use duban::source::SourceFile;
use std::collections::BTreeMap;
use std::path::Path;

/// A table of a plan, and the name of its file.
pub(crate) struct PlanFile {
    pub(crate) name: String,
    pub(crate) table: PlanTable,
}

impl PlanFile {
    /// Reads the table; the sheets asked for, by the mapping where one is given.
    pub(crate) fn read(
        path: &Path,
        sheets: &[String],
        map: Option<&Path>,
        lang: Locale,
    ) -> Result<Self, Outcome> {
        let shown = path.display().to_string();
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut mapping = map.map(|path| read_map(path, lang)).transpose()?.unwrap_or_default();
        if !sheets.is_empty() {
            mapping.sheets = sheets.to_vec();
        }
        let found = replies::table(path, lang).map_err(|refused| refused.refusal(&shown, lang))?;
        let table = exchange::plan_table(&found, &mapping);
        if !table.missed.is_empty() {
            let misses = table.missed.into_iter().map(miss).collect();
            return Err(ImportRefused::MapMisses { file: shown, misses }.refusal(lang).into());
        }
        if table.rows.is_empty() && files::bytes(path)?.is_empty() {
            return Err(ImportRefused::EmptyFile { file: shown }.refusal(lang).into());
        }
        if table.rows.is_empty() {
            return Err(no_tasks(shown, &found).refusal(lang).into());
        }
        Ok(Self { name: file, table })
    }

    /// The year that most of its days name, where nothing above them says one.
    pub(crate) fn usual_year(&self) -> Option<i32> {
        let cells = self.table.rows.iter().flat_map(|row| &row.cells);
        let days = cells.filter(|cell| {
            matches!(cell.column, PlanColumn::Due | PlanColumn::Start | PlanColumn::Node(..))
        });
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for year in days.filter_map(|cell| year_of(&cell.words)) {
            *years.entry(year).or_default() += 1;
        }
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    }

    /// Saves the mapping; one that is there is not overwritten.
    pub(crate) fn save_map(&self, path: &Path, lang: Locale) -> Result<(), Outcome> {
        let text = self.table.map().to_toml();
        if files::exists(path) && files::bytes(path)? != text.as_bytes() {
            let path = path.display().to_string();
            return Err(Outcome::NotWritten(ImportRefused::MapThere { path }.refusal(lang)));
        }
        output_files::write(path, &text)?;
        Ok(())
    }
}

/// The year that a day begins with: 2018-06-30, 2018.6, 2018年底.
fn year_of(words: &str) -> Option<i32> {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    let year = digits.parse().ok().filter(|_| digits.len() == 4 && words.len() > 4);
    year.filter(|year| (1990..2100).contains(year))
}

fn no_tasks(file: String, sheets: &[Sheet]) -> ImportRefused {
    let sheets = sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    ImportRefused::NoTasks { file, sheets }
}

fn read_map(path: &Path, lang: Locale) -> Result<PlanMap, Outcome> {
    let shown = path.display().to_string();
    let bytes = files::bytes(path)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    PlanMap::read(&text).map_err(|problems| {
        let source = SourceFile::new(shown.clone(), text);
        let faults = problems.into_iter().map(|MapProblem { at, fault }| {
            let start = u32::try_from(at.start).unwrap_or(u32::MAX);
            let (line, column) = source.line_column(start);
            (line, column, fault_words(fault))
        });
        ImportRefused::BadMap { file: shown, faults: faults.collect() }.refusal(lang).into()
    })
}

fn fault_words(fault: MapFault) -> MapFaultWords {
    match fault {
        MapFault::Syntax(words) => MapFaultWords::Syntax(words),
        MapFault::Key(key, known) => {
            MapFaultWords::Key(key, known.iter().map(|key| (*key).to_owned()).collect())
        }
        MapFault::Value(key) => MapFaultWords::Value(key),
        MapFault::Column(name) => {
            let nearest = nearest(&name, PlanColumn::names()).map(str::to_owned);
            MapFaultWords::Column(name, nearest)
        }
        MapFault::NoMeaning => MapFaultWords::NoMeaning,
        MapFault::NoPlace => MapFaultWords::NoPlace,
        MapFault::Letters(letters) => MapFaultWords::Letters(letters),
        MapFault::Head(head) => MapFaultWords::Head(head),
        MapFault::Day(day) => MapFaultWords::Day(day),
    }
}

fn miss(miss: MapMiss) -> MapMissWords {
    match miss {
        MapMiss::Sheet(name, known) => MapMissWords::Sheet(name, known),
        MapMiss::Head(sheet, row) => {
            let row = u64::from(row) + 1;
            MapMissWords::Head(
                sheet.map_or_else(|| row.to_string(), |sheet| format!("{sheet}!{row}")),
            )
        }
        MapMiss::Column(column) => MapMissWords::Column(named(&column)),
    }
}

/// A column of a mapping as it is found: by its heading, else by its letters.
fn named(column: &MappedColumn) -> String {
    let letters = || column.column.map(column_letters);
    column.heading.clone().or_else(letters).unwrap_or_default()
}

/// What is told of a table and of what it proposes; `known` are the tasks of its rows that the ledger has, and its departments.
pub(crate) fn report(
    file: &PlanFile,
    proposals: &Proposals,
    (known, departments): (&[Option<TaskId>], &[ProposedDepartment]),
) -> Imported {
    let table = &file.table;
    let is_new = |at: usize| known.get(at).copied().flatten().is_none();
    let new = proposals.tasks.iter().enumerate().filter(|(at, _)| is_new(*at));
    let areas = proposals.areas.iter().map(|area| {
        let tasks = proposals.tasks.iter().filter(|task| task.area == area.id && !task.heading);
        (area.id.clone(), area.name.clone(), tasks.count(), area.file())
    });
    let steps = |steps: &[(String, _)]| steps.iter().map(|(step, _)| step.clone()).collect();
    Imported {
        file: file.name.clone(),
        sheets: sheets(table),
        columns: columns(table),
        areas: areas.collect(),
        departments: proposals
            .departments
            .iter()
            .map(|own| (own.id.clone(), own.name.clone()))
            .collect(),
        pipelines: proposals
            .pipelines
            .iter()
            .map(|own| (own.id.clone(), steps(&own.steps)))
            .collect(),
        tasks: new.map(|(_, task)| line(task, departments, proposals)).collect(),
        cells: cells(table, proposals, is_new),
        ..Imported::default()
    }
}

fn sheets(table: &PlanTable) -> Vec<SheetRead> {
    let sheets = table.sheets.iter().map(|sheet| SheetRead {
        name: sheet.name.clone(),
        fate: sheet.fate,
        hidden_rows: sheet
            .hidden_rows
            .iter()
            .map(|row| (u64::from(*row) + 1).to_string())
            .collect(),
        hidden_columns: sheet.hidden_columns.iter().map(|column| column_letters(*column)).collect(),
    });
    sheets.collect()
}

fn columns(table: &PlanTable) -> Vec<ColumnRead> {
    let columns = table.columns.iter().map(|column| {
        let by = match &column.column {
            PlanColumn::Node(_, Some(day)) => Some((day.year, day.month, day.day)),
            _ => None,
        };
        ColumnRead {
            at: column.at.to_string(),
            heading: column.words.join(" "),
            key: column.column.name().to_owned(),
            unit: column.unit.clone(),
            by,
            hidden: column.hidden,
        }
    });
    columns.collect()
}

fn line(
    task: &ProposedTask,
    departments: &[ProposedDepartment],
    proposals: &Proposals,
) -> TaskProposed {
    let text = |key| match task.field(key) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Date(day)) => day.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Texts(_) | Value::Figures(_) | Value::Flag(_) | Value::Raw(_)) | None => {
            String::new()
        }
    };
    let owner = text(TaskKey::Owner);
    let mut known = departments.iter().chain(&proposals.departments);
    let name = known.find(|department| department.id == owner);
    TaskProposed {
        heading: task.heading,
        at: task.at.to_string(),
        id: task.id.clone(),
        title: text(TaskKey::Title),
        owner: name.map_or(owner, |department| department.name.clone()),
        due: text(TaskKey::Due),
        target: match text(TaskKey::Target).as_str() {
            "" => String::new(),
            target => format!("{target}{}", text(TaskKey::Unit)),
        },
        steps: task.plan.len(),
        checks: task.keys_to_check().into_iter().map(str::to_owned).collect(),
    }
}

/// The cells of new tasks that were not understood, and those of no task: a sheet that was not read stands as one.
fn cells(
    table: &PlanTable,
    proposals: &Proposals,
    is_new: impl Fn(usize) -> bool,
) -> Vec<CellLeft> {
    let kept = proposals.kept.iter().filter(|kept| is_new(kept.task)).map(|kept| CellLeft {
        at: kept.at.to_string(),
        text: kept.text.clone(),
        why: CellLeftWhy::Kept(kept.why),
        kept: proposals.tasks.get(kept.task).map(|task| (task.id.clone(), "remark".to_owned())),
        more: 0,
    });
    let of_sheet =
        |why: LeftWhy| matches!(why, LeftWhy::HiddenSheet | LeftWhy::NotAsked | LeftWhy::NoTable);
    let left = |cell: &LeftCell| CellLeft {
        at: cell.at.to_string(),
        text: cell.text.clone(),
        why: CellLeftWhy::Left(cell.why),
        kept: None,
        more: 0,
    };
    let all = table.left.iter().chain(&proposals.left);
    let alone = all.filter(|cell| !of_sheet(cell.why)).map(left);
    let read = |sheet: &&exchange::PlanSheet| !matches!(sheet.fate, SheetFate::Read(_));
    let whole = table.sheets.iter().filter(read).filter_map(|sheet| {
        let inside =
            table.left.iter().filter(|cell| of_sheet(cell.why) && cell.at.sheet == sheet.name);
        let cells: Vec<&LeftCell> = inside.collect();
        let first = cells.first()?;
        Some(CellLeft { more: cells.len() - 1, ..left(first) })
    });
    kept.chain(alone).chain(whole).collect()
}
