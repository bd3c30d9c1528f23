//! A new task block, in the canonical layout, at the end of its file.

use super::keys::rank;
use super::layout::newline;
use super::value::Value;
use crate::ledger::Quantity;
use chrono::NaiveDate;

/// A task to be written.
#[derive(Clone, Debug, Default)]
pub struct NewTask {
    /// Keys and values, in any order.
    pub fields: Vec<(String, Value)>,
    /// Points of its plan.
    pub plan: Vec<NewPoint>,
}

/// A plan point to be written.
#[derive(Clone, Debug)]
pub struct NewPoint {
    /// Its day.
    pub by: NaiveDate,
    /// The quantity to be reached.
    pub reach: Option<Quantity>,
    /// Its name.
    pub step: Option<String>,
}

impl NewTask {
    fn lines(&self) -> Vec<String> {
        let mut fields: Vec<&(String, Value)> = self.fields.iter().collect();
        fields.sort_by_key(|(key, _)| rank(key));
        let mut lines = vec!["[[task]]".to_owned()];
        lines.extend(fields.iter().map(|(key, value)| format!("{key} = {}", value.toml())));
        if !self.plan.is_empty() {
            lines.push("plan = [".to_owned());
            lines.extend(self.plan.iter().map(NewPoint::line));
            lines.push("]".to_owned());
        }
        lines
    }
}

impl NewPoint {
    fn line(&self) -> String {
        let mut cells = vec![format!("by = {}", Value::Date(self.by).toml())];
        cells.extend(self.reach.map(|reach| format!("reach = {reach}")));
        let step = self.step.clone().map(|step| Value::Text(step).toml());
        cells.extend(step.map(|step| format!("step = {step}")));
        format!("  {{ {} }},", cells.join(", "))
    }
}

/// The points of a plan as the value of its key.
pub fn plan_value(points: &[NewPoint]) -> Value {
    let lines: String = points.iter().map(|point| point.line() + "\n").collect();
    Value::Raw(format!("[\n{lines}]"))
}

/// The text of a file with one more task at its end, after a blank line.
pub fn add_task(file: &str, task: &NewTask) -> String {
    add_tasks(file.to_owned(), [task])
}

/// The text of a file with further tasks at its end, each after a blank line.
pub fn add_tasks<'t>(mut file: String, tasks: impl IntoIterator<Item = &'t NewTask>) -> String {
    for task in tasks {
        append(&mut file, &task.lines().join("\n"));
    }
    file
}

/// The text of a file with one more block at its end, after a blank line.
pub fn add_block(file: &str, block: &str) -> String {
    let mut file = file.to_owned();
    append(&mut file, block);
    file
}

fn append(file: &mut String, block: &str) {
    let nl = newline(file);
    let gap = match file.trim_end_matches([' ', '\t']) {
        "" | "\u{feff}" => "",
        text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
        text if text.ends_with('\n') => nl,
        _ => &nl.repeat(2),
    };
    let lines: Vec<&str> = block.trim_end().lines().collect();
    file.extend([gap, &lines.join(nl), nl]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_put_after_one_blank_line() {
        let task =
            NewTask { fields: vec![("id".into(), Value::Text("B".into()))], plan: Vec::new() };
        let block = "[[task]]\nid = \"B\"\n";
        for (file, gap) in [("", ""), ("a = 1", "\n\n"), ("a = 1\n", "\n"), ("a = 1\n\n", "")] {
            assert_eq!(add_task(file, &task), format!("{file}{gap}{block}"));
        }
        let crlf = add_task("a = 1\r\n", &task);
        assert_eq!(crlf, "a = 1\r\n\r\n[[task]]\r\nid = \"B\"\r\n");
    }
}
