//! Lists of tasks: all, overdue, lagging, due, stale, blocked.

use crate::account::{Account, By, Figures, Matter, OpenBlocker, OpenInstruction, Standing};
use crate::ledger::Locale;
use crate::page::groups::{self, lines};
use crate::page::table::{Draft, Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, BlockOf, Cell, Ink, Role, Sheet, Text, Value, measured, parts, rate};

/// A list in words; `tasks` are already chosen and in order.
pub fn page<'a>(
    account: &'a Account<'_>,
    tasks: &[&'a Figures<'a>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Sheet<'a> {
    let page = Sheet::of_ledger(account, head(account, tasks, matter, lang), lang);
    if tasks.is_empty() {
        return page.noted(account, lang);
    }
    let table = match matter {
        Matter::ToAnswer => answers(account, tasks, by, lang),
        Matter::Blocked | Matter::Stuck => blockers(account, tasks, matter, by, lang),
        Matter::All
        | Matter::Awaiting
        | Matter::Asking
        | Matter::Unanswered
        | Matter::Red
        | Matter::NewlyRed
        | Matter::Overdue
        | Matter::Lagging
        | Matter::DueWithin(_)
        | Matter::Stale => table(account, tasks, matter, by, lang),
    };
    page.with([Block::Gap, table, Block::Gap]).noted(account, lang)
}

fn head(account: &Account<'_>, tasks: &[&Figures<'_>], matter: Matter, lang: Locale) -> String {
    let count = tasks.len();
    let counted = words::counted(count, "task");
    let as_of = words::date(account.as_of, lang);
    let star = if tasks.iter().any(|figures| figures.task.key) {
        say!(lang, "；*为重点", "; * is a key task")
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
        | Matter::NewlyRed => {
            say!(lang, "共{count}项（截至{as_of}{star}）", "{counted} (as of {as_of}{star})")
        }
        Matter::Overdue => say!(
            lang,
            "逾期未完成{count}项（截至{as_of}；到期当日不算逾期{star}）",
            "{count} overdue (as of {as_of}; not on the day itself{star})"
        ),
        Matter::Lagging => {
            say!(
                lang,
                "滞后{count}项（截至{as_of}{star}）",
                "{count} lagging (as of {as_of}{star})"
            )
        }
        Matter::DueWithin(days) => {
            let within = words::counted(days, "day");
            say!(
                lang,
                "{days}天内到期{count}项（截至{as_of}{star}）",
                "{count} due within {within} (as of {as_of}{star})"
            )
        }
        Matter::Stale => say!(
            lang,
            "漏报{count}项（截至{as_of}{star}）",
            "{count} without a report (as of {as_of}{star})"
        ),
        Matter::ToAnswer => say!(
            lang,
            "未答复批示、催办{count}项（截至{as_of}{star}）",
            "{counted} with an order or a notice to answer (as of {as_of}{star})"
        ),
        Matter::Blocked => {
            let open = blockers(matter);
            let standing = words::counted(open, "open blocker");
            say!(
                lang,
                "未解决阻点{open}个，涉及{count}项（截至{as_of}{star}）",
                "{standing} in {counted} (as of {as_of}{star})"
            )
        }
        Matter::Stuck => {
            let open = blockers(matter);
            let stuck = words::counted(open, "blocker");
            say!(
                lang,
                "超时阻点{open}个，涉及{count}项（截至{as_of}{star}）",
                "{stuck} stuck in {counted} (as of {as_of}{star})"
            )
        }
    }
}

