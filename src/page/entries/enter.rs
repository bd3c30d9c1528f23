//! What is shown while reports are entered: the last figure, the last promise, what the plan asks for.

use crate::account::{Account, Figures};
use crate::calendar::Period;
use crate::ledger::Locale;
use crate::page::parts;
use crate::page::words::{self, say};

/// Before the first question.
pub fn head(period: Period, tasks: usize, lang: Locale) -> String {
    let name = words::period(period, lang);
    let reports = words::counted(tasks, "report");
    let are = if tasks == 1 { "is" } else { "are" };
    match tasks {
        0 => say!(lang, "{name}没有应报未报的事项\n", "{name}: no report is owed\n"),
        _ => say!(
            lang,
            "{name}应报未报{tasks}项。每项一行:完成数(或 +数、节点名、文字)| 说明 | 下步打算\n回车跳过,s 存盘结束,q 不存退出\n",
            "{name}: {reports} {are} owed. One line each: figure (or +more, a step, words) | what happened | what is promised next\nEnter skips, s saves and ends, q ends without saving\n"
        ),
    }
}

/// The question for one task.
pub fn prompt(
    account: &Account<'_>,
    figures: &Figures<'_>,
    nth: usize,
    of: usize,
    lang: Locale,
) -> String {
    let (id, title) = (parts::id(figures).plain(), &figures.task.title);
    let owner = parts::owner(account, figures);
    let due = parts::day(account, figures, figures.state.due, lang);
    let mut lines = vec![say!(
        lang,
        "{nth}/{of} {id} {title}  {owner}  时限{due}",
        "{nth}/{of} {id} {title}  {owner}  due {due}"
    )];
    let planned = figures.shares.planned.map(words::percent);
    let mut shown = vec![parts::done(figures, lang)];
    shown.push(parts::percent(figures.shares.actual) + "%");
    shown.retain(|part| !part.is_empty() && part != "-%");
    shown.extend(planned.map(|share| say!(lang, "应达{share}%", "plan {share}%")));
    let shown = shown.join(" ");
    lines.push(match parts::last_word(account, figures, lang) {
        Some(last) => say!(lang, "    {shown}。上次:{last}", "    {shown}. Last: {last}"),
        None => say!(lang, "    {shown}。还没有报过", "    {shown}. No report yet"),
    });
    let text = lines.join("\n");
    let safe: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    safe + "\n> "
}
