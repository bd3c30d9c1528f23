//! `doctor` (体检): what can go wrong around the ledger on this machine, each with its way out.

#[cfg_attr(not(feature = "mail"), path = "doctor/no_letters.rs")]
mod letters;

use super::git_setup;
use crate::arguments::{OutputArgs, lang};
use crate::context::Context;
use crate::edge::repository::Repository;
use crate::edge::{environment, files};
use crate::outcome::{Exit, Outcome};
use crate::refusal;
use crate::session;
use chrono::Datelike;
use clap::Args;
use duban::check::{self, Depth};
use duban::diagnostic::{Ailment, Diagnostic, Finding, Severity, Sign, Subject};
use duban::ledger::{Locale, MailRules};
use duban::page::findings::doctor;
use duban::render::{About, Answer};
use duban::store::{Error, Ledger, Surroundings, repository_signs};
use duban_words::words;
use serde::Serialize;
use std::path::Path;

#[derive(Debug, Args)]
#[command(visible_alias = "体检", about = words!(lang(), "台账在本机的毛病：git、链接、副本、邮件、时钟等", "What can go wrong around the ledger on this machine: git, links, copies, mail, clock"), after_help = words!(lang(), "例：\n  duban doctor\n  duban doctor --format json", "Examples:\n  duban doctor\n  duban doctor --format json"))]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What was seen, as a row for machines; one without a code is well.
#[derive(Serialize)]
struct DoctorRow {
    subject: Subject,
    severity: Option<&'static str>,
    message: Option<String>,
    help: Option<String>,
}

#[derive(Serialize)]
struct DoctorTotals {
    errors: usize,
    warnings: usize,
}

