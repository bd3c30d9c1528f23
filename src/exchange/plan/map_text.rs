//! A mapping as a file of TOML: read with every fault at its place, and written.

use super::column::{NodeDay, PlanColumn};
use super::map::{MappedColumn, MappedTable, MappedTo, PlanMap};
use super::node::node_day;
use super::words;
use crate::account::{column_letters, column_named};
use std::fmt::Write;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_writer::{ToTomlValue, TomlStringBuilder};

/// A fault of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapProblem {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What is wrong.
    pub fault: MapFault,
}

/// What is wrong in a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// No TOML; what the reader says, in English.
    Syntax(String),
    /// A key that no mapping has; those that may stand here.
    Key(String, &'static [&'static str]),
    /// Another kind of value than its key takes: the key.
    Value(String),
    /// A name that no column has.
    Column(String),
    /// A column without `is`.
    NoMeaning,
    /// A column with neither `column` nor `heading`.
    NoPlace,
    /// Letters that name no column of a sheet.
    Letters(String),
    /// Rows that name no head: `3`, `"3-4"`.
    Head(String),
    /// A day that is none: `by = "06-30"`.
    Day(String),
}

const OF_MAP: &[&str] = &["sheets", "table"];
const OF_TABLE: &[&str] = &["sheet", "head", "columns"];
const OF_COLUMN: &[&str] = &["column", "heading", "is", "unit", "label", "by"];

type Keys<'i> = DeTable<'i>;

impl PlanMap {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Every fault in it.
    pub fn read(text: &str) -> Result<Self, Vec<MapProblem>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (document, errors) = DeTable::parse_recoverable(text);
        let syntax = errors.iter().map(|error| MapProblem {
            at: error.span().unwrap_or(0..0),
            fault: MapFault::Syntax(error.message().to_owned()),
        });
        let mut reader = Reader { problems: syntax.collect() };
        let map = reader.map(document.get_ref());
        if reader.problems.is_empty() { Ok(map) } else { Err(reader.problems) }
    }

    /// Writes it: what [`PlanMap::read`] reads.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        if !self.sheets.is_empty() {
            let names: Vec<String> = self.sheets.iter().map(|name| quoted(name)).collect();
            push(&mut text, format_args!("sheets = [{}]\n\n", names.join(", ")));
        }
        for (index, table) in self.tables.iter().enumerate() {
            let blank = if index > 0 { "\n" } else { "" };
            push(&mut text, format_args!("{blank}[[table]]\n"));
            if let Some(sheet) = &table.sheet {
                push(&mut text, format_args!("sheet = {}\n", quoted(sheet)));
            }
            match table.head.map(|(first, last)| (first.saturating_add(1), last.saturating_add(1)))
            {
                Some((first, last)) if first == last => {
                    push(&mut text, format_args!("head = {first}\n"))
                }
                Some((first, last)) => push(&mut text, format_args!("head = \"{first}-{last}\"\n")),
                None => {}
            }
            text.push_str("columns = [\n");
            for column in &table.columns {
                push(&mut text, format_args!("  {{ {} }},\n", written(column)));
            }
            text.push_str("]\n");
        }
        text
    }
}

/// Nothing fails when a `String` is written to.
fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    let _: std::fmt::Result = text.write_fmt(more);
}

fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

fn written(column: &MappedColumn) -> String {
    let mut pairs = Vec::new();
    pairs.extend(column.column.map(|place| format!("column = \"{}\"", column_letters(place))));
    pairs.extend(column.heading.as_deref().map(|heading| format!("heading = {}", quoted(heading))));
    match &column.is {
        MappedTo::Column(is) => pairs.push(format!("is = \"{}\"", is.name())),
        MappedTo::Skip => pairs.push("is = \"skip\"".to_owned()),
        MappedTo::Node(label, by) => {
            pairs.push("is = \"node\"".to_owned());
            pairs.extend(label.as_deref().map(|label| format!("label = {}", quoted(label))));
            pairs.extend(by.map(|by| format!("by = \"{by}\"")));
        }
    }
    pairs.extend(column.unit.as_deref().map(|unit| format!("unit = {}", quoted(unit))));
    pairs.join(", ")
}

struct Reader {
    problems: Vec<MapProblem>,
}