/// A row a task: its owner, then what the matter is about.
fn table<'a>(
    account: &'a Account<'_>,
    tasks: &[&'a Figures<'a>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> BlockOf<'a> {
    let rows = lines(account, tasks, by, lang, |figures| vec![figures]);
    let table = grouped(rows, lang)
        .named(name(matter, lang))
        .groups(groups::column(by, lang))
        .area(account, |figures| figures)
        .task(|figures| figures)
        .owner(account, 0, |figures| figures);
    let table = match matter {
        Matter::Overdue => table
            .due(account, 0, |figures| figures)
            .right(say!(lang, "逾期", "Over"), 0, move |figures| {
                let over = figures.overdue_days(account.as_of).unwrap_or_default();
                Cell::days(over, lang).inked(Ink::Red)
            })
            .role(Role::lead(say!(lang, "逾期", "overdue "), lang))
            .narrow(|table| done(table, account, lang))
            .details_told(move |figures| {
                let lacks = rate::lacks(account, figures, lang).map(Text::from);
                let lines = last_word_and_troubles(account, figures, lang);
                lacks.into_iter().chain(lines).collect()
            }),
        Matter::Lagging => {
            let table = table
                .due(account, 1, |figures| figures)
                .narrow(|table| shares(table, account, lang))
                .right(say!(lang, "慢", "Late by"), 4, move |figures| {
                    let late = account.lag_days(figures);
                    late.map_or_else(|| "-".into(), |days| Cell::days(days, lang))
                });
            table.narrow(|table| light(table, account, lang)).details_told(move |figures| {
                let lacks =
                    [parts::by_indicator(figures, lang), rate::lacks(account, figures, lang)];
                let lacks = lacks.into_iter().flatten().map(Text::from);
                let lines = last_word_and_troubles(account, figures, lang);
                lacks.chain(lines).collect()
            })
        }
        Matter::DueWithin(_) => {
            let table = table
                .due(account, 0, |figures| figures)
                .right(say!(lang, "还有", "Left"), 1, move |figures| {
                    Cell::days((figures.state.due - account.as_of).num_days(), lang)
                })
                .role(Role::lead(say!(lang, "还有", "left: "), lang));
            let table = table.narrow(|table| light(done(table, account, lang), account, lang));
            table.details_told(move |figures| {
                let lacks = rate::lacks(account, figures, lang);
                let lines = lacks.into_iter().chain(parts::troubles(account, figures, lang));
                lines.map(Text::from).collect()
            })
        }
        Matter::Stale => {
            let table = table
                .right(say!(lang, "上次报送", "Last report"), 1, move |figures| {
                    let last = figures.state.last_report;
                    let last = last.map(|entry| Cell::day(entry.on, account.as_of, lang));
                    last.unwrap_or_else(|| say!(lang, "从未", "never").into())
                })
                .amounts(say!(lang, "连续未报", "Missed"), move |figures| {
                    let missed = figures.reports.missed;
                    let words = words::periods(missed, figures.task.cadence, lang);
                    Cell::new(words, Value::Number(f64::from(missed)))
                })
                .role(Role::lead(say!(lang, "未报", "missed "), lang))
                .narrow(|table| {
                    table.right(say!(lang, "实报/应报", "Made/owed"), 2, move |figures| {
                        format!("{}/{}", figures.reports.made, figures.reports.owed)
                    })
                })
                .wide(|table| {
                    table
                        .right(say!(lang, "实报", "Made"), 0, |figures| figures.reports.made)
                        .right(say!(lang, "应报", "Owed"), 0, |figures| figures.reports.owed)
                        .due(account, 0, |figures| figures)
                });
            table.narrow(|table| light(table, account, lang))
        }
        Matter::All
        | Matter::Awaiting
        | Matter::Asking
        | Matter::Unanswered
        | Matter::Red
        | Matter::NewlyRed
        | Matter::ToAnswer
        | Matter::Blocked
        | Matter::Stuck => {
            let table = table.due(account, 1, |figures| figures).narrow(|table| {
                light(shares(table, account, lang), account, lang).left(
                    say!(lang, "状态", "Standing"),
                    2,
                    move |figures| words::standing(figures.standing, lang),
                )
            });
            table.details_told(move |figures| {
                let again = parts::opened_again(account, figures, lang);
                let lines = rate::below(account, figures, lang).into_iter().chain(again);
                lines.map(Text::from).collect()
            })
        }
    };
    table.wide(|table| measured::columns(table, account, lang, |figures| figures)).later()
}

/// What the list is called.
fn name(matter: Matter, lang: Locale) -> String {
    if matter == Matter::All {
        say!(lang, "事项清单", "Tasks")
    } else {
        words::matter(matter, lang)
    }
}

type TaskTable<'a, 'f, 'b> = Draft<'a, &'f Figures<'b>>;

/// Planned, actual, and what is between them.
fn shares<'a, 'f, 'b>(
    table: TaskTable<'a, 'f, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> TaskTable<'a, 'f, 'b> {
    table
        .right(say!(lang, "应达%", "Plan %"), 3, move |figures| rate::planned(account, figures))
        .right(say!(lang, "实达%", "Done %"), 2, move |figures| rate::actual(account, figures))
        .right(say!(lang, "超欠", "+/-"), 0, move |figures| rate::lag(account, figures))
        .role(Role::lead(String::new(), lang))
}

/// The figure, and the share it comes to.
fn done<'a, 'f, 'b>(
    table: TaskTable<'a, 'f, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> TaskTable<'a, 'f, 'b> {
    table.right(say!(lang, "完成", "Done"), 2, move |figures| parts::done(figures, lang)).right(
        say!(lang, "实达%", "Done %"),
        1,
        move |figures| {
            let counted = figures.standing.is_counted();
            parts::share(account, figures, figures.shares.actual.filter(|_| counted))
        },
    )
}

