//! JSON Schema (draft-07) of the ledger's files, by which editors complete and check them.
//!
//! The keys are the reader's own lists: a key without a type here does not compile.

use crate::calendar::{Cadence, Pace};
use crate::diagnostic::Irregular;
use crate::ledger::{Attach, Book, Commits, Kind, Locale, Measure, Security, Stage};
use crate::read::keys::{
    AreaKey, BlockerKey, CycleKey, DefaultKey, DepartmentKey, EntryKey, GitKey, IncludeKey, Keys,
    LedgerKey, LightKey, MailKey, NameKey, NoticeKey, PipelineKey, PointKey, ReportKey, ScoreKey,
    StepKey, TaskKey, WaiverKey,
};
use serde_json::{Map, Value, json};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The ids that values may be, where a ledger is known.
#[derive(Default)]
struct Ids {
    areas: Vec<String>,
    departments: Vec<String>,
    pipelines: Vec<String>,
    tasks: Vec<String>,
}

impl Ids {
    fn of(book: Option<&Book<'_>>) -> Self {
        let Some(book) = book else {
            return Self::default();
        };
        let own = |id: &str| (!id.contains('/')).then(|| id.to_owned());
        let first = book.first_ledger();
        let pipelines = first.into_iter().flat_map(|ledger| &ledger.pipelines);
        Self {
            areas: book.areas.iter().map(|area| area.id.clone()).collect(),
            departments: book
                .departments
                .iter()
                .filter_map(|own_| own(&own_.id))
                .collect(),
            pipelines: pipelines.map(|pipeline| pipeline.id.clone()).collect(),
            tasks: book.tasks.iter().filter_map(|task| own(&task.id)).collect(),
        }
    }
}

/// The schema of a task file; with a book, its ids are the values that may stand where ids are meant.
pub fn task_schema(book: Option<&Book<'_>>) -> Value {
    let ids = Ids::of(book);
    let mut root = table::<DefaultKey>(&[], |key| match key {
        DefaultKey::Area => one_of(&ids.areas),
        DefaultKey::Owner => one_of(&ids.departments),
        DefaultKey::Leader | DefaultKey::Source => text(),
        DefaultKey::Cadence => names(&Cadence::ALL),
    });
    root["properties"]["task"] = json!({"type": "array", "items": task(&ids)});
    root["$schema"] = json!(DRAFT);
    root["title"] = json!("duban: tasks");
    root
}

fn task(ids: &Ids) -> Value {
    table::<TaskKey>(&["id", "title"], |key| match key {
        TaskKey::Id => json!({"type": "string", "minLength": 1, "pattern": "^[\\p{L}\\p{N}_.-]+$"}),
        TaskKey::Title => json!({"type": "string", "minLength": 1}),
        TaskKey::Owner => one_of(&ids.departments),
        TaskKey::With => json!({"type": "array", "items": one_of(&ids.departments)}),
        TaskKey::Area => one_of(&ids.areas),
        TaskKey::Parent => one_of(&ids.tasks),
        TaskKey::Pipeline => one_of(&ids.pipelines),
        TaskKey::Leader
        | TaskKey::Goal
        | TaskKey::Source
        | TaskKey::Person
        | TaskKey::Phone
        | TaskKey::Place
        | TaskKey::No
        | TaskKey::Remark
        | TaskKey::Unit
        | TaskKey::Rolls => text(),
        TaskKey::Start | TaskKey::Due | TaskKey::Entered | TaskKey::OriginalDue => date(),
        TaskKey::Key => json!({"type": "boolean"}),
        TaskKey::Weight | TaskKey::Invest | TaskKey::Total => amount(),
        TaskKey::Baseline | TaskKey::Target => number(),
        TaskKey::Parts | TaskKey::Extensions => count(),
        TaskKey::Kind => names(&Kind::ALL),
        TaskKey::Measure => names(&Measure::ALL),
        TaskKey::Cadence => names(&Cadence::ALL),
        TaskKey::Tags | TaskKey::Measures | TaskKey::Levers => {
            json!({"type": "array", "items": text()})
        }
        TaskKey::Plan => json!({"type": "array", "items": point()}),
        TaskKey::Log => json!({"type": "array", "items": entry(ids)}),
    })
}

