//! Figures that seem mistyped, before they are written.

use super::Refusal;
use crate::ledger::Locale;
use duban_words::say;

/// A figure far past its target.
#[derive(Clone, Debug)]
pub struct FarBeyond {
    pub id: String,
    pub figure: String,
    pub target: String,
}

/// One or more of them.
#[derive(Clone, Debug)]
pub struct Doubtful(pub Vec<FarBeyond>);

impl Doubtful {
    /// At a terminal.
    pub fn question(&self, lang: Locale) -> String {
        let lines = self.0.iter().map(|FarBeyond { id, figure, target }| {
            say!(
                lang,
                "{id}：{figure}远超目标{target}\n",
                "{id}: {figure} is far beyond the target of {target}\n"
            )
        });
        let lines: String = lines.collect();
        say!(lang, "{lines}照写吗？（y 写，回车不写）", "{lines}Write it? (y or Enter for no) ")
    }

    /// After a no.
    pub fn refusal(&self, lang: Locale) -> Refusal {
        Refusal::new(say!(
            lang,
            "没有写入：看单位和位数对不对",
            "nothing was written: look at the unit and the digits"
        ))
    }
}
