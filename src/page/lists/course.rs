//! The small curve of a task: what was planned, what was reached, where its present pace leads.

use crate::account::{Account, Course, Figures};
use crate::ledger::{Locale, Share};
use crate::page::parts;
use crate::page::words::{self, say};
use crate::page::{Curve, Ink, Series};
use chrono::NaiveDate;

/// The curve; `None` where a task does not grow towards a target.
pub(in crate::page) fn curve(
    account: &Account<'_>,
    own: &Figures<'_>,
    lang: Locale,
) -> Option<Curve> {
    let course = account.course(own)?;
    let known = |share: &Share| Some(share.as_f64());
    let ink = words::ink(own.light);
    let mut series = vec![Series {
        name: say!(lang, "应达", "plan"),
        mark: '.',
        values: course.planned.iter().map(known).collect(),
        ink: Ink::Faint,
    }];
    let maybe = |share: &Option<Share>| share.map(Share::as_f64);
    if course.projected.iter().any(Option::is_some) {
        let days = account.forecast(own).map_or(0, |own| own.days);
        series.push(Series {
            name: say!(lang, "照近{days}天的速度", "at the pace of {days} days"),
            mark: '+',
            values: course.projected.iter().map(maybe).collect(),
            ink: Ink::Plain,
        });
    }
    series.push(Series {
        name: say!(lang, "实达", "done"),
        mark: '#',
        values: course.actual.iter().map(maybe).collect(),
        ink,
    });
    Some(Curve {
        ticks: ticks(account, own, &course, lang),
        days: course.days,
        series,
    })
}

/// Start, as-of day, deadline and finish, those that lie on the curve.
fn ticks(
    account: &Account<'_>,
    own: &Figures<'_>,
    course: &Course,
    lang: Locale,
) -> Vec<(usize, String)> {
    let day = |date: NaiveDate| parts::day(account, own, date, lang);
    let (start, today, due) = (own.task.start, account.as_of, own.state.due);
    let finish = account.forecast(own).and_then(|own| own.finish);
    let (from, now, end) = (day(start), day(today), day(due));
    let mut named = vec![
        (start, say!(lang, "{from}开始", "start {from}")),
        (today, say!(lang, "截至{now}", "as of {now}")),
        (due, say!(lang, "时限{end}", "due {end}")),
    ];
    named.extend(finish.map(|date| {
        let date_words = day(date);
        let words = say!(lang, "预计{date_words}", "finish {date_words}");
        (date, words)
    }));
    named.sort_by_key(|(day, _)| *day);
    let on_it = named.into_iter();
    on_it
        .filter_map(|(day, words)| Some((course.nearest(day)?, words)))
        .collect()
}