/// Looks at everything; 1 where something must be done.
pub(crate) fn run(context: &Context, args: &DoctorArgs) -> Result<Exit, Outcome> {
    let config = context.config()?;
    let folder = config.parent().unwrap_or(Path::new(""));
    let settings = &context.settings;
    let links = context.links()?;
    let surroundings = Surroundings {
        folder,
        links,
        state: settings.state_folder.as_deref(),
        today: settings.today,
    };
    let Seen { mut signs, title, mail } = ledger(context, config)?;
    signs.extend(surroundings.files());
    signs.push(surroundings.memory());
    let repository = Repository::open(folder);
    signs.extend(repository_signs(&repository));
    signs.extend(drivers(folder, repository.ok().flatten().as_ref(), context.lang()));
    signs.extend(letters::signs(settings, folder, &mail));
    let zones = environment::unknown_zone().map(|zone| Ailment::ZoneUnknown { zone });
    signs.push(Sign::of(Subject::Zone, zones.into_iter().collect()));
    signs.sort_by_key(|sign| sign.subject as usize);
    let count = |severity: Severity| {
        let ailments = signs.iter().flat_map(|sign| &sign.ailments);
        ailments.filter(|ailment| ailment.severity() == severity).count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let lang = context.lang();
    let figures = || {
        let rows = signs.iter().flat_map(|sign| rows(sign, lang));
        (rows.collect::<Vec<_>>(), DoctorTotals { errors, warnings })
    };
    let answer = Answer {
        command: "doctor",
        about: About {
            as_of: None,
            ledger: title.as_deref(),
            left_out: None,
            tasks_left_out: Vec::new(),
            ledgers_left_out: &[],
            years_without_holidays: Vec::new(),
        },
        figures: Box::new(figures),
        page: Box::new(|| doctor::page(&signs, title.as_deref().unwrap_or(""), lang)),
    };
    session::write(answer, &args.output, lang, settings)?;
    Ok(Exit::found_if(errors > 0))
}

/// What the ledger's own files say.
#[derive(Default)]
struct Seen {
    signs: Vec<Sign>,
    title: Option<String>,
    mail: MailRules,
}

/// Whether the ledger can be read and what its years lack.
fn ledger(context: &Context, config: &Path) -> Result<Seen, Outcome> {
    let as_of = context.as_of()?;
    let loaded = match files::load(config, context.links()?, |_| {}) {
        Ok(loaded) => loaded,
        Err(error) => {
            let journal = not_obeyed(&error);
            let why = refusal::of_error(&error.into(), context.lang()).text(context.lang());
            let why = why.trim_end().to_owned();
            let signs = vec![
                Sign::of(Subject::Format, vec![Ailment::CannotBeRead { why }]),
                Sign::of(Subject::Journal, journal),
            ];
            return Ok(Seen { signs, ..Seen::default() });
        }
    };
    let reading = duban::read::read(&loaded.sources, &loaded.ledgers);
    let mut found = loaded.found.clone();
    found.extend(check::check(&reading.book, &loaded.sources, Depth::Errors));
    found.extend(reading.found);
    let ledger = reading.book.first_ledger();
    let title = ledger.map(|ledger| ledger.title.clone());
    context.speak_for(&reading.book);
    let years = ledger.into_iter().flat_map(|ledger| {
        let term = ledger.term;
        (term.first.year()..=term.last.year()).chain([as_of.year()])
    });
    let signs = vec![
        Sign::of(Subject::Format, unreadable(&found)),
        Sign::of(Subject::Journal, cut_off(&loaded, config)),
        Sign::of(Subject::Holidays, unknown(years, &loaded)),
    ];
    let mail = ledger.map(|ledger| ledger.mail.clone()).unwrap_or_default();
    Ok(Seen { signs, title, mail })
}

/// A journal that is not obeyed.
fn not_obeyed(error: &Error) -> Vec<Ailment> {
    let journals = error.each().iter().filter_map(|error| {
        let Error::Journal { path, .. } = error else { return None };
        Some(path.display().to_string())
    });
    journals.map(|file| Ailment::ForeignJournal { file }).collect()
}

/// The write that the next one completes.
fn cut_off(loaded: &Ledger, config: &Path) -> Vec<Ailment> {
    let file = config.with_file_name(".duban-journal").display().to_string();
    loaded.cut_off.then_some(Ailment::CutOff { file }).into_iter().collect()
}

/// What keeps a ledger from being read.
fn unreadable(found: &[Diagnostic]) -> Vec<Ailment> {
    let newer = found.iter().find_map(|diagnostic| {
        let Finding::NewerFormat { found } = diagnostic.finding else { return None };
        Some(Ailment::NewerFormat { format: found })
    });
    let errors = found.iter().filter(|diagnostic| diagnostic.stops()).count();
    let broken = (errors > 0).then_some(Ailment::HasErrors { errors });
    newer.or(broken).into_iter().collect()
}

/// The years among these whose holidays are not known, each once.
fn unknown(years: impl Iterator<Item = i32>, loaded: &Ledger) -> Vec<Ailment> {
    let mut years: Vec<i32> = years.filter(|year| !loaded.work.knows(*year)).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().map(|year| Ailment::UnknownYear { year }).collect()
}

/// A row for each ailment, or one that says that all is well.
fn rows(sign: &Sign, lang: Locale) -> Vec<DoctorRow> {
    let subject = sign.subject;
    if sign.ailments.is_empty() {
        return vec![DoctorRow { subject, severity: None, message: None, help: None }];
    }
    let row = |ailment: &Ailment| DoctorRow {
        subject,
        severity: Some(ailment.severity().name()),
        message: Some(doctor::message(ailment, lang)),
        help: Some(doctor::help(ailment, lang)),
    };
    sign.ailments.iter().map(row).collect()
}

/// The drivers and hooks of the repository around the ledger.
fn drivers(folder: &Path, repository: Option<&Repository>, lang: Locale) -> Vec<Sign> {
    let Some(repository) = repository else {
        return [Subject::Drivers, Subject::Hooks].map(Sign::absent).into();
    };
    git_setup::examined(folder, repository).map_or_else(
        |outcome| {
            let said = outcome.refusal(lang).map(|refusal| refusal.message).unwrap_or_default();
            vec![Sign::of(Subject::Drivers, vec![Ailment::GitFails { said }])]
        },
        Vec::from,
    )
}