impl Reader {
    fn fault(&mut self, at: Range<usize>, fault: MapFault) {
        self.problems.push(MapProblem { at, fault });
    }

    fn keys(&mut self, table: &Keys<'_>, known: &'static [&'static str]) {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().clone().into_owned();
            self.fault(key.span(), MapFault::Key(name, known));
        }
    }

    fn map(&mut self, table: &Keys<'_>) -> PlanMap {
        self.keys(table, OF_MAP);
        let sheets = self.list(table, "sheets");
        let sheets = sheets.iter().filter_map(|value| self.text_of("sheets", value)).collect();
        let tables = self.list(table, "table");
        let tables = tables.iter().filter_map(|value| self.table(value)).collect();
        PlanMap { sheets, tables }
    }

    fn table(&mut self, value: &Spanned<DeValue<'_>>) -> Option<MappedTable> {
        let DeValue::Table(table) = value.get_ref() else {
            self.fault(value.span(), MapFault::Value("table".to_owned()));
            return None;
        };
        self.keys(table, OF_TABLE);
        let sheet = self.text(table, "sheet");
        let head = table.get("head").and_then(|value| self.head(value));
        let columns = self.list(table, "columns");
        let columns = columns.iter().filter_map(|value| self.column(value)).collect();
        Some(MappedTable { sheet, head, columns })
    }

    fn head(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(u32, u32)> {
        let words = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::String(words) => words.clone().into_owned(),
            DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                self.fault(value.span(), MapFault::Value("head".to_owned()));
                return None;
            }
        };
        let (first, last) = words.split_once(['-', '~']).unwrap_or((&words, &words));
        let row = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
        let rows = row(first).zip(row(last)).filter(|(first, last)| first <= last);
        // A head of more rows is a table.
        let rows = rows.filter(|(first, last)| last - first < 20);
        if rows.is_none() {
            self.fault(value.span(), MapFault::Head(words));
        }
        rows
    }

    fn column(&mut self, value: &Spanned<DeValue<'_>>) -> Option<MappedColumn> {
        let DeValue::Table(table) = value.get_ref() else {
            self.fault(value.span(), MapFault::Value("columns".to_owned()));
            return None;
        };
        self.keys(table, OF_COLUMN);
        let heading = self.text(table, "heading");
        let unit = self.text(table, "unit");
        let label = self.text(table, "label");
        let column = self.text(table, "column").and_then(|text| {
            let place = place(&text);
            if place.is_none() {
                self.fault(span(table, "column", value), MapFault::Letters(text));
            }
            place
        });
        let by = self.day(table, value);
        if !table.contains_key("column") && heading.is_none() {
            self.fault(value.span(), MapFault::NoPlace);
        }
        let Some(is) = self.text(table, "is") else {
            if !table.contains_key("is") {
                self.fault(value.span(), MapFault::NoMeaning);
            }
            return None;
        };
        let is = match PlanColumn::named(is.trim()).or_else(|| words::exact(&is)) {
            Some(PlanColumn::Node(..)) => MappedTo::Node(label, by),
            Some(column) => MappedTo::Column(column),
            None if is.trim() == "skip" => MappedTo::Skip,
            None => {
                self.fault(span(table, "is", value), MapFault::Column(is));
                return None;
            }
        };
        Some(MappedColumn { column, heading, is, unit })
    }

    /// `by = "06-30"`, `by = "06"`, `by = "2019-06"`, `by = 2019-06-30`, `by = "6月底"`.
    fn day(&mut self, table: &Keys<'_>, column: &Spanned<DeValue<'_>>) -> Option<NodeDay> {
        let text = match table.get("by").map(Spanned::get_ref) {
            Some(DeValue::Datetime(day)) => day.to_string(),
            _ => self.text(table, "by")?,
        };
        let month = text.parse().ok().filter(|month| (1..=12).contains(month));
        let month = month.map(|month| NodeDay { year: None, month, day: None });
        let day = month.or_else(|| node_day(&text));
        if day.is_none() {
            self.fault(span(table, "by", column), MapFault::Day(text));
        }
        day
    }

    fn text(&mut self, table: &Keys<'_>, key: &str) -> Option<String> {
        self.text_of(key, table.get(key)?)
    }

    fn text_of(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.fault(value.span(), MapFault::Value(key.to_owned()));
        }
        text
    }

    fn list<'t, 'i>(&mut self, table: &'t Keys<'i>, key: &str) -> Vec<&'t Spanned<DeValue<'i>>> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        if let DeValue::Array(list) = value.get_ref() {
            return list.iter().collect();
        }
        self.fault(value.span(), MapFault::Value(key.to_owned()));
        Vec::new()
    }
}

