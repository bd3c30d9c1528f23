//! One edition of a bulletin: its period, the book at its cut-off and at the one before, its page. What prints it and what
//! sends it begin here.

use crate::archive::{self, Revision};
use crate::context::Context;
use crate::edge::files::{self, Loaded};
use crate::outcome::Outcome;
use crate::period;
use crate::refusal::{Refusal, pick};
use crate::session::{Session, snippets};
use chrono::NaiveDate;
use duban::account::{Account, Basis, Bulletin, Issue};
use duban::calendar::{Period, PeriodUnit};
use duban::ledger::{Book, Bulletins, Locale};
use duban::page::bulletins::bulletin::{self, Chat, Template};
use duban::page::{Page, words};
use duban::render;
use duban_words::{say, words};
use std::path::PathBuf;

/// What `rank` asks of a department to be ranked.
const MIN_TASKS: usize = 2;

/// What a bulletin is made of.
pub(crate) struct Edition<'b> {
    pub(crate) issue: Issue,
    /// As of the cut-off.
    pub(crate) session: Session<'b>,
    /// As of the cut-off before.
    before: Account<'b>,
    /// A number of its own instead of the week's, the month's …
    number: Option<u32>,
    /// So many tasks a department must have to be ranked, where scores are asked for.
    rank: Option<usize>,
    folder: PathBuf,
    /// What of git's history it was made from.
    pub(crate) revision: Option<Revision>,
}

/// Which edition is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// On what periods; the given period's own where it is not said.
    pub(crate) unit: Option<PeriodUnit>,
    /// The period, as typed; the last whose cut-off has come where it is not said.
    pub(crate) period: Option<&'a str>,
    pub(crate) number: Option<u32>,
    /// With the departments' scores.
    pub(crate) rank: bool,
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
        let bulletins = book.first_ledger().map_or(&standard, |own| &own.bulletins);
        let period = period_of(book, asked, bulletins, as_of, lang)?;
        let issue = Issue::of(bulletins, period, as_of).ok_or_else(|| no_bulletin(period, lang))?;
        if issue.days().is_none() {
            return Err(not_begun(period, issue, as_of, lang));
        }
        Ok(Self {
            issue,
            session: context.session_of(basis, issue.cut),
            before: basis.figures(issue.previous_cut),
            number: asked.number,
            rank: asked.rank.then_some(MIN_TASKS),
            folder: loaded.folders.first().cloned().unwrap_or_default(),
            revision: archive::revision(context),
        })
    }

    /// Its figures.
    pub(crate) fn told(&self) -> Bulletin<'_, 'b> {
        Bulletin::of(self.issue, &self.session.account, &self.before, self.rank)
    }

    /// Its page, worded by the ledger's own template where it has one.
    pub(crate) fn page(&self, told: &Bulletin<'_, '_>) -> Result<Page, Outcome> {
        let lang = self.session.lang;
        let path = self
            .folder
            .join("config/templates")
            .join(Template::name(lang));
        let refuse = |shown: String| {
            let words = words!(
                "通报没有生成:模板有错",
                "no bulletin: its template has an error"
            );
            Outcome::from(Refusal::new(pick(lang, words).to_owned()).after(shown))
        };
        let canvas = self.session.settings.err;
        let own = match files::exists(&path) {
            true => Some(files::text(&path)?.map_err(|wrong| {
                let (sources, found) = *wrong;
                refuse(snippets(&[found], &sources, lang, canvas))
            })?),
            false => None,
        };
        let file = path.display().to_string();
        let template = own.as_deref().map_or_else(
            || Template::shipped(lang),
            |text| Template { file: &file, text },
        );
        let page = bulletin::page(told, self.number, template, lang);
        let mut page =
            page.map_err(|problem| refuse(render::snippet(&[problem], canvas) + "\n"))?;
        let revision = self.revision.as_ref();
        let note = revision.map(|own| bulletin::revision(&own.commit, own.changed, lang));
        page.blocks.extend(note);
        Ok(page)
    }

    /// Its number: the one given, or its period's in the year.
    pub(crate) fn number(&self) -> u32 {
        self.number.unwrap_or(self.issue.number)
    }

    /// Its message for a chat group.
    pub(crate) fn chat(&self, told: &Bulletin<'_, '_>) -> Chat {
        bulletin::chat(told, self.number, self.session.lang)
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
        // Before the ledger's year there is nothing to tell: then the running one, as far as it has come.
        let begins = book.first_ledger().map(|own| own.first_day());
        return Ok(match begins.is_some_and(|begins| last.last < begins) {
            true => Period::containing(unit, as_of),
            false => last,
        });
    };
    let cadence = book.first_ledger().and_then(|own| own.rules.cadence);
    let period = period::parse(text, as_of, cadence, lang)?;
    match (period.unit, asked.unit) {
        (None, _) => Err(no_bulletin(period, lang)),
        (Some(own), Some(unit)) if own != unit => Err(other_kind(period, (own, unit), lang)),
        _ => Ok(period),
    }
}

/// A period on which no bulletin goes out.
fn no_bulletin(period: Period, lang: Locale) -> Refusal {
    let name = words::period(period, lang);
    let message = say!(
        lang,
        "通报按周、旬、月、季、半年、年出,不能按 {name} 出",
        "a bulletin is of a week, ten days, a month, a quarter, a half-year or a year, not of {name}"
    );
    let help = words!(
        "写法如 2018-W19、5月上旬、2018-04、一季度",
        "write it like 2018-W19, 2018-05-D1, 2018-04, 2018-Q1"
    );
    Refusal::new(message).with(Some(pick(lang, help).to_owned()))
}

fn other_kind(period: Period, (own, asked): (PeriodUnit, PeriodUnit), lang: Locale) -> Refusal {
    let (name, kind) = (words::period(period, lang), bulletin::kind(asked, lang));
    let right = bulletin::kind(own, lang);
    Refusal::new(say!(
        lang,
        "{name}没有{kind}",
        "{name} has no {kind} bulletin"
    ))
    .with(Some(match lang {
        Locale::ZhHans | Locale::ZhHant => format!("是不是 `{right}`?"),
        Locale::En => format!("its bulletin is the {right} one"),
    }))
}

fn not_begun(period: Period, issue: Issue, as_of: NaiveDate, lang: Locale) -> Refusal {
    let day = |day| words::date(day, lang);
    let (name, as_of) = (words::period(period, lang), day(as_of));
    let before = day(issue.previous_cut);
    Refusal::new(say!(
        lang,
        "{name}的通报还没有数:上一期到{before}截止,截至日是{as_of}",
        "the bulletin of {name} has no figures yet: the one before closes on {before}, the as-of day is {as_of}"
    ))
}
