//! One department's scorecard, opened to the last digit: every task, blocker and strike-off that stands in a fraction.

use super::{part_name, rules, score, sum};
use crate::account::{Card, Explained, Factor, Part, Scorecard, Statement};
use crate::ledger::Locale;
use crate::page::period::{stands, title as period_title};
use crate::page::words::{self, say};
use crate::page::{Block, Ink, Page, Text, scope};

/// The explanation of one card.
pub fn page(
    statement: &Statement<'_, '_>,
    scorecard: &Scorecard,
    card: &Card,
    pieces: &[Explained<'_, '_, '_>],
    lang: Locale,
) -> Page {
    let account = statement.account;
    let name = account.rank_row(card).name.unwrap_or_default();
    let period = period_title(statement.period, account, lang);
    let title = say!(lang, "{name} {period}快准狠净核算", "{name}: scorecard of {period}");
    let mut page = Page::spread(title, stands(statement, lang), lang)
        .with(scope::line(account, &scorecard.judged, lang))
        .with([Block::Gap])
        .line(Text::inked(total(card, lang), Ink::Bold))
        .line(place(scorecard, card, lang));
    let blocks = &mut page.blocks;
    for (_, part) in Part::ALL {
        blocks.extend([Block::Gap, Block::Heading(heading(card, part, lang))]);
        for (_, factor) in Factor::ALL {
            let inside: Vec<&Explained<'_, '_, '_>> =
                pieces.iter().filter(|explained| explained.piece.factor == factor).collect();
            if factor.part() == part && !inside.is_empty() {
                blocks.push(Block::Line(equation(card, factor, lang).into()));
                blocks.push(super::pieces::table(account, factor, &inside, card, lang));
            }
        }
    }
    page.with([Block::Gap]).with(rules(account, lang)).noted(account, lang)
}

/// `得分 72.13 = (35×快83.75 + 15×准50.00) ÷ 50`.
fn total(card: &Card, lang: Locale) -> String {
    let (mut terms, mut weights) = (Vec::new(), Vec::new());
    for (_, part) in Part::ALL {
        let weight = card.weights[part];
        if let Some(value) = card.part(part) {
            let (name, value) = (part_name(part, lang), sum(value));
            terms.push(say!(lang, "{weight}×{name}{value}", "{weight}×{name} {value}"));
            weights.push(weight.to_string());
        }
    }
    let Some(_) = card.score() else {
        return say!(lang, "没有可评的，不计分", "Nothing to score");
    };
    let (score, terms) = (score(card.score()), terms.join(" + "));
    let weights = weights.join("+");
    say!(lang, "得分 {score} =（{terms}）÷（{weights}）", "Score {score} = ({terms}) ÷ ({weights})")
}

fn place(scorecard: &Scorecard, card: &Card, lang: Locale) -> String {
    let (tasks, ranked) = (card.tasks, scorecard.ranked());
    let min = scorecard.min_tasks;
    let count = words::counted(tasks, "task");
    match card.rank {
        Some(rank) => say!(
            lang,
            "名次 {rank}，参加排名{ranked}个单位；本单位{tasks}项",
            "Rank {rank} of {ranked}; {count}"
        ),
        None if tasks < min => say!(
            lang,
            "本单位{tasks}项，不足{min}项，不排名次",
            "{count}, fewer than {min}: not ranked"
        ),
        None => say!(
            lang,
            "本单位{tasks}项，快、狠都没有可评的，不排名次",
            "{count}, neither fast nor hard to score: not ranked"
        ),
    }
}

/// A part, and how it is made of its fractions.
fn heading(card: &Card, part: Part, lang: Locale) -> String {
    let name = part_name(part, lang);
    let open = match part {
        Part::Fast if card.open > 0 => {
            let (count, tasks) = (card.open, words::counted(card.open, "open task"));
            say!(lang, "（在办{count}项不评）", " ({tasks} left out)")
        }
        Part::Fast | Part::Aimed | Part::Hard | Part::Clean => String::new(),
    };
    let Some(value) = card.part(part) else {
        return say!(
            lang,
            "{name} 没有可评的，不计{open}",
            "{name}: nothing to score, left out{open}"
        );
    };
    let value = score(Some(value));
    let factors = Factor::ALL.iter().filter(|(_, factor)| factor.part() == part);
    let known: Vec<String> = factors
        .filter(|(_, factor)| card.factor(*factor).value().is_some())
        .map(|(_, factor)| factor_name(*factor, lang))
        .collect();
    let how = match (part, known.as_slice()) {
        (Part::Hard, [one, other]) => {
            say!(lang, " =（{one} + {other}）÷ 2", " = ({one} + {other}) ÷ 2")
        }
        (Part::Clean, [one, other]) => format!(" = {one} × {other}"),
        (Part::Hard | Part::Clean, [only]) => format!(" = {only}"),
        _ => String::new(),
    };
    format!("{name} {value}{how}{open}")
}

fn factor_name(factor: Factor, lang: Locale) -> String {
    match factor {
        Factor::Fast => say!(lang, "进度", "pace"),
        Factor::Aimed => say!(lang, "齐备", "readiness"),
        Factor::Delivered => say!(lang, "按期", "on time"),
        Factor::Unstuck => say!(lang, "阻点", "blockers"),
        Factor::Reported => say!(lang, "报送", "reports"),
        Factor::Verified => say!(lang, "销号", "strike-offs"),
    }
}

/// `按期 66.67 = 2 ÷ 3:按期办结的权重 ÷ 应办的权重`.
fn equation(card: &Card, factor: Factor, lang: Locale) -> String {
    let fraction = card.factor(factor);
    let value = score(fraction.value().map(|value| value * 100.0));
    let (name, over, under) = (factor_name(factor, lang), sum(fraction.over), sum(fraction.under));
    let meaning = match factor {
        Factor::Fast => say!(
            lang,
            "权重×（实达÷应达，在0和1之间）之和 ÷ 权重之和",
            "sum of weight × (actual ÷ planned, held to 0…1) ÷ sum of weights"
        ),
        Factor::Aimed => say!(
            lang,
            "各项（具备的条数÷应具备的条数）之和 ÷ 项数",
            "sum of (criteria met ÷ criteria that apply) ÷ tasks"
        ),
        Factor::Delivered => say!(
            lang,
            "按期的权重 ÷ 应办的权重，核减的不算",
            "weight on time ÷ weight owed, what was lifted left out"
        ),
        Factor::Unstuck => say!(
            lang,
            "未超时的 ÷ 期内有过的阻点",
            "never stuck ÷ blockers that stood in the period"
        ),
        Factor::Reported => say!(lang, "实报 ÷ 应报", "made ÷ owed"),
        Factor::Verified => say!(lang, "销号 ÷ （销号+退回）", "verified ÷ (verified + returned)"),
    };
    say!(
        lang,
        "{name} {value} = {over} ÷ {under} × 100（{meaning}）",
        "{name} {value} = {over} ÷ {under} × 100 ({meaning})"
    )
}
