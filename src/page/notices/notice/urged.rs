//! The tasks of a notice: what was promised of each, how late it is, what was said last, what is open.

use super::grade::ink;
use crate::account::{Account, Figures, Grade, Notice, Standing, UrgedTask};
use crate::ledger::{Level, Locale, PlanPoint, Share};
use crate::page::table::Draft;
use crate::page::words::{self, say};
use crate::page::{Block, Role, Text, parts, rate, reason, table};

/// The tasks that stand in the text, each with lines of its own below it.
pub(super) fn table(
    account: &Account<'_>,
    notice: &Notice<'_, '_>,
    items: &[UrgedTask<'_, '_>],
    lang: Locale,
) -> Block {
    let draft = draft(account, items, lang);
    draft
        .details(|urged| {
            let details = details(account, notice, urged.figures, lang);
            details.into_iter().map(Text::from).collect()
        })
        .block()
}

/// All the tasks as an annex lists them: what the lines say follows on.
pub(super) fn annexed(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> Block {
    let draft = draft(account, &notice.items, lang);
    draft
        .details(|urged| {
            let details = details(account, notice, urged.figures, lang);
            vec![details.join(&say!(lang, "；", "; ")).into()]
        })
        .block()
}

fn draft<'a>(
    account: &'a Account<'_>,
    items: &'a [UrgedTask<'a, 'a>],
    lang: Locale,
) -> Draft<'a, &'a UrgedTask<'a, 'a>> {
    table::table(items, lang)
        .task(|urged| urged.figures)
        .due(account, 0, |urged| urged.figures)
        .right(say!(lang, "逾期或超欠", "Behind"), 0, move |urged| {
            rate::late_or_lag(account, urged.figures, lang)
        })
        .role(Role::lead(say!(lang, "逾期", "overdue "), lang))
        .right(say!(lang, "完成", "Done"), 1, move |urged| parts::done(urged.figures, lang))
        .right(say!(lang, "催办", "Notice"), 0, move |urged| {
            let nth = urged.nth;
            let times = say!(lang, "第{nth}次", "no. {nth}");
            Text::inked(times, ink(Grade::of(nth)))
        })
}

fn details(
    account: &Account<'_>,
    notice: &Notice<'_, '_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Vec<String> {
    let silent = || say!(lang, "尚未报送过进展", "Nothing has been reported yet");
    let stated = [
        goal(figures, lang),
        promised(account, figures, lang),
        measures(figures, lang),
        behind(account, figures, lang),
        rate::lacks(account, figures, lang),
    ];
    let mut details: Vec<String> = stated.into_iter().flatten().collect();
    details.push(parts::last_word(account, figures, lang).unwrap_or_else(silent));
    details.extend(parts::judgement(account, figures, lang));
    let obstacles = parts::obstacles(account, figures, lang);
    if !obstacles.is_empty() {
        details.push(obstacles.join("   "));
    }
    details.extend(orders(account, figures, lang));
    details.extend(before(account, notice, figures, lang));
    details
}

fn goal(figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let goal = figures.task.goal.as_ref()?;
    Some(say!(lang, "年度目标：{goal}", "Goal: {goal}"))
}

fn measures(figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let measures: Vec<String> = figures.task.measures.iter().map(ToString::to_string).collect();
    let named = measures.join(&say!(lang, "；", "; "));
    (!measures.is_empty()).then(|| say!(lang, "措施：{named}", "Measures: {named}"))
}

/// What the plan promised: the last of its points that was due and is not reached, else the next.
fn promised(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let (task, state) = (figures.task, &figures.state);
    if task.is_rate() {
        return None;
    }
    let target = task.promised_target().unwrap_or_default();
    let reached = state.steps_share(task);
    let is_open = |point: &&PlanPoint<'_>| {
        let level = point.level.share(task.base(), target).unwrap_or(Share::ZERO);
        level > reached
    };
    let is_past = |point: &&PlanPoint<'_>| state.day_of(task, point) < account.as_of;
    let open = || task.plan.iter().filter(is_open);
    let point = open().rfind(is_past).or_else(|| open().next())?;
    let by = words::day(state.day_of(task, point), account.as_of, lang);
    let what = point_name(account, figures, point, lang);
    Some(if is_past(&point) {
        say!(lang, "计划节点：{what}（限{by}，未实现）", "Planned: {what} (by {by}, not reached)")
    } else {
        say!(lang, "计划节点：{what}（限{by}）", "Planned: {what} (by {by})")
    })
}

/// A point of a plan by its name, else by what is to be reached.
fn point_name(
    account: &Account<'_>,
    figures: &Figures<'_>,
    point: &PlanPoint<'_>,
    lang: Locale,
) -> String {
    let level = match point.level {
        Level::Reach(quantity) => words::amount(quantity, &figures.task.unit),
        Level::Share(share) => {
            let percent = words::percent_to(share, account.book.decimals_of(figures.task));
            format!("{percent}%")
        }
    };
    match (&point.step, point.level) {
        (None, _) => say!(lang, "应达{level}", "{level}"),
        (Some(step), Level::Reach(_)) => say!(lang, "{step}（{level}）", "{step} ({level})"),
        (Some(step), Level::Share(_)) => step.to_string(),
    }
}

/// How far what is not overdue is behind its plan, in points and in days.
fn behind(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let lag = figures.shares.lag().filter(|_| figures.standing == Standing::Lagging)?;
    let behind = reason::lag_words(account.book.decimals_of(figures.task), lag, lang);
    let days = account.lag_days(figures).filter(|days| *days > 0);
    Some(days.map_or(behind.clone(), |days| {
        let late = words::counted(days, "day");
        say!(lang, "{behind}，进度慢{days}天", "{behind}, {late} late")
    }))
}

/// The orders on a task that not all have answered, with who has not.
fn orders(account: &Account<'_>, figures: &Figures<'_>, lang: Locale) -> Option<String> {
    let open = figures.state.instructions.iter().filter(|open| !open.urge);
    let named: Vec<String> = open
        .map(|open| {
            let (text, owing) = (open.text, parts::owing(account, figures, open, lang));
            let until = open.reply.map(|day| words::day(day, account.as_of, lang));
            until.map_or_else(
                || say!(lang, "“{text}”（{owing}）", "“{text}” ({owing})"),
                |day| say!(lang, "“{text}”（{owing}，限{day}）", "“{text}” ({owing}, due {day})"),
            )
        })
        .collect();
    let named = words::list(&named, lang);
    (!named.is_empty()).then(|| say!(lang, "批示未答复：{named}", "Orders not answered: {named}"))
}

/// The notices before this one that nobody has answered.
fn before(
    account: &Account<'_>,
    notice: &Notice<'_, '_>,
    figures: &Figures<'_>,
    lang: Locale,
) -> Option<String> {
    let open = figures.state.instructions.iter();
    let open = open.filter(|open| open.urge && open.text != notice.number);
    let named: Vec<String> = open
        .map(|open| {
            let number = open.text;
            let until = open.reply.map(|day| words::day(day, account.as_of, lang));
            until.map_or_else(
                || number.to_owned(),
                |day| say!(lang, "{number}（限{day}）", "{number} (due {day})"),
            )
        })
        .collect();
    let named = words::list(&named, lang);
    (!named.is_empty()).then(|| say!(lang, "前次催办未回复：{named}", "Not answered: {named}"))
}
