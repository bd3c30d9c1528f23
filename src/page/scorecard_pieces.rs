//! The tables of an explained scorecard: what each task, blocker and strike-off puts over and under a line.

use super::parts::{self, left, right, title_column, wrapping};
use super::scorecard::sum;
use super::statement::listed;
use super::words::{self, say};
use super::{Column, Ink, Row, Table, Text};
use crate::account::{Account, Card, Criterion, Explained, Factor, Listed, Proof, Readiness};
use crate::ledger::Locale;

/// The table of one fraction, with its sum.
pub(super) fn table(
    account: &Account<'_>,
    factor: Factor,
    pieces: &[&Explained<'_, '_, '_>],
    card: &Card,
    lang: Locale,
) -> Table {
    let columns = columns(factor, lang);
    let mut rows: Vec<Row> = pieces
        .iter()
        .map(|own| Row::Cells {
            cells: cells(account, own, lang),
            details: Vec::new(),
        })
        .collect();
    let own = card.factor(factor);
    let mut total: Vec<Text> = vec!["".into(); columns.len()];
    if let [first, .., over, under] = total.as_mut_slice() {
        *first = say!(lang, "合计", "All").into();
        *over = sum(own.over).into();
        *under = sum(own.under).into();
    }
    rows.push(Row::Total(total));
    Table { columns, rows }
}

/// The task, what is special of the fraction, and last what stands over and what under its line.
fn columns(factor: Factor, lang: Locale) -> Vec<Column> {
    let mut all = vec![left(say!(lang, "编号", "Id"), 0), title_column(lang)];
    let weight = right(say!(lang, "权重", "Weight"), 0);
    let count = |header| right(header, 0);
    all.extend(match factor {
        Factor::Fast => vec![
            right(say!(lang, "应达%", "Plan %"), 0),
            right(say!(lang, "实达%", "Done %"), 0),
            right(say!(lang, "实÷应", "Ratio"), 1),
            count(say!(lang, "权重×比", "Weighted")),
            weight,
        ],
        Factor::Aimed => vec![
            wrapping(say!(lang, "缺", "Lacks")),
            right(say!(lang, "具备/应有", "Met"), 0),
            count(say!(lang, "比例", "Ready")),
            count(say!(lang, "项", "Task")),
        ],
        Factor::Delivered => vec![
            right(say!(lang, "时限", "Due"), 0),
            left(say!(lang, "结果", "Outcome"), 0),
            count(say!(lang, "按期", "On time")),
            count(say!(lang, "应办", "Owed")),
        ],
        Factor::Unstuck => vec![
            wrapping(say!(lang, "阻点", "Blocker")),
            left(say!(lang, "环节", "Stage"), 0),
            right(say!(lang, "已", "For"), 0),
            right(say!(lang, "限", "Limit"), 0),
            count(say!(lang, "未超时", "Not stuck")),
            count(say!(lang, "阻点数", "Blockers")),
        ],
        Factor::Reported => vec![
            wrapping(say!(lang, "漏报", "Missing")),
            count(say!(lang, "实报", "Made")),
            count(say!(lang, "应报", "Owed")),
        ],
        Factor::Verified => vec![
            right(say!(lang, "日期", "Day"), 0),
            wrapping(say!(lang, "说明", "Note")),
            count(say!(lang, "销号", "Verified")),
            count(say!(lang, "核验", "Judged")),
        ],
    });
    all
}

fn cells(account: &Account<'_>, own: &Explained<'_, '_, '_>, lang: Locale) -> Vec<Text> {
    let (figures, piece) = (own.line.own, &own.piece);
    let day = |day| Text::from(parts::day(account, figures, day, lang));
    let mut cells: Vec<Text> = vec![parts::id(figures), figures.task.title.as_ref().into()];
    cells.extend(match &piece.proof {
        Proof::Pace {
            planned,
            actual,
            ratio,
        } => vec![
            words::percent(*planned).into(),
            words::percent(*actual).into(),
            sum(ratio.as_f64()).into(),
        ],
        Proof::Readiness(readiness) => ready(*readiness, lang),
        Proof::Delivery(outcome) => vec![
            day(figures.state.due),
            listed(Listed::of(*outcome), lang).into(),
        ],
        Proof::Blocker(blocker) => {
            let ink = if blocker.stuck { Ink::Red } else { Ink::Plain };
            vec![
                blocker.name.into(),
                words::stage(blocker.stage, lang).into(),
                Text::inked(words::days(blocker.days, lang), ink),
                words::days(i64::from(blocker.limit), lang).into(),
            ]
        }
        Proof::Missing(periods) => {
            let periods: Vec<String> = periods
                .iter()
                .map(|own| words::period(*own, lang))
                .collect();
            vec![words::list(&periods, lang).into()]
        }
        Proof::StrikeOff { on, words } => {
            let struck = piece.fraction.over > 0.0;
            let name = match struck {
                true => listed(Listed::Struck, lang),
                false => listed(Listed::Returned, lang),
            };
            let said = say!(lang, "{name}:{words}", "{name}: {words}");
            vec![day(*on), said.into()]
        }
    });
    cells.push(sum(piece.fraction.over).into());
    cells.push(sum(piece.fraction.under).into());
    cells
}

fn ready(readiness: Readiness, lang: Locale) -> Vec<Text> {
    let lacking: Vec<String> = readiness
        .judged()
        .filter(|(_, met)| !met)
        .map(|(own, _)| criterion(own, lang))
        .collect();
    let all = readiness.judged().count();
    let met = all - lacking.len();
    vec![
        words::list(&lacking, lang).into(),
        format!("{met}/{all}").into(),
    ]
}

fn criterion(criterion: Criterion, lang: Locale) -> String {
    match criterion {
        Criterion::Measures => say!(lang, "措施", "measures"),
        Criterion::Levers => say!(lang, "抓手", "levers"),
        Criterion::Baseline => say!(lang, "底数或目标", "baseline or target"),
        Criterion::PlanPoint => say!(lang, "途中节点", "a point on the way"),
    }
}
