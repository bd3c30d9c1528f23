//! Laws of editing: over hand-messy blocks a new entry is read back as exactly that event, and nothing else changes.

use chrono::NaiveDate;
use duban::edit::{NewEntry, Value, add_entry, format_file, set_key};
use duban::ledger::{Entry, Quantity};
use duban::read::{self, LedgerFiles};
use duban::source::{SourceFile, Sources, Span};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const BOOK: &str = "[ledger]\nformat = 1\ntitle = \"t\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n\
                    [[department]]\nid = \"x\"\nname = \"一局\"\n";

/// The blocks a new entry must get along with; `@` stands where the log is.
const LOGS: [&str; 17] = [
    "",
    "log = []\n",
    "log = [   ] # none yet\n",
    "log = [\n]\n",
    "log = [\n  # to come\n]\n",
    "log = [{ on = 2018-03-10, done = 5 }]\n",
    "log = [{ on = 2018-03-10, done = 5 }, {on=2018-03-20,done=6},] # tail\n",
    "log = [\n  { on = 2018-03-10, done = 5 },\n  { on = 2018-03-20, note = \"a, b # c\" },\n]\n",
    "log = [\n  # first\n  { on = 2018-03-10, done = 5 }, # five\n\n  # second, with a comma\n  { on = 2018-03-20, done = 6 } # no comma\n]\n",
    "log = [\n\t{on=2018-03-10,done=5},\n\t{on=2018-03-10,step=\"s\"}\n]\n",
    "log = [ { on = 2018-03-10, done = 5 },\n        { on = 2018-03-20, done = 6 } ]\n",
    "log = [\n  { on = 2018-03-10, done = 5 }, { on = 2018-03-15, done = 6 },\n  { on = 2018-03-20, done = 7 }]\n",
    "log = [\n    { on = 2018-03-10, done = 5 }\n  , { on = 2018-03-20, done = 6 }\n  ]\n",
    "  log = [\n    { on = 2018-03-10, note = '''x''' },\n  ]\n# after\n\n",
    "\n[[task.log]]\non = 2018-03-10\ndone = 5\n\n# second\n[[task.log]]\non   = 2018-03-20 # day\ndone = 6\n",
    "[[task.log]]\n  on=2018-03-10\n  done=5\n[[task.log]]\n  on=2018-03-20\n  done=6\n# end\n\n",
    "[[task.plan]]\nby = 2018-06-30\nreach = 50\nstep = \"s\"\n",
];

#[derive(Clone, Debug)]
struct Messy {
    before: String,
    block: String,
    after: String,
}

fn messy() -> impl Strategy<Value = Messy> {
    let keys = subsequence(
        vec![
            "target   = 100\n",
            "remark = \"x = [\" # why\n",
            "  tags=[\n  'a',\n]\n",
            "# a comment\n",
            "\n",
            "x-own = { a = 1 }\n",
        ],
        0..=6,
    );
    (
        select(LOGS.to_vec()),
        keys,
        any::<[bool; 4]>(),
        select(vec!["", "# far\n\n"]),
    )
        .prop_map(|(log, keys, [crlf, bom, last, plan], above)| {
            let plan = match plan && !log.contains("[[task.plan]]") {
                true => "plan = [{ by = 2018-06-30, reach = 50, step = \"s\" }]\n",
                false => "",
            };
            let block = format!(
                "{above}# near\n[[task]]\nid = \"T\"\ntitle = \"t\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-12-31\n{}{plan}{log}",
                keys.concat()
            );
            let mut block = block.replace("remark = \"x = [\" # why\n", "remark = \"x = [\" # why, so\n");
            let mut after = match last {
                true => String::new(),
                false => "# next\n[[task]]\nid = \"N\"\ntitle = \"n\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-12-31\nlog = []\n".to_owned(),
            };
            let mut before = match bom {
                true => "\u{feff}".to_owned(),
                false => "[[task]]\nid = \"B\"\ntitle = \"b\"\narea = \"a\"\nowner = \"x\"\ndue = 2018-12-31\n\n".to_owned(),
            };
            if last && crlf {
                block = block.trim_end().to_owned();
            }
            if crlf {
                for text in [&mut before, &mut block, &mut after] {
                    *text = text.replace('\n', "\r\n");
                }
            }
            Messy { before, block, after }
        })
}

fn new_entry() -> impl Strategy<Value = NewEntry> {
    let words =
        select(vec!["又签约9户", "a \"b\" \\ c", "two\nlines", "'''", "# not a comment, [x]"]);
    (8..22u32, words, 0..3u8).prop_map(|(day, words, kind)| NewEntry {
        on: NaiveDate::from_ymd_opt(2018, 3, day).unwrap(),
        fields: match kind {
            0 => vec![("done", Value::Number(Quantity::whole(7)))],
            1 => vec![
                ("done", Value::Number(Quantity::from_millionths(7_500_000))),
                ("note", Value::Text(words.to_owned())),
            ],
            _ => vec![("note", Value::Text(words.to_owned()))],
        },
    })
}

