//! The keys of the format, each list once: what is known, what is proposed, what stands twice.

use super::decoder::{Decoder, Field};
use crate::diagnostic::{Finding, Syntax, latin, nearest};
use crate::ledger::{EntryKey, Light, Part, Stage, TaskKey};
use crate::variants::variants;
use std::marker::PhantomData;

macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($key:ident = $text:literal,)* }) => {
        variants! {
            $(#[$doc])*
            pub(crate) enum $name { $($key = $text,)* }
        }
        named! { $name }
    };
}

/// An enum whose names are the keys of a table.
macro_rules! named {
    ($name:ident) => {
        impl Keys for $name {
            fn all() -> impl Iterator<Item = (&'static str, Self)> {
                Self::ALL.into_iter()
            }
            fn parse(text: &str) -> Option<Self> {
                Self::parse(text)
            }
            fn bit(self) -> u64 {
                1 << (self as u64)
            }
        }
    };
}

/// The keys of one kind of table.
pub(crate) trait Keys: Copy {
    /// Each with its text.
    fn all() -> impl Iterator<Item = (&'static str, Self)>;
    fn parse(text: &str) -> Option<Self>;
    /// A bit of its own, to see which keys stand already.
    fn bit(self) -> u64;
}

/// Keys before the first task of a file: those of a task that its head may state for all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DefaultKey(pub(crate) TaskKey);

impl Keys for DefaultKey {
    fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let all = TaskKey::ALL.into_iter().filter(|(_, key)| key.may_head());
        all.map(|(name, key)| (name, Self(key)))
    }
    fn parse(text: &str) -> Option<Self> {
        TaskKey::parse(text).filter(|key| key.may_head()).map(Self)
    }
    fn bit(self) -> u64 {
        self.0.bit()
    }
}

keys! {
    /// Keys of a plan point.
    PointKey { By = "by", Reach = "reach", Step = "step", }
}

keys! {
    /// Keys of an indicator.
    IndicatorKey {
        Id = "id", Name = "name", Unit = "unit", Baseline = "baseline", Target = "target",
        Weight = "weight", Better = "better",
    }
}

keys! {
    /// Keys of `[ledger]`.
    LedgerKey {
        Format = "format", Title = "title", Office = "office", Year = "year", From = "from",
        To = "to", Locale = "locale", Cadence = "cadence", Grace = "grace", Pace = "pace",
        Curve = "curve", Decimals = "decimals", Include = "include",
    }
}

keys! {
    /// Keys of `[lights]`.
    LightKey {
        Rule = "rule", Yellow = "yellow", Red = "red", Ahead = "ahead",
        Soon = "soon", Names = "names",
        NameRed = "names.red", NameYellow = "names.yellow", NameGreen = "names.green",
        NameBlue = "names.blue",
    }
}

keys! {
    /// Keys of `[report]`.
    ReportKey {
        Title = "title", To = "to", Copies = "copies", Weekly = "weekly", Dekad = "dekad", Monthly = "monthly",
        Quarterly = "quarterly", HalfYear = "half-year", Yearly = "yearly",
    }
}

keys! {
    /// Keys of one kind of bulletin.
    CycleKey { Cut = "cut", Issue = "issue", }
}

keys! {
    /// Keys of `[mail]`.
    MailKey {
        From = "from", To = "to", Cc = "cc", ReplyTo = "reply_to", Server = "server", Port = "port",
        Security = "security", User = "user", PasswordFile = "password_file", Ca = "ca",
        Sendmail = "sendmail", Timeout = "timeout", Tries = "tries", Wait = "wait",
        State = "state", Attach = "attach", Timezone = "timezone",
    }
}

keys! {
    /// Keys of a user's own `mail.toml`; `path` stands in `[[ledger]]` alone.
    RouteKey {
        Path = "path", Server = "server", Port = "port", Security = "security", User = "user",
        PasswordFile = "password_file", Ca = "ca", Sendmail = "sendmail", Timeout = "timeout",
        State = "state",
    }
}

keys! {
    /// Keys of `[notice]`.
    NoticeKey {
        Prefix = "prefix", Reply = "reply", Contact = "contact", Copies = "copies",
    }
}

keys! {
    /// Keys of `[[area]]`.
    AreaKey { Id = "id", Name = "name", }
}

keys! {
    /// Keys of `[[department]]`.
    DepartmentKey {
        Id = "id", Name = "name", Short = "short", Alias = "alias", Head = "head", Email = "email",
        Contact = "contact",
    }
}

keys! {
    /// Keys of `[[pipeline]]`.
    PipelineKey { Id = "id", Steps = "steps", }
}

keys! {
    /// Keys of `[audit]`.
    AuditKey { From = "from", }
}

keys! {
    /// Keys of `[git]`.
    GitKey { Commit = "commit", }
}

keys! {
    /// Keys of `[[waiver]]`.
    WaiverKey {
        Code = "code", Task = "task", Commit = "commit", Date = "date", Reason = "reason",
    }
}

