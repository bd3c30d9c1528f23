//! A schedule in running words as days and what is done by them: 3月完成征地，6月开工，12月主体封顶.

use super::deadline::{headed, piece, spelled};
use crate::ledger::{Term, half_width};
use chrono::NaiveDate;

/// The dated pieces of a sentence: 3月完成征地，6月开工 as days and what is done by them. Pieces without a day go on with the one before.
pub(super) fn dated_pieces(words: &str, term: Term) -> Vec<(NaiveDate, String)> {
    let narrow: String = words.chars().map(half_width).collect();
    let mut dated: Vec<(NaiveDate, String)> = Vec::new();
    for words in narrow.split([',', ';', '。', '\n']).map(str::trim) {
        let text = spelled(words);
        let is_time = piece(&text, term).and_then(|timing| timing.due);
        let named = headed(&text, term).and_then(|(timing, rest)| {
            let done = rest.trim_start_matches([':', ',', '-', ' ', '、']);
            Some((timing.due?, done.to_owned())).filter(|(_, done)| !done.is_empty())
        });
        match (named.or(is_time.map(|day| (day, String::new()))), dated.last_mut()) {
            (Some(step), _) => dated.push(step),
            (None, Some((_, before))) if !text.is_empty() => {
                if !before.is_empty() {
                    before.push('，');
                }
                before.push_str(&text);
            }
            (None, _) => {}
        }
    }
    dated.retain(|(_, done)| !done.is_empty());
    dated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_in_words_is_cut_at_its_days() {
        let read = |words: &str| {
            let pieces = dated_pieces(words, Term::year(2018)).into_iter();
            pieces.map(|(day, done)| format!("{day} {done}")).collect::<Vec<String>>().join("; ")
        };
        for (words, meant) in [
            (
                "3月完成征地，6月开工，12月主体封顶",
                "2018-03-31 完成征地; 2018-06-30 开工; 2018-12-31 主体封顶",
            ),
            ("一季度：完成征地、拆迁；二季度：开工", "2018-03-31 完成征地、拆迁; 2018-06-30 开工"),
            ("3月底前，完成征地；6月底前，开工", "2018-03-31 完成征地; 2018-06-30 开工"),
            ("1-3月完成方案，4-6月开工", "2018-03-31 完成方案; 2018-06-30 开工"),
            ("6月底前开工，全面铺开", "2018-06-30 开工，全面铺开"),
            ("2018年6月开工，2019年12月竣工", "2018-06-30 开工; 2019-12-31 竣工"),
            ("已完成征地，6月30日前开工", "2018-06-30 开工"),
            ("完成征地", ""),
            ("6月底前", ""),
            ("", ""),
        ] {
            assert_eq!(read(words), meant, "{words}");
        }
    }
}
