//! Lists of tasks: all, overdue, lagging, due, stale, blocked.

use super::parts::{self, left, right, title_column, wrapping};
use super::words::{self, say};
use super::{Block, Column, Ink, Page, Row, Table, Text};
use crate::account::{Account, By, Figures, Matter, OpenBlocker};
use crate::ledger::Locale;
use rayon::prelude::*;

/// A list in words; `tasks` are those asked for, in their order.
pub fn page(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Page {
    let mut blocks = vec![Block::Line(Text::inked(
        head(account, tasks, matter, lang),
        Ink::Bold,
    ))];
    if !tasks.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Table(Table {
            columns: columns(matter, lang),
            rows: rows(account, tasks, matter, by, lang),
        }));
        blocks.push(Block::Gap);
    }
    blocks.extend(parts::notes(account, lang));
    let title = account
        .book
        .first_ledger()
        .map_or_else(String::new, |own| own.title.clone());
    Page {
        title,
        lang: lang.tag(),
        blocks,
    }
}

fn head(account: &Account<'_>, tasks: &[&Figures<'_>], matter: Matter, lang: Locale) -> String {
    let count = tasks.len();
    let as_of = words::date(account.as_of, lang);
    let star = if tasks.iter().any(|figures| figures.task.key) {
        say!(lang, ";*为重点", "; * is a key task")
    } else {
        String::new()
    };
    let blockers = |matter| -> usize {
        let shown = tasks.iter();
        let shown = shown.map(|figures| shown_blockers(account, figures, matter).count());
        shown.sum()
    };
    match matter {
        Matter::All
        | Matter::Awaiting
        | Matter::Asking
        | Matter::Unanswered
        | Matter::Red
        | Matter::NewlyRed => say!(
            lang,
            "共{count}项(截至{as_of}{star})",
            "{count} tasks (as of {as_of}{star})"
        ),
        Matter::Overdue => say!(
            lang,
            "逾期未完成{count}项(截至{as_of};到期当日不算逾期{star})",
            "{count} overdue (as of {as_of}; not on the day itself{star})"
        ),
        Matter::Lagging => say!(
            lang,
            "滞后{count}项(截至{as_of}{star})",
            "{count} lagging (as of {as_of}{star})"
        ),
        Matter::DueWithin(days) => say!(
            lang,
            "{days}天内到期{count}项(截至{as_of}{star})",
            "{count} due within {days} days (as of {as_of}{star})"
        ),
        Matter::Stale => say!(
            lang,
            "漏报{count}项(截至{as_of}{star})",
            "{count} without a report (as of {as_of}{star})"
        ),
        Matter::ToAnswer => say!(
            lang,
            "未答复批示、催办{count}项(截至{as_of}{star})",
            "{count} tasks with an order or a notice to answer (as of {as_of}{star})"
        ),
        Matter::Blocked => {
            let open = blockers(matter);
            say!(
                lang,
                "未解决阻点{open}个,涉及{count}项(截至{as_of}{star})",
                "{open} open blockers in {count} tasks (as of {as_of}{star})"
            )
        }
        Matter::Stuck => {
            let open = blockers(matter);
            say!(
                lang,
                "超时阻点{open}个,涉及{count}项(截至{as_of}{star})",
                "{open} blockers stuck in {count} tasks (as of {as_of}{star})"
            )
        }
    }
}

fn columns(matter: Matter, lang: Locale) -> Vec<Column> {
    let id = left(say!(lang, "编号", "Id"), 0);
    let owner = left(say!(lang, "牵头单位", "Owner"), 0);
    let due = right(say!(lang, "时限", "Due"), 0);
    let planned = right(say!(lang, "应达%", "Plan %"), 2);
    let actual = right(say!(lang, "实达%", "Done %"), 1);
    let over = right(say!(lang, "超欠", "+/-"), 0);
    let light = left(say!(lang, "灯", "Light"), 0);
    let done = right(say!(lang, "完成", "Done"), 2);
    let mut all = vec![id, title_column(lang), owner];
    all.extend(match matter {
        Matter::All
        | Matter::Awaiting
        | Matter::Asking
        | Matter::Unanswered
        | Matter::Red
        | Matter::NewlyRed => {
            let standing = left(say!(lang, "状态", "Standing"), 1);
            vec![due, planned, actual, over, light, standing]
        }
        Matter::Overdue => vec![due, right(say!(lang, "逾期", "Over"), 0), done, actual],
        Matter::Lagging => vec![
            due,
            planned,
            actual,
            over,
            right(say!(lang, "慢", "Late by"), 3),
            light,
        ],
        Matter::DueWithin(_) => vec![
            due,
            right(say!(lang, "还有", "Left"), 0),
            done,
            actual,
            light,
        ],
        Matter::Stale => vec![
            right(say!(lang, "上次报送", "Last report"), 1),
            right(say!(lang, "连续未报", "Missed"), 0),
            right(say!(lang, "实报/应报", "Made/owed"), 2),
            light,
        ],
        Matter::ToAnswer => vec![
            wrapping(say!(lang, "批示或催办", "Order or notice")),
            right(say!(lang, "限期", "Answer by"), 0),
            right(say!(lang, "已过", "Over"), 0),
        ],
        Matter::Blocked | Matter::Stuck => vec![
            wrapping(say!(lang, "阻点", "Blocker")),
            left(say!(lang, "环节", "Stage"), 0),
            right(say!(lang, "已", "For"), 0),
            left(say!(lang, "超时", "Stuck"), 1),
        ],
    });
    all
}

