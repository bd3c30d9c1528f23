//! The tables of an explained scorecard: what each task, blocker and strike-off puts over and under a line.

use super::sum;
use crate::account::{
    Account, Card, Criterion, Explained, Factor, Listed, Outcome, Proof, Readiness, Stood,
};
use crate::calendar::Period;
use crate::ledger::{Locale, Share};
use crate::page::parts;
use crate::page::table::{Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Text};
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
    let lines = pieces.iter().map(|own| Line::Row(Some(*own)));
    let day = |own: &Explained<'_, '_, '_>, day| parts::day(account, own.line.own, day, lang);
    let table = grouped(lines.chain([Line::Total(None)]), lang)
        .id(|own| {
            own.map_or_else(
                || say!(lang, "合计", "All").into(),
                |own| parts::id(own.line.own),
            )
        })
        .title(|own| own.map_or_else(String::new, |own| own.line.own.task.title.to_string()));
    let (table, over, under) = match factor {
        Factor::Fast => (
            table
                .right(say!(lang, "应达%", "Plan %"), 0, |own| {
                    of(own, pace, |pace| words::percent(pace.0))
                })
                .right(say!(lang, "实达%", "Done %"), 0, |own| {
                    of(own, pace, |pace| words::percent(pace.1))
                })
                .right(say!(lang, "实÷应", "Ratio"), 1, |own| {
                    of(own, pace, |pace| sum(pace.2.as_f64()))
                }),
            say!(lang, "权重×比", "Weighted"),
            say!(lang, "权重", "Weight"),
        ),
        Factor::Aimed => (
            table
                .wrapping(say!(lang, "缺", "Lacks"), |own| {
                    of(own, readiness, |own| words::list(&lacking(own, lang), lang))
                })
                .right(say!(lang, "具备/应有", "Met"), 0, |own| {
                    of(own, readiness, |own| {
                        let all = own.judged().count();
                        format!("{}/{all}", all - lacking(own, lang).len())
                    })
                }),
            say!(lang, "比例", "Ready"),
            say!(lang, "项", "Task"),
        ),
        Factor::Delivered => (
            table
                .right(say!(lang, "时限", "Due"), 0, |own| {
                    own.map_or_else(String::new, |own| day(own, own.line.own.state.due))
                })
                .left(say!(lang, "结果", "Outcome"), 0, |own| {
                    of(own, delivery, |outcome| {
                        words::listed(Listed::of(outcome), lang)
                    })
                }),
            say!(lang, "按期", "On time"),
            say!(lang, "应办", "Owed"),
        ),
        Factor::Unstuck => (
            table
                .wrapping(say!(lang, "阻点", "Blocker"), |own| {
                    of(own, blocker, |own| own.name)
                })
                .left(say!(lang, "环节", "Stage"), 0, |own| {
                    of(own, blocker, |own| words::stage(own.stage, lang))
                })
                .right(say!(lang, "已", "For"), 0, |own| {
                    of(own, blocker, |own| {
                        let ink = if own.stuck { Ink::Red } else { Ink::Plain };
                        Text::inked(words::days(own.days, lang), ink)
                    })
                })
                .right(say!(lang, "限", "Limit"), 0, |own| {
                    of(own, blocker, |own| words::days(i64::from(own.limit), lang))
                }),
            say!(lang, "未超时", "Not stuck"),
            say!(lang, "阻点数", "Blockers"),
        ),
        Factor::Reported => (
            table.wrapping(say!(lang, "漏报", "Missing"), |own| {
                of(own, missing, |periods| {
                    let periods = periods.iter().map(|own| words::period(*own, lang));
                    words::list(&periods.collect::<Vec<String>>(), lang)
                })
            }),
            say!(lang, "实报", "Made"),
            say!(lang, "应报", "Owed"),
        ),
        Factor::Verified => (
            table
                .right(say!(lang, "日期", "Day"), 0, |own| {
                    let struck = own.and_then(|own| Some((own, strike_off(&own.piece.proof)?)));
                    struck.map_or_else(String::new, |(own, (on, _))| day(own, on))
                })
                .wrapping(say!(lang, "说明", "Note"), |own| {
                    let name = match own.is_some_and(|own| own.piece.fraction.over > 0.0) {
                        true => words::listed(Listed::Struck, lang),
                        false => words::listed(Listed::Returned, lang),
                    };
                    of(own, strike_off, |(_, words)| {
                        say!(lang, "{name}:{words}", "{name}: {words}")
                    })
                }),
            say!(lang, "销号", "Verified"),
            say!(lang, "核验", "Judged"),
        ),
    };
    let sums = card.factor(factor);
    table
        .right(over, 0, |own| {
            sum(own.map_or(sums.over, |own| own.piece.fraction.over))
        })
        .right(under, 0, |own| {
            sum(own.map_or(sums.under, |own| own.piece.fraction.under))
        })
        .block()
}

/// What a piece's proof says; nothing in the line of the sums.
fn of<'e, 'b, P, C: Into<Text>>(
    own: &Option<&'e Explained<'_, '_, 'b>>,
    proof: impl Fn(&'e Proof<'b>) -> Option<P>,
    says: impl Fn(P) -> C,
) -> Text {
    let proof = own.and_then(|own| proof(&own.piece.proof));
    proof.map_or_else(|| "".into(), |proof| says(proof).into())
}

fn pace(proof: &Proof<'_>) -> Option<(Share, Share, Share)> {
    let Proof::Pace {
        planned,
        actual,
        ratio,
    } = proof
    else {
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

fn blocker<'e, 'b>(proof: &'e Proof<'b>) -> Option<&'e Stood<'b>> {
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
    lacking.map(|(own, _)| criterion(own, lang)).collect()
}

fn criterion(criterion: Criterion, lang: Locale) -> String {
    match criterion {
        Criterion::Measures => say!(lang, "措施", "measures"),
        Criterion::Levers => say!(lang, "抓手", "levers"),
        Criterion::Baseline => say!(lang, "底数或目标", "baseline or target"),
        Criterion::PlanPoint => say!(lang, "途中节点", "a point on the way"),
    }
}
