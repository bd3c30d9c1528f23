//! The clauses of a goal, and how each stands to what is promised: a promise, a figure beside it, or none of its figures.

use crate::ledger::Term;
use chrono::Datelike;

/// A clause with its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause<'t> {
    /// Its first byte.
    pub at: usize,
    pub text: &'t str,
    pub stance: Stance,
    /// The year that its figures are of, where it names one.
    pub year: Option<i32>,
}

/// How a figure stands to the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It is promised.
    Promise,
    /// It counts where nothing else is promised: what stands in brackets, what the work touches, a later year.
    Aside,
    /// It is no promise: a part of a sum, what was done before.
    Never,
}

/// What holds from one clause to the next.
#[derive(Clone, Copy, Default)]
struct State {
    is_part: bool,
    is_scope: bool,
    in_brackets: bool,
    year: Option<i32>,
}

/// The clauses but those of what is done at each turn; a comma between digits belongs to a number.
pub(super) fn clauses(text: &str, term: Term) -> Vec<Clause<'_>> {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let cuts = text.char_indices().filter(|(at, letter)| match letter {
        '、' | ';' | '。' | '\n' | '(' | ')' | ':' => true,
        ',' => {
            let before = text.get(..*at).and_then(|text| text.chars().next_back());
            let after = text.get(at + 1..).and_then(|text| text.chars().next());
            !(is_digit(before) && is_digit(after))
        }
        _ => false,
    });
    let (mut state, mut outer, mut at) = (State::default(), Vec::new(), 0);
    let mut found = Vec::new();
    for (end, mark) in cuts.chain(std::iter::once((text.len(), '。'))) {
        let clause = text.get(at..end).unwrap_or("");
        if !clause.trim().is_empty() {
            state.read(clause, term);
            let (stance, year) = (state.stance(clause, term), state.year);
            if !is_of_each_turn(clause) {
                found.push(Clause { at, text: clause, stance, year });
            }
        }
        match mark {
            '(' => {
                outer.push(state);
                state.in_brackets = true;
            }
            ')' => state = outer.pop().unwrap_or_default(),
            ',' => state.is_scope = false,
            ';' | '。' | '\n' => {
                state = State { in_brackets: state.in_brackets, ..State::default() };
            }
            _ => {}
        }
        at = end + mark.len_utf8();
    }
    found
}

impl State {
    fn read(&mut self, clause: &str, term: Term) {
        const PARTS: [&str; 5] = ["其中", "含", "包括", "包含", "分别"];
        const ANEW: [&str; 7] = ["再", "剩余", "余下", "力争", "确保", "计划", "全部"];
        let clause = clause.trim();
        self.is_part |= PARTS.iter().any(|word| clause.starts_with(word));
        self.is_scope |= ["涉及", "覆盖", "惠及"].iter().any(|word| {
            // 覆盖率 is a figure of its own.
            clause.split(word).skip(1).any(|behind| !behind.starts_with(['率', '面', '度', '比']))
        });
        if let Some(year) = year(clause, term) {
            self.year = Some(year);
        } else if ANEW.iter().any(|word| clause.contains(word)) {
            self.year = None;
        }
    }

    fn stance(self, clause: &str, term: Term) -> Stance {
        let year = self.year;
        let is_before = year.is_some_and(|year| year < term.first.year());
        if self.is_part || is_before || is_past(clause) {
            return Stance::Never;
        }
        let is_later = year.is_some_and(|year| year > term.last.year());
        if self.is_scope || self.in_brackets || is_later { Stance::Aside } else { Stance::Promise }
    }
}

fn is_of_each_turn(clause: &str) -> bool {
    clause.contains('每') || clause.contains("per ")
}

/// The year that the figures of a clause are of; one that they are compared with is none: 比2017年增长8%.
fn year(clause: &str, term: Term) -> Option<i32> {
    const THIS: [&str; 8] = ["今年", "本年", "年内", "全年", "当年", "年底", "年末", "年度"];
    let named = clause.rmatch_indices('年').find_map(|(at, _)| {
        let before = clause.get(..at)?;
        let head = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = before.get(head.len()..)?;
        let number: i32 = digits.parse().ok()?;
        let is_short = digits.len() == 2 && head.is_empty();
        let year = if is_short { number + 2000 } else { number };
        let near = term.first.year() - 3..=term.last.year() + 5;
        let fits = near.contains(&year) && (digits.len() == 4 || is_short);
        let is_compared = head
            .ends_with(['比', '较', '于', '与', '对', '自', '从', '由', '至', '-'])
            || clause.contains("基础");
        (fits && !is_compared).then_some(year)
    });
    let this = THIS.iter().any(|word| clause.contains(word));
    named.or_else(|| this.then(|| term.name_year()))
}

/// Whether a clause tells what was done before.
fn is_past(clause: &str) -> bool {
    const DONE: [&str; 21] = [
        "已完成",
        "已建成",
        "已建",
        "已签",
        "已达",
        "已有",
        "已开工",
        "已竣工",
        "已实现",
        "已投",
        "已改造",
        "已征",
        "已拆",
        "已累计",
        "已新增",
        "已到位",
        "已落实",
        "已交付",
        "已腾空",
        "现有",
        "原有",
    ];
    const NOW: [&str; 5] = ["目前有", "目前完成", "截至目前", "截止目前", "累计已"];
    let clause = clause.replace("已经", "已");
    let last_year = ["去年", "上年", "往年"].iter().any(|word| {
        clause.match_indices(word).any(|(at, _)| {
            let (before, behind) = clause.split_at(at);
            let behind = behind.trim_start_matches(word);
            !before.ends_with(['比', '较', '于', '与', '和', '同', '超', '由', '从'])
                && !["基础", "同期", "水平", "的"].iter().any(|word| behind.starts_with(word))
        })
    });
    last_year || DONE.iter().chain(&NOW).any(|word| clause.contains(word))
}
