//! What is shown while reports are entered: the last figure, the last promise, what the plan asks for.

use crate::account::{Account, Figures, NotOwed};
use crate::calendar::Period;
use crate::edit::{NewEntry, Value};
use crate::ledger::{Indicator, IndicatorFigure, Locale, Quantity, Task, Verdict, half_width};
use crate::page::words::{self, say};
use crate::page::{indicators, parts, rate, said};
use chrono::NaiveDate;
use duban_words::words;

/// Before the first question.
pub fn head(period: Period, as_of: NaiveDate, tasks: usize, asks: bool, lang: Locale) -> String {
    let name = words::period(period, as_of, lang);
    let reports = words::counted(tasks, "report");
    let are = if tasks == 1 { "is" } else { "are" };
    let head = match tasks {
        0 => say!(lang, "{name}没有应报未报的事项\n", "{name}: no report is owed\n"),
        _ => say!(
            lang,
            "{name}应报未报{tasks}项。每项一行：完成数（或 +数、节点名、文字）| 说明 | 下步打算\n回车跳过，s 存盘结束，q 不存退出\n",
            "{name}: {reports} {are} owed. One line each: figure (or +more, a step, words) | what happened | what is promised next\nEnter skips, s saves and ends, q ends without saving\n"
        ),
    };
    if asks && tasks > 0 {
        return head + &say!(lang, "`?` 看写法，`<` 回上一项\n", "? for help, < goes back\n");
    }
    head
}

/// How a line is written.
pub fn help<'s>(steps: impl Iterator<Item = &'s str>, lang: Locale) -> String {
    let steps = steps.collect::<Vec<_>>().join(words!(lang, "、", ", "));
    let mut help = say!(
        lang,
        "    66 | 又签约6户 | 5月底前过八成   累计数、说明、下步打算\n    +6   比上次多6\n    路基验收中 | 下旬交地   没有数字的进展、下步打算\n    征地=120 拆迁=+6 | 首批   按指标衡量的事项，逐个指标写\n    66 | 又签约6户 | 投资3200   年度累计完成投资（万元）\n    正常 | 方案已报   只看办结与否的事项：正常、略欠、滞后、超序时，即该单位自评\n    P-07 | 66   记到写明的那一项\n    回车跳过，< 回上一项，s 存盘结束，q 不存退出\n",
        "    66 | 6 more signed | 80% by May   figure, what happened, what is promised next\n    +6   six more than last\n    roadbed under test | handed over soon   words without a figure\n    land=120 houses=+6 | first lot   a task measured by indicators: each by name\n    66 | 6 more signed | invested 3200   investment so far this year, 10,000 yuan\n    on schedule | scheme handed in   of tasks that are only done or not: on schedule, slightly behind, lagging, ahead, its own word\n    P-07 | 66   goes to the task that is named\n    Enter skips, < goes back, s saves and ends, q ends without saving\n"
    );
    if !steps.is_empty() {
        help.push_str(&say!(lang, "    节点：{steps}\n", "    steps: {steps}\n"));
    }
    help
}

/// The amount in a part that says what was invested: `投资3200`, `投资 3200万元`.
pub fn investment(part: &str) -> Option<&str> {
    const HEADS: [&str; 5] = ["年度投资", "完成投资", "投资", "投資", "invested"];
    let rest = HEADS.iter().find_map(|head| part.strip_prefix(head))?;
    let rest = rest.trim_start_matches([' ', ':', '：', '=', '\u{3000}']).trim();
    let number = rest.strip_suffix("万元").unwrap_or(rest).trim_end();
    let is_number = |letter: char| {
        matches!(half_width(letter), '0'..='9' | '.' | ',' | '-' | '+' | ' ' | '_' | 'e' | 'E')
    };
    (!number.is_empty() && number.chars().all(is_number)).then_some(rest)
}

/// Says why a task that was named owes no report, and that the line is taken all the same.
pub fn not_owed(task: &Task<'_>, why: NotOwed<'_>, as_of: NaiveDate, lang: Locale) -> String {
    let id = &task.id;
    let why = match why {
        NotOwed::NoCadence => say!(lang, "没有报告周期", "it has no cadence"),
        NotOwed::OtherCadence => say!(lang, "报告周期不同", "it has another cadence"),
        NotOwed::NotBegun => say!(lang, "这一期还没有开始", "it had not begun"),
        NotOwed::Standing(standing) => words::standing(standing, lang),
        NotOwed::Reported(entry) => {
            let (on, said) =
                (words::day(entry.on, as_of, lang), said::said(&task.unit, entry, lang));
            say!(lang, "{on}的“{said}”已算报告", "“{said}” of {on} counts as its report")
        }
    };
    say!(
        lang,
        "{id} 这一期不用报（{why}），照写明的记\n",
        "{id} owes no report ({why}); taken as named\n"
    )
}

