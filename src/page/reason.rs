//! Why a light is as it is, in one line.

use super::judgement::judged;
use super::parts;
use super::rate;
use super::words::{self, say};
use crate::account::{Account, Figures, Reason};
use crate::ledger::{Decimals, LightRule, Locale, Measure, Quantity, Scale, Share, Task};

/// The line that explains a task's light.
pub fn reason(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let (task, state) = (figures.task, &figures.state);
    let rules = &account.book.ledger_of(task).rules;
    let due = words::day(state.due, account.as_of, lang);
    let rule = rules.lights.rule;
    let decimals = account.book.decimals_of(task);
    let behind =
        || figures.shares.lag().map_or_else(String::new, |lag| lag_words(decimals, lag, lang));
    let verdict = || rate::verdict(account, figures, lang).unwrap_or_default();
    match figures.reason {
        Reason::Struck => {
            let on =
                state.struck.map_or_else(String::new, |on| words::day(on, account.as_of, lang));
            say!(lang, "{on}销号", "struck off on {on}")
        }
        Reason::AwaitingVerify => say!(lang, "已完成，待核验销号", "complete, to be verified"),
        Reason::CompletedLate => {
            let on = state
                .complete_since
                .map_or_else(String::new, |on| words::day(on, account.as_of, lang));
            say!(
                lang,
                "{on}完成，晚于时限{due}，待核验销号",
                "completed on {on}, after the deadline {due}"
            )
        }
        Reason::NotStarted => {
            let start = words::day(task.start, account.as_of, lang);
            say!(lang, "{start}启动", "starts on {start}")
        }
        Reason::PastDeadline => {
            let days = figures.overdue_days(account.as_of).unwrap_or_default();
            let over = words::counted(days, "day");
            let again = parts::opened_again(account, figures, lang);
            let again = again.map_or_else(String::new, |why| say!(lang, "；{why}", "; {why}"));
            let past = say!(
                lang,
                "时限{due}，逾期{days}天未完成{again}",
                "due {due}, {over} over and not complete{again}"
            );
            and(past, rate::lacks(account, figures, lang), lang)
        }
        Reason::LagOverRed | Reason::LagOverYellow => {
            and(over_line(account, figures, rule, lang), rate::to_lower(figures, lang), lang)
        }
        Reason::RateNotMet => verdict(),
        Reason::RateOverRed => and(verdict(), Some(rate::red_line(account, figures, lang)), lang),
        Reason::HeldOpen => {
            let again = parts::opened_again(account, figures, lang).unwrap_or_default();
            say!(lang, "{again}，尚未再报", "{again}; not reported again")
        }
        Reason::BlockerStuck => stuck(account, figures, lang),
        Reason::ReportMissing => {
            match state.judged.as_deref().filter(|_| figures.reports.missed == 0) {
                Some(old) => {
                    let judged = judged(account, figures, old, lang);
                    say!(lang, "{judged}，已过一个报送期", "{judged}, more than a period ago")
                }
                None => parts::missed(account, figures, lang).unwrap_or_default(),
            }
        }
        Reason::Judged => {
            let judgement = state.judged.as_deref();
            judgement.map_or_else(String::new, |made| judged(account, figures, made, lang))
        }
        Reason::DueSoon => {
            let days = (state.due - account.as_of).num_days();
            let left = words::counted(days, "day");
            match days {
                0 => say!(lang, "当日到期", "due on the day itself"),
                _ => say!(lang, "还有{days}天到期", "due in {left}"),
            }
        }
        Reason::SlightlyBehind if figures.shares.lag().is_some() => {
            and(behind(), rate::to_lower(figures, lang), lang)
        }
        Reason::Ahead | Reason::OnSchedule if figures.shares.lag().is_some() => behind(),
        Reason::OnSchedule if task.is_rate() => verdict(),
        Reason::Ahead => say!(lang, "超序时", "ahead of plan"),
        Reason::SlightlyBehind => say!(lang, "略欠序时", "slightly behind plan"),
        Reason::OnSchedule => say!(lang, "达到序时", "on schedule"),
        Reason::WindowOver => {
            let (made, owed) = (figures.reports.made, figures.reports.owed);
            let reports = words::counted(owed, "report");
            say!(
                lang,
                "期满待核验，应报{owed}次、已报{made}次",
                "window over, {made} of {reports} made, to be verified"
            )
        }
        Reason::Open => open(task, lang),
        Reason::Cancelled => say!(lang, "已撤销", "cancelled"),
        Reason::Rolled => say!(lang, "已结转下年", "carried into the next year"),
        Reason::Suspended => say!(lang, "暂停中", "suspended"),
    }
}

