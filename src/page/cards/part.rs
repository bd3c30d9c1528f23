//! The card of a department, a leader, an area or a heading: one look at all that is theirs.

use super::scorecard::{part_name, score};
use crate::account::{
    Account, Card, ChangeKind, Changes, Evidence, Figures, Matter, Part, Scope, Scorecard,
    Statement,
};
use crate::ledger::{DepartmentId, Locale};
use crate::page::lists::{decisions, status, tasks};
use crate::page::table::table;
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, View, parts, period, rate, reason};
use std::cmp::Reverse;

/// How a department does in the running period, among all.
pub struct Running<'r, 's, 'b> {
    /// The period's statement.
    pub statement: &'r Statement<'s, 'b>,
    /// The scores of all departments.
    pub scorecard: &'r Scorecard,
    /// What has changed of its own tasks.
    pub changes: &'r Changes<'r, 'b>,
}

/// The card; `running` is there for a department.
pub fn page(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    scope: &Scope,
    running: Option<&Running<'_, '_, '_>>,
    view: &View,
) -> Page {
    let lang = view.lang;
    let as_of = words::date(account.as_of, lang);
    let as_of = say!(lang, "截至{as_of}", "as of {as_of}");
    let department = match scope {
        Scope::Department(id) => Some(*id),
        Scope::Area(_) | Scope::Leader(_) | Scope::Under(_) => None,
    };
    let name = department
        .map_or_else(|| scope.title(account.book), |id| department_name(account, id, lang));
    let mut page = Page::new(scope.title(account.book), lang)
        .with([Block::Spread(name_and_contact(account, department, name), as_of.into())])
        .line(counts(account, tasks, lang));
    if let Some((id, running)) = department.zip(running) {
        page = page.with(scored(account, running, id, view));
    }
    page = page
        .lines(reports(account, tasks, lang))
        .lines(unanswered(account, tasks, department, lang))
        .lines(blockers(account, tasks, lang))
        .lines(running.and_then(|running| unseen(running, lang)))
        .with(decisions::blocks(account, tasks, Some(scope), view));
    if !tasks.is_empty() {
        page = page.with([Block::Gap, urgent(account, tasks, department.is_none(), lang)]);
    }
    page.with([Block::Gap]).noted(account, lang)
}

/// The short name, and the full one behind it.
fn department_name(account: &Account<'_>, id: DepartmentId, lang: Locale) -> String {
    let department = account.book.department(id);
    let (short, name) = (department.in_tables(), &department.name);
    if short == name { name.clone() } else { say!(lang, "{short}（{name}）", "{short} ({name})") }
}

/// Who it is, who answers for it, whom to ask.
fn name_and_contact(account: &Account<'_>, id: Option<DepartmentId>, name: String) -> Text {
    let department = id.map(|id| account.book.department(id));
    let people = department.map(|department| [&department.head, &department.contact]);
    let people = people.into_iter().flatten().flatten();
    people.fold(Text::inked(name, Ink::Bold), |text, person| {
        text.and(format!("  {person}"), Ink::Plain)
    })
}