keys! {
    /// Keys of one level of a pipeline.
    StepKey { Step = "step", Reach = "reach", }
}

keys! {
    /// Keys of one `include`.
    IncludeKey { Path = "path", As = "as", }
}

// Behind `names` stands a dotted key for each light that shows, which is each but the last.
const _: () = assert!(LightKey::COUNT == LightKey::Names as usize + Light::COUNT);

// A task and an entry have the keys of the ledger's own tables.
named! { TaskKey }
named! { EntryKey }

// `[blockers]` has a key for each stage, `[score]` for each part.
named! { Stage }
named! { Part }

/// `[lights.names]` has a key for each light that shows.
impl Keys for Light {
    fn all() -> impl Iterator<Item = (&'static str, Self)> {
        Self::ALL.into_iter().filter(|(_, light)| *light != Self::None)
    }
    fn parse(text: &str) -> Option<Self> {
        Self::parse(text).filter(|light| *light != Self::None)
    }
    fn bit(self) -> u64 {
        1 << (self as u64)
    }
}

/// The fields of one table, key by key; strange and repeated ones are reported and passed over.
pub(crate) struct Fields<K> {
    at: usize,
    to: usize,
    pub(crate) seen: u64,
    keys: PhantomData<K>,
}

/// A field with its key.
pub(crate) enum Named<K> {
    /// A key of the format.
    Known(K, Field),
    /// The user's own (`x-…`).
    Own(Field),
}

impl<K: Keys> Fields<K> {
    /// The fields between two nodes.
    pub(crate) fn between(at: usize, to: usize) -> Self {
        Self { at, to, seen: 0, keys: PhantomData }
    }

    /// Whether a key stands there.
    pub(crate) fn has(&self, key: K) -> bool {
        self.seen & key.bit() != 0
    }

    /// The next field.
    pub(crate) fn next(&mut self, decoder: &mut Decoder<'_, '_>) -> Option<Named<K>> {
        while let Some(field) = decoder.next_field(&mut self.at, self.to) {
            let text = decoder.key(field);
            if let Some(key) = K::parse(&text) {
                if self.has(key) {
                    let key = text.into_owned();
                    decoder.report(Finding::DuplicateKey { key }, decoder.key_span(field));
                    continue;
                }
                self.seen |= key.bit();
                return Some(Named::Known(key, field));
            }
            if text.starts_with("x-") {
                return Some(Named::Own(field));
            }
            let is_bare = !decoder.raw(decoder.key_span(field)).contains(['"', '\'']);
            let known: Vec<&str> = K::all().map(|(name, _)| name).collect();
            let finding = match unknown(&text, &known) {
                Finding::UnknownKey { nearest: None, elsewhere, .. }
                    if elsewhere.is_empty() && is_bare && !text.is_ascii() =>
                {
                    Finding::Syntax(Syntax::StrangeKey)
                }
                finding => finding,
            };
            decoder.report(finding, decoder.key_span(field));
        }
        None
    }
}

/// An unknown key with the nearest known one.
pub(crate) fn unknown(key: &str, known: &[&'static str]) -> Finding {
    let folded: String = key.chars().map(latin).collect();
    let near = nearest(&folded, known.iter().copied());
    let lookalike = folded != key && near.is_some();
    let elsewhere = elsewhere(key);
    Finding::UnknownKey {
        key: key.to_owned(),
        nearest: near.map(str::to_owned),
        lookalike,
        elsewhere,
    }
}

/// The tables of a ledger's files that have a key.
fn elsewhere(key: &str) -> Vec<&'static str> {
    let tables = [
        ("[ledger]", LedgerKey::parse(key).is_some()),
        ("[lights]", LightKey::parse(key).is_some()),
        ("[lights.names]", <Light as Keys>::parse(key).is_some()),
        ("[blockers]", Stage::parse(key).is_some()),
        ("[score]", Part::parse(key).is_some()),
        ("[report]", ReportKey::parse(key).is_some()),
        ("[mail]", MailKey::parse(key).is_some()),
        ("[notice]", NoticeKey::parse(key).is_some()),
        ("[audit]", AuditKey::parse(key).is_some()),
        ("[git]", GitKey::parse(key).is_some()),
        ("[[area]]", AreaKey::parse(key).is_some()),
        ("[[department]]", DepartmentKey::parse(key).is_some()),
        ("[[pipeline]]", PipelineKey::parse(key).is_some()),
        ("[[waiver]]", WaiverKey::parse(key).is_some()),
        ("[[task]]", TaskKey::parse(key).is_some()),
        ("log = [{ … }]", EntryKey::parse(key).is_some()),
        ("plan = [{ … }]", PointKey::parse(key).is_some()),
        ("indicators = [{ … }]", IndicatorKey::parse(key).is_some()),
        ("steps = [{ … }]", StepKey::parse(key).is_some()),
        ("include = [{ … }]", IncludeKey::parse(key).is_some()),
    ];
    tables.into_iter().filter_map(|(table, has)| has.then_some(table)).collect()
}
