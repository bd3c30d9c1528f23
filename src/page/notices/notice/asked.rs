//! What a notice asks: of what is overdue to finish, of what merely lags to hurry, of a missing report the report, of an
//! open order its answer.

use super::office::office;
use crate::account::{Account, Cause, Grade, Notice, UrgedTask};
use crate::ledger::Locale;
use crate::page::Text;
use crate::page::words::{self, say};

/// More tasks than these are counted where others are named.
const NAMED: usize = 5;

/// What the notice is about: `截至2018年5月15日，你单位牵头的以下2项工作逾期未完成：`.
pub(super) fn about(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let (as_of, all) = (words::date(account.as_of, lang), notice.items.len());
    let of_cause = by_cause(account, notice);
    if !of_cause.is_empty() && of_cause.iter().all(|(_, tasks)| tasks.len() == all) {
        let causes = of_cause.iter().map(|(cause, _)| predicate(*cause, lang));
        let causes = words::list(&causes.collect::<Vec<String>>(), lang);
        return say!(
            lang,
            "截至{as_of}，你单位牵头的以下{all}项工作{causes}：",
            "As of {as_of}, of the tasks you lead these {causes} ({all}):"
        );
    }
    let counted = of_cause.iter().map(|(cause, tasks)| {
        let (name, count) = (name(*cause, lang), tasks.len());
        say!(lang, "{name}{count}项", "{name} ({count})")
    });
    let counted = words::list(&counted.collect::<Vec<String>>(), lang);
    if counted.is_empty() {
        return say!(
            lang,
            "截至{as_of}，你单位牵头的以下{all}项工作需抓紧办理：",
            "As of {as_of}, of the tasks you lead these are urged ({all}):"
        );
    }
    say!(
        lang,
        "截至{as_of}，你单位牵头的以下{all}项工作需抓紧办理，其中{counted}：",
        "As of {as_of}, of the tasks you lead these are urged ({all}): {counted}:"
    )
}

/// What a reader must know who sees nothing else of the letter: `逾期未完成2项，请于5月18日前回复`.
pub(super) fn at_once(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> String {
    let reply = words::day(notice.reply, account.as_of, lang);
    let counted = by_cause(account, notice).into_iter().map(|(cause, tasks)| {
        let (name, count) = (name(cause, lang), tasks.len());
        say!(lang, "{name}{count}项", "{count} {name}")
    });
    let mut counted: Vec<String> = counted.collect();
    if counted.is_empty() {
        let all = words::counted(notice.items.len(), "task");
        let count = notice.items.len();
        counted.push(say!(lang, "催办{count}项", "{all} urged"));
    }
    let counted = words::list(&counted, lang);
    say!(lang, "{counted}，请于{reply}前回复", "{counted}; please answer by {reply}")
}

/// The tasks of each cause that occurs.
fn by_cause<'n, 'a, 'b>(
    account: &Account<'_>,
    notice: &'n Notice<'a, 'b>,
) -> Vec<(Cause, Vec<&'n UrgedTask<'a, 'b>>)> {
    let items: Vec<(&UrgedTask<'_, '_>, Vec<Cause>)> =
        notice.items.iter().map(|urged| (urged, account.causes(urged.figures))).collect();
    let of = |cause: Cause| {
        let items = items.iter().filter(|(_, causes)| causes.contains(&cause));
        (cause, items.map(|(urged, _)| *urged).collect())
    };
    let all = Cause::ALL.iter().map(|(_, cause)| of(*cause));
    all.filter(|(_, tasks): &(_, Vec<_>)| !tasks.is_empty()).collect()
}

/// What is said of tasks that all have a cause.
fn predicate(cause: Cause, lang: Locale) -> String {
    match cause {
        Cause::Overdue => say!(lang, "逾期未完成", "are past their deadline and not complete"),
        Cause::Lagging => say!(lang, "落后于序时进度", "are behind their plan"),
        Cause::Stale => say!(lang, "漏报进展", "lack their last reports"),
        Cause::Answers => say!(lang, "批示未答复", "have an order not answered"),
    }
}

fn name(cause: Cause, lang: Locale) -> String {
    match cause {
        Cause::Overdue => say!(lang, "逾期未完成", "overdue"),
        Cause::Lagging => say!(lang, "落后于序时进度", "behind plan"),
        Cause::Stale => say!(lang, "漏报进展", "reports missing"),
        Cause::Answers => say!(lang, "批示未答复", "orders not answered"),
    }
}

