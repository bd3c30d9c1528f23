//! Which tasks an answer is about, where not about all: a part never reads as the whole.

use super::words::{self, say};
use super::{Block, Ink, Text};
use crate::account::{Account, Filter, Matter};
use crate::ledger::Locale;

/// The filters in words; `None` where there are none.
pub fn scope(account: &Account<'_>, filter: &Filter, lang: Locale) -> Option<String> {
    let book = account.book;
    let mut parts: Vec<String> = Vec::new();
    let mut put = |names: Vec<String>| {
        if !names.is_empty() {
            parts.push(words::list(&names, lang));
        }
    };
    let areas = filter.areas.iter().map(|id| book.area(*id).name.clone());
    put(areas.collect());
    let departments = filter.departments.iter();
    put(departments.map(|id| book.department(*id).name.clone()).collect());
    let with = filter.with.iter().map(|id| {
        let name = &book.department(*id).name;
        say!(lang, "{name}（牵头或配合）", "{name} (owner or helping)")
    });
    put(with.collect());
    put(filter.leaders.clone());
    put(filter.kinds.iter().map(|kind| words::kind(*kind, lang)).collect());
    if filter.key {
        put(vec![say!(lang, "重点", "key tasks")]);
    }
    put(filter.tags.clone());
    let sources = filter.sources.iter();
    put(sources.map(|source| say!(lang, "来源“{source}”", "from “{source}”")).collect());
    let lights = filter.lights.iter().map(|light| {
        let light = words::light(*light, None, lang);
        say!(lang, "{light}灯", "{light}")
    });
    put(lights.collect());
    let standings = filter.standings.iter();
    put(standings.map(|standing| words::standing(*standing, lang)).collect());
    if let Some(heading) = filter.under {
        let task = book.task(heading);
        let (id, title) = (&task.id, &task.title);
        put(vec![say!(lang, "{id} {title}之下", "below {id} {title}")]);
    }
    if filter.asking {
        put(vec![say!(lang, "延期待批", "asking for a later deadline")]);
    }
    let flags = [(filter.newly_red, Matter::NewlyRed), (filter.unanswered, Matter::Unanswered)];
    for (_, matter) in flags.into_iter().filter(|(asked, _)| *asked) {
        put(vec![words::matter(matter, lang)]);
    }
    put(filter.words.iter().map(|word| format!("“{word}”")).collect());
    (!parts.is_empty()).then(|| {
        let all = parts.join(&say!(lang, "；", "; "));
        say!(lang, "范围：{all}", "Only: {all}")
    })
}

/// The same as a line of a page.
pub(super) fn line(account: &Account<'_>, filter: &Filter, lang: Locale) -> Option<Block> {
    let words = scope(account, filter, lang)?;
    Some(Block::Line(Text::inked(words, Ink::Bold)))
}
