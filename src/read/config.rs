//! duban.toml: the book's areas, departments, pipelines and rules.

use super::config_term::{RawTerm, year};
use super::conflict::{conflicts, unmerged, without_undecided};
use super::decoder::{Decoder, Field};
use super::grammar::outside_toml_at_all;
use super::include::Include;
use super::keys::{AuditKey, Fields, GitKey, LedgerKey, LightKey, Named, unknown};
use super::looks::Looks;
use super::names::Names;
use super::sections::{Section, one_a_line, sections, syntax_errors};
use super::tape::Tape;
use super::word::{cadence, one_of};
use crate::calendar::Pace;
use crate::diagnostic::{Diagnostic, Expected, Finding, Including, Reference};
use crate::ledger::{
    Book, Bulletins, Commits, CurveShape, Decimals, Ledger, Light, LightRule, Locale, MailRules,
    NoticeRules, Part, Quantity, Rules, Scale, Stage, Term,
};
use crate::source::{FileId, Sources, Span};
use std::collections::HashMap;

/// The format of files this program reads.
const FORMAT: i64 = 1;

const SECTIONS: [&str; 20] = [
    "ledger",
    "lights",
    "lights.names",
    "blockers",
    "score",
    "report",
    "report.weekly",
    "report.dekad",
    "report.monthly",
    "report.quarterly",
    "report.half-year",
    "report.yearly",
    "mail",
    "notice",
    "area",
    "department",
    "pipeline",
    "waiver",
    "audit",
    "git",
];

/// One duban.toml as read.
pub(super) struct Config {
    pub(super) names: Names,
    pub(super) includes: Vec<Include>,
    pub(super) found: Vec<Diagnostic>,
}

/// Reads one duban.toml into the book.
pub(super) fn read(sources: &Sources, file: FileId, prefix: &str, book: &mut Book<'_>) -> Config {
    let text = sources.file(file).readable();
    let mut tape = Tape::default();
    let (text_inside, base) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, 3),
        None => (text, 0),
    };
    tape.fill(text_inside);
    let mut decoder = Decoder { text: text_inside, tape: &tape, file, base, found: Vec::new() };
    let broken = syntax_errors(&mut decoder);
    conflicts(&mut decoder);
    let mut reader = Reader {
        prefix,
        ledger: Ledger {
            title: String::new(),
            office: None,
            term: Term::year(0),
            locale: Locale::default(),
            decimals: Decimals::default(),
            rules: Rules::default(),
            bulletins: Bulletins::default(),
            mail: MailRules::default(),
            notices: NoticeRules::default(),
            pipelines: Vec::new(),
            waivers: Vec::new(),
            audit_from: None,
            commits: Commits::default(),
            prefix: prefix.to_owned(),
        },
        names: Names::default(),
        includes: Vec::new(),
        limits: Limits::default(),
        scale: Scale::Points,
        seen_ledger: false,
        looks: Looks::default(),
        shorts: HashMap::new(),
    };
    let parts = sections(&decoder);
    let before = parts.first().map_or(tape.nodes.len(), |first| first.header);
    let mut at = 0;
    while let Some(field) = decoder.next_field(&mut at, before) {
        let finding = unknown(&decoder.key(field), &SECTIONS);
        decoder.report(finding, decoder.key_span(field));
    }
    for part in &parts {
        reader.section(&mut decoder, part, book);
    }
    if !reader.seen_ledger && !broken {
        decoder.report(Finding::MissingKey { key: "[ledger]" }, Span::default());
    }
    outside_toml_at_all(&mut decoder);
    let mut found = one_a_line(text, decoder.found);
    without_undecided(sources.file(file).unmerged(), &mut found);
    found.extend(unmerged(sources, file));
    reader.finish(book, found)
}

/// The limits that `[lights]` states.
#[derive(Clone, Copy, Default)]
struct Limits {
    yellow: Option<Quantity>,
    red: Option<Quantity>,
    ahead: Option<Quantity>,
}