fn point() -> Value {
    table::<PointKey>(&["by"], |key| match key {
        PointKey::By => date(),
        PointKey::Reach => number(),
        PointKey::Step => text(),
    })
}

fn entry(ids: &Ids) -> Value {
    let mut entry = table::<EntryKey>(&["on"], |key| match key {
        EntryKey::On | EntryKey::Got | EntryKey::Ask | EntryKey::Extend | EntryKey::Reply => date(),
        EntryKey::Done | EntryKey::Target => number(),
        EntryKey::Invested | EntryKey::Weight => amount(),
        EntryKey::To => names(&Stage::ALL),
        EntryKey::Owner => one_of(&ids.departments),
        EntryKey::Step
        | EntryKey::Note
        | EntryKey::Blocked
        | EntryKey::Raise
        | EntryKey::Cleared
        | EntryKey::Request
        | EntryKey::Verify
        | EntryKey::Reject
        | EntryKey::Reopen
        | EntryKey::Refuse
        | EntryKey::Adjust
        | EntryKey::Suspend
        | EntryKey::Resume
        | EntryKey::Cancel
        | EntryKey::Rolled
        | EntryKey::Order
        | EntryKey::Urge
        | EntryKey::Answer
        | EntryKey::By
        | EntryKey::Next
        | EntryKey::Evidence
        | EntryKey::Approval
        | EntryKey::Correction
        | EntryKey::Leader
        | EntryKey::From => text(),
    });
    let needs = |key: &str, needed: &[&str]| json!({"if": {"required": [key]}, "then": {"required": needed}});
    entry["allOf"] = json!([needs("raise", &["to"]), needs("order", &["from"])]);
    entry
}

/// The schema of duban.toml.
pub fn book_schema() -> Value {
    let lists = json!({
        "ledger": ledger(),
        "lights": lights(),
        "blockers": table::<BlockerKey>(&[], |key| match key {
            BlockerKey::Consult | BlockerKey::Coordinate | BlockerKey::Resolve => count(),
        }),
        "score": table::<ScoreKey>(&[], |key| match key {
            ScoreKey::Fast | ScoreKey::Aimed | ScoreKey::Hard | ScoreKey::Clean => amount(),
        }),
        "report": table::<ReportKey>(&[], |key| match key {
            ReportKey::Title => text(),
            ReportKey::Weekly => cycle(&json!({"type": "string", "enum": WEEKDAYS})),
            ReportKey::Dekad
            | ReportKey::Monthly
            | ReportKey::Quarterly
            | ReportKey::HalfYear
            | ReportKey::Yearly => cycle(&count()),
        }),
        "mail": mail(),
        "notice": table::<NoticeKey>(&[], |key| match key {
            NoticeKey::Prefix => text(),
            NoticeKey::Reply => count(),
        }),
        "area": several(table::<AreaKey>(&["id", "name"], |key| match key {
            AreaKey::Id | AreaKey::Name => text(),
        })),
        "department": several(department()),
        "pipeline": several(pipeline()),
        "waiver": several(waiver()),
        "git": table::<GitKey>(&[], |key| match key {
            GitKey::Commit => names(&Commits::ALL),
        }),
    });
    json!({
        "$schema": DRAFT,
        "title": "duban: duban.toml",
        "type": "object",
        "properties": lists,
        "required": ["ledger"],
        "additionalProperties": false,
    })
}

/// When one kind of bulletin closes and goes out.
fn cycle(day: &Value) -> Value {
    table::<CycleKey>(&[], |key| match key {
        CycleKey::Cut | CycleKey::Issue => day.clone(),
    })
}

