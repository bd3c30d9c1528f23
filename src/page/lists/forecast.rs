//! When tasks will be finished at their present pace, and who must go faster.

use crate::account::{Account, Figures, Forecast, Outlook};
use crate::ledger::{Locale, Share};
use crate::page::words::{self, say};
use crate::page::{BlockOf, Cell, Ink, Sheet, Text, Value, parts, table};

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
        "完成预测{count}项，照此速度{late}项不能按期（截至{date}）",
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
        "口径：速度只看报过的数：从至少早一个报告周期（没有周期的30天）的那个数到末次报数，没有更早的数就从开始前一日的0算起；满一个周期没有新数，停着的日子也算。常态化工作、增幅、年终考核、在办和没有时限的事项不预测。",
        "Pace: from figures alone, from the last one at least a reporting period (without one: 30 days) older to the newest, else from 0 on the day before the start; after a whole period of silence, standing still counts. No forecast for duties, rates, year-end measures, open tasks and those without a deadline."
    ))
    .noted(account, lang)
}

fn table<'a>(
    account: &'a Account<'_>,
    forecasts: &'a [(&Figures<'_>, Forecast)],
    lang: Locale,
) -> BlockOf<'a> {
    table::table(forecasts, lang)
        .named(say!(lang, "完成预测", "Forecasts"))
        .area(account, |(figures, _)| figures)
        .task(|(figures, _)| figures)
        .owner(account, 1, move |(figures, _)| figures)
        .due(account, 0, move |(figures, _)| figures)
        .right(say!(lang, "实达%", "Done %"), 0, move |(figures, _)| {
            parts::share(account, figures, figures.shares.actual)
        })
        .right(say!(lang, "算到", "Through"), 1, move |(_, forecast)| {
            Cell::day(forecast.until, account.as_of, lang)
        })
        .right(say!(lang, "速度", "Pace"), 2, move |(figures, forecast)| {
            // Written like 超欠, whose sign is that of actual minus planned.
            let gained = Share::ZERO.minus(forecast.gained);
            let (days, points) =
                (forecast.days, words::over_to(gained, account.book.decimals_of(figures.task)));
            match forecast.outlook {
                Outlook::NoFigure => "-".to_owned(),
                _ => say!(lang, "{days}天{points}", "{points} in {days}d"),
            }
        })
        .right(say!(lang, "预计完成", "Finish"), 0, move |(_, forecast)| {
            match forecast.foreseeable() {
                Some(finish) => Cell::day(finish, account.as_of, lang),
                None => Text::inked(unforeseen(forecast.outlook, lang), Ink::Red).into(),
            }
        })
        .right(say!(lang, "晚", "Late"), 0, move |(_, forecast)| match forecast.late() {
            Some(days) if days > 0 => Cell::days(days, lang).inked(Ink::Red),
            Some(_) => Cell::default(),
            None => "-".into(),
        })
        .right(say!(lang, "须提速", "Needed"), 1, move |(_, forecast)| {
            forecast.needed.map_or_else(
                || "-".into(),
                |needed| {
                    let tenths = Value::Number(needed.rounded(10) as f64 / 10.0);
                    Cell::new(times(needed, lang), tenths)
                },
            )
        })
        .later()
}

fn times(needed: Share, lang: Locale) -> String {
    let tenths = needed.rounded(10);
    let (whole, part) = (tenths / 10, tenths % 10);
    say!(lang, "{whole}.{part}倍", "{whole}.{part}x")
}

/// Why no finish is told.
fn unforeseen(outlook: Outlook, lang: Locale) -> String {
    match outlook {
        Outlook::BeyondACentury => say!(lang, "百年以后", "past a century"),
        Outlook::NoFigure => say!(lang, "尚无数字", "no figure"),
        Outlook::NoPace | Outlook::OnTime | Outlook::Late => say!(lang, "无进展", "no pace"),
    }
}

/// The forecast in one line, for the card of a task.
pub(in crate::page) fn line(
    account: &Account<'_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let forecast = account.forecast(figures)?;
    let pace = super::course::window(account, &forecast, lang);
    let Some((finish, late)) = forecast.foreseeable().zip(forecast.late()) else {
        return Some(match forecast.outlook {
            Outlook::NoFigure => say!(
                lang,
                "预测：还没有可算速度的数，不能预测完成日",
                "Forecast: no figure yet to tell a pace from"
            ),
            Outlook::BeyondACentury => say!(
                lang,
                "预测：照{pace}的速度，百年之内完不成",
                "Forecast: at the pace of {pace} not within a hundred years"
            ),
            Outlook::NoPace | Outlook::OnTime | Outlook::Late => say!(
                lang,
                "预测：{pace}无进展，不能预测完成日",
                "Forecast: nothing gained from {pace}, so no day can be told"
            ),
        });
    };
    let finish = words::day(finish, account.as_of, lang);
    let early = words::days(-late, lang);
    let late_words = words::days(late, lang);
    let needed = forecast.needed.filter(|_| late > 0).map_or_else(String::new, |needed| {
        let times = times(needed, lang);
        say!(lang, "，要按期须提速到{times}", "; on time takes {times} the pace")
    });
    Some(match late {
        0 => say!(
            lang,
            "预测：照{pace}的速度{finish}完成，正好按期",
            "Forecast: at the pace of {pace} done on {finish}, just in time"
        ),
        late if late > 0 => say!(
            lang,
            "预测：照{pace}的速度{finish}完成，晚{late_words}{needed}",
            "Forecast: at the pace of {pace} done on {finish}, {late_words} late{needed}"
        ),
        _ => say!(
            lang,
            "预测：照{pace}的速度{finish}完成，提前{early}",
            "Forecast: at the pace of {pace} done on {finish}, {early} early"
        ),
    })
}
