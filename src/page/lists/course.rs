//! The small curve of a task: what was planned, what was reached, where its present pace leads.

use crate::account::{Account, Course, Figures};
use crate::ledger::{CurveShape, Locale, Share};
use crate::page::words::{self, say};
use crate::page::{Curve, Ink, Series};
use chrono::NaiveDate;

/// The curve; `None` where a task does not grow towards a target.
pub(in crate::page) fn curve(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<Curve> {
    let course = account.course(figures)?;
    let known = |share: &Share| Some(share.as_f64());
    let ink = words::ink(figures.light);
    let mut series = vec![Series {
        name: say!(lang, "应达", "plan"),
        mark: '.',
        values: course.planned.iter().map(known).collect(),
        ink: Ink::Faint,
        is_stair: account.curve_shape(figures) == Some(CurveShape::Steps),
    }];
    let maybe = |share: &Option<Share>| share.map(Share::as_f64);
    if course.projected.iter().any(Option::is_some) {
        let forecast = account.forecast(figures);
        let pace = forecast
            .map_or_else(String::new, |forecast| super::forecast::window(account, &forecast, lang));
        series.push(Series {
            name: say!(lang, "照{pace}的速度", "at the pace of {pace}"),
            mark: '+',
            values: course.projected.iter().map(maybe).collect(),
            ink: Ink::Plain,
            is_stair: false,
        });
    }
    series.push(Series {
        name: say!(lang, "实达", "done"),
        mark: '#',
        values: course.actual.iter().map(maybe).collect(),
        ink,
        is_stair: false,
    });
    Some(Curve { ticks: ticks(account, figures, &course, lang), days: course.days, series })
}

/// Start, as-of day, deadline and finish, where they lie on the curve.
fn ticks(
    account: &Account<'_>,
    figures: &Figures<'_>,
    course: &Course,
    lang: Locale,
) -> Vec<(usize, String)> {
    let day = |date: NaiveDate| words::day(date, account.as_of, lang);
    let (start, today, due) = (figures.task.start, account.as_of, figures.state.due);
    let finish = account.forecast(figures).and_then(|forecast| forecast.foreseeable());
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
    on_it.filter_map(|(day, words)| Some((course.nearest(day)?, words))).collect()
}