/// What is asked for a cause, behind 请 and before the day.
fn demand(cause: Cause, lang: Locale) -> String {
    match cause {
        Cause::Overdue => say!(
            lang,
            "抓紧办结，已办结的附佐证，未办结的说明原因、措施和办结日期",
            "finish; give evidence for what is done, and the cause, the measures and a date for what is not"
        ),
        Cause::Lagging => say!(
            lang,
            "加快推进，说明赶上序时的措施",
            "speed up, and say by which measures the plan will be caught up with"
        ),
        Cause::Stale => say!(lang, "补报所欠的进展", "send the reports that are missing"),
        Cause::Answers => say!(lang, "书面答复批示", "answer the order in writing"),
    }
}

/// What is asked, and by when: the firmer, the higher up. One cause in one sentence, several each on a line of its own.
pub(super) fn asked(account: &Account<'_>, notice: &Notice<'_, '_>, lang: Locale) -> Vec<Text> {
    let (day, weekday) = (words::date(notice.reply, lang), words::weekday(notice.reply, lang));
    let office = office(account).map_or_else(|| say!(lang, "我室", "this office"), str::to_owned);
    let of_cause = by_cause(account, notice);
    let before = before(notice, lang);
    let (who, threat) = who(notice.grade(), lang);
    match of_cause.as_slice() {
        [] | [_] => {
            let demand = of_cause.first().map_or_else(
                || say!(lang, "说明办理情况", "say how they stand"),
                |(cause, _)| demand(*cause, lang),
            );
            let said = say!(
                lang,
                "{before}请{who}{demand}，于{day}（{weekday}）前书面回复{office}{threat}。",
                "{before}{who}to {demand}, and to answer {office} in writing by {day} ({weekday}){threat}."
            );
            vec![said.into()]
        }
        several => {
            let head = say!(
                lang,
                "{before}请{who}于{day}（{weekday}）前书面回复{office}，并按下列要求办理{threat}：",
                "{before}{who}to answer {office} in writing by {day} ({weekday}){threat}, and:"
            );
            let last = several.len();
            let lines = several.iter().zip(1..).map(|((cause, tasks), nth)| {
                let (name, demand) = (name(*cause, lang), demand(*cause, lang));
                let end = if nth == last { say!(lang, "。", ".") } else { say!(lang, "；", ";") };
                let of = match tasks.len() == notice.items.len() {
                    true => say!(lang, "的", ""),
                    false => {
                        let tasks = tasks_named(tasks, lang);
                        say!(lang, "的{tasks}", ", {tasks}")
                    }
                };
                let line = say!(
                    lang,
                    "{nth}. {name}{of}，请{demand}{end}",
                    "{nth}. {name}{of}: {demand}{end}"
                );
                line.into()
            });
            std::iter::once(head.into()).chain(lines).collect()
        }
    }
}

/// Who is asked, and what follows if nobody answers.
fn who(grade: Grade, lang: Locale) -> (String, String) {
    match grade {
        Grade::Blue => (say!(lang, "", "You are asked "), String::new()),
        Grade::Orange => {
            (say!(lang, "分管负责人牵头，", "The deputy in charge is asked "), String::new())
        }
        Grade::Red => (
            say!(lang, "主要负责人亲自过问，", "The head is asked in person "),
            say!(
                lang,
                "；届时未回复的，转入效能督查",
                "; without an answer by then it goes to inspection"
            ),
        ),
    }
}

/// That some of it was urged before.
fn before(notice: &Notice<'_, '_>, lang: Locale) -> String {
    let again: Vec<&UrgedTask<'_, '_>> =
        notice.items.iter().filter(|urged| urged.nth > 1).collect();
    let several = notice.grade() == Grade::Red;
    if again.is_empty() {
        return String::new();
    }
    let which = if again.len() == notice.items.len() {
        say!(lang, "以上工作", "This")
    } else {
        tasks_named(&again, lang)
    };
    if several {
        say!(lang, "{which}此前已多次催办，仍未到位。", "{which} was urged more than once. ")
    } else {
        say!(lang, "{which}此前已催办，仍未到位。", "{which} was urged before. ")
    }
}

/// Tasks of a notice by their ids; their number where they are many.
fn tasks_named(tasks: &[&UrgedTask<'_, '_>], lang: Locale) -> String {
    if tasks.len() > NAMED {
        let count = tasks.len();
        return say!(lang, "{count}项", "{count} tasks");
    }
    let ids = tasks.iter().map(|urged| urged.figures.task.id.to_string());
    words::list(&ids.collect::<Vec<String>>(), lang)
}
