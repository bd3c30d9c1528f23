//! What a bulletin's template is given: the account's figures, each as it is printed.

use super::words::{self as bulletin_words, neighbours, shares};
use crate::account::{
    Account, Bulletin, By, Figures, Light, Listed, Reporting, Scorecard, Standing, Totals,
};
use crate::calendar::Period;
use crate::ledger::{Decimals, Locale, Stage};
use crate::page::cards::scorecard;
use crate::page::groups::group_name;
use crate::page::lists::rollup;
use crate::page::lists::status::{APART, SHOWN};
use crate::page::words::{self, say};
use crate::page::{parts, rate};
use chrono::NaiveDate;
use minijinja::{Value, context};
use std::collections::HashMap;

/// Every name that a template may use.
pub(super) fn facts(bulletin: &Bulletin<'_, '_>, number: Option<u32>, lang: Locale) -> Value {
    let head = head(bulletin, number, lang);
    let whole = whole(bulletin, lang);
    let lists = lists(bulletin, lang);
    context! { ..head, ..whole, ..lists }
}

/// Names, days and numbers at its head.
fn head(bulletin: &Bulletin<'_, '_>, number: Option<u32>, lang: Locale) -> Value {
    let issue = &bulletin.issue;
    let unit = issue.period.unit.unwrap_or(crate::calendar::PeriodUnit::Week);
    let [last, this, next] = neighbours(unit, lang);
    let ledger = bulletin.account.book.first_ledger();
    let date = |day: NaiveDate| words::day(day, issue.cut, lang);
    context! {
        title => bulletin_words::title(bulletin, lang),
        kind => bulletin_words::kind(unit, lang),
        number => number.unwrap_or(issue.number),
        year => issue.year,
        work => bulletin_words::work(bulletin),
        to => ledger.and_then(|ledger| ledger.bulletins.to.clone()),
        copies => bulletin_words::copies(bulletin, lang),
        office => ledger.and_then(|ledger| ledger.office.clone()).unwrap_or_default(),
        period => words::period(issue.period, issue.cut, lang),
        begins => issue.days().map(|days| date(days.first)),
        cut => date(issue.cut),
        weekday => words::weekday(issue.cut, lang),
        closes => date(issue.closes),
        runs => issue.runs(),
        issued => words::date(issue.issued, lang),
        previous_cut => date(issue.previous_cut),
        next_cut => date(issue.next_cut),
        last, this, next,
    }
}