fn ledger() -> Value {
    table::<LedgerKey>(&["format", "title"], |key| match key {
        LedgerKey::Format => json!({"const": 1}),
        LedgerKey::Title | LedgerKey::Office => text(),
        LedgerKey::Year => json!({"type": "integer"}),
        LedgerKey::Locale => names(&Locale::ALL),
        LedgerKey::Cadence => names(&Cadence::ALL),
        LedgerKey::Grace => count(),
        LedgerKey::Pace => names(&Pace::ALL),
        LedgerKey::Include => several(table::<IncludeKey>(&["path", "as"], |key| match key {
            IncludeKey::Path | IncludeKey::As => text(),
        })),
    })
}

fn mail() -> Value {
    let several = || json!({"type": ["array", "string"], "items": text()});
    table::<MailKey>(&[], |key| match key {
        MailKey::To | MailKey::Cc => several(),
        MailKey::Port => json!({"type": "integer", "minimum": 1, "maximum": 65535}),
        MailKey::Security => names(&Security::ALL),
        MailKey::Attach => json!({"type": "array", "items": names(&Attach::ALL)}),
        MailKey::Timeout | MailKey::Wait => amount(),
        MailKey::Tries => count(),
        MailKey::From
        | MailKey::ReplyTo
        | MailKey::Server
        | MailKey::User
        | MailKey::PasswordFile
        | MailKey::Ca
        | MailKey::Sendmail
        | MailKey::State => text(),
    })
}

fn lights() -> Value {
    let mut lights = table::<LightKey>(&[], |key| match key {
        LightKey::Rule => json!({"type": "string", "enum": ["points", "ratio"]}),
        LightKey::Yellow | LightKey::Red => amount(),
        LightKey::Soon => count(),
        LightKey::Names => table::<NameKey>(&[], |key| match key {
            NameKey::Red | NameKey::Yellow | NameKey::Green | NameKey::Blue => text(),
        }),
        LightKey::NameRed | LightKey::NameYellow | LightKey::NameGreen | LightKey::NameBlue => {
            text()
        }
    });
    // `names.red` is a table with one key to everybody but the reader.
    if let Some(properties) = lights["properties"].as_object_mut() {
        properties.retain(|key, _| !key.contains('.'));
    }
    lights
}

fn department() -> Value {
    table::<DepartmentKey>(&["id", "name"], |key| match key {
        DepartmentKey::Alias => json!({"type": "array", "items": text()}),
        DepartmentKey::Id
        | DepartmentKey::Name
        | DepartmentKey::Head
        | DepartmentKey::Email
        | DepartmentKey::Contact => text(),
    })
}

fn waiver() -> Value {
    table::<WaiverKey>(&["code", "reason"], |key| match key {
        WaiverKey::Code => names(Irregular::ALL),
        WaiverKey::Task | WaiverKey::Reason => text(),
        WaiverKey::Commit => json!({"type": "string", "pattern": "^[0-9A-Fa-f]{7,}$"}),
        WaiverKey::Date => date(),
    })
}

fn pipeline() -> Value {
    let step = table::<StepKey>(&["step"], |key| match key {
        StepKey::Step => text(),
        StepKey::Reach => number(),
    });
    table::<PipelineKey>(&["id", "steps"], |key| match key {
        PipelineKey::Id => text(),
        PipelineKey::Steps => several(step.clone()),
    })
}

/// A table with the keys of one of the reader's lists, and the user's own.
fn table<K: Keys>(required: &[&str], of: impl Fn(K) -> Value) -> Value {
    let known = K::ALL
        .iter()
        .filter_map(|name| Some((*name, K::parse(name)?)));
    let properties: Map<String, Value> = known
        .map(|(name, key)| (name.to_owned(), of(key)))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "required": required,
        "additionalProperties": false,
    })
}

fn several(item: Value) -> Value {
    json!({"type": "array", "items": item})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn date() -> Value {
    json!({"type": "string", "format": "date"})
}

fn number() -> Value {
    json!({"type": "number"})
}

fn amount() -> Value {
    json!({"type": "number", "minimum": 0})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn names<T>(all: &[(&'static str, T)]) -> Value {
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    json!({"type": "string", "enum": names})
}

/// One of the ids; any words where none are known.
fn one_of(ids: &[String]) -> Value {
    match ids {
        [] => text(),
        ids => json!({"type": "string", "enum": ids}),
    }
}
