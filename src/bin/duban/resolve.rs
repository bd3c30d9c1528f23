//! What names on the command line mean. An unknown one is refused, with the nearest.

use crate::arguments::FilterArgs;
use crate::refusal::Refusal;
use crate::session::Session;
use duban::account::{Account, Figures, Filter, Matter, Sort, Standing};
use duban::diagnostic::nearest;
use duban::ledger::{
    AreaId, Book, Department, DepartmentId, Event, KeyType, Kind, Light, Locale, Stage, Verdict,
    stable,
};
use duban::page::refusals::names::{NameOf, NameRefused};
use duban::page::words;

pub(crate) use crate::naming::{own_task, task};

impl<'b> Session<'b> {
    /// The tasks of a matter that fit the filters, in order.
    pub(crate) fn select<'a>(
        &'a self,
        args: &FilterArgs,
        matter: Matter,
        sort: Sort,
    ) -> Result<Vec<&'a Figures<'b>>, Refusal> {
        let account = &self.account;
        let mut filter: Filter = filter(account, args, self.lang)?;
        filter.answers = matter == Matter::ToAnswer;
        let all = account.tasks.iter();
        let mut tasks: Vec<&Figures<'b>> =
            all.filter(|task| matter.fits(account, task) && filter.fits(account, task)).collect();
        sort.apply(&mut tasks);
        Ok(tasks)
    }
}

/// The filter meant by the arguments.
pub(crate) fn filter(
    account: &Account<'_>,
    args: &FilterArgs,
    lang: Locale,
) -> Result<Filter, Refusal> {
    args.words.iter().try_for_each(|word| is_no_name(account, word, lang))?;
    let under = args.under.as_deref().map(|name| task(account.book, name, lang)).transpose()?;
    Ok(Filter {
        areas: all(&args.area, |name| area_or_piece(account.book, name, lang))?,
        departments: all(&args.dept, |name| department(account.book, name, lang))?,
        with: all(&args.with, |name| department(account.book, name, lang))?,
        sources: sources(account, &args.source, lang)?,
        leaders: all(&args.leader, |name| leader(account, name, lang))?,
        kinds: all(&args.kind, |name| kind(name, lang))?,
        key: args.key,
        tags: all(&args.tag, |name| tag(account, name, lang))?,
        lights: all(&args.light, |name| light(account, name, lang))?,
        standings: all(&args.standing, |name| standing(name, lang))?,
        under,
        asking: args.asking,
        newly_red: args.newly_red,
        unanswered: args.unanswered,
        answers: false,
        words: args.words.clone(),
    })
}

/// Refuses a free word that no task has where it names a department, an area or a leader: an empty list would say that
/// they have no such task.
fn is_no_name(account: &Account<'_>, word: &str, lang: Locale) -> Result<(), Refusal> {
    let alone = Filter { words: vec![word.to_owned()], ..Filter::default() };
    if account.tasks.iter().any(|task| alone.fits(account, task)) {
        return Ok(());
    }
    let (what, option) = if department(account.book, word, lang).is_ok() {
        (NameOf::Department, "--dept")
    } else if area(account.book, word, lang).is_ok() {
        (NameOf::Area, "--area")
    } else if leader(account, word, lang).is_ok() {
        (NameOf::Leader, "--leader")
    } else {
        return Ok(());
    };
    Err(NameRefused::WordIsName { word: word.to_owned(), what, option }.refusal(lang))
}

fn all<T>(
    names: &[String],
    resolve: impl Fn(&str) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    names.iter().map(|name| resolve(name)).collect()
}

/// One of a fixed list of names.
pub(crate) fn named<T: Copy>(
    what: NameOf,
    name: &str,
    known: &[(&'static str, T)],
    lang: Locale,
) -> Result<T, Refusal> {
    let found = known.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let near = nearest(name, names.iter().copied());
        NameRefused::unknown(what, name, near, &names).refusal(lang)
    })
}

/// An area by name or id.
pub(crate) fn area(book: &Book<'_>, name: &str, lang: Locale) -> Result<AreaId, Refusal> {
    let areas = &book.areas;
    let at = areas.iter().position(|area| area.id == name || area.name == name);
    let at = at.and_then(|at| u16::try_from(at).ok()).map(AreaId);
    at.ok_or_else(|| {
        let names: Vec<&str> = areas.iter().map(|area| area.name.as_str()).collect();
        let called = areas.iter().flat_map(|area| [area.name.as_str(), area.id.as_str()]);
        NameRefused::unknown(NameOf::Area, name, nearest(name, called), &names).refusal(lang)
    })
}

/// An area to be looked at: a piece of its name will do, of two characters or more, that no other has.
fn area_or_piece(book: &Book<'_>, name: &str, lang: Locale) -> Result<AreaId, Refusal> {
    let mut holding = book.areas.iter().filter(|area| area.name.contains(name));
    match (area(book, name, lang), holding.next(), holding.next()) {
        (Err(_), Some(only), None) if name.chars().count() > 1 => area(book, &only.id, lang),
        (found, ..) => found,
    }
}

/// A department by name, alias or id.
pub(crate) fn department(
    book: &Book<'_>,
    name: &str,
    lang: Locale,
) -> Result<DepartmentId, Refusal> {
    let departments = &book.departments;
    let at = departments.iter().position(|department| department.is_called(name));
    let at = at.and_then(|at| u32::try_from(at).ok()).map(DepartmentId);
    at.ok_or_else(|| {
        let called = departments.iter().flat_map(Department::names);
        NameRefused::unknown(NameOf::Department, name, nearest(name, called), &[]).refusal(lang)
    })
}