/// An entry as it is understood.
pub fn understood(task: &Task<'_>, entry: &NewEntry, lang: Locale) -> String {
    let id = &task.id;
    let parts = entry.fields.iter().filter_map(|(key, value)| {
        let value = match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Figures(figures) => by_indicator(task, figures, lang),
            Value::Texts(_) | Value::Flag(_) | Value::Raw(_) => return None,
        };
        let unit = &task.unit;
        Some(match *key {
            "done" => say!(lang, "完成{value}{unit}", "done {value}{unit}"),
            "step" => say!(lang, "节点：{value}", "step: {value}"),
            "judge" => {
                let verdict = Verdict::parse(&value);
                let word = verdict.map_or(value, |verdict| words::verdict(verdict, lang));
                say!(lang, "自评：{word}", "own word: {word}")
            }
            "by" => return None,
            "next" => say!(lang, "下步：{value}", "next: {value}"),
            "invested" => say!(lang, "投资{value}万元", "invested {value}"),
            "got" => say!(lang, "收到{value}", "received {value}"),
            "correction" => say!(lang, "更正：{value}", "correction: {value}"),
            _ => say!(lang, "说明：{value}", "note: {value}"),
        })
    });
    let parts: Vec<String> = parts.collect();
    let parts = parts.join(words!(lang, "；", "; "));
    let line = say!(lang, "    记：{id} {parts}", "    as: {id} {parts}");
    let safe: String = line.chars().filter(|c| !c.is_control()).collect();
    safe + "\n"
}

/// 征地120亩、拆迁30户.
fn by_indicator(task: &Task<'_>, figures: &[(String, Quantity)], lang: Locale) -> String {
    let figures = figures.iter().filter_map(|(id, done)| {
        let indicator = task.indicators().iter().find(|indicator| indicator.id == *id)?;
        Some(indicator.figure(*done))
    });
    indicators::given(&figures.collect::<Vec<IndicatorFigure<'_>>>(), lang)
}

/// What is doubtful about a line.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "told by its question")]
pub enum Doubt<'l> {
    Falls { from: Option<Quantity>, to: Quantity },
    IndicatorFalls { indicator: &'l Indicator<'l>, from: Option<Quantity>, to: Quantity },
    Beyond { done: Quantity, target: Quantity },
    Step { words: &'l str, step: &'l str },
}

impl Doubt<'_> {
    /// What is asked.
    pub fn question(&self, task: &Task<'_>, lang: Locale) -> String {
        let unit = &task.unit;
        match self {
            Self::Falls { from, to } => {
                let from = from.unwrap_or_default();
                say!(
                    lang,
                    "    比上次的{from}{unit}小：写更正原因，回车重填 {to}{unit}> ",
                    "    less than the {from}{unit} before: say why, or Enter to type {to}{unit} again> "
                )
            }
            Self::IndicatorFalls { indicator, from, to } => {
                let (name, unit) = (&indicator.name, &indicator.unit);
                let from = from.unwrap_or_default();
                say!(
                    lang,
                    "    {name}比上次的{from}{unit}小：写更正原因，回车重填 {to}{unit}> ",
                    "    {name}: less than the {from}{unit} before: say why, or Enter to type {to}{unit} again> "
                )
            }
            Self::Beyond { done, target } => say!(
                lang,
                "    {done}{unit}远超目标{target}{unit}，对吗？y 对，回车重填> ",
                "    {done}{unit} is far beyond the target of {target}{unit}: y it is right, Enter to type it again> "
            ),
            Self::Step { words, step } => say!(
                lang,
                "    是不是节点“{step}”？y 是，n 按文字“{words}”记，回车重填> ",
                "    the step “{step}”? y yes, n the words “{words}”, Enter to type it again> "
            ),
        }
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
    let due = parts::deadline(account, figures, lang);
    let mut lines = vec![say!(
        lang,
        "{nth}/{of} {id} {title}  {owner}  时限{due}",
        "{nth}/{of} {id} {title}  {owner}  due {due}"
    )];
    let planned = figures.shares.planned;
    let planned =
        planned.map(|share| words::percent_to(share, account.book.decimals_of(figures.task)));
    let mut shown = vec![parts::done(figures, lang)];
    shown.push(parts::percent(account, figures, figures.shares.actual) + "%");
    shown.retain(|part| !part.is_empty() && part != "-%");
    shown.extend(planned.map(|share| say!(lang, "应达{share}%", "plan {share}%")));
    shown.extend(rate::still(account, figures, lang));
    if shown.is_empty() {
        shown.push(words::standing(figures.standing, lang));
    }
    let shown = shown.join(" ");
    lines.push(match parts::last_word(account, figures, lang) {
        Some(last) => say!(lang, "    {shown}。上次：{last}", "    {shown}. Last: {last}"),
        None => say!(lang, "    {shown}。还没有报过", "    {shown}. No report yet"),
    });
    let text = lines.join("\n");
    let safe: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    safe + "\n> "
}
