//! Lists of tasks: all, overdue, lagging, due, stale, blocked.

use crate::account::{Account, By, Figures, Matter, OpenBlocker};
use crate::ledger::Locale;
use crate::page::groups::lines;
use crate::page::parts;
use crate::page::table::{Draft, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text};

/// A list in words; `tasks` are those asked for, in their order.
pub fn page(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Page {
    let page = Page::of_ledger(account, head(account, tasks, matter, lang), lang);
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
    page.with([Block::Gap, table, Block::Gap])
        .noted(account, lang)
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

/// A row a task: whose it is, then what the matter is about.
fn table(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Block {
    let rows = lines(account, tasks, by, lang, |own| vec![own]);
    let table = grouped(rows, lang)
        .task(|own| own)
        .owner(account, 0, |own| own);
    match matter {
        Matter::Overdue => done(
            table
                .due(account, 0, |own| own)
                .right(say!(lang, "逾期", "Over"), 0, |own| {
                    let over = own.overdue_days(account.as_of).unwrap_or_default();
                    Text::inked(words::days(over, lang), Ink::Red)
                }),
            lang,
        )
        .details(|own| last_word_and_troubles(account, own, lang)),
        Matter::Lagging => {
            let table = shares(table.due(account, 0, |own| own), lang).right(
                say!(lang, "慢", "Late by"),
                3,
                |own| {
                    let late = account.lag_days(own);
                    late.map_or_else(|| "-".to_owned(), |days| words::days(days, lang))
                },
            );
            light(table, account, lang).details(|own| last_word_and_troubles(account, own, lang))
        }
        Matter::DueWithin(_) => {
            let table =
                table
                    .due(account, 0, |own| own)
                    .right(say!(lang, "还有", "Left"), 0, |own| {
                        words::days((own.state.due - account.as_of).num_days(), lang)
                    });
            light(done(table, lang), account, lang).details(|own| {
                let troubles = parts::troubles(account, own, lang);
                troubles.into_iter().map(Text::from).collect()
            })
        }
        Matter::Stale => {
            let table = table
                .right(say!(lang, "上次报送", "Last report"), 1, |own| {
                    let last = own.state.last_report;
                    let last = last.map(|entry| parts::day(account, own, entry.on, lang));
                    last.unwrap_or_else(|| say!(lang, "从未", "never"))
                })
                .right(say!(lang, "连续未报", "Missed"), 0, |own| {
                    let cadence = own.task.cadence;
                    let unit =
                        cadence.map_or_else(String::new, |own| words::period_unit(own, lang));
                    let missed = own.reports.missed;
                    say!(lang, "{missed}{unit}", "{missed} {unit}")
                })
                .right(say!(lang, "实报/应报", "Made/owed"), 2, |own| {
                    format!("{}/{}", own.reports.made, own.reports.owed)
                });
            light(table, account, lang)
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
            let table = shares(table.due(account, 0, |own| own), lang);
            light(table, account, lang).left(say!(lang, "状态", "Standing"), 1, |own| {
                words::standing(own.standing, lang)
            })
        }
    }
    .block()
}

type TaskTable<'a, 'f, 'b> = Draft<'a, &'f Figures<'b>>;

/// Planned, actual, and what is between them.
fn shares<'a, 'f, 'b>(table: TaskTable<'a, 'f, 'b>, lang: Locale) -> TaskTable<'a, 'f, 'b> {
    let table = table.right(say!(lang, "应达%", "Plan %"), 2, |own| {
        parts::percent(own.shares.planned.filter(|_| own.standing.is_counted()))
    });
    actual(table, lang).right(say!(lang, "超欠", "+/-"), 0, |own| parts::over(own))
}

fn actual<'a, 'f, 'b>(table: TaskTable<'a, 'f, 'b>, lang: Locale) -> TaskTable<'a, 'f, 'b> {
    table.right(say!(lang, "实达%", "Done %"), 1, |own| {
        parts::percent(own.shares.actual.filter(|_| own.standing.is_counted()))
    })
}

/// The figure, and the share it comes to.
fn done<'a, 'f, 'b>(table: TaskTable<'a, 'f, 'b>, lang: Locale) -> TaskTable<'a, 'f, 'b> {
    let table = table.right(say!(lang, "完成", "Done"), 2, move |own| {
        parts::done(own, lang)
    });
    actual(table, lang)
}

fn light<'a, 'f, 'b>(
    table: TaskTable<'a, 'f, 'b>,
    account: &'a Account<'_>,
    lang: Locale,
) -> TaskTable<'a, 'f, 'b> {
    table.left(say!(lang, "灯", "Light"), 0, move |own| {
        parts::light(account, own, lang)
    })
}

fn last_word_and_troubles(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<Text> {
    let lines = [
        parts::last_word(account, own, lang),
        parts::troubles(account, own, lang),
    ];
    lines.into_iter().flatten().map(Text::from).collect()
}

/// A row an order or notice whose answer has a day.
fn answers(account: &Account<'_>, tasks: &[&Figures<'_>], by: Option<By>, lang: Locale) -> Block {
    let lines = lines(account, tasks, by, lang, |own| {
        let open = own.state.instructions.iter();
        let dated = open.filter_map(|open| Some((own, open.text, open.reply?)));
        dated.collect()
    });
    grouped(lines, lang)
        .task(|(own, ..)| own)
        .owner(account, 0, |(own, ..)| own)
        .wrapping(
            say!(lang, "批示或催办", "Order or notice"),
            |(_, text, _)| *text,
        )
        .right(say!(lang, "限期", "Answer by"), 0, |(own, _, reply)| {
            parts::day(account, own, *reply, lang)
        })
        .right(say!(lang, "已过", "Over"), 0, |(_, _, reply)| {
            let over = (account.as_of - *reply).num_days();
            if over > 0 {
                Text::inked(words::days(over, lang), Ink::Red)
            } else {
                "".into()
            }
        })
        .block()
}

/// A row a blocker.
fn blockers(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    matter: Matter,
    by: Option<By>,
    lang: Locale,
) -> Block {
    let lines = lines(account, tasks, by, lang, |own| {
        let open = shown_blockers(account, own, matter);
        open.map(|open| (own, open)).collect()
    });
    grouped(lines, lang)
        .task(|(own, _)| own)
        .owner(account, 0, |(own, _)| own)
        .wrapping(say!(lang, "阻点", "Blocker"), |(_, open)| open.name)
        .left(say!(lang, "环节", "Stage"), 0, |(_, open)| {
            words::stage(open.stage, lang)
        })
        .right(say!(lang, "已", "For"), 0, |(_, open)| {
            words::days((account.as_of - open.since).num_days(), lang)
        })
        .left(say!(lang, "超时", "Stuck"), 1, |(own, open)| {
            if account.is_stuck(own, open) {
                Text::inked(say!(lang, "超时", "stuck"), Ink::Red)
            } else {
                "".into()
            }
        })
        .details(|(_, open)| open.note.map(Text::from).into_iter().collect())
        .block()
}

fn shown_blockers<'a, 'b>(
    account: &'a Account<'b>,
    own: &'a Figures<'b>,
    matter: Matter,
) -> impl Iterator<Item = &'a OpenBlocker<'b>> {
    let open = own.state.blockers.iter();
    open.filter(move |blocker| matter != Matter::Stuck || account.is_stuck(own, blocker))
}
