//! 总览: the verdict, the lights, what is to be decided today, the areas, the year's curve; and the words of the whole board.

use super::asked::{Asked, matters};
use crate::account::{By, Figures, Light, Matter, ThroughRow, Totals};
use crate::calendar::{Period, PeriodUnit};
use crate::ledger::{Decimals, Locale, Scale, Share};
use crate::page::board::{
    Area, Bar, Chart, ChartLine, Choices, Decision, Opens, Said, Tile, Words,
};
use crate::page::frame::ledger_title;
use crate::page::lists::{decisions, status};
use crate::page::words::{self, say};
use crate::page::{Block, Hue, Ink, Text, glance, groups, parts, scope};
use chrono::Datelike;

/// The office and the day.
pub(super) fn below(asked: &Asked<'_, '_, '_>) -> String {
    let (account, lang) = (asked.account, asked.lang);
    let (as_of, weekday) = (words::date(account.as_of, lang), words::weekday(account.as_of, lang));
    let as_of = say!(lang, "截至{as_of}（{weekday}）", "as of {as_of} ({weekday})");
    let office = account.book.first_ledger().and_then(|ledger| ledger.office.clone());
    match office {
        Some(office) => say!(lang, "{office}　{as_of}", "{office}, {as_of}"),
        None => as_of,
    }
}

/// The same in pieces, of which counts of tasks open their lists.
pub(super) fn opening_verdict(asked: &Asked<'_, '_, '_>, sums: &Sums) -> Vec<Said> {
    let overdue = matters().position(|matter| matter == Matter::Overdue);
    let opens = [overdue.map(Opens::Matter), None, Some(Opens::Light(Hue::Red))];
    let opens = opens.into_iter().chain(std::iter::repeat(None));
    let pieces = verdict(asked, sums).0.into_iter().zip(opens);
    let said = pieces.map(|((words, ink), opens)| Said {
        // A count of none opens nothing.
        opens: opens.filter(|_| ink != Ink::Plain),
        words: Text::inked(words, ink),
    });
    said.collect()
}

/// How bad it is, how far it has come.
pub(super) fn verdict(asked: &Asked<'_, '_, '_>, sums: &Sums) -> Text {
    status::verdict(asked.account, &sums.now, sums.week_ago.as_ref(), asked.lang)
}

/// The sums of the tasks.
pub(super) struct Sums {
    now: Totals,
    /// Of the same tasks, those that there were.
    week_ago: Option<Totals>,
}

