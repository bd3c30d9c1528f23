//! A task block carried over into the next year's ledger, and that ledger's duban.toml: the text as it stands, with the
//! changes that the new year needs.

use super::format::format_block;
use super::keys::{set_key, set_key_in};
use super::layout::{
    Parts, above_comments, fields, key_names, key_spans, line_end, line_start, without_bom,
};
use super::value::Value;
use super::{Splice, splice};
use crate::ledger::{Quantity, Term};
use crate::read::{Decoder, Record, records, sections, value};
use chrono::{Datelike, NaiveDate};

/// The changes in a block that is carried over.
#[derive(Clone, Debug, Default)]
pub struct CarriedTask {
    /// What the head of its file states for it, as it stands there: the new file has no such head.
    pub lent: Vec<(String, String)>,
    /// Keys with their new values; `None` removes a key.
    pub keys: Vec<(&'static str, Option<Value>)>,
    /// The plan points that stay, by their number, each with its day in the new year.
    pub points: Vec<(usize, NaiveDate)>,
    /// The entries that stay, by their number in the log by date.
    pub entries: Vec<usize>,
    /// The one of them that goes without its figure and what belongs to that.
    pub without_figure: Option<usize>,
    /// The one of them that goes without its judgement.
    pub without_judgement: Option<usize>,
    /// The path from the new ledger's folder to the old one's, for paths of evidence.
    pub way: String,
}

/// The block as it stands in the new ledger, in the canonical layout.
///
/// Kept entries keep their days and their lines: a blocker stays as old as it is, a completion as timely.
pub fn carried(block: &str, task: &CarriedTask) -> String {
    let lent = |text: String, (key, value): &(String, String)| {
        set_key(&text, key, Some(&Value::Raw(value.clone())))
    };
    let block = &task.lent.iter().fold(block.to_owned(), lent);
    // In the canonical layout the log stands by date, so that numbers of entries hold.
    let laid_out = format_block(block).unwrap_or_else(|| block.to_owned());
    let mut text = laid_out;
    if let Some(nth) = task.without_figure {
        text = OF_A_FIGURE.iter().fold(text, |text, key| without_in_entry(&text, nth, key));
    }
    if let Some(nth) = task.without_judgement {
        text = OF_A_JUDGEMENT.iter().fold(text, |text, key| without_in_entry(&text, nth, key));
    }
    text = keep(&text, "log", &task.entries);
    text = adapted(&text, &task.way);
    let points: Vec<usize> = task.points.iter().map(|(nth, _)| *nth).collect();
    text = keep(&text, "plan", &points);
    for (nth, (_, day)) in task.points.iter().enumerate() {
        text = set_in_record(&text, "plan", nth, "by", &Value::Date(*day));
    }
    for (key, value) in &task.keys {
        text = set_key(&text, key, value.as_ref());
    }
    text
}

/// The keys that belong to the figure of an entry.
const OF_A_FIGURE: [&str; 4] = ["done", "step", "correction", "request"];

/// The keys of the office's or the owner's word on how a task goes.
const OF_A_JUDGEMENT: [&str; 2] = ["judge", "light"];

/// Removes a key from one entry of the log.
fn without_in_entry(block: &str, nth: usize, key: &str) -> String {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let record = records(&decoder, "log").into_iter().nth(nth);
    let change = record.and_then(|record| without_field(&decoder, &record, key));
    format!("{bom}{}", splice(text, change.as_slice()))
}

/// The keys at the head of a file with their values, as they stand there.
pub fn head_keys(file: &str) -> Vec<(String, String)> {
    let head = file.get(crate::blocks::cut(file).preamble).unwrap_or("");
    let (_, text) = without_bom(head);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let fields = fields(&decoder, 0, decoder.tape.nodes.len()).into_iter();
    let keys = fields.map(|field| {
        let value = decoder.raw(decoder.span(field.value)).to_owned();
        (decoder.key(field).into_owned(), value)
    });
    keys.collect()
}

/// Whether a block states a key itself, rather than taking it from the head of its file.
pub fn states(block: &str, key: &str) -> bool {
    let (_, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let first = sections(&decoder).into_iter().next();
    first.is_some_and(|section| value(&decoder, key, section.from, section.to).is_some())
}

/// Keeps some records of a list, each with the comments above it; if none is kept, the list itself goes.
fn keep(block: &str, list: &str, kept: &[usize]) -> String {
    if kept.is_empty() {
        return set_key(block, list, None);
    }
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let all = records(&decoder, list);
    let mut floor = all.first().map_or(0, |record| line_start(text, record.span.start as usize));
    let mut changes = Vec::new();
    for (nth, record) in all.iter().enumerate() {
        let end = whole_line_end(text, record);
        if !kept.contains(&nth) {
            let start = above_comments(text, line_start(text, record.span.start as usize), floor);
            changes.push(Splice { at: start..end, text: String::new() });
        }
        floor = end;
    }
    format!("{bom}{}", splice(text, &changes))
}

/// After the line end of a record's last line.
fn whole_line_end(text: &str, record: &Record) -> usize {
    let end = line_end(text, record.span.end as usize);
    let rest = text.get(end..).unwrap_or("");
    end + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

/// Adapts the kept entries: paths of evidence start from the new ledger's folder, and `invested` goes, since investment is
/// counted by the year.
fn adapted(block: &str, way: &str) -> String {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let mut decoder = parts.decoder();
    let mut changes = Vec::new();
    for record in records(&decoder, "log") {
        if let Some(field) = value(&decoder, "evidence", record.from, record.to)
            && let Some(path) = decoder.text(field).filter(|path| !path.starts_with('/'))
        {
            changes.push(Splice {
                at: decoder.span(field.value).range(),
                text: Value::Text(format!("{way}/{path}")).toml(),
            });
        }
        changes.extend(without_field(&decoder, &record, "invested"));
    }
    changes.sort_by_key(|change| change.at.start);
    format!("{bom}{}", splice(text, &changes))
}

/// Removes a key with its value from an entry. The key never stands first: the day does.
fn without_field(decoder: &Decoder<'_, '_>, record: &Record, key: &str) -> Option<Splice> {
    let names = key_names(decoder, record.from, record.to);
    let spans = key_spans(decoder, record.from, record.to);
    let at = names.iter().position(|name| name == key)?;
    let (_, before) = spans.get(at.checked_sub(1)?)?;
    let (_, value) = spans.get(at)?;
    Some(Splice { at: before.end as usize..value.end as usize, text: String::new() })
}

/// Sets the value of a key in one record of a list.
fn set_in_record(block: &str, list: &str, nth: usize, key: &str, new: &Value) -> String {
    let (bom, text) = without_bom(block);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let record = records(&decoder, list).into_iter().nth(nth);
    let field = record.and_then(|record| value(&decoder, key, record.from, record.to));
    let Some(field) = field else {
        return block.to_owned();
    };
    let change = Splice { at: decoder.span(field.value).range(), text: new.toml() };
    format!("{bom}{}", splice(text, &[change]))
}

/// The text of a duban.toml for the next term: its days, the digits of its years in its title, and no further ledgers.
pub fn next_year(config: &str, from: Term, to: Term) -> String {
    let set = |text: &str, key: &str, value: Option<Value>| {
        set_key_in(text, "ledger", key, value.as_ref())
    };
    let text = match to.calendar_year().zip(from.calendar_year()) {
        Some((year, _)) => {
            let year = Value::Number(Quantity::whole(i64::from(year)));
            set(config, "year", Some(year))
        }
        None => {
            let text = set(config, "from", Some(Value::Date(to.first)));
            set(&text, "to", Some(Value::Date(to.last)))
        }
    };
    let title = titled_anew(&title(&text), from, to);
    let text = set(&text, "title", Some(Value::Raw(title)));
    set(&text, "include", None)
}

/// A title with the years of another term in it: 2018年 → 2019年, 2023/24 → 2024/25.
fn titled_anew(title: &str, from: Term, to: Term) -> String {
    let years = |term: Term| (term.first.year(), term.last.year());
    let ((first, last), (new_first, new_last)) = (years(from), years(to));
    let short = ["/", "-", "–"].map(|between| {
        let pair = |first: i32, last: i32| format!("{first}{between}{:02}", last % 100);
        (pair(first, last), pair(new_first, new_last))
    });
    let whole =
        [(first, new_first), (last, new_last)].map(|(old, new)| (old.to_string(), new.to_string()));
    let mut text = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(next) = rest.chars().next() {
        // 2023-2024 is no 2023-20.
        let fits = |(old, _): &&(String, String)| {
            let after = rest.strip_prefix(old.as_str());
            after.is_some_and(|after| !after.starts_with(|next: char| next.is_ascii_digit()))
        };
        let (length, new) = match short.iter().chain(&whole).find(fits) {
            Some((old, new)) => (old.len(), new.clone()),
            None => (next.len_utf8(), next.to_string()),
        };
        text.push_str(&new);
        rest = rest.get(length..).unwrap_or("");
    }
    text
}

/// The title of a duban.toml as it is written.
fn title(config: &str) -> String {
    let (_, text) = without_bom(config);
    let parts = Parts::of(text);
    let decoder = parts.decoder();
    let section = sections(&decoder).into_iter().find(|section| section.name == "ledger");
    let field = section.and_then(|section| value(&decoder, "title", section.from, section.to));
    field.map_or_else(String::new, |field| decoder.raw(decoder.span(field.value)).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "# 甲\n[[task]]\nid = \"A\" # one\ndue = 2018-06-30\nplan = [\n  { by = 2018-03-31, reach = 60 }, # 春\n  # 夏\n  { by = 2018-06-30, reach = 90 },\n]\nx-own = 1\n\n[[task.log]]\non = 2018-05-01\ndone = 70\n\n# first\n[[task.log]]\non = 2018-01-01\nblocked = \"a\"\ninvested = 5\nevidence = \"docs/a.pdf\"\n";

    #[test]
    fn what_is_kept_keeps_its_letters() {
        let day = |month, day| NaiveDate::from_ymd_opt(2019, month, day).unwrap();
        let task = CarriedTask {
            keys: vec![
                ("due", Some(Value::Date(day(6, 30)))),
                ("rolls", Some(Value::Text("2018/A".into()))),
            ],
            points: vec![(1, day(6, 30))],
            entries: vec![0],
            way: "../2018".into(),
            ..CarriedTask::default()
        };
        let expected = "# 甲\n[[task]]\nid = \"A\" # one\ndue = 2019-06-30\nrolls = \"2018/A\"\nx-own = 1\nplan = [\n  # 夏\n  { by = 2019-06-30, reach = 90 },\n]\nlog = [\n  # first\n  { on = 2018-01-01, blocked = \"a\", evidence = \"../2018/docs/a.pdf\" },\n]\n";
        assert_eq!(carried(BLOCK, &task), expected);
        let none = CarriedTask::default();
        let bare = "# 甲\n[[task]]\nid = \"A\" # one\ndue = 2018-06-30\nx-own = 1\n";
        assert_eq!(carried(BLOCK, &none), bare);
    }

    #[test]
    fn a_book_goes_on_by_its_year() {
        let old = "# b\r\n[[area]]\r\nid = \"a\"\r\n\r\n[ledger] # x\r\ntitle = '2018年台账 2018'\r\nyear=2018 # y\r\ninclude = [\r\n  { path = \"p\", as = \"q\" },\r\n]\r\n";
        let new = "# b\r\n[[area]]\r\nid = \"a\"\r\n\r\n[ledger] # x\r\ntitle = '2019年台账 2019'\r\nyear=2019 # y\r\n";
        assert_eq!(next_year(old, Term::year(2018), Term::year(2019)), new);
    }

    #[test]
    fn a_book_of_another_term_goes_on_by_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let term = |first, last| Term { first: day(first), last: day(last) };
        let (from, to) = (term("2023-04-01", "2024-03-31"), term("2024-04-01", "2025-03-31"));
        let old = "[ledger]\ntitle = \"2023/24 (2023-2024)\"\nfrom = 2023-04-01\nto = 2024-03-31\n";
        let new = "[ledger]\ntitle = \"2024/25 (2024-2025)\"\nfrom = 2024-04-01\nto = 2025-03-31\n";
        assert_eq!(next_year(old, from, to), new);
    }
}
