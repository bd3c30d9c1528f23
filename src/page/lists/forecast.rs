//! When tasks will be finished at their present pace, and who must go faster.

use crate::account::{Account, Figures, Forecast};
use crate::ledger::{Locale, Share};
use crate::page::words::{self, say};
use crate::page::{BlockOf, Ink, Sheet, Text, parts, table};

/// The forecasts in their order.
pub fn page<'a>(
    account: &'a Account<'_>,
    forecasts: &'a [(&Figures<'_>, Forecast)],
    lang: Locale,
) -> Sheet<'a> {
    let late = forecasts.iter().filter(|(_, forecast)| forecast.misses()).count();
    let (count, date) = (forecasts.len(), words::date(account.as_of, lang));
    let title = say!(
        lang,
        "完成预测{count}项,照此速度{late}项不能按期(截至{date})",
        "Forecasts: {count}, of which {late} will miss the deadline at this pace (as of {date})"
    );
    let mut page = Sheet::titled(title, lang).with([BlockOf::Gap]);
    if !forecasts.is_empty() {
        page = page.with([table(account, forecasts, lang), BlockOf::Gap]);
    }
    if let [(figures, _)] = forecasts
        && let Some(curve) = super::course::curve(account, figures, lang)
    {
        page = page.with([BlockOf::Curve(curve), BlockOf::Gap]);
    }
    page.note(say!(
        lang,
        "口径:速度为近30天(不足30天的自开始日起)完成份额的增量;值守、增幅和年终考核的事项不预测。",
        "Pace: what was gained in the last 30 days, or since the start where that is nearer; no forecast for duties, rates and year-end measures."
    ))
    .noted(account, lang)
}

fn table<'a>(
    account: &'a Account<'_>,
    forecasts: &'a [(&Figures<'_>, Forecast)],
    lang: Locale,
) -> BlockOf<'a> {
    table::table(forecasts, lang)
        .task(|(figures, _)| figures)
        .owner(account, 1, move |(figures, _)| figures)
        .due(account, 0, move |(figures, _)| figures)
        .right(say!(lang, "实达%", "Done %"), 0, move |(figures, _)| {
            parts::percent(figures.shares.actual)
        })
        .right(say!(lang, "近期", "Of late"), 2, move |(_, forecast)| {
            // Written like 超欠, whose sign is that of actual minus planned.
            let (days, points) = (forecast.days, words::over(Share::ZERO.minus(forecast.gained)));
            say!(lang, "{days}天{points}", "{points} in {days}d")
        })
        .right(say!(lang, "预计完成", "Finish"), 0, move |(_, forecast)| {
            match forecast.finish {
                Some(finish) => words::day(finish, account.as_of, lang).into(),
                None => Text::inked(say!(lang, "无进展", "no pace"), Ink::Red),
            }
        })
        .right(say!(lang, "晚", "Late"), 0, move |(_, forecast)| match forecast.late_days {
            Some(days) if days > 0 => Text::inked(words::days(days, lang), Ink::Red),
            Some(_) => "".into(),
            None => "-".into(),
        })
        .right(say!(lang, "须提速", "Needed"), 1, move |(_, forecast)| {
            forecast.needed.map_or_else(|| "-".to_owned(), |needed| times(needed, lang))
        })
        .later()
}

fn times(needed: Share, lang: Locale) -> String {
    let tenths = needed.rounded(10);
    let (whole, part) = (tenths / 10, tenths % 10);
    say!(lang, "{whole}.{part}倍", "{whole}.{part}x")
}

/// The forecast in one line, for the card of a task.
pub(in crate::page) fn line(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let forecast = account.forecast(figures)?;
    let days = forecast.days;
    let pace = words::counted(days, "day");
    let Some(finish) = forecast.finish else {
        return Some(say!(
            lang,
            "预测:近{days}天无进展,不能预测完成日",
            "Forecast: nothing gained in {pace}, so no day can be told"
        ));
    };
    let finish = words::day(finish, account.as_of, lang);
    let late = forecast.late_days.unwrap_or(0);
    let early = words::days(-late, lang);
    let late_words = words::days(late, lang);
    let needed = forecast.needed.filter(|_| late > 0).map_or_else(String::new, |needed| {
        let times = times(needed, lang);
        say!(lang, ",要按期须提速到{times}", "; on time takes {times} the pace")
    });
    Some(match late {
        0 => say!(
            lang,
            "预测:照近{days}天的速度{finish}完成,正好按期",
            "Forecast: at the pace of {pace} done on {finish}, just in time"
        ),
        late if late > 0 => say!(
            lang,
            "预测:照近{days}天的速度{finish}完成,晚{late_words}{needed}",
            "Forecast: at the pace of {pace} done on {finish}, {late_words} late{needed}"
        ),
        _ => say!(
            lang,
            "预测:照近{days}天的速度{finish}完成,提前{early}",
            "Forecast: at the pace of {pace} done on {finish}, {early} early"
        ),
    })
}