fn span(table: &Keys<'_>, key: &str, column: &Spanned<DeValue<'_>>) -> Range<usize> {
    table.get(key).map_or_else(|| column.span(), Spanned::span)
}

/// The column that letters or a number name, from 0: `A`, `AB`; in a file without letters, `28`.
fn place(text: &str) -> Option<u32> {
    const MOST: u32 = 16_384;
    let text = text.trim();
    let place = match text.parse::<u32>() {
        Ok(number) => number.checked_sub(1),
        Err(_) => column_named(text),
    };
    place.filter(|place| *place < MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let text = r#"sheets = ["项目", "民生 实事"]

[[table]]
sheet = "项目"
head = "3-4"
columns = [
  { column = "A", heading = "序号", is = "no" },
  { column = "AB", heading = "总投资\n（万元）", is = "total", unit = "万元" },
  { column = "J", heading = "节点目标一季度", is = "node", label = "一季度", by = "03" },
  { column = "K", heading = "节点目标明年", is = "node", by = "2019-06" },
  { column = "L", is = "skip" },
]

[[table]]
head = 1
columns = [
  { heading = "包保领导", is = "leader" },
]
"#;
        let map = PlanMap::read(text).unwrap();
        assert_eq!(map.to_toml(), text);
        assert_eq!(PlanMap::read(&map.to_toml()).unwrap(), map);
        assert_eq!(map.tables[0].head, Some((2, 3)));
        assert_eq!(map.tables[0].columns[1].column, Some(27));
        assert_eq!(PlanMap::read("").unwrap(), PlanMap::default());
    }

    #[test]
    fn a_heading_says_what_a_column_is_too() {
        let map = PlanMap::read(
            "[[table]]\ncolumns = [{ heading = \"包干\", is = \"牵头单位\" }, { column = \"3\", is = \"node\", by = 2018-06-30 }]",
        );
        let map = map.unwrap();
        let [owner, node] = map.tables[0].columns.as_slice() else { panic!("{map:?}") };
        assert_eq!(owner.is, MappedTo::Column(PlanColumn::Owner));
        let day = NodeDay { year: Some(2018), month: 6, day: Some(30) };
        assert_eq!(node.is, MappedTo::Node(None, Some(day)));
        assert_eq!(node.column, Some(2));
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let text = r#"sheet = "a"
[[table]]
head = "x"
columns = [
  { column = "A1", is = "title" },
  { heading = "b", is = "titel" },
  { heading = "c" },
  { is = "goal" },
  { heading = "d", is = "node", by = "13-40" },
  { heading = 7, is = "goal" },
  3,
]
"#;
        let problems = PlanMap::read(text).unwrap_err();
        let told: Vec<(&str, &MapFault)> =
            problems.iter().map(|problem| (&text[problem.at.clone()], &problem.fault)).collect();
        let owned = str::to_owned;
        assert_eq!(
            told,
            [
                ("sheet", &MapFault::Key(owned("sheet"), OF_MAP)),
                ("\"x\"", &MapFault::Head(owned("x"))),
                ("\"A1\"", &MapFault::Letters(owned("A1"))),
                ("\"titel\"", &MapFault::Column(owned("titel"))),
                ("{ heading = \"c\" }", &MapFault::NoMeaning),
                ("{ is = \"goal\" }", &MapFault::NoPlace),
                ("\"13-40\"", &MapFault::Day(owned("13-40"))),
                ("7", &MapFault::Value(owned("heading"))),
                ("{ heading = 7, is = \"goal\" }", &MapFault::NoPlace),
                ("3", &MapFault::Value(owned("columns"))),
            ]
        );
        let broken = PlanMap::read("[[table]\n").unwrap_err();
        assert!(matches!(broken[0].fault, MapFault::Syntax(_)), "{broken:?}");
    }
}