/// The entries of task T, their places in the file left out; and what is wrong.
fn log_of(text: &str) -> (Vec<String>, usize) {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let tasks = sources.push(SourceFile::new("t.toml", text));
    let ledgers = [LedgerFiles { config, tasks: vec![tasks], prefix: String::new() }];
    let reading = read::read(&sources, &ledgers);
    let own = reading.book.tasks.iter().find(|task| task.id == "T");
    let told = |entry: &Entry<'_>| {
        let mut entry = entry.clone();
        entry.nth = 0;
        format!("{entry:?}")
    };
    let log = own.map_or(Vec::new(), |task| task.log.iter().map(told).collect());
    (log, reading.found.len())
}

/// Every task as it is read, without where it stands.
fn meaning(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", BOOK));
    let tasks = sources.push(SourceFile::new("t.toml", text));
    let ledgers = [LedgerFiles { config, tasks: vec![tasks], prefix: String::new() }];
    let mut reading = read::read(&sources, &ledgers);
    assert!(reading.found.is_empty(), "{text}");
    for task in &mut reading.book.tasks {
        task.block = Span::default();
        for entry in &mut task.log {
            entry.nth = 0;
        }
    }
    let tasks = reading.book.tasks.iter();
    tasks.map(|task| format!("{task:?}")).collect()
}

/// The comments of a text, in any order; the generated texts have `#` in these words only besides.
fn comments(text: &str) -> Vec<String> {
    let text = text.replace("b # c", "").replace("# not a comment", "");
    let mut found: Vec<String> =
        text.lines().filter_map(|line| line.find('#').map(|at| line[at..].to_owned())).collect();
    found.sort();
    found
}

/// Without blanks and commas, which a new neighbour may need.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect()
}

proptest! {
    #[test]
    fn an_entry_is_added_and_nothing_else(ledger in messy(), entry in new_entry()) {
        let changed = add_entry(&ledger.block, &entry);
        let whole = |block: &str| format!("{}{block}{}", ledger.before, ledger.after);
        let (old, wrong) = log_of(&whole(&ledger.block));
        prop_assert_eq!(wrong, 0, "{}", whole(&ledger.block));
        let (new, wrong) = log_of(&whole(&changed));
        prop_assert_eq!(wrong, 0, "{}", changed);
        prop_assert_eq!(new.len(), old.len() + 1, "{}", changed);
        let at = new.iter().zip(&old).take_while(|(new, old)| new == old).count();
        let mut rest = new.clone();
        let added = rest.remove(at);
        prop_assert_eq!(&rest, &old);
        prop_assert!(added.contains(&entry.on.to_string()), "{}", added);
        let later = old.get(at).is_none_or(|next| !next.contains(&format!("on: {}", entry.on)));
        prop_assert!(later, "after those of its own day: {}", changed);

        let crlf = ledger.block.contains("\r\n");
        prop_assert!(!crlf || changed.replace("\r\n", "").find('\n').is_none(), "{changed:?}");
        prop_assert!(crlf || !changed.contains('\r'));
        let (lines, now): (Vec<&str>, Vec<&str>) = (ledger.block.lines().collect(), changed.lines().collect());
        let mut at = 0;
        let lost = lines.iter().filter(|line| {
            let found = now.iter().skip(at).position(|own| own == *line);
            at += found.map_or(0, |found| found + 1);
            found.is_none()
        }).count();
        prop_assert!(lost <= 1, "at most the line that needs a comma or an entry changes:\n{}\n{}", ledger.block, changed);
        let old_letters = bare(&ledger.block);
        let mut letters = old_letters.chars().peekable();
        for own in bare(&changed).chars() {
            letters.next_if_eq(&own);
        }
        prop_assert!(letters.peek().is_none(), "every byte is still there, in order: {}", changed);
    }

    #[test]
    fn a_key_is_set_and_taken_away_again(ledger in messy(), value in select(vec!["1", "甲 \"乙\"", ""])) {
        let value = Value::Text(value.to_owned());
        let set = set_key(&ledger.block, "phone", Some(&value));
        let line = format!("phone = {}", value.toml());
        prop_assert!(bare(&set).contains(&bare(&line)), "{}", set);
        let (log, wrong) = log_of(&format!("{}{set}{}", ledger.before, ledger.after));
        prop_assert_eq!(wrong, 0, "{}", set);
        prop_assert_eq!(log, log_of(&format!("{}{}{}", ledger.before, ledger.block, ledger.after)).0);
        prop_assert_eq!(set_key(&set, "phone", None), ledger.block);
    }

    #[test]
    fn the_layout_changes_no_meaning_and_no_comment(ledger in messy(), entry in new_entry()) {
        let whole = format!("{}{}{}", ledger.before, add_entry(&ledger.block, &entry), ledger.after);
        let laid = format_file(&whole);
        prop_assert_eq!(format_file(&laid), laid.clone(), "twice is as once: {}", whole);
        prop_assert_eq!(meaning(&laid), meaning(&whole), "{}\n{}", whole, laid);
        prop_assert_eq!(comments(&laid), comments(&whole), "{}\n{}", whole, laid);
        prop_assert!(!laid.contains("[[task.log]]"));
        let crlf = whole.contains("\r\n");
        prop_assert!(!crlf || laid.replace("\r\n", "").find('\n').is_none(), "{laid:?}");
    }
}