fn light<'a, 'f, 'b>(
    table: TaskTable<'a, 'f, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> TaskTable<'a, 'f, 'b> {
    table
        .left(say!(lang, "灯", "Light"), 0, move |figures| parts::lit(account, figures, lang))
        .role(Role::Light)
}

pub(in crate::page) fn last_word_and_troubles(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Vec<Text> {
    let lines = [
        parts::judgement(account, figures, lang),
        parts::last_word(account, figures, lang),
        parts::troubles(account, figures, lang),
    ];
    lines.into_iter().flatten().map(Text::from).collect()
}

/// What is to be answered without a day, and what a task not yet started is to answer, stands last under its line.
fn pressing_first<'f>(mut lines: Vec<Line<ToAnswer<'f>>>) -> Vec<Line<ToAnswer<'f>>> {
    let is_last = |line: &Line<ToAnswer<'f>>| match line {
        Line::Row((figures, open)) => {
            figures.standing == Standing::NotStarted || open.reply.is_none()
        }
        Line::Group(_) | Line::Part(..) | Line::Total(_) => false,
    };
    let together =
        |line: &Line<_>, next: &Line<_>| matches!((line, next), (Line::Row(_), Line::Row(_)));
    lines.chunk_by_mut(together).for_each(|rows| rows.sort_by_key(is_last));
    lines
}

/// A task, and what of it is to be answered.
type ToAnswer<'f> = (&'f Figures<'f>, &'f OpenInstruction<'f>);

/// A row an order or notice.
fn answers<'a>(
    account: &'a Account<'_>,
    tasks: &[&'a Figures<'a>],
    by: Option<By>,
    lang: Locale,
) -> BlockOf<'a> {
    let lines = lines(account, tasks, by, lang, move |figures| {
        figures.to_answer().map(|open| (figures, open)).collect()
    });
    grouped(pressing_first(lines), lang)
        .named(words::matter(Matter::ToAnswer, lang))
        .groups(groups::column(by, lang))
        .area(account, |(figures, _)| figures)
        .task(|(figures, _)| figures)
        .owner(account, 1, |(figures, _)| figures)
        .wrapping(say!(lang, "批示或催办", "Order or notice"), |(_, open)| open.text)
        .wrapping(say!(lang, "未答复", "Not answered by"), move |(figures, open)| {
            parts::owing(account, figures, open, lang)
        })
        .right(say!(lang, "限期", "Answer by"), 0, move |(_, open)| {
            let reply = open.reply.map(|reply| Cell::day(reply, account.as_of, lang));
            reply.unwrap_or_else(|| "-".into())
        })
        .right(say!(lang, "已过", "Over"), 2, move |(_, open)| {
            let over = open.reply.map(|reply| (account.as_of - reply).num_days());
            match over.filter(|over| *over > 0) {
                Some(over) => Cell::days(over, lang).inked(Ink::Red),
                None => Cell::default(),
            }
        })
        .role(Role::lead(say!(lang, "已过", "over "), lang))
        .later()
}

/// A row a blocker.
fn blockers<'a>(
    account: &'a Account<'_>,
    tasks: &[&'a Figures<'a>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> BlockOf<'a> {
    let lines = lines(account, tasks, by, lang, move |figures| {
        let open = shown_blockers(account, figures, matter);
        open.map(|open| (figures, open)).collect()
    });
    grouped(lines, lang)
        .named(words::matter(matter, lang))
        .groups(groups::column(by, lang))
        .area(account, |(figures, _)| figures)
        .task(|(figures, _)| figures)
        .owner(account, 0, |(figures, _)| figures)
        .wrapping(say!(lang, "阻点", "Blocker"), |(_, open)| open.name)
        .left(say!(lang, "环节", "Stage"), 2, move |(_, open)| words::stage(open.stage, lang))
        .right(say!(lang, "已", "For"), 0, move |(_, open)| {
            Cell::days((account.as_of - open.since).num_days(), lang)
        })
        .role(Role::lead(say!(lang, "已", "for "), lang))
        .left(say!(lang, "超时", "Stuck"), 1, move |(figures, open)| {
            if account.is_stuck(figures, open) {
                Text::inked(say!(lang, "超时", "stuck"), Ink::Red)
            } else {
                "".into()
            }
        })
        .details(|(_, open)| open.note.map(Text::from).into_iter().collect())
        .later()
}

fn shown_blockers<'a, 'b>(
    account: &'a Account<'b>,
    figures: &'a Figures<'b>,
    matter: Matter,
) -> impl Iterator<Item = &'a OpenBlocker<'b>> {
    let open = figures.state.blockers.iter();
    open.filter(move |blocker| matter != Matter::Stuck || account.is_stuck(figures, blocker))
}
