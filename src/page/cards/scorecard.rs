//! The ranking of departments (快、准、狠、净): one table, the formula below it.

pub mod explained;
mod pieces;

use crate::account::{Account, By, Card, Factor, Group, Part, Scorecard, Statement, hundredths};
use crate::ledger::{Locale, PerPart, Quantity};
use crate::page::frame::ledger_title;
use crate::page::groups::group_name;
use crate::page::period::{stands, title as period_title};
use crate::page::table::{Draft, Line, grouped};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Ink, Page, Table, Text, Value, scope};

/// A ranking in words.
pub fn page(statement: &Statement<'_, '_>, scorecard: &Scorecard, lang: Locale) -> Page {
    let account = statement.account;
    let name = ledger_title(account);
    let period = period_title(statement.period, account, lang);
    let title = say!(lang, "{name} {period}快准狠净排名", "{name}: ranking of {period}");
    let (ranked, apart) = (scorecard.ranked(), scorecard.cards.len() - scorecard.ranked());
    let departments = words::counted(ranked, "department");
    let count = match apart {
        0 => say!(lang, "参加排名{ranked}个单位", "{departments} ranked"),
        _ => say!(
            lang,
            "参加排名{ranked}个单位，另列{apart}个",
            "{departments} ranked, {apart} apart"
        ),
    };
    Page::spread(title, stands(statement, lang), lang)
        .with(scope::line(account, &scorecard.judged, lang))
        .line(count + &only(account, scorecard, lang))
        .with([Block::Gap, Block::Table(table(account, scorecard, lang)), Block::Gap])
        .with(rules(account, lang))
        .note(say!(
            lang,
            "逐项核对：duban rank --explain 单位",
            "Every figure opened: duban rank --explain DEPARTMENT"
        ))
        .noted(account, lang)
}

/// `,只列区数字办`: which departments are shown, where not all are.
fn only(account: &Account<'_>, scorecard: &Scorecard, lang: Locale) -> String {
    let names = scorecard.departments().iter();
    let names: Vec<String> = names.map(|id| account.book.department(*id).name.clone()).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = words::list(&names, lang);
    say!(lang, "，只列{names}", "; shown: {names}")
}

/// The word for a part.
pub(in crate::page) fn part_name(part: Part, lang: Locale) -> String {
    match part {
        Part::Fast => say!(lang, "快", "fast"),
        Part::Aimed => say!(lang, "准", "aimed"),
        Part::Hard => say!(lang, "狠", "hard"),
        Part::Clean => say!(lang, "净", "clean"),
    }
}

/// A score with two decimals; a stroke where there is none.
pub(in crate::page) fn score(score: Option<f64>) -> String {
    score.map_or_else(
        || "-".to_owned(),
        |score| {
            let hundredths = hundredths(score);
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        },
    )
}

/// A sum with at most four decimals.
pub(super) fn sum(sum: f64) -> String {
    let ten_thousandths = (sum * 10_000.0).round() as i64;
    Quantity::from_millionths(ten_thousandths.saturating_mul(100)).to_string()
}

/// The ranking with the counts that its scores are made of.
fn table(account: &Account<'_>, scorecard: &Scorecard, lang: Locale) -> Table {
    let mut table = scores(account, scorecard, lang).narrow(|table| {
        table.right(say!(lang, "按期/应办", "On time"), 3, |card| {
            let (on_time, owed) = card.delivered();
            of(on_time as f64, owed as f64)
        })
    });
    let factors = [
        (Factor::Unstuck, say!(lang, "未超时/阻点", "Not stuck"), 5),
        (Factor::Reported, say!(lang, "实报/应报", "Reports"), 4),
        (Factor::Verified, say!(lang, "销号/核验", "Verified"), 6),
    ];
    for (factor, head, drop) in factors {
        table = table.narrow(|table| {
            table.right(head, drop, move |card| {
                let fraction = card.factor(factor);
                of(fraction.over, fraction.under)
            })
        });
    }
    table.drawn()
}

/// The ranking as a paper shows it: narrow enough for its text, the counts left to the screen.
pub(in crate::page) fn brief(account: &Account<'_>, scorecard: &Scorecard, lang: Locale) -> Table {
    scores(account, scorecard, lang).drawn()
}

