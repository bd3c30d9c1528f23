//! JSON Schema (draft-07) of the ledger's files, by which editors complete and check them.
//!
//! The keys are the reader's own lists, those of tasks and entries the ledger's table: a key without a type does not compile.

use crate::calendar::{Cadence, Pace};
use crate::diagnostic::Irregular;
use crate::ledger::{
    Attach, Better, Book, Commits, CurveShape, EntryKey, KeyType, Kind, Light, Locale, Measure,
    Part, Scale, Security, Stage, TaskKey, Verdict,
};
use crate::read::keys::{
    AreaKey, AuditKey, CycleKey, DefaultKey, DepartmentKey, GitKey, IncludeKey, IndicatorKey, Keys,
    LedgerKey, LightKey, MailKey, NoticeKey, PipelineKey, PointKey, ReportKey, StepKey, WaiverKey,
};
use chrono_tz::{TZ_VARIANTS, Tz};
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
            departments: book.departments.iter().filter_map(|own_| own(&own_.id)).collect(),
            pipelines: pipelines.map(|pipeline| pipeline.id.clone()).collect(),
            tasks: book.tasks.iter().filter_map(|task| own(&task.id)).collect(),
        }
    }
}

/// The schema of a task file; with a book, its ids are the values that may stand where ids are meant.
pub fn task_schema(book: Option<&Book<'_>>) -> Value {
    let ids = Ids::of(book);
    let mut root = table::<DefaultKey>(&[], |DefaultKey(key)| value(key.row().value, &ids));
    root["properties"]["task"] = json!({"type": "array", "items": task(&ids)});
    root["$schema"] = json!(DRAFT);
    root["title"] = json!("duban: tasks");
    root
}

fn task(ids: &Ids) -> Value {
    table::<TaskKey>(&["id", "title"], |key| value(key.row().value, ids))
}

fn value(value: KeyType, ids: &Ids) -> Value {
    match value {
        KeyType::Id => json!({"type": "string", "minLength": 1, "pattern": "^[\\p{L}\\p{N}_.-]+$"}),
        KeyType::Title => json!({"type": "string", "minLength": 1}),
        KeyType::Text | KeyType::Place => text(),
        KeyType::Texts => json!({"type": "array", "items": text()}),
        KeyType::Date => date(),
        KeyType::Deadline => json!({"type": "string", "anyOf": [date(), {"const": "standing"}]}),
        KeyType::Flag => json!({"type": "boolean"}),
        KeyType::Number => number(),
        KeyType::Figure => {
            json!({"type": ["number", "object"], "minProperties": 1, "additionalProperties": number()})
        }
        KeyType::Indicators => several(indicator()),
        KeyType::Amount => amount(),
        KeyType::Count => count(),
        KeyType::Kind => names(&Kind::ALL),
        KeyType::Measure => names(&Measure::ALL),
        KeyType::Better => names(&Better::ALL),
        KeyType::Cadence => cadence(),
        KeyType::Curve => names(&CurveShape::ALL),
        KeyType::Verdict => names(&Verdict::ALL),
        KeyType::JudgedLight => names(&[("yellow", ()), ("red", ())]),
        KeyType::Recipient => {
            json!({"type": ["string", "array"], "items": one_of(&ids.departments)})
        }
        KeyType::Area => one_of(&ids.areas),
        KeyType::Department => one_of(&ids.departments),
        KeyType::Departments => json!({"type": "array", "items": one_of(&ids.departments)}),
        KeyType::Task => one_of(&ids.tasks),
        KeyType::Pipeline => one_of(&ids.pipelines),
        KeyType::Plan => json!({"type": "array", "items": point()}),
        KeyType::Log => json!({"type": "array", "items": entry(ids)}),
    }
}

fn point() -> Value {
    table::<PointKey>(&["by"], |key| match key {
        PointKey::By => date(),
        PointKey::Reach => number(),
        PointKey::Step => text(),
    })
}

fn indicator() -> Value {
    table::<IndicatorKey>(&["id"], |key| match key {
        IndicatorKey::Id => {
            json!({"type": "string", "minLength": 1, "pattern": "^[\\p{L}\\p{N}_.-]+$"})
        }
        IndicatorKey::Name | IndicatorKey::Unit => text(),
        IndicatorKey::Baseline | IndicatorKey::Target => number(),
        IndicatorKey::Weight => amount(),
        IndicatorKey::Better => names(&Better::ALL),
    })
}

