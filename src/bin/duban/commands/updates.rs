//! `done --from`: many entries from a CSV file, all or none.

use super::Outcome;
use super::log::{author, evidence, figure};
use crate::changes::{Before, Edit};
use crate::edge::{files, terminal};
use crate::refusal::{Refusal, pick};
use crate::resolve;
use crate::session::Exit;
use crate::when;
use crate::writing::Writing;
use anyhow::Context;
use duban::edit::{NewEntry, Value, add_entry};
use duban::ledger::{Locale, TaskId};
use duban_words::words;
use std::collections::BTreeMap;
use std::path::Path;

/// What a column holds, by the words at its head.
const HEADS: [(&str, &[&str]); 11] = [
    ("id", &words!("编号", "id")),
    ("done", &["完成", "完成数", "完成數", "累计完成", "done"]),
    ("step", &words!("节点", "step")),
    ("on", &["日期", "on", "date"]),
    ("for", &["期", "报告期", "報告期", "for", "period"]),
    ("note", &["说明", "說明", "进展", "進展", "备注", "note"]),
    ("next", &["下步", "下步打算", "next"]),
    ("by", &["报送", "报送单位", "報送單位", "by"]),
    ("got", &["收到", "收到日", "got"]),
    ("evidence", &words!("佐证", "evidence")),
    ("correction", &["更正", "更正原因", "correction"]),
];

/// Writes an entry for every row.
pub(crate) fn run(writing: &Writing<'_>, from: &Path) -> Result<Exit, Outcome> {
    let bytes = match from.as_os_str() == "-" {
        true => terminal::input().map_err(anyhow::Error::from)?,
        false => files::bytes(from)?,
    };
    let name = from.display().to_string();
    let text = String::from_utf8(bytes).with_context(|| format!("{name}: UTF-8"))?;
    writing.write(&mut |before: &Before<'_>| {
        let rows = Rows::read(&text, &name, before.lang)?;
        let mut blocks: BTreeMap<TaskId, String> = BTreeMap::new();
        let mut wrong: Vec<String> = Vec::new();
        for row in &rows.rows {
            if let Err(refusal) = rows.take(before, row, &mut blocks) {
                wrong.push(format!("{name}:{}: {}", row.line, refusal.message));
            }
        }
        if wrong.is_empty() {
            let edits = blocks.into_iter().map(|(id, text)| Edit::Block(id, text));
            return Ok(edits.collect());
        }
        let words = words!(
            "没有写入,先改正这些行",
            "nothing was written; mend these rows first"
        );
        let shown = wrong.join("\n") + "\n";
        Err(Refusal::new(pick(before.lang, words).to_owned())
            .after(shown)
            .into())
    })
}

struct Row {
    line: u64,
    cells: Vec<String>,
}

/// A file of rows under one line of heads.
struct Rows {
    heads: Vec<&'static str>,
    rows: Vec<Row>,
}

impl Rows {
    fn read(text: &str, name: &str, lang: Locale) -> Result<Self, Refusal> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let bad = |error: csv::Error| Refusal::new(format!("{name}: {error}"));
        let heads = reader.headers().map_err(bad)?.clone();
        let heads: Result<Vec<_>, _> = heads.iter().map(|head| known_head(head, lang)).collect();
        let heads = heads?;
        if !heads.contains(&"id") {
            let words = words!("缺少“编号”一列", "no column `id`");
            return Err(Refusal::new(format!("{name}: {}", pick(lang, words))));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(bad)?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells = record.iter().map(str::to_owned).collect();
            rows.push(Row { line, cells });
        }
        Ok(Self { heads, rows })
    }

    fn cell<'r>(&self, row: &'r Row, head: &str) -> Option<&'r str> {
        let at = self.heads.iter().position(|own| *own == head)?;
        let cell = row.cells.get(at)?.as_str();
        (!cell.is_empty()).then_some(cell)
    }

    /// Adds the entry of a row to its task's block.
    fn take(
        &self,
        before: &Before<'_>,
        row: &Row,
        blocks: &mut BTreeMap<TaskId, String>,
    ) -> Result<(), Refusal> {
        let lang = before.lang;
        let cell = |head: &str| self.cell(row, head);
        let id = cell("id").unwrap_or("");
        let id = resolve::own_task(before, id).map_err(crate::refusal::of)?;
        let task = before.book.task(id);
        let day = when::day(before, task, cell("on"), cell("for"), true);
        let day = day.map_err(crate::refusal::of)?;
        when::not_closed(before, day.on)?;
        let text = |head: &'static str| Some((head, Value::Text(cell(head)?.to_owned())));
        let mut fields = Vec::new();
        match (cell("done"), cell("step"), cell("note")) {
            (Some(_), Some(_), _) => {
                let words = words!(
                    "完成数和节点只能填一个",
                    "either a figure or a step, not both"
                );
                return Err(Refusal::new(pick(lang, words).to_owned()));
            }
            (Some(typed), ..) if typed.starts_with('+') && blocks.contains_key(&id) => {
                let words = words!(
                    "同一事项有几行时只能填累计数",
                    "a task with several rows takes whole figures only"
                );
                return Err(Refusal::new(pick(lang, words).to_owned()));
            }
            (Some(typed), ..) => {
                let figure = figure(before, task, typed, day.on)?;
                fields.push(("done", Value::Number(figure)));
            }
            (None, Some(_), _) => fields.extend(text("step")),
            (None, None, Some(_)) => {}
            (None, None, None) => {
                let words = words!("没有填进展", "nothing is reported");
                return Err(Refusal::new(pick(lang, words).to_owned()));
            }
        }
        fields.extend(text("correction"));
        fields.extend(text("note"));
        fields.extend(text("next"));
        fields.extend(cell("by").map(|name| ("by", author(before, name))));
        let got = cell("got")
            .map(|text| when::parse(before, text))
            .transpose()?;
        fields.extend(got.or(day.got).map(|got| ("got", Value::Date(got))));
        let evidence = evidence(before, cell("evidence").map(Path::new));
        fields.extend(evidence.map(|value| ("evidence", value)));
        let entry = NewEntry { on: day.on, fields };
        let block = blocks
            .entry(id)
            .or_insert_with(|| before.block(task).to_owned());
        *block = add_entry(block, &entry);
        Ok(())
    }
}

fn known_head(head: &str, lang: Locale) -> Result<&'static str, Refusal> {
    let known = HEADS.iter().find(|(_, names)| names.contains(&head));
    known.map(|(key, _)| *key).ok_or_else(|| {
        let all = HEADS.iter().flat_map(|(_, names)| names.iter().copied());
        let near = duban::diagnostic::nearest(head, all);
        let keys: Vec<&str> = HEADS.iter().map(|(key, _)| *key).collect();
        crate::refusal::unknown(words!("列", "column"), head, near, &keys, lang)
    })
}
