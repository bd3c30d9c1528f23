//! The card of one task: plan against actual, why its light is so, its dates old and new, its log.

use super::parts::{self, left, right};
use super::words::{self, say};
use super::{Bar, Block, Curve, Ink, Page, Row, Series, Table, Text};
use crate::account::{Account, Figures};
use crate::ledger::{Entry, Event, Kind, Level, Locale, Measure, Share, Stage};
use chrono::{Days, NaiveDate};

/// The card of a task.
pub fn page(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Page {
    let mut blocks = vec![head(account, own, lang)];
    blocks.extend(
        facts(account, own, lang)
            .into_iter()
            .map(|line| Block::Line(line.into())),
    );
    blocks.push(Block::Gap);
    if own.shares.planned.is_some() && own.standing.is_counted() {
        blocks.push(Block::Bars(bars(account, own, lang)));
        let task = own.task;
        let grows = task.kind != Kind::Duty && task.measure == Measure::Cumulative;
        if grows && !own.state.nothing_to_measure(task) {
            blocks.push(Block::Curve(curve(account, own, lang)));
        }
    }
    let light = words::light(
        own.light,
        Some(&account.book.ledger_of(own.task).rules.lights),
        lang,
    );
    let why = super::reason::reason(account, own, lang);
    blocks.push(Block::Line(
        say!(
            lang,
            "为何{light}:{why}",
            "爲何{light}:{why}",
            "Why {light}: {why}"
        )
        .into(),
    ));
    blocks.extend(reports(own, lang).map(|line| Block::Line(line.into())));
    blocks.extend(parts::troubles(account, own, lang).map(|line| Block::Line(line.into())));
    if !own.task.plan.is_empty() {
        blocks.extend([Block::Gap, Block::Table(points(account, own, lang))]);
    }
    let log = log(account, own, lang);
    if !log.rows.is_empty() {
        blocks.extend([Block::Gap, Block::Table(log)]);
    }
    blocks.push(Block::Gap);
    blocks.extend(parts::notes(account, lang));
    let (id, title) = (&own.task.id, &own.task.title);
    Page {
        title: format!("{id} {title}"),
        lang: lang.tag(),
        blocks,
    }
}

fn head(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Block {
    let star = if own.task.key { "*" } else { "" };
    let (id, title) = (&own.task.id, &own.task.title);
    let rules = &account.book.ledger_of(own.task).rules.lights;
    let light = words::light(own.light, Some(rules), lang);
    let standing = words::standing(own.standing, lang);
    let late = account.lag_days(own).filter(|days| *days > 0);
    let late = late.map_or_else(String::new, |days| {
        say!(lang, ",慢{days}天", ",慢{days}天", ", {days} days late")
    });
    let lag = own.shares.lag.filter(|_| own.standing.is_counted());
    let lag = lag.map_or_else(String::new, |lag| super::reason::lag_words(lag, lang));
    let right = say!(
        lang,
        "【{light}灯 {standing}】{lag}{late}",
        "【{light}燈 {standing}】{lag}{late}",
        "[{light}: {standing}] {lag}{late}"
    );
    Block::Spread(
        Text::inked(format!("{id}{star} {title}"), Ink::Bold),
        Text::inked(right, words::ink(own.light)),
    )
}

fn facts(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<String> {
    let (task, state, paper) = (own.task, &own.state, &own.task.paper);
    let book = account.book;
    let mut lines = Vec::new();
    let mut join = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            lines.push(parts.join("   "));
        }
    };
    let goal = paper
        .goal
        .as_ref()
        .map(|goal| say!(lang, "年度目标 {goal}", "年度目標 {goal}", "Goal: {goal}"));
    let source = paper
        .source
        .as_ref()
        .map(|source| say!(lang, "来源 {source}", "來源 {source}", "Source: {source}"));
    join(vec![goal, source]);
    let owner = state.owner.map(|id| book.department(id));
    let lead = owner.map(|owner| {
        let name = &owner.name;
        let contact = owner
            .contact
            .as_ref()
            .map_or_else(String::new, |own| format!("({own})"));
        say!(
            lang,
            "牵头 {name}{contact}",
            "牽頭 {name}{contact}",
            "Owner: {name}{contact}"
        )
    });
    let with: Vec<String> = task
        .with
        .iter()
        .map(|id| book.department(*id).name.clone())
        .collect();
    let with = words::list(&with, lang);
    let with = (!with.is_empty()).then(|| say!(lang, "配合 {with}", "配合 {with}", "With: {with}"));
    let person = paper.person.as_ref().map(|person| {
        say!(
            lang,
            "责任人 {person}",
            "責任人 {person}",
            "Person: {person}"
        )
    });
    join(vec![lead, with, person]);
    let leader = state.leader.map(|leader| {
        say!(
            lang,
            "挂钩领导 {leader}",
            "掛鉤領導 {leader}",
            "Leader: {leader}"
        )
    });
    let area = parts::area(account, own);
    let area = (!area.is_empty()).then(|| say!(lang, "领域 {area}", "領域 {area}", "Area: {area}"));
    join(vec![leader, area, Some(deadline(account, own, lang))]);
    let list = |texts: &[crate::ledger::Text<'_>]| {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        (!texts.is_empty()).then(|| texts.join(&say!(lang, ";", ";", "; ")))
    };
    let measures =
        list(&task.measures).map(|own| say!(lang, "措施 {own}", "措施 {own}", "Measures: {own}"));
    let levers =
        list(&task.levers).map(|own| say!(lang, "抓手 {own}", "抓手 {own}", "Levers: {own}"));
    let base = task.baseline.map(|own| words::amount(own, &task.unit));
    let base = base.map(|own| say!(lang, "底数 {own}", "底數 {own}", "Baseline: {own}"));
    join(vec![measures, levers, base]);
    let invest = task.invest.map(|own| {
        let made = state.invested.unwrap_or_default();
        say!(
            lang,
            "年度投资 {own}万元,完成{made}万元",
            "年度投資 {own}萬元,完成{made}萬元",
            "Investment: {made} of {own} (10,000 yuan)"
        )
    });
    join(vec![
        invest,
        paper
            .remark
            .as_ref()
            .map(|own| say!(lang, "备注 {own}", "備註 {own}", "Remark: {own}")),
    ]);
    lines
}

fn deadline(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> String {
    let due = words::date(own.state.due, lang);
    let moved = match own.state.extensions {
        0 => say!(lang, "未延期", "未延期", "not extended"),
        times => {
            let first = words::date(own.task.due, lang);
            say!(
                lang,
                "原{first},延期{times}次",
                "原{first},延期{times}次",
                "first {first}, extended {times}×"
            )
        }
    };
    let left = (own.state.due - account.as_of).num_days();
    let left = match own.standing.is_running() && left >= 0 {
        true => say!(lang, ",还有{left}天", ",還有{left}天", ", {left} days left"),
        false => String::new(),
    };
    say!(
        lang,
        "时限 {due}({moved}{left})",
        "時限 {due}({moved}{left})",
        "Due: {due} ({moved}{left})"
    )
}

fn bars(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Vec<Bar> {
    let task = own.task;
    let share_bar =
        |label: String, share: Option<Share>, words: String, remark: String, ink: Ink| {
            let share = share.unwrap_or(Share::ZERO);
            Bar {
                label,
                figures: vec![format!("{}%", words::percent(share)), words],
                filled: share.as_f64(),
                remark,
                ink,
            }
        };
    let planned = own
        .shares
        .planned
        .zip(own.state.target)
        .filter(|_| task.unit != "%");
    let planned = planned.map_or_else(String::new, |(share, target)| {
        let way = target.millionths() - task.base().millionths();
        let at = task.base().as_f64() + share.as_f64() * (way as f64) / 1e6;
        format!("{at:.1}{}", task.unit)
    });
    let done = own.state.done(task).filter(|_| task.unit != "%");
    let done = done.map_or_else(String::new, |own| words::amount(own, &task.unit));
    let last = own.state.last_report.map_or_else(String::new, |entry| {
        let on = parts::day(account, own, entry.on, lang);
        say!(lang, "{on}报", "{on}報", "reported {on}")
    });
    vec![
        share_bar(
            say!(lang, "应达", "應達", "Plan"),
            own.shares.planned,
            planned,
            String::new(),
            Ink::Faint,
        ),
        share_bar(
            say!(lang, "实达", "實達", "Done"),
            own.shares.actual,
            done,
            last,
            words::ink(own.light),
        ),
    ]
}

/// Every day from the day before the start to the deadline, or the as-of day if that is later.
fn curve(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Curve {
    let plan = account.curve(own);
    let first = own.task.start.pred_opt().unwrap_or(own.task.start);
    let last = own
        .state
        .due
        .max(account.as_of.min(own.state.due + Days::new(60)));
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    let planned = days
        .iter()
        .map(|day| Some(plan.at(*day).as_f64()))
        .collect();
    let actual = days
        .iter()
        .map(|day| (*day <= account.as_of).then(|| actual(account, own, *day)))
        .collect();
    let name = |at: usize| days.get(at).map(|day| (at, words::day(*day, lang)));
    let ticks = [0, days.len() / 2, days.len().saturating_sub(1)]
        .into_iter()
        .filter_map(name)
        .collect();
    let series = |name: String, mark: char, values: Vec<Option<f64>>, ink: Ink| Series {
        name,
        mark,
        values,
        ink,
    };
    Curve {
        ticks,
        series: vec![
            series(say!(lang, "应达", "應達", "plan"), '.', planned, Ink::Faint),
            series(
                say!(lang, "实达", "實達", "done"),
                '#',
                actual,
                words::ink(own.light),
            ),
        ],
        days,
    }
}

fn actual(account: &Account<'_>, own: &Figures<'_>, day: NaiveDate) -> f64 {
    crate::account::replay(account.book, own.task, day)
        .share(own.task)
        .as_f64()
}

fn reports(own: &Figures<'_>, lang: Locale) -> Option<String> {
    let reports = own.reports;
    if reports.owed == 0 {
        return None;
    }
    let unit = own
        .task
        .cadence
        .map_or_else(String::new, |own| words::period_unit(own, lang));
    let (owed, made, late, missed) = (reports.owed, reports.made, reports.late, reports.missed);
    let late = if late > 0 {
        say!(lang, "(迟报{late})", "(遲報{late})", " ({late} late)")
    } else {
        String::new()
    };
    let missed = if missed > 0 {
        say!(
            lang,
            ",连续{missed}{unit}未报",
            ",連續{missed}{unit}未報",
            ", none for {missed} {unit}"
        )
    } else {
        String::new()
    };
    Some(say!(
        lang,
        "报送:应报{owed}{unit},实报{made}{unit}{late}{missed}",
        "報送:應報{owed}{unit},實報{made}{unit}{late}{missed}",
        "Reports: owed for {owed} {unit}, made for {made}{late}{missed}"
    ))
}

fn points(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Table {
    let columns = vec![
        super::Column {
            wraps: true,
            ..left(say!(lang, "节点", "節點", "Step"), 0)
        },
        right(say!(lang, "时限", "時限", "By"), 0),
        right(say!(lang, "应达", "應達", "Plan"), 0),
        left(say!(lang, "实际", "實際", "Actual"), 0),
    ];
    let task = own.task;
    let reached = own.state.share(task);
    let row = |point: &crate::ledger::PlanPoint<'_>| {
        let share = point
            .level
            .share(task.base(), task.promised_target().unwrap_or_default())
            .unwrap_or(Share::ZERO);
        let level = match point.level {
            Level::Reach(quantity) => words::amount(quantity, &task.unit),
            Level::Share(share) => format!("{}%", words::percent(share)),
        };
        let name = point.step.as_deref().map_or_else(
            || say!(lang, "(未命名)", "(未命名)", "(unnamed)"),
            str::to_owned,
        );
        let actual = match (reached >= share, (point.by - account.as_of).num_days()) {
            (true, _) => say!(lang, "已达到", "已達到", "reached"),
            (false, left) if left >= 0 => say!(
                lang,
                "未达到,还有{left}天",
                "未達到,還有{left}天",
                "not yet, {left} days left"
            ),
            (false, left) => {
                let over = -left;
                say!(
                    lang,
                    "错过{over}天",
                    "錯過{over}天",
                    "missed by {over} days"
                )
            }
        };
        let cells = vec![
            name.into(),
            parts::day(account, own, point.by, lang).into(),
            level.into(),
            actual.into(),
        ];
        Row::Cells {
            cells,
            details: Vec::new(),
        }
    };
    Table {
        columns,
        rows: task.plan.iter().map(row).collect(),
    }
}

/// The log up to the as-of day, the latest entry first.
fn log(account: &Account<'_>, own: &Figures<'_>, lang: Locale) -> Table {
    let columns = vec![
        right(say!(lang, "日期", "日期", "Day"), 0),
        super::Column {
            wraps: true,
            ..left(say!(lang, "记录", "記錄", "Entry"), 0)
        },
    ];
    let seen = own
        .task
        .log
        .iter()
        .filter(|entry| entry.on <= account.as_of);
    let row = |entry: &Entry<'_>| {
        let cells = vec![
            parts::day(account, own, entry.on, lang).into(),
            said(own, entry, lang).into(),
        ];
        Row::Cells {
            cells,
            details: Vec::new(),
        }
    };
    Table {
        columns,
        rows: seen.rev().map(row).collect(),
    }
}

fn said(own: &Figures<'_>, entry: &Entry<'_>, lang: Locale) -> String {
    let unit = &own.task.unit;
    let mut said = match &entry.event {
        Event::Done(quantity) => words::amount(*quantity, unit),
        Event::Step(step) => say!(lang, "节点 {step}", "節點 {step}", "step {step}"),
        Event::Note => String::new(),
        Event::Blocked(name) => say!(lang, "阻点:{name}", "阻點:{name}", "blocker: {name}"),
        Event::Raise(name, stage) => {
            let stage = stage_word(*stage, lang);
            say!(
                lang,
                "阻点提级到{stage}:{name}",
                "阻點提級到{stage}:{name}",
                "blocker raised to {stage}: {name}"
            )
        }
        Event::Cleared(name) => say!(
            lang,
            "阻点解决:{name}",
            "阻點解決:{name}",
            "blocker cleared: {name}"
        ),
        Event::Request(words) => say!(
            lang,
            "申请销号:{words}",
            "申請銷號:{words}",
            "asks for strike-off: {words}"
        ),
        Event::Verify(by) => say!(lang, "销号({by})", "銷號({by})", "struck off by {by}"),
        Event::Reject(why) => say!(lang, "退回:{why}", "退回:{why}", "returned: {why}"),
        Event::Reopen(why) => say!(lang, "重开:{why}", "重開:{why}", "reopened: {why}"),
        Event::Ask(date) => say!(
            lang,
            "申请延期至{date}",
            "申請延期至{date}",
            "asks for {date}"
        ),
        Event::Refuse(why) => say!(
            lang,
            "延期未准:{why}",
            "延期未準:{why}",
            "extension refused: {why}"
        ),
        Event::Extend(date) => say!(lang, "延期至{date}", "延期至{date}", "extended to {date}"),
        Event::Adjust(change) => {
            let why = &change.why;
            let target = change.target.map_or_else(String::new, |own| {
                say!(
                    lang,
                    ",目标{own}{unit}",
                    ",目標{own}{unit}",
                    ", target {own}{unit}"
                )
            });
            say!(
                lang,
                "调整:{why}{target}",
                "調整:{why}{target}",
                "adjusted: {why}{target}"
            )
        }
        Event::Suspend(why) => say!(lang, "暂停:{why}", "暫停:{why}", "suspended: {why}"),
        Event::Resume(why) => say!(lang, "恢复:{why}", "恢復:{why}", "resumed: {why}"),
        Event::Cancel(why) => say!(lang, "撤销:{why}", "撤銷:{why}", "cancelled: {why}"),
        Event::Rolled(to) => say!(lang, "结转为 {to}", "結轉爲 {to}", "rolled over to {to}"),
        Event::Order(order) => {
            let (text, from) = (&order.text, order.from.as_deref().unwrap_or(""));
            say!(
                lang,
                "批示({from}):{text}",
                "批示({from}):{text}",
                "order from {from}: {text}"
            )
        }
        Event::Urge(urge) => {
            let text = &urge.text;
            say!(lang, "催办 {text}", "催辦 {text}", "urged: {text}")
        }
        Event::Answer(text) => say!(lang, "答复:{text}", "答覆:{text}", "answered: {text}"),
    };
    let mut add = |words: String| {
        if !said.is_empty() {
            said.push_str(&say!(lang, ",", ",", ", "));
        }
        said.push_str(&words);
    };
    entry.note.iter().for_each(|note| add(note.to_string()));
    if let Some(extra) = entry.extra() {
        extra.request.iter().for_each(|own| {
            add(say!(
                lang,
                "申请销号:{own}",
                "申請銷號:{own}",
                "asks for strike-off: {own}"
            ))
        });
        extra
            .approval
            .iter()
            .for_each(|own| add(say!(lang, "依据{own}", "依據{own}", "approval {own}")));
        extra
            .correction
            .iter()
            .for_each(|own| add(say!(lang, "更正:{own}", "更正:{own}", "correction: {own}")));
        extra
            .evidence
            .iter()
            .for_each(|own| add(say!(lang, "佐证:{own}", "佐證:{own}", "evidence: {own}")));
        extra.invested.iter().for_each(|own| {
            add(say!(
                lang,
                "完成投资{own}万元",
                "完成投資{own}萬元",
                "invested {own}"
            ))
        });
        extra
            .got
            .iter()
            .for_each(|own| add(say!(lang, "{own}收到", "{own}收到", "received {own}")));
    }
    entry
        .next
        .iter()
        .for_each(|own| add(say!(lang, "下步:{own}", "下步:{own}", "next: {own}")));
    said
}

fn stage_word(stage: Stage, lang: Locale) -> String {
    words::stage(stage, lang)
}