/// Figures of the whole book.
fn whole(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Value {
    let (now, then) = (&bulletin.totals, &bulletin.totals_before);
    let counts = SHOWN.map(|standing| now.standing(standing));
    let decimals = bulletin.account.book.decimals();
    let parts = shares(&counts, decimals);
    let group = |range: std::ops::Range<usize>| {
        let share = parts.as_ref().and_then(|all| all.get(range.clone()));
        let count: usize = counts.get(range).into_iter().flatten().sum();
        context! { count, share => share.map(|shares| words::in_steps(shares.iter().sum(), decimals)) }
    };
    let rules = bulletin.account.book.first_ledger().map(|ledger| &ledger.rules.lights);
    let light = |(_, light): &(&str, Light)| {
        let change = if then.tasks == 0 {
            String::new()
        } else {
            signed(now.light(*light), then.light(*light))
        };
        let name = match light {
            Light::None => say!(lang, "未亮灯", "no light "),
            Light::Red | Light::Yellow | Light::Green | Light::Blue => {
                words::light(*light, rules, lang)
            }
        };
        context! { name, count => now.light(*light), change }
    };
    let apart = APART.iter().filter(|standing| now.standing(**standing) > 0);
    let apart = apart
        .map(|standing| context! { name => words::standing(*standing, lang), count => now.standing(*standing) });
    let moved = |listed: Listed| bulletin.moved.count(listed);
    let gap = gap(now, decimals);
    context! {
        total => now.tasks,
        judged => bulletin.judged(),
        apart => apart.collect::<Vec<Value>>(),
        good => group(0..4),
        slight => group(4..5),
        lagging => group(5..6),
        overdue => group(6..7),
        lights => Light::ALL.iter().map(light).collect::<Vec<Value>>(),
        gap,
        completion => now.completion.map(|share| words::percent_to(share, decimals)),
        gap_before => self::gap(then, decimals),
        complete => now.complete,
        pooled => pooled(now, decimals),
        invest => context! {
            planned => now.invest.to_string(),
            made => now.invested.to_string(),
            rate => now.invest_rate.map(|share| words::percent_to(share, decimals)),
        },
        struck => moved(Listed::Struck),
        entered => moved(Listed::Entered),
        requested => moved(Listed::Requested),
        returned => moved(Listed::Returned),
        opened => moved(Listed::BlockersOpened),
        cleared => moved(Listed::BlockersCleared),
        newly_overdue => bulletin.newly_overdue,
    }
}

/// Planned and actual shares and their difference; none where nothing is assessed.
fn gap(totals: &Totals, decimals: Decimals) -> Option<Value> {
    let (planned, actual, lag) = (totals.planned?, totals.actual?, totals.lag?);
    let over = words::over_to(lag, decimals);
    let points = over.trim_start_matches(['+', '-']).to_owned();
    Some(context! {
        planned => words::percent_to(planned, decimals),
        actual => words::percent_to(actual, decimals),
        behind => over.starts_with('-'),
        even => !over.starts_with(['+', '-']),
        over, points,
    })
}

/// The total's own rate, where it reads differently from the mean of its tasks.
fn pooled(totals: &Totals, decimals: Decimals) -> Option<String> {
    let rate = totals.pooled.filter(|_| rollup::differs(std::iter::once(totals), decimals));
    rate.map(|rate| words::percent_to(rate, decimals))
}

/// `+1`, `-2`; empty where nothing changed.
pub(super) fn signed(now: usize, then: usize) -> String {
    match now.cmp(&then) {
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("+{}", now - then),
        std::cmp::Ordering::Less => format!("-{}", then - now),
    }
}

/// Areas, tasks, blockers and reports, one by one.
fn lists(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Value {
    let account = bulletin.account;
    let tasks = |all: &[&Figures<'_>]| -> Vec<Value> {
        all.iter().map(|figures| task(bulletin, figures, lang)).collect()
    };
    let turning = bulletin.turning.iter().map(|(figures, on)| {
        let on = words::day(*on, account.as_of, lang);
        context! { on, ..task(bulletin, figures, lang) }
    });
    let blockers = bulletin.blocked.iter().flat_map(|figures| {
        let task = task(bulletin, figures, lang);
        figures.state.blockers.iter().map(move |open| {
            let days = (account.as_of - open.since).num_days();
            context! {
                blocker => open.name,
                stage => words::stage(open.stage, lang),
                days,
                stuck => account.is_stuck(figures, open),
                ..task.clone()
            }
        })
    });
    let blockers: Vec<Value> = blockers.collect();
    let stage = |(_, stage): &(&str, Stage)| {
        let count = bulletin.blockers().filter(|(_, open)| open.stage == *stage).count();
        context! { name => words::stage(*stage, lang), count }
    };
    context! {
        areas => areas(bulletin, lang),
        overdue_tasks => tasks(&bulletin.overdue),
        lagging_tasks => tasks(&bulletin.lagging),
        turning_tasks => turning.collect::<Vec<Value>>(),
        stages => Stage::ALL.iter().map(stage).collect::<Vec<Value>>(),
        blocked => bulletin.blocked.len(),
        blockers,
        reporting => bulletin.reporting.iter().map(|reporting| facts_of_reports(bulletin, reporting, lang)).collect::<Vec<Value>>(),
        stale_tasks => tasks(&bulletin.stale),
        due_today_tasks => tasks(&bulletin.due_today),
        due_tasks => tasks(&bulletin.due),
        scores => bulletin.scorecard.as_ref().map(|scorecard| scores(account, scorecard, lang)),
        ranked => bulletin.scorecard.as_ref().map(|scorecard| scorecard.ranked()),
    }
}

fn areas(bulletin: &Bulletin<'_, '_>, lang: Locale) -> Vec<Value> {
    let rolled = bulletin.account.rollup(By::Area, &bulletin.tasks);
    let decimals = bulletin.account.book.decimals();
    let area = |row: &crate::account::RollupRow| {
        let name = group_name(By::Area, row.group.as_deref(), row.name.as_deref(), lang);
        let totals = &row.totals;
        context! {
            name,
            tasks => totals.tasks,
            gap => gap(totals, decimals),
            completion => totals.completion.map(|share| words::percent_to(share, decimals)),
            pooled => pooled(totals, decimals),
            overdue => totals.standing(Standing::Overdue),
            lagging => totals.standing(Standing::Lagging),
        }
    };
    rolled.rows.iter().map(area).collect()
}

/// The departments that are ranked, the best first.
fn scores(account: &Account<'_>, scorecard: &Scorecard, lang: Locale) -> Vec<Value> {
    let ranked = scorecard.shown().filter(|card| card.rank.is_some());
    let named = ranked.map(|card| {
        let row = account.rank_row(card);
        let name = group_name(By::Dept, row.group.as_deref(), row.name.as_deref(), lang);
        context! { name, rank => card.rank, score => scorecard::score(card.score()) }
    });
    named.collect()
}

/// A task as a sentence needs it.
fn task(bulletin: &Bulletin<'_, '_>, figures: &Figures<'_>, lang: Locale) -> Value {
    let account = bulletin.account;
    let last = figures.state.last_report;
    let blockers: Vec<String> =
        figures.state.blockers.iter().map(|open| open.name.to_owned()).collect();
    let cause = if blockers.is_empty() {
        last.and_then(|entry| entry.note.as_deref()).unwrap_or("").to_owned()
    } else {
        words::list(&blockers, lang)
    };
    let again = parts::opened_again(account, figures, lang);
    let causes: Vec<String> =
        again.into_iter().chain([cause]).filter(|cause| !cause.is_empty()).collect();
    let cause = causes.join(&say!(lang, "；", "; "));
    context! {
        id => figures.task.id.as_ref(),
        title => figures.task.title.as_ref(),
        owner => parts::owner(account, figures),
        due => parts::deadline(account, figures, lang),
        days_over => figures.overdue_days(account.as_of).unwrap_or(0),
        behind => bulletin_words::behind(account, figures, lang),
        lacks => rate::lacks(account, figures, lang),
        light => parts::light(account, figures, lang).plain(),
        missed => figures.reports.missed,
        cause,
        next_step => last.and_then(|entry| entry.next.as_deref()).unwrap_or(""),
    }
}

fn facts_of_reports(
    bulletin: &Bulletin<'_, '_>,
    reporting: &Reporting<'_, '_>,
    lang: Locale,
) -> Value {
    let name = |period: &Period| words::period(*period, bulletin.issue.cut, lang);
    let periods = match reporting.periods.as_slice() {
        [first, _, _, .., last] => {
            let (first, last) = (name(first), name(last));
            say!(lang, "{first}至{last}", "{first} to {last}")
        }
        few => words::list(&few.iter().map(name).collect::<Vec<String>>(), lang),
    };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut departments: Vec<(String, usize)> = Vec::new();
    for missing in &reporting.missing {
        let name = parts::owner(bulletin.account, missing);
        let at = *places.entry(name.clone()).or_insert(departments.len());
        match departments.get_mut(at) {
            Some((_, count)) => *count += 1,
            None => departments.push((name, 1)),
        }
    }
    departments.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = |(name, count): &(String, usize)| say!(lang, "{name}{count}", "{name} {count}");
    let departments: Vec<String> = departments.iter().map(named).collect();
    context! {
        periods,
        owed => reporting.owed,
        on_time => reporting.on_time,
        late => reporting.late,
        missing => reporting.missing.len(),
        by_department => words::list(&departments, lang),
    }
}
