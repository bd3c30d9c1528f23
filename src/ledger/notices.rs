//! Notices to departments (督办单、催办函): how they are numbered and how long an answer may take.

use std::fmt;

/// `[notice]` of duban.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRules {
    /// What their numbers begin with: 丰督 in 丰督〔2018〕12号.
    pub prefix: String,
    /// Working days within which they are to be answered.
    pub reply: u32,
    /// Whom to ask, with the telephone: 督查专干 22500001.
    pub contact: Option<String>,
    /// Who gets a copy of each (抄送).
    pub copies: Option<String>,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self { prefix: "督".to_owned(), reply: 3, contact: None, copies: None }
    }
}

/// The number of a notice in the form of official papers: 丰督〔2018〕12号.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeNumber {
    /// 丰督.
    pub prefix: String,
    /// The year it counts in.
    pub year: i32,
    /// Its place in that year, from 1.
    pub nth: u32,
}

impl NoticeNumber {
    /// Reads a number, with any brackets people put round the year; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        const OPEN: [char; 6] = ['〔', '［', '[', '（', '(', '【'];
        const CLOSE: [char; 6] = ['〕', '］', ']', '）', ')', '】'];
        let (prefix, rest) = text.trim().split_once(OPEN)?;
        let (year, nth) = rest.split_once(CLOSE)?;
        let nth = nth.trim().trim_end_matches(['号', '號']);
        let nth = nth.trim_start_matches('第');
        Some(Self {
            prefix: prefix.trim().to_owned(),
            year: year.trim().parse().ok()?,
            nth: nth.trim().parse().ok()?,
        })
    }
}

impl fmt::Display for NoticeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.nth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written_and_with_other_brackets() {
        let number = NoticeNumber { prefix: "丰督".to_owned(), year: 2018, nth: 12 };
        assert_eq!(number.to_string(), "丰督〔2018〕12号");
        for text in
            ["丰督〔2018〕12号", "丰督[2018]12号", "丰督（2018）第12號", " 丰督 ( 2018 ) 12 "]
        {
            assert_eq!(NoticeNumber::parse(text).as_ref(), Some(&number), "{text}");
        }
        for text in ["电话催办", "丰督2018-12", "丰督〔年〕1号", "丰督〔2018〕号"]
        {
            assert_eq!(NoticeNumber::parse(text), None, "{text}");
        }
    }
}