/// Why nothing says how a task goes.
fn open(task: &Task<'_>, lang: Locale) -> String {
    match task.measure {
        Measure::None => {
            say!(lang, "在办，只看办结与否", "open: measured only by whether it is done")
        }
        Measure::Track => say!(lang, "在办，只跟踪不评价", "open: followed, not judged"),
        Measure::Rate => say!(lang, "在办，尚未报数", "open: no figure yet"),
        Measure::YearEnd => {
            say!(lang, "在办，到期一次考核", "open: assessed once, at the deadline")
        }
        Measure::Cumulative => say!(lang, "在办", "open"),
    }
}

/// Which line a lag has passed: in points the lag itself, as a ratio how much of the plan is done.
fn over_line(
    account: &Account<'_>,
    figures: &Figures<'_>,
    rule: LightRule,
    lang: Locale,
) -> String {
    let decimals = account.book.decimals_of(figures.task);
    let is_red = figures.reason == Reason::LagOverRed;
    let limit = if is_red { rule.red } else { rule.yellow };
    match rule.scale {
        Scale::Points => {
            let behind =
                figures.shares.lag().map_or_else(String::new, |lag| lag_words(decimals, lag, lang));
            if is_red {
                say!(lang, "{behind}，超过红线{limit}", "{behind}, past the red line {limit}")
            } else {
                say!(
                    lang,
                    "{behind}，达到黄线{limit}",
                    "{behind}, at or past the yellow line {limit}"
                )
            }
        }
        Scale::Ratio => {
            let shares = figures.shares.planned.zip(figures.shares.actual);
            let ratio = shares.and_then(|(planned, actual)| actual.over(planned));
            let ratio = ratio.map_or_else(String::new, |ratio| below(ratio, limit));
            say!(lang, "完成序时的{ratio}，未达{limit}", "{ratio} of the plan, below {limit}")
        }
    }
}

/// A ratio with two decimals, or with as many as show that it is below a limit: `0.60`, and `0.595` below 0.6.
fn below(ratio: Share, limit: Quantity) -> String {
    let printed = |places: u32| {
        let unit = 10i64.pow(places);
        let value = ratio.rounded(unit);
        let is_below = Share::count(value) < Share::from_quantity(limit).times(Share::count(unit));
        (is_below, value, unit)
    };
    let (_, value, unit) =
        (2..6).map(printed).find(|(is_below, ..)| *is_below).unwrap_or(printed(6));
    let places = unit.to_string().len() - 1;
    let (sign, value) = (if value < 0 { "-" } else { "" }, value.abs());
    format!("{sign}{}.{:0places$}", value / unit, value % unit)
}

/// Two pieces of a line; the second where there is one.
fn and(first: String, second: Option<String>, lang: Locale) -> String {
    match second {
        Some(second) => say!(lang, "{first}，{second}", "{first}, {second}"),
        None => first,
    }
}

/// 欠31.3个百分点, 超2.0个百分点, 与序时持平.
pub fn lag_words(decimals: Decimals, lag: crate::ledger::Share, lang: Locale) -> String {
    let over = words::over_to(lag, decimals);
    let (sign, points) = over.split_at(over.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    match sign {
        "-" => say!(lang, "欠{points}个百分点", "{points} points behind"),
        "+" => say!(lang, "超{points}个百分点", "{points} points ahead"),
        _ => say!(lang, "与序时持平", "just on plan"),
    }
}

fn stuck(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> String {
    let blocker = figures.state.blockers.iter().find(|blocker| account.is_stuck(figures, blocker));
    let Some(blocker) = blocker else {
        return String::new();
    };
    let (name, stage) = (blocker.name, words::stage(blocker.stage, lang));
    let days = (account.as_of - blocker.since).num_days();
    let since = words::counted(days, "day");
    say!(lang, "阻点“{name}”在{stage}环节{days}天", "blocker “{name}” at {stage} for {since}")
}