/// The sums of the tasks, now and a week ago.
pub(super) fn sums(asked: &Asked<'_, '_, '_>) -> Sums {
    let week_ago = asked.week_ago.map(|then| {
        let tasks = asked.tasks.iter().filter_map(|figures| then.figures(figures.id));
        then.totals(&tasks.collect::<Vec<&Figures<'_>>>())
    });
    Sums { now: asked.account.totals(asked.tasks), week_ago }
}

/// The lights, with the change since last week.
pub(super) fn tiles(asked: &Asked<'_, '_, '_>, sums: &Sums) -> Vec<Tile> {
    let (account, lang) = (asked.account, asked.lang);
    let Sums { now, week_ago: then } = sums;
    let rules = account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let last_week = say!(lang, "上周", "last week");
    let tile = |light: Light| {
        let (count, name) = (now.light(light), words::light(light, rules, lang));
        let before = then.as_ref().map(|then| then.light(light));
        let label = match light {
            Light::None => say!(lang, "不亮灯", "No light"),
            Light::Red | Light::Yellow | Light::Green | Light::Blue => {
                say!(lang, "{name}灯", "{name}")
            }
        };
        let is_bad = matches!(light, Light::Red | Light::Yellow);
        Tile {
            light: words::hue(light),
            label,
            count,
            remark: before
                .map_or_else(String::new, |before| glance::change(count, before, &last_week, lang)),
            is_worse: is_bad && before.is_some_and(|before| before < count),
        }
    };
    Light::ALL.iter().map(|(_, light)| tile(*light)).collect()
}

/// What is to be decided today.
pub(super) fn decisions(asked: &Asked<'_, '_, '_>) -> Vec<Decision> {
    let (account, lang) = (asked.account, asked.lang);
    let found = decisions::found(account, asked.tasks, None);
    let row = |(matter, found): (Matter, Vec<&Figures<'_>>)| {
        Some(Decision {
            matter: matters().position(|known| known == matter)?,
            count: found.len(),
            label: words::matter(matter, lang),
            named: decisions::named(account, &found, matter, lang),
            is_hot: matches!(matter, Matter::NewlyRed | Matter::Stuck | Matter::Unanswered),
        })
    };
    found.into_iter().filter_map(row).collect()
}

/// The areas in the order of the book, and the line of all together.
pub(super) fn areas(asked: &Asked<'_, '_, '_>, choices: &Choices) -> Vec<Area> {
    let (account, lang) = (asked.account, asked.lang);
    let rolled = account.rollup(By::Area, asked.tasks);
    let line = |area: Option<usize>, name: String, totals: &Totals| Area {
        area,
        name,
        count: tasks(totals.tasks, lang),
        lights: lights(asked, totals),
        lag: lag(asked, totals),
        bar: bar(asked, totals),
    };
    let rows = rolled.rows.iter().map(|row| {
        let key = row.group.as_deref();
        let at = choices.areas.iter().position(|choice| Some(choice.key.as_str()) == key);
        let name = groups::group_name(By::Area, key, row.in_tables(), lang);
        line(at, name, &row.totals)
    });
    let rows: Vec<Area> = rows.collect();
    let all = (rows.len() > 1).then(|| line(None, say!(lang, "合计", "All"), &rolled.totals));
    rows.into_iter().chain(all).collect()
}

/// 18项
pub(super) fn tasks(count: usize, lang: Locale) -> String {
    let counted = words::counted(count, "task");
    say!(lang, "{count}项", "{counted}")
}

/// 红3 黄1: those that any task has.
pub(super) fn lights(asked: &Asked<'_, '_, '_>, totals: &Totals) -> Text {
    let rules = asked.account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let mut text = Text::default();
    for light in [Light::Red, Light::Yellow] {
        let (count, name) = (totals.light(light), words::light(light, rules, asked.lang));
        if count > 0 {
            let gap = if text.is_empty() { "" } else { " " };
            let words = say!(asked.lang, "{gap}{name}{count}", "{gap}{name} {count}");
            text = text.and(words, words::ink(light));
        }
    }
    text
}

/// 欠3.3, 超0.7, 持平; empty where nothing is assessed.
pub(super) fn lag(asked: &Asked<'_, '_, '_>, totals: &Totals) -> Text {
    let Some(lag) = totals.lag else { return Text::default() };
    let words = short_lag(asked, lag);
    Text::inked(words, if is_behind(asked, totals, lag) { Ink::Red } else { Ink::Plain })
}

/// Whether a task that far behind would be yellow, by the rule of the first ledger.
fn is_behind(asked: &Asked<'_, '_, '_>, totals: &Totals, lag: Share) -> bool {
    let Some(ledger) = asked.account.book.first_ledger() else { return false };
    let rule = ledger.rules.lights.rule;
    match rule.scale {
        Scale::Points => lag >= Share::from_points(rule.yellow),
        Scale::Ratio => totals.planned.zip(totals.actual).is_some_and(|(planned, actual)| {
            actual < planned.times(Share::from_quantity(rule.yellow))
        }),
    }
}

/// 欠3.3, 超0.7, 持平.
pub(super) fn short_lag(asked: &Asked<'_, '_, '_>, lag: Share) -> String {
    lag_to(lag, asked.account.book.decimals(), asked.lang)
}

/// The same with as many decimals as a ledger prints.
pub(super) fn lag_to(lag: Share, decimals: Decimals, lang: Locale) -> String {
    let over = words::over_to(lag, decimals);
    match over.split_at(over.find(|c: char| c.is_ascii_digit()).unwrap_or(0)) {
        ("-", points) => say!(lang, "欠{points}", "-{points}"),
        ("+", points) => say!(lang, "超{points}", "+{points}"),
        _ => say!(lang, "持平", "even"),
    }
}

/// Reached and planned of some tasks together.
pub(super) fn bar(asked: &Asked<'_, '_, '_>, totals: &Totals) -> Option<Bar> {
    let decimals = asked.account.book.decimals();
    let (planned, actual) = (totals.planned?, totals.actual?);
    Some(Bar {
        filled: actual.as_f64().clamp(0.0, 1.0),
        mark: planned.as_f64().clamp(0.0, 1.0),
        said: shares(
            &words::percent_to(planned, decimals),
            &words::percent_to(actual, decimals),
            asked.lang,
        ),
    })
}

/// 应达54.2% 实达52.3%
pub(super) fn shares(planned: &str, actual: &str, lang: Locale) -> String {
    say!(lang, "应达{planned}% 实达{actual}%", "plan {planned}%, done {actual}%")
}

/// The year's curve of the tasks together: the plan to the end, what was reached to the day.
pub(super) fn year(asked: &Asked<'_, '_, '_>) -> Option<Chart> {
    let lang = asked.lang;
    let rows = asked.through;
    let (first, last) = (rows.first()?.day, rows.last()?.day);
    let whole = (last - first).num_days();
    if whole < 1 {
        return None;
    }
    let place = |row: &ThroughRow| (row.day - first).num_days() as f64 / whole as f64;
    let line = |of: fn(&ThroughRow) -> Option<Share>| {
        let points = rows.iter().filter_map(|row| Some((place(row), of(row)?.as_f64())));
        ChartLine(points.collect())
    };
    let now = rows.iter().rev().find(|row| row.actual.is_some());
    let decimals = asked.account.book.decimals();
    let said = now.and_then(|row| {
        let actual = words::percent_to(row.actual?, decimals);
        let planned = words::percent_to(row.planned?, decimals);
        Some(vec![
            say!(lang, "实达{actual}%", "{actual}% done"),
            say!(lang, "应达{planned}%", "{planned}% planned"),
        ])
    });
    let quarters = first.iter_days().take_while(|day| *day <= last);
    let quarters = quarters.filter(|day| day.day() == 1 && day.month0() % 3 == 0);
    let ticks = quarters.map(|day| {
        let month = Period::containing(PeriodUnit::Month, day);
        ((day - first).num_days() as f64 / whole as f64, words::period(month, day, lang))
    });
    Some(Chart {
        light: None,
        top: 1.0,
        planned: line(|row| row.planned),
        actual: line(|row| row.actual),
        ticks: ticks.collect(),
        today: now.map(place),
        said: said.unwrap_or_default(),
    })
}

/// Which tasks were asked for, where not all were; and how many are not counted.
pub(super) fn scope(asked: &Asked<'_, '_, '_>) -> Option<String> {
    let (account, lang) = (asked.account, asked.lang);
    let asked_for = scope::scope(account, asked.filter, lang).filter(|_| asked.only.is_none());
    let count = account.book.left_out.total();
    let lacks = (count > 0).then(|| {
        let tasks = words::counted(count, "task");
        say!(lang, "另有{count}项有错误，未计入", "{tasks} with errors not counted")
    });
    let said: Vec<String> = asked_for.into_iter().chain(lacks).collect();
    (!said.is_empty()).then(|| said.join(&say!(lang, "；", "; ")))
}

/// The foot: by which rules, what was left out, when and from what it was made.
pub(super) fn notes(asked: &Asked<'_, '_, '_>, curves: Option<usize>) -> Vec<String> {
    let (account, lang) = (asked.account, asked.lang);
    let notes = parts::notes_of_paper(account, &account.unknown_years(), lang).into_iter();
    let said =
        notes.filter_map(|block| if let Block::Note(words) = block { Some(words) } else { None });
    let (title, as_of) = (ledger_title(account), words::date(account.as_of, lang));
    let from = match account.book.first_ledger().and_then(|ledger| ledger.office.as_ref()) {
        Some(office) => say!(
            lang,
            "据《{title}》（{office}），截至{as_of}。",
            "Made from “{title}” ({office}), as of {as_of}."
        ),
        None => say!(lang, "据《{title}》，截至{as_of}。", "Made from “{title}”, as of {as_of}."),
    };
    let curves = curves.map(|curves| {
        say!(
            lang,
            "事项多，最急的{curves}项画有曲线；其余的曲线，见 duban show 编号。",
            "There are many tasks: the {curves} most urgent ones have a curve; for others, duban show ID."
        )
    });
    said.chain(curves).chain([from]).chain(asked.revision.map(str::to_owned)).collect()
}

/// What the board calls its parts.
pub(super) fn words(asked: &Asked<'_, '_, '_>) -> Words {
    let lang = asked.lang;
    let (all, shown, more, page, pages) = ("{all}", "{shown}", "{more}", "{page}", "{pages}");
    Words {
        tabs: [
            say!(lang, "总览", "Overview"),
            say!(lang, "事项", "Tasks"),
            say!(lang, "单位", "Units"),
            say!(lang, "领导", "Leaders"),
            say!(lang, "作战图", "Wall"),
            say!(lang, "对账", "Account"),
        ],
        decisions: say!(lang, "今天要拍板", "To decide today"),
        no_decisions: say!(lang, "今天没有要拍板的事。", "Nothing to decide today."),
        areas: say!(lang, "各领域", "Areas"),
        year: say!(lang, "全年进度", "The year"),
        search: [
            match asked.only {
                None => {
                    say!(lang, "搜编号、事项、单位、领导、阻点", "Id, title, unit, leader, blocker")
                }
                Some(_) => say!(lang, "搜编号、事项、领导、阻点", "Id, title, leader, blocker"),
            },
            say!(lang, "搜索", "Search"),
        ],
        all: [
            say!(lang, "全部领域", "All areas"),
            say!(lang, "全部单位", "All units"),
            say!(lang, "全部领导", "All leaders"),
            say!(lang, "全部灯", "All lights"),
            say!(lang, "全部来源", "All sources"),
        ],
        filters: [
            say!(lang, "领域", "Area"),
            say!(lang, "单位", "Unit"),
            say!(lang, "领导", "Leader"),
            say!(lang, "灯", "Light"),
            say!(lang, "来源", "Source"),
        ],
        orders: [
            say!(lang, "排序", "Order"),
            say!(lang, "最急在前", "Most urgent first"),
            say!(lang, "欠得多在前", "Furthest behind first"),
            say!(lang, "时限近在前", "Next deadline first"),
            say!(lang, "按编号", "By id"),
        ],
        filter: say!(lang, "筛选", "Filter"),
        counts: [
            say!(lang, "共{all}项", "{all} tasks"),
            say!(lang, "显示{shown}/{all}项", "{shown} of {all} tasks"),
        ],
        clear: say!(lang, "清除筛选", "Clear filters"),
        nothing: say!(lang, "没有符合的事项。", "No task fits."),
        more: say!(lang, "再看{more}项", "{more} more"),
        curve: [say!(lang, "应达", "Plan"), say!(lang, "实达", "Done")],
        chart: say!(lang, "应达与实达曲线", "Curve of plan and done"),
        bar: shares("{planned}", "{actual}", lang),
        heads: [
            say!(lang, "节点", "Steps"),
            say!(lang, "指标", "Indicators"),
            say!(lang, "记录", "Log"),
        ],
        key: say!(lang, "重点", "Key"),
        skip: say!(lang, "跳到正文", "Skip to content"),
        turn: say!(lang, "第{page}页，共{pages}页", "Page {page} of {pages}"),
        paper: [say!(lang, "第", "Page "), say!(lang, "页", "")],
    }
}