/// Ranks, units, scores and their parts.
fn scores<'a>(
    account: &'a Account<'_>,
    scorecard: &'a Scorecard,
    lang: Locale,
) -> Draft<'a, &'a Card> {
    let (ranked, apart): (Vec<&Card>, Vec<&Card>) =
        scorecard.shown().partition(|card| card.rank.is_some());
    let (min, count) = (scorecard.min_tasks, apart.len());
    let fewest = words::counted(min, "task");
    let below = (count > 0).then(|| {
        say!(
            lang,
            "事项不足{min}项，或快、狠都无可评的，不排名次 {count}个",
            "Fewer than {fewest}, or neither fast nor hard to score: {count}"
        )
    });
    let lines = ranked.into_iter().map(Line::Row);
    let lines = lines.chain(below.map(|words| Line::Group(words.into())));
    let mut table = grouped(lines.chain(apart.into_iter().map(Line::Row)), lang)
        .named(say!(lang, "排名", "Ranking"))
        .right(say!(lang, "名次", "Rank"), 0, move |card| {
            card.rank.map_or_else(|| "-".into(), Cell::from)
        })
        .wrapping(words::by(By::Dept, lang), move |card| {
            let row = account.rank_row(card);
            let short = Group::of_department(card.department).short(account.book);
            group_name(By::Dept, row.group.as_deref(), short.or(row.name).as_deref(), lang)
        })
        .right(say!(lang, "得分", "Score"), 0, |card| scored(card.score()));
    for (_, part) in Part::ALL {
        table = table.right(part_name(part, lang), 1, move |card| {
            let share = card.part(part).map(|share| {
                let words = words::percent_f64(share / 100.0);
                Cell::new(words, Value::Number((share * 10.0).round() / 10.0))
            });
            share.unwrap_or_else(|| "-".into())
        });
    }
    table = table.right(say!(lang, "项数", "Tasks"), 2, |card| card.tasks);
    table = table.wide(|table| {
        table.right(say!(lang, "按期", "On time"), 0, |card| card.delivered().0).right(
            say!(lang, "应办", "Owed"),
            0,
            |card| card.delivered().1,
        )
    });
    for (factor, over, under) in halves(lang) {
        table = table.wide(|table| {
            table.right(over, 0, move |card| summed(card.factor(factor).over)).right(
                under,
                0,
                move |card| summed(card.factor(factor).under),
            )
        });
    }
    table.wide(|table| {
        let remark = move |card: &&Card| {
            card.rank.map_or_else(|| say!(lang, "不排名次", "not ranked"), |_| String::new())
        };
        table.left(say!(lang, "备注", "Remarks"), 0, remark).if_any()
    })
}

/// What stands over and under the line of a factor.
fn halves(lang: Locale) -> [(Factor, String, String); 3] {
    let (made, owed) = (say!(lang, "实报", "Reports made"), say!(lang, "应报", "Reports owed"));
    let (free, all) = (say!(lang, "未超时阻点", "Not stuck"), say!(lang, "阻点", "Blockers"));
    let (verified, judged) = (say!(lang, "销号", "Verified"), say!(lang, "核验", "Judged"));
    [
        (Factor::Unstuck, free, all),
        (Factor::Reported, made, owed),
        (Factor::Verified, verified, judged),
    ]
}

/// A score as a cell.
fn scored(of: Option<f64>) -> Cell {
    let value = of.map_or(Value::Words, |of| Value::Number(hundredths(of) as f64 / 100.0));
    Cell::new(Text::inked(score(of), Ink::Bold), value)
}

/// A sum as a cell.
pub(super) fn summed(of: f64) -> Cell {
    Cell::new(sum(of), Value::Number((of * 10_000.0).round() / 10_000.0))
}

/// `2/3`; nothing where there is nothing under the line.
fn of(over: f64, under: f64) -> Text {
    if under <= 0.0 {
        return Text::inked("-", Ink::Faint);
    }
    let ink = if over < under { Ink::Plain } else { Ink::Faint };
    Text::inked(format!("{}/{}", sum(over), sum(under)), ink)
}

/// What the scores are made of, once a set of weights.
pub(in crate::page) fn rules(account: &Account<'_>, lang: Locale) -> Vec<Block> {
    let mut seen: Vec<PerPart<Quantity>> = Vec::new();
    for ledger in &account.book.ledgers {
        if !seen.contains(&ledger.rules.score) {
            seen.push(ledger.rules.score);
        }
    }
    let weights: Vec<String> = seen
        .iter()
        .map(|weights| {
            let [fast, aimed, hard, clean] =
                [Part::Fast, Part::Aimed, Part::Hard, Part::Clean].map(|part| weights[part]);
            say!(
                lang,
                "快{fast}、准{aimed}、狠{hard}、净{clean}",
                "fast {fast}, aimed {aimed}, hard {hard}, clean {clean}"
            )
        })
        .collect();
    let weights = weights.join(&say!(lang, "；", "; "));
    let note = say!(
        lang,
        "得分为四项加权平均（{weights}），各0–100；没有可评的一项不计，其余按权重折算。快：实达÷应达，按权重平均；准：措施、抓手、底数、途中节点齐备的比例；狠：按期办结÷应办与未超时÷阻点的平均；净：实报÷应报×销号÷（销号+退回）。同分同名次。",
        "The score is the weighted mean of four parts ({weights}), each 0 to 100; a part with nothing to score is left out. Fast: actual ÷ planned, by weight. Aimed: measures, levers, baseline and a point on the way. Hard: the mean of on time ÷ owed and never stuck ÷ blockers. Clean: reports made ÷ owed × verified ÷ (verified + returned). Equal scores share a rank."
    );
    vec![Block::Note(note)]
}