fn rows(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Vec<Row> {
    let own: Vec<Vec<Row>> = tasks
        .par_iter()
        .with_min_len(256)
        .map(|own| of_task(account, own, matter, lang))
        .collect();
    let Some(by) = by else {
        return own.into_iter().flatten().collect();
    };
    let mut groups: Vec<Group> = Vec::new();
    if by == By::Area {
        let areas = account.book.areas.iter();
        groups.extend(areas.map(|area| Group::new(Some(area.id.clone()), area.name.clone())));
    }
    for (figures, rows) in tasks.iter().zip(own) {
        let (id, name) = account.group(by, figures);
        let known = groups.iter().position(|group| group.id == id);
        let at = known.unwrap_or_else(|| {
            let name = super::rollup::group_name(by, id.as_deref(), name.as_deref(), lang);
            groups.push(Group::new(id, name));
            groups.len() - 1
        });
        groups[at].rows.extend(rows);
        groups[at].tasks += 1;
    }
    let mut rows = Vec::new();
    for group in groups.into_iter().filter(|group| group.tasks > 0) {
        let (name, count) = (group.name, group.tasks);
        let head = say!(lang, "{name} {count}项", "{name}: {count}");
        rows.push(Row::Group(head.into()));
        rows.extend(group.rows);
    }
    rows
}

/// Tasks that stand under one line.
struct Group {
    id: Option<String>,
    name: String,
    rows: Vec<Row>,
    tasks: usize,
}

impl Group {
    fn new(id: Option<String>, name: String) -> Self {
        Self {
            id,
            name,
            rows: Vec::new(),
            tasks: 0,
        }
    }
}

fn of_task(account: &Account<'_>, own: &Figures<'_>, matter: Matter, lang: Locale) -> Vec<Row> {
    let (task, state) = (own.task, &own.state);
    let mut cells: Vec<Text> = vec![
        parts::id(own),
        task.title.as_ref().into(),
        parts::owner(account, own).into(),
    ];
    let due = parts::day(account, own, state.due, lang).into();
    let planned = parts::percent(own.shares.planned.filter(|_| own.standing.is_counted())).into();
    let actual = parts::percent(own.shares.actual.filter(|_| own.standing.is_counted())).into();
    let light = parts::light(account, own, lang);
    let mut details = Vec::new();
    match matter {
        Matter::All
        | Matter::Awaiting
        | Matter::Asking
        | Matter::Unanswered
        | Matter::Red
        | Matter::NewlyRed => {
            let standing = Text::from(words::standing(own.standing, lang));
            cells.extend([due, planned, actual, parts::over(own), light, standing]);
        }
        Matter::Overdue => {
            let over = words::days(own.overdue_days(account.as_of).unwrap_or_default(), lang);
            cells.extend([
                due,
                Text::inked(over, Ink::Red),
                parts::done(own, lang).into(),
                actual,
            ]);
            details.extend(parts::last_word(account, own, lang));
            details.extend(parts::troubles(account, own, lang));
        }
        Matter::Lagging => {
            let late = account
                .lag_days(own)
                .map_or_else(|| "-".to_owned(), |days| words::days(days, lang));
            cells.extend([due, planned, actual, parts::over(own), late.into(), light]);
            details.extend(parts::last_word(account, own, lang));
            details.extend(parts::troubles(account, own, lang));
        }
        Matter::DueWithin(_) => {
            let left = words::days((state.due - account.as_of).num_days(), lang);
            cells.extend([
                due,
                left.into(),
                parts::done(own, lang).into(),
                actual,
                light,
            ]);
            details.extend(parts::troubles(account, own, lang));
        }
        Matter::Stale => {
            let unit = task
                .cadence
                .map_or_else(String::new, |own| words::period_unit(own, lang));
            let last = state.last_report.map_or_else(
                || say!(lang, "从未", "never"),
                |entry| parts::day(account, own, entry.on, lang),
            );
            let missed = own.reports.missed;
            let missed = say!(lang, "{missed}{unit}", "{missed} {unit}");
            let made = format!("{}/{}", own.reports.made, own.reports.owed);
            cells.extend([last.into(), missed.into(), made.into(), light]);
        }
        Matter::ToAnswer => return super::due::answer_rows(account, own, &cells, lang),
        Matter::Blocked | Matter::Stuck => {
            return blocker_rows(account, own, matter, &cells, lang);
        }
    }
    let details = details.into_iter().map(Text::from).collect();
    vec![Row::Cells { cells, details }]
}

/// A row a blocker.
fn blocker_rows(
    account: &Account<'_>,
    own: &Figures<'_>,
    matter: Matter,
    first: &[Text],
    lang: Locale,
) -> Vec<Row> {
    let row = |blocker| {
        let open: &OpenBlocker<'_> = blocker;
        let stuck = if account.is_stuck(own, open) {
            Text::inked(say!(lang, "超时", "stuck"), Ink::Red)
        } else {
            "".into()
        };
        let mut cells = first.to_vec();
        cells.extend([
            open.name.into(),
            words::stage(open.stage, lang).into(),
            words::days((account.as_of - open.since).num_days(), lang).into(),
            stuck,
        ]);
        let details = open.note.map(Text::from).into_iter().collect();
        Row::Cells { cells, details }
    };
    shown_blockers(account, own, matter).map(row).collect()
}

fn shown_blockers<'a, 'b>(
    account: &'a Account<'b>,
    own: &'a Figures<'b>,
    matter: Matter,
) -> impl Iterator<Item = &'a OpenBlocker<'b>> {
    let open = own.state.blockers.iter();
    open.filter(move |blocker| matter != Matter::Stuck || account.is_stuck(own, blocker))
}