pub(super) struct Reader<'p> {
    pub(super) prefix: &'p str,
    pub(super) ledger: Ledger,
    pub(super) names: Names,
    pub(super) includes: Vec<Include>,
    limits: Limits,
    pub(super) scale: Scale,
    pub(super) seen_ledger: bool,
    pub(super) looks: Looks,
    /// Short names of departments, each with its place.
    pub(super) shorts: HashMap<String, Span>,
}

impl Reader<'_> {
    fn section(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>, book: &mut Book<'_>) {
        match (part.name.as_ref(), part.double) {
            ("ledger", false) => self.ledger(decoder, part),
            ("lights", false) => self.lights(decoder, part),
            ("lights.names", false) => self.names_of_lights(decoder, part.from, part.to),
            ("blockers", false) => self.blockers(decoder, part),
            ("score", false) => self.score(decoder, part),
            ("report", false) => self.report(decoder, part),
            _ if self.report_kind(decoder, part) => {}
            ("mail", false) => self.mail(decoder, part),
            ("notice", false) => self.notice(decoder, part),
            ("area", true) => self.area(decoder, part, book),
            ("department", true) => self.department(decoder, part, book),
            ("pipeline", true) => self.pipeline(decoder, part),
            ("waiver", true) => self.waiver(decoder, part),
            ("audit", false) => self.audit(decoder, part),
            ("git", false) => self.git(decoder, part),
            (name, _) if SECTIONS.contains(&name) => {
                let key = name.to_owned();
                decoder.report(Finding::WrongType { key, expected: Expected::Section }, part.span);
            }
            (name, _) => {
                let finding = unknown(name, &SECTIONS);
                decoder.report(finding, part.span);
            }
        }
    }

    fn ledger(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        self.seen_ledger = true;
        let mut fields = Fields::<LedgerKey>::between(part.from, part.to);
        let mut term = RawTerm::default();
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            let rules = &mut self.ledger.rules;
            match key {
                LedgerKey::Format => format(decoder, field),
                LedgerKey::Title => self.ledger.title = owned(decoder, field),
                LedgerKey::Office => self.ledger.office = Some(owned(decoder, field)),
                LedgerKey::Year => term.year = year(decoder, field).map(|year| (year, field)),
                LedgerKey::From => term.from = decoder.date(field).map(|day| (day, field)),
                LedgerKey::To => term.to = decoder.date(field).map(|day| (day, field)),
                LedgerKey::Locale => {
                    self.ledger.locale = one_of(decoder, field, &Locale::ALL).unwrap_or_default();
                }
                LedgerKey::Cadence => rules.cadence = cadence(decoder, field).flatten(),
                LedgerKey::Grace => rules.grace = decoder.count(field).unwrap_or(2),
                LedgerKey::Pace => {
                    rules.pace = one_of(decoder, field, &Pace::ALL).unwrap_or_default()
                }
                LedgerKey::Curve => {
                    rules.curve = one_of(decoder, field, &CurveShape::ALL).unwrap_or_default()
                }
                LedgerKey::Decimals => self.ledger.decimals = decimals(decoder, field),
                LedgerKey::Include => self.include(decoder, field),
            }
        }
        if !fields.has(LedgerKey::Title) {
            decoder.report(Finding::MissingKey { key: "title" }, part.span);
        }
        self.ledger.term = term.settled(decoder, &fields, part.span);
    }

    fn lights(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<LightKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            let Named::Known(key, field) = named else {
                continue;
            };
            let lights = &mut self.ledger.rules.lights;
            match key {
                LightKey::Rule => {
                    self.scale = one_of(decoder, field, &Scale::ALL).unwrap_or(Scale::Points)
                }
                LightKey::Yellow => self.limits.yellow = decoder.amount(field, "yellow"),
                LightKey::Red => self.limits.red = decoder.amount(field, "red"),
                LightKey::Ahead => self.limits.ahead = decoder.amount(field, "ahead"),
                LightKey::Soon => lights.soon = decoder.count(field).unwrap_or(7),
                LightKey::NameRed => lights.names[Light::Red] = Some(owned(decoder, field)),
                LightKey::NameYellow => lights.names[Light::Yellow] = Some(owned(decoder, field)),
                LightKey::NameGreen => lights.names[Light::Green] = Some(owned(decoder, field)),
                LightKey::NameBlue => lights.names[Light::Blue] = Some(owned(decoder, field)),
                LightKey::Names => {
                    if let Some(nodes) = decoder.record(field, field.value, Expected::Record) {
                        self.names_of_lights(decoder, nodes.start, nodes.end);
                    }
                }
            }
        }
    }

    fn names_of_lights(&mut self, decoder: &mut Decoder<'_, '_>, from: usize, to: usize) {
        let mut fields = Fields::<Light>::between(from, to);
        while let Some(named) = fields.next(decoder) {
            if let Named::Known(light, field) = named {
                self.ledger.rules.lights.names[light] = Some(owned(decoder, field));
            }
        }
    }

    fn blockers(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<Stage>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            if let Named::Known(stage, field) = named
                && let Some(days) = decoder.count(field)
            {
                self.ledger.rules.stuck_after[stage] = days;
            }
        }
    }

    fn audit(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<AuditKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            if let Named::Known(AuditKey::From, field) = named {
                self.ledger.audit_from = decoder.date(field);
            }
        }
    }

    fn git(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<GitKey>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            if let Named::Known(GitKey::Commit, field) = named {
                self.ledger.commits = one_of(decoder, field, &Commits::ALL).unwrap_or_default();
            }
        }
    }

    fn score(&mut self, decoder: &mut Decoder<'_, '_>, part: &Section<'_>) {
        let mut fields = Fields::<Part>::between(part.from, part.to);
        while let Some(named) = fields.next(decoder) {
            if let Named::Known(part, field) = named
                && let Some(weight) = decoder.amount(field, "score")
            {
                self.ledger.rules.score[part] = weight;
            }
        }
    }

    fn finish(mut self, book: &mut Book<'_>, mut found: Vec<Diagnostic>) -> Config {
        if !self.prefix.is_empty() {
            found.extend(self.includes.iter().map(|include| {
                let finding = Including::NotFollowed { path: include.path.clone() };
                Diagnostic::new(Finding::Including(finding), include.place)
            }));
        }
        let standard = match self.scale {
            Scale::Points => LightRule::default_points(),
            Scale::Ratio => LightRule::default_ratio(),
        };
        let Limits { yellow, red, ahead } = self.limits;
        let yellow = yellow.unwrap_or(standard.yellow);
        self.ledger.rules.lights.rule = LightRule {
            scale: self.scale,
            yellow,
            red: red.unwrap_or(standard.red),
            ahead: ahead.unwrap_or_else(|| LightRule::usual_ahead(self.scale, yellow)),
        };
        self.names.pipelines.clone_from(&self.ledger.pipelines);
        book.ledgers.push(self.ledger);
        Config { names: self.names, includes: self.includes, found }
    }
}

pub(super) fn owned(decoder: &mut Decoder<'_, '_>, field: Field) -> String {
    decoder.text(field).map(Into::into).unwrap_or_default()
}

fn format(decoder: &mut Decoder<'_, '_>, field: Field) {
    if let Some(number) = decoder.count(field).map(i64::from)
        && number != FORMAT
    {
        decoder.report(Finding::NewerFormat { found: number }, decoder.span(field.value));
    }
}

fn decimals(decoder: &mut Decoder<'_, '_>, field: Field) -> Decimals {
    let Some(count) = decoder.count(field) else {
        return Decimals::default();
    };
    let name = count.to_string();
    let known = Decimals::ALL.iter().find(|(known, _)| *known == name);
    known.map(|(_, decimals)| *decimals).unwrap_or_else(|| {
        let choices = Decimals::ALL.map(|(name, _)| name).join(", ");
        let what = Reference::Value;
        let finding = Finding::Unknown { what, name, nearest: Some(choices) };
        decoder.report(finding, decoder.span(field.value));
        Decimals::default()
    })
}
