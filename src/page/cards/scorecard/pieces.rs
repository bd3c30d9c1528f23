//! The tables of an explained scorecard: what each task, blocker and strike-off puts over and under a line.

use super::summed;
use crate::account::{
    Account, Card, Criterion, Explained, Factor, Listed, Outcome, PeriodBlocker, Proof, Readiness,
};
use crate::calendar::Period;
use crate::ledger::{Locale, Share};
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, parts};
use chrono::NaiveDate;

/// The table of one fraction, with its sum: the task, what is special of the fraction, and last what stands over and
/// what under its line.
pub(super) fn table(
    account: &Account<'_>,
    factor: Factor,
    pieces: &[&Explained<'_, '_, '_>],
    card: &Card,
    lang: Locale,
) -> Block {
    let decimals = account.book.decimals();
    let lines = pieces.iter().map(|explained| Line::Row(Some(*explained)));
    let day = |day| Cell::day(day, account.as_of, lang);
    let table = grouped(lines.chain([Line::Total(None)]), lang)
        .id(|row| {
            row.map_or_else(
                || say!(lang, "合计", "All").into(),
                |explained| parts::id(explained.line.figures),
            )
        })
        .title(|row| {
            row.map_or_else(String::new, |explained| explained.line.figures.task.title.to_string())
        });
    let (table, over, under) = match factor {
        Factor::Fast => (
            table
                .right(say!(lang, "应达%", "Plan %"), 0, move |row| {
                    of(row, pace, |pace| Cell::percent(pace.0, decimals))
                })
                .right(say!(lang, "实达%", "Done %"), 0, move |row| {
                    of(row, pace, |pace| Cell::percent(pace.1, decimals))
                })
                .right(say!(lang, "实÷应", "Ratio"), 1, |row| {
                    of(row, pace, |pace| summed(pace.2.as_f64()))
                }),
            say!(lang, "权重×比", "Weighted"),
            say!(lang, "权重", "Weight"),
        ),
        Factor::Aimed => (
            table
                .wrapping(say!(lang, "缺", "Lacks"), |row| {
                    of(row, readiness, |readiness| words::list(&lacking(readiness, lang), lang))
                })
                .right(say!(lang, "具备/应有", "Met"), 0, |row| {
                    of(row, readiness, |readiness| {
                        let all = readiness.judged().count();
                        format!("{}/{all}", all - lacking(readiness, lang).len())
                    })
                }),
            say!(lang, "比例", "Ready"),
            say!(lang, "项", "Task"),
        ),
        Factor::Delivered => (
            table
                .right(say!(lang, "时限", "Due"), 0, |row| {
                    row.map_or_else(Cell::default, |explained| {
                        let due = explained.line.figures.deadline();
                        due.map_or_else(|| words::standing_promise(lang).into(), day)
                    })
                })
                .left(say!(lang, "结果", "Outcome"), 0, |row| {
                    of(row, delivery, |outcome| words::listed(Listed::of(outcome), lang))
                }),
            say!(lang, "按期", "On time"),
            say!(lang, "应办", "Owed"),
        ),
        Factor::Unstuck => (
            table
                .wrapping(say!(lang, "阻点", "Blocker"), |row| {
                    of(row, blocker, |blocker| blocker.name)
                })
                .left(say!(lang, "环节", "Stage"), 0, |row| {
                    of(row, blocker, |blocker| words::stage(blocker.stage, lang))
                })
                .right(say!(lang, "已", "For"), 0, |row| {
                    of(row, blocker, |blocker| {
                        let ink = if blocker.stuck { Ink::Red } else { Ink::Plain };
                        Cell::days(blocker.days, lang).inked(ink)
                    })
                })
                .right(say!(lang, "限", "Limit"), 0, |row| {
                    of(row, blocker, |blocker| Cell::days(i64::from(blocker.limit), lang))
                }),
            say!(lang, "未超时", "Not stuck"),
            say!(lang, "阻点数", "Blockers"),
        ),
        Factor::Reported => (
            table.wrapping(say!(lang, "漏报", "Missing"), |row| {
                of(row, missing, |periods| {
                    let periods =
                        periods.iter().map(|period| words::period(*period, account.as_of, lang));
                    words::list(&periods.collect::<Vec<String>>(), lang)
                })
            }),
            say!(lang, "实报", "Made"),
            say!(lang, "应报", "Owed"),
        ),
        Factor::Verified => (
            table
                .right(say!(lang, "日期", "Day"), 0, |row| {
                    let struck = row.and_then(|explained| {
                        Some((explained, strike_off(&explained.piece.proof)?))
                    });
                    struck.map_or_else(Cell::default, |(_, (on, _))| day(on))
                })
                .wrapping(say!(lang, "说明", "Note"), |row| {
                    let name = if row.is_some_and(|explained| explained.piece.fraction.over > 0.0) {
                        words::listed(Listed::Struck, lang)
                    } else {
                        words::listed(Listed::Returned, lang)
                    };
                    of(row, strike_off, |(_, words)| {
                        say!(lang, "{name}：{words}", "{name}: {words}")
                    })
                }),
            say!(lang, "销号", "Verified"),
            say!(lang, "核验", "Judged"),
        ),
    };
    let sums = card.factor(factor);
    table
        .right(over, 0, |row| {
            summed(row.map_or(sums.over, |explained| explained.piece.fraction.over))
        })
        .right(under, 0, |row| {
            summed(row.map_or(sums.under, |explained| explained.piece.fraction.under))
        })
        .block()
}

/// What a piece's proof says; nothing in the line of the sums.
fn of<'e, 'b, P, C: Into<Cell>>(
    row: &Option<&'e Explained<'_, '_, 'b>>,
    proof: impl Fn(&'e Proof<'b>) -> Option<P>,
    says: impl Fn(P) -> C,
) -> Cell {
    let proof = row.and_then(|explained| proof(&explained.piece.proof));
    proof.map_or_else(|| "".into(), |proof| says(proof).into())
}

fn pace(proof: &Proof<'_>) -> Option<(Share, Share, Share)> {
    let Proof::Pace { planned, actual, ratio } = proof else {
        return None;
    };
    Some((*planned, *actual, *ratio))
}

fn readiness(proof: &Proof<'_>) -> Option<Readiness> {
    let Proof::Readiness(readiness) = proof else {
        return None;
    };
    Some(*readiness)
}

fn delivery(proof: &Proof<'_>) -> Option<Outcome> {
    let Proof::Delivery(outcome) = proof else {
        return None;
    };
    Some(*outcome)
}

fn blocker<'e, 'b>(proof: &'e Proof<'b>) -> Option<&'e PeriodBlocker<'b>> {
    let Proof::Blocker(blocker) = proof else {
        return None;
    };
    Some(blocker)
}

fn missing<'e>(proof: &'e Proof<'_>) -> Option<&'e [Period]> {
    let Proof::Missing(periods) = proof else {
        return None;
    };
    Some(periods)
}

fn strike_off<'b>(proof: &Proof<'b>) -> Option<(NaiveDate, &'b str)> {
    let Proof::StrikeOff { on, words } = proof else {
        return None;
    };
    Some((*on, words))
}

/// What is lacking, in words.
fn lacking(readiness: Readiness, lang: Locale) -> Vec<String> {
    let lacking = readiness.judged().filter(|(_, met)| !met);
    lacking.map(|(lacked, _)| criterion(lacked, lang)).collect()
}

fn criterion(criterion: Criterion, lang: Locale) -> String {
    match criterion {
        Criterion::Measures => say!(lang, "措施", "measures"),
        Criterion::Levers => say!(lang, "抓手", "levers"),
        Criterion::Baseline => say!(lang, "底数或目标", "baseline or target"),
        Criterion::PlanPoint => say!(lang, "途中节点", "a point on the way"),
    }
}