/// How many there are, by light, and how far they have come.
fn counts(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Text {
    let totals = account.totals(tasks);
    let decimals = account.book.decimals();
    let (count, counted) = (totals.tasks, words::counted(totals.tasks, "task"));
    let shares = totals.planned.zip(totals.actual).zip(totals.lag);
    let shares = shares.into_iter().flat_map(|((planned, actual), lag)| {
        let planned = words::percent_to(planned, decimals);
        let actual = words::percent_to(actual, decimals);
        [
            say!(lang, "应达{planned}%", "{planned}% planned"),
            say!(lang, "实达{actual}%", "{actual}% done"),
            reason::lag_words(decimals, lag, lang),
        ]
    });
    let closed = status::closed(account, &totals, lang);
    let plain = |words: String| (words, Ink::Plain);
    status::counts(
        [
            vec![plain(say!(lang, "{count}项", "{counted}"))],
            status::lights(account, &totals, lang),
            shares.map(plain).collect(),
            closed.into_iter().map(plain).collect(),
        ],
        lang,
    )
}

/// The score of the running period with its parts and its rank, and the command that opens them.
fn scored(
    account: &Account<'_>,
    running: &Running<'_, '_, '_>,
    id: DepartmentId,
    view: &View,
) -> Option<Block> {
    let lang = view.lang;
    let card = running.scorecard.card(id)?;
    let total = card.score()?;
    let (total, parts) = (score(Some(total)), card_parts(card, lang));
    let ranked = running.scorecard.ranked();
    let rank = match card.rank {
        Some(rank) => say!(lang, "第{rank}位（共{ranked}）", "rank {rank} of {ranked}"),
        None => say!(lang, "不排名次", "not ranked"),
    };
    let period = period::title(running.statement.period, account, lang);
    let words = say!(
        lang,
        "{period}得分{total}，{rank}：{parts}",
        "Score of {period}: {total}, {rank} ({parts})"
    );
    let name = account.book.department(id).in_tables();
    let command = view.command(["rank", "--explain", name]);
    Some(Block::Spread(words.into(), Text::inked(command, Ink::Faint)))
}

/// 快82.4 准75.0 狠33.3 净50.0
fn card_parts(card: &Card, lang: Locale) -> String {
    let parts = Part::ALL.iter().filter_map(|(_, part)| {
        let share = words::percent_f64(card.part(*part)? / 100.0);
        let name = part_name(*part, lang);
        Some(say!(lang, "{name}{share}", "{name} {share}"))
    });
    parts.collect::<Vec<String>>().join(&say!(lang, " ", ", "))
}

/// The reports owed, made and late, and the tasks that have gone longest without one.
fn reports(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Option<String> {
    let sum = |of: fn(&Figures<'_>) -> u32| tasks.iter().map(|figures| of(figures)).sum::<u32>();
    let owed = sum(|figures| figures.reports.owed);
    let (made, late) = (sum(|figures| figures.reports.made), sum(|figures| figures.reports.late));
    if owed == 0 {
        return None;
    }
    let late =
        if late > 0 { say!(lang, "（迟{late}）", " ({late} late)") } else { String::new() };
    let mut missing = Matter::Stale.among(account, tasks);
    missing.sort_by_key(|figures| Reverse(figures.reports.missed));
    let missing: String = missing
        .iter()
        .take(NAMED)
        .map(|figures| {
            let (id, missed) = (&figures.task.id, parts::missed(account, figures, lang));
            let missed = missed.unwrap_or_default();
            say!(lang, "，{id} {missed}", "; {id}: {missed}")
        })
        .collect();
    Some(say!(
        lang,
        "报送：应报{owed}，实报{made}{late}{missing}",
        "Reports: owed {owed}, made {made}{late}{missing}"
    ))
}

/// The orders and notices that wait for an answer: of a department those that it has to answer.
fn unanswered(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    department: Option<DepartmentId>,
    lang: Locale,
) -> Option<String> {
    let all: Vec<&Figures<'_>> = account.tasks.iter().collect();
    let among = if department.is_some() { all.as_slice() } else { tasks };
    let open =
        among.iter().flat_map(|figures| figures.to_answer().map(move |open| (figures, open)));
    let open = open.filter(|(figures, open)| {
        department.is_none_or(|id| open.owing(figures.state.owner).any(|owing| owing == id))
    });
    let said = open.map(|(figures, open)| {
        let (id, text) = (&figures.task.id, open.text);
        let by = open.reply.map_or_else(String::new, |by| {
            let by = words::day(by, account.as_of, lang);
            say!(lang, "，限{by}", ", due {by}")
        });
        if open.urge {
            say!(lang, "{id}催办“{text}”{by}", "{id}: notice “{text}”{by}")
        } else {
            say!(lang, "{id}批示{by}", "{id}: order{by}")
        }
    });
    listed(
        said.collect(),
        |count, all| say!(lang, "待复 {count}：{all}", "To answer ({count}): {all}"),
        lang,
    )
}

fn blockers(account: &Account<'_>, tasks: &[&Figures<'_>], lang: Locale) -> Option<String> {
    let open = tasks.iter().filter(|figures| figures.standing.is_open());
    let open =
        open.flat_map(|figures| figures.state.blockers.iter().map(move |open| (figures, open)));
    let said = open.map(|(figures, open)| {
        let (id, name, stage) = (&figures.task.id, open.name, words::stage(open.stage, lang));
        let days = words::days((account.as_of - open.since).num_days(), lang);
        say!(lang, "{name}（{id}，{stage}{days}）", "{name} ({id}, {stage} for {days})")
    });
    listed(
        said.collect(),
        |count, all| say!(lang, "阻点 {count}：{all}", "Blockers ({count}): {all}"),
        lang,
    )
}

/// The promises of which nothing is seen.
fn unseen(running: &Running<'_, '_, '_>, lang: Locale) -> Option<String> {
    let unseen = running.changes.list(ChangeKind::Unseen).iter();
    let said = unseen.filter_map(|change| match &change.evidence {
        Evidence::Promise { report, .. } => {
            let (id, next) = (&change.figures.task.id, report.next.as_ref()?);
            Some(say!(lang, "{id}“{next}”", "{id} “{next}”"))
        }
        Evidence::Figures | Evidence::Happening(_) | Evidence::Copied { .. } => None,
    });
    listed(
        said.collect(),
        |count, all| {
            say!(lang, "承诺未见 {count}：{all}", "Promised and not seen ({count}): {all}")
        },
        lang,
    )
}

/// So many of a sort are named on a card.
const NAMED: usize = 4;

/// The first of them under their number; `None` where there are none.
fn listed(
    said: Vec<String>,
    words: impl Fn(usize, String) -> String,
    lang: Locale,
) -> Option<String> {
    let count = said.len();
    let more = if count > NAMED { say!(lang, " 等", ", …") } else { String::new() };
    let named: Vec<String> = said.into_iter().take(NAMED).collect();
    (count > 0).then(|| words(count, words::list(&named, lang) + &more))
}

/// The tasks, the most urgent first, each with its last word.
fn urgent(
    account: &Account<'_>,
    own_tasks: &[&Figures<'_>],
    with_owner: bool,
    lang: Locale,
) -> Block {
    let mut sorted = own_tasks.to_vec();
    sorted.sort_by_key(|figures| {
        let lag = figures.shares.lag().filter(|_| figures.standing.is_counted());
        let over = figures.overdue_days(account.as_of);
        (figures.light, Reverse(over), !figures.task.key, Reverse(lag))
    });
    let mut rows = table(sorted, lang)
        .left(say!(lang, "灯", "Light"), 0, |figures| parts::light(account, figures, lang))
        .id(|figures| parts::id(figures))
        .title(|figures| figures.task.title.to_string());
    if with_owner {
        rows = rows.owner(account, 1, |figures| *figures);
    }
    rows.right(say!(lang, "时限", "Due"), 1, |figures| parts::deadline(account, figures, lang))
        .right(say!(lang, "完成", "Done"), 2, |figures| parts::done(figures, lang))
        .right(say!(lang, "超欠", "+/-"), 0, |figures| rate::lag(account, figures))
        .left(say!(lang, "状态", "Standing"), 3, |figures| {
            words::standing(figures.standing, lang)
        })
        .details(|figures| {
            let open = figures.standing.is_open();
            let lines = tasks::last_word_and_troubles(account, figures, lang);
            lines.into_iter().filter(|_| open).collect()
        })
        .block()
}