/// A leader of any task on any day, as the ledger writes him: at a period's end he may not lead one yet.
pub(crate) fn leader(account: &Account<'_>, name: &str, lang: Locale) -> Result<String, Refusal> {
    let tasks = &account.book.tasks;
    let entries = tasks.iter().flat_map(|task| &task.log);
    let later = entries.filter_map(|entry| {
        let Event::Adjust(change) = &entry.event else { return None };
        change.leader.as_deref()
    });
    let leaders = tasks.iter().filter_map(|task| task.leader.as_deref()).chain(later);
    one_of(NameOf::Leader, name, leaders.collect(), lang)
}

/// The sources of any task that are so called, or have these words in them.
fn sources(account: &Account<'_>, names: &[String], lang: Locale) -> Result<Vec<String>, Refusal> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    // Of the whole book: a source that no task has yet on a day is none that is mistyped.
    let tasks = account.book.tasks.iter();
    let mut known: Vec<&str> = tasks.filter_map(|task| task.source.as_deref()).collect();
    known.sort_unstable();
    known.dedup();
    let called = |name: &String| {
        let whole = known.iter().filter(|source| **source == name.as_str());
        let whole: Vec<String> = whole.map(|source| (*source).to_owned()).collect();
        let pieces = known.iter().filter(|source| source.contains(name.as_str()));
        let found = if whole.is_empty() {
            pieces.map(|source| (*source).to_owned()).collect()
        } else {
            whole
        };
        if found.is_empty() || name.is_empty() {
            let near = nearest(name, known.iter().copied());
            return Err(NameRefused::unknown(NameOf::Source, name, near, &known).refusal(lang));
        }
        Ok(found)
    };
    let found: Result<Vec<Vec<String>>, Refusal> = names.iter().map(called).collect();
    Ok(found?.concat())
}

/// A tag of any task, also of one that is not there yet at a period's end.
fn tag(account: &Account<'_>, name: &str, lang: Locale) -> Result<String, Refusal> {
    let tasks = account.book.tasks.iter();
    let tags = tasks.flat_map(|task| task.tags.iter().map(AsRef::as_ref));
    one_of(NameOf::Tag, name, tags.collect(), lang)
}

/// A name that stands in the ledger as it is typed.
fn one_of(what: NameOf, name: &str, mut known: Vec<&str>, lang: Locale) -> Result<String, Refusal> {
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    known.sort_unstable();
    known.dedup();
    let near = nearest(name, known.iter().copied());
    Err(NameRefused::unknown(what, name, near, &known).refusal(lang))
}

/// A value by its name in JSON or by its word in any language.
pub(crate) fn worded<T: Copy + PartialEq>(
    what: NameOf,
    name: &str,
    known: &[(&'static str, T)],
    word: impl Fn(T, Locale) -> String,
    lang: Locale,
) -> Result<T, Refusal> {
    let is_called = |value: T| Locale::ALL.iter().any(|(_, lang)| word(value, *lang) == name);
    let by_word = known.iter().find(|(known, value)| *known == name || is_called(*value));
    by_word.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<String> = known
            .iter()
            .flat_map(|(name, value)| [word(*value, lang), (*name).to_owned()])
            .collect();
        let near = nearest(name, words.iter().map(String::as_str));
        let choices: Vec<String> = known.iter().map(|(_, value)| word(*value, lang)).collect();
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        NameRefused::unknown(what, name, near, &choices).refusal(lang)
    })
}

/// A kind of task, by its key or its name.
pub(crate) fn kind(name: &str, lang: Locale) -> Result<Kind, Refusal> {
    worded(NameOf::Kind, name, &Kind::ALL, words::kind, lang)
}

fn standing(name: &str, lang: Locale) -> Result<Standing, Refusal> {
    worded(NameOf::Standing, name, &Standing::ALL, words::standing, lang)
}

fn light(account: &Account<'_>, name: &str, lang: Locale) -> Result<Light, Refusal> {
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let mut names = rules.into_iter().flat_map(|rules| rules.names.iter());
    if let Some((light, _)) = names.find(|(_, word)| word.as_deref() == Some(name)) {
        return Ok(light);
    }
    worded(NameOf::Light, name, &Light::ALL, |light, lang| words::light(light, None, lang), lang)
}

/// A judgement, by its key or by what offices call it.
pub(crate) fn verdict(word: &str, lang: Locale) -> Result<Verdict, Refusal> {
    stable(KeyType::Verdict, word).and_then(Verdict::parse).ok_or_else(|| {
        let choices: Vec<String> =
            Verdict::ALL.iter().map(|(_, verdict)| words::verdict(*verdict, lang)).collect();
        let names = Verdict::ALL.iter().map(|(name, _)| *name);
        let near = nearest(word, names.chain(choices.iter().map(String::as_str)));
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        NameRefused::unknown(NameOf::Verdict, word, near, &choices).refusal(lang)
    })
}

/// The light of a judgement.
pub(crate) fn judged_light(name: &str, lang: Locale) -> Result<Light, Refusal> {
    stable(KeyType::JudgedLight, name).and_then(Light::parse).ok_or_else(|| {
        let choices = [Light::Red, Light::Yellow].map(|light| words::light(light, None, lang));
        let choices = choices.each_ref().map(String::as_str);
        NameRefused::unknown(NameOf::Light, name, nearest(name, choices), &choices).refusal(lang)
    })
}

/// A stage of a blocker, by its key or its name.
pub(crate) fn stage(name: &str, lang: Locale) -> Result<Stage, Refusal> {
    let words = |stage, lang| words::stage(stage, lang);
    worded(NameOf::Stage, name, &Stage::ALL, words, lang)
}
