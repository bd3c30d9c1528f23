//! One edition of a bulletin: its period, the book at its cut-off and at the one before, its page. Both the command that prints
//! it and the one that sends it begin here.

use crate::archive::{self, Revision};
use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::outcome::Outcome;
use crate::period;
use crate::refusal::Refusal;
use crate::session::{Session, snippets};
use chrono::{Datelike, NaiveDate};
use duban::account::{Account, Basis, Bulletin, By, Figures, Issue, Matter, Scorecard};
use duban::calendar::{Period, PeriodUnit};
use duban::exchange;
use duban::ledger::{Book, Bulletins, Locale, Term};
use duban::page::bulletins::bulletin::{self, Chat, Template};
use duban::page::lists::tasks;
use duban::page::refusals::periods::PeriodRefused;
use duban::page::{Block, Page};
use duban::render;
use duban::store::Links;
use std::path::PathBuf;

/// What a bulletin is made of.
pub(crate) struct Edition<'b> {
    pub(crate) issue: Issue,
    /// As of the cut-off.
    pub(crate) session: Session<'b>,
    /// As of the cut-off before.
    before: Account<'b>,
    /// The number given instead of that of the period in its year.
    number: Option<u32>,
    /// The fewest tasks of a department that is ranked; `None` without scores.
    rank: Option<usize>,
    folder: PathBuf,
    /// Where links may lead out of it.
    links: Links,
    /// The revision it was made from, in a repository.
    pub(crate) revision: Option<Revision>,
    /// Whether its page says so.
    tells_revision: bool,
}

/// Which edition is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The unit; that of the period where none was given.
    pub(crate) unit: Option<PeriodUnit>,
    /// The period, as typed; else the last whose cut-off has come.
    pub(crate) period: Option<&'a str>,
    pub(crate) number: Option<u32>,
    /// With the departments' scores.
    pub(crate) rank: bool,
    /// With a note of the revision it was made from.
    pub(crate) revision: bool,
}

impl<'b> Edition<'b> {
    /// The edition asked for.
    pub(crate) fn of(
        context: &'b Context,
        basis: Basis<'b>,
        loaded: &Loaded,
        asked: Asked<'_>,
        as_of: NaiveDate,
    ) -> Result<Self, Refusal> {
        let lang = context.lang();
        let standard = Bulletins::default();
        let book = basis.book;
        let bulletins = book.first_ledger().map_or(&standard, |ledger| &ledger.bulletins);
        let period = period_of(book, asked, bulletins, as_of, lang)?;
        let term = book.first_ledger().map_or(Term::year(as_of.year()), |ledger| ledger.term);
        let issue = Issue::of(bulletins, period, term, as_of)
            .ok_or_else(|| PeriodRefused::NoBulletin { period }.refusal(lang))?;
        if issue.days().is_none() {
            let previous_cut = issue.previous_cut;
            let cadence = book.first_ledger().and_then(|ledger| ledger.rules.cadence);
            let typed = asked.period;
            let last_year =
                typed.and_then(|text| period::a_year_before(text, period, as_of, cadence));
            let refused =
                PeriodRefused::BulletinNotBegun { period, previous_cut, as_of, last_year };
            return Err(refused.refusal(lang));
        }
        Ok(Self {
            issue,
            session: context.session_of(basis, issue.cut),
            before: basis.figures(issue.previous_cut),
            number: asked.number,
            rank: asked.rank.then_some(Scorecard::MIN_TASKS),
            folder: loaded.folders.first().cloned().unwrap_or_default(),
            links: loaded.links.clone(),
            revision: archive::revision(context),
            tells_revision: asked.revision,
        })
    }

    /// Its figures.
    pub(crate) fn bulletin(&self) -> Bulletin<'_, 'b> {
        Bulletin::of(self.issue, &self.session.account, &self.before, self.rank)
    }

    /// Its page, worded by the ledger's own template where it has one.
    pub(crate) fn page(&self, bulletin: &Bulletin<'_, '_>) -> Result<Page, Outcome> {
        let lang = self.session.lang;
        let path = self.folder.join("config/templates").join(Template::name(lang));
        let refuse = |shown| Outcome::from(PeriodRefused::Template.refusal(lang).after(shown));
        let canvas = self.session.settings.err;
        let own_template = files::text(&self.folder, &self.links, &path);
        let own_template = own_template.map_err(Outcome::unreadable)?.transpose();
        let own_template = own_template.map_err(|wrong| {
            let (sources, found) = *wrong;
            refuse(snippets(&[found], &sources, lang, canvas).0)
        })?;
        let file = path.display().to_string();
        let template = own_template
            .as_deref()
            .map_or_else(|| Template::shipped(lang), |text| Template { file: &file, text });
        let page = bulletin::page(bulletin, self.number, template, lang);
        let mut page =
            page.map_err(|problem| refuse(render::snippet(&[problem], canvas) + "\n"))?;
        if let Some(revision) = &self.revision {
            let words = bulletin::revision(&revision.commit, revision.changed, lang);
            if self.tells_revision {
                page = bulletin::with_notes(page, vec![Block::Note(words.clone())]);
            }
            page.revision = Some(words);
        }
        Ok(page)
    }

    /// The workbook that goes with the bulletin: all tasks as of its cut-off.
    pub(crate) fn workbook(&self) -> anyhow::Result<Vec<u8>> {
        let (account, lang) = (&self.session.account, self.session.lang);
        let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
        let all = account.in_groups(By::Area, &all, None);
        let list = tasks::page(account, &all, Matter::All, Some(By::Area), lang);
        Ok(exchange::xlsx(&list, self.issue.cut)?)
    }

    /// Its number: the one given, or its period's in the year.
    pub(crate) fn number(&self) -> u32 {
        self.number.unwrap_or(self.issue.number)
    }

    /// Its message for a chat group.
    pub(crate) fn chat(&self, bulletin: &Bulletin<'_, '_>) -> Chat {
        bulletin::chat(bulletin, self.number, self.session.lang)
    }
}

impl Context {
    /// The edition asked for.
    pub(crate) fn edition(&self, asked: Asked<'_>) -> Result<&Edition<'_>, Outcome> {
        let (loaded, as_of) = (self.loaded()?, self.as_of()?);
        let edition = Edition::of(self, self.book()?.basis(), loaded, asked, as_of)?;
        Ok(Box::leak(Box::new(edition)))
    }
}

fn period_of(
    book: &Book<'_>,
    asked: Asked<'_>,
    bulletins: &Bulletins,
    as_of: NaiveDate,
    lang: Locale,
) -> Result<Period, Refusal> {
    let Some(text) = asked.period else {
        let unit = asked.unit.unwrap_or(PeriodUnit::Week);
        let last = bulletins.last_closed(unit, as_of);
        // Before the ledger's year there are no figures: the running period is taken, as far as it has come.
        let begins = book.first_ledger().map(|ledger| ledger.first_day());
        if begins.is_some_and(|begins| last.last < begins) {
            return Ok(Period::containing(unit, as_of));
        }
        return Ok(last);
    };
    let cadence = book.first_ledger().and_then(|ledger| ledger.rules.cadence);
    let period = period::parse(text, as_of, cadence, lang)?;
    let refused = match (period.unit, asked.unit) {
        (None, _) => PeriodRefused::NoBulletin { period },
        (Some(unit), Some(asked)) if asked != unit => {
            PeriodRefused::OtherBulletin { period, unit, asked }
        }
        (Some(_), _) => return Ok(period),
    };
    Err(refused.refusal(lang))
}