fn entry(ids: &Ids) -> Value {
    let mut entry = table::<EntryKey>(&["on"], |key| value(key.row().value, ids));
    let needs = |key: &str, needed: &[&str]| json!({"if": {"required": [key]}, "then": {"required": needed}});
    let holds = |key: &str, value: Value| json!({"if": {"required": [key]}, "then": {"properties": {"to": value}}});
    let units = json!({"type": "array", "items": one_of(&ids.departments)});
    entry["allOf"] = json!([
        needs("raise", &["to"]),
        needs("order", &["from"]),
        needs("light", &["judge"]),
        holds("raise", names(&Stage::ALL)),
        holds("order", units),
        holds("answer", text()),
    ]);
    entry
}

/// The schema of duban.toml.
pub fn book_schema() -> Value {
    let lists = json!({
        "ledger": ledger(),
        "lights": lights(),
        "blockers": table::<Stage>(&[], |_| count()),
        "score": table::<Part>(&[], |_| amount()),
        "report": table::<ReportKey>(&[], |key| match key {
            ReportKey::Title | ReportKey::To | ReportKey::Copies => text(),
            ReportKey::Weekly => cycle(&json!({"type": "string", "enum": WEEKDAYS})),
            ReportKey::Dekad
            | ReportKey::Monthly
            | ReportKey::Quarterly
            | ReportKey::HalfYear
            | ReportKey::Yearly => cycle(&count()),
        }),
        "mail": mail(),
        "notice": table::<NoticeKey>(&[], |key| match key {
            NoticeKey::Prefix | NoticeKey::Contact | NoticeKey::Copies => text(),
            NoticeKey::Reply => count(),
        }),
        "area": several(table::<AreaKey>(&["id", "name"], |key| match key {
            AreaKey::Id | AreaKey::Name => text(),
        })),
        "department": several(department()),
        "pipeline": several(pipeline()),
        "waiver": several(waiver()),
        "audit": table::<AuditKey>(&[], |key| match key {
            AuditKey::From => date(),
        }),
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
    let mut ledger = table::<LedgerKey>(&["format", "title"], |key| match key {
        LedgerKey::Format => json!({"const": 1}),
        LedgerKey::Title | LedgerKey::Office => text(),
        LedgerKey::Year => json!({"type": "integer"}),
        LedgerKey::From | LedgerKey::To => date(),
        LedgerKey::Locale => names(&Locale::ALL),
        LedgerKey::Cadence => cadence(),
        LedgerKey::Grace => count(),
        LedgerKey::Pace => names(&Pace::ALL),
        LedgerKey::Curve => names(&CurveShape::ALL),
        LedgerKey::Decimals => json!({"type": "integer", "minimum": 0, "maximum": 3}),
        LedgerKey::Include => several(table::<IncludeKey>(&["path", "as"], |key| match key {
            IncludeKey::Path | IncludeKey::As => text(),
        })),
    });
    let without = |key: &str| json!({"not": {"required": [key]}});
    let year = json!({"required": ["year"], "allOf": [without("from"), without("to")]});
    ledger["oneOf"] = json!([year, {"required": ["from", "to"], "allOf": [without("year")]}]);
    ledger
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
        MailKey::Timezone => names(&timezones()),
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

fn timezones() -> Vec<(&'static str, Tz)> {
    TZ_VARIANTS.iter().map(|zone| (zone.name(), *zone)).collect()
}

fn lights() -> Value {
    let mut lights = table::<LightKey>(&[], |key| match key {
        LightKey::Rule => names(&Scale::ALL),
        LightKey::Yellow | LightKey::Red | LightKey::Ahead => amount(),
        LightKey::Soon => count(),
        LightKey::Names => table::<Light>(&[], |_| text()),
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
        | DepartmentKey::Short
        | DepartmentKey::Head
        | DepartmentKey::Email
        | DepartmentKey::Contact => text(),
    })
}

fn waiver() -> Value {
    table::<WaiverKey>(&["code", "reason"], |key| match key {
        WaiverKey::Code => names(&Irregular::ALL),
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
    let properties: Map<String, Value> =
        K::all().map(|(name, key)| (name.to_owned(), of(key))).collect();
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

/// How often reports are due, or never.
fn cadence() -> Value {
    let mut names: Vec<&str> = Cadence::ALL.iter().map(|(name, _)| *name).collect();
    names.push("none");
    json!({"type": "string", "enum": names})
}

/// One of the ids; any words where none are known.
fn one_of(ids: &[String]) -> Value {
    match ids {
        [] => text(),
        ids => json!({"type": "string", "enum": ids}),
    }
}
