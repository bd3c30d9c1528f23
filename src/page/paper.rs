//! The parts that only an official paper has (GB/T 9704-2012).

/// A part of an official paper. What it says is in the language of its page; where it stands is the format's.
#[derive(Clone, Debug)]
pub enum Paper {
    /// The red head (报头): who issues, the number, the office on the left and the date on the right,
    /// and a red line below them.
    Masthead {
        /// Who issues it (发文机关标志).
        agency: String,
        /// 第19期.
        number: String,
        /// The office, on the left.
        office: String,
        /// The date of issue, on the right.
        date: String,
    },
    /// To whom it is addressed (主送), flush left, with its colon.
    Addressee(String),
    /// A heading of the second level: （一）…
    Subheading(String),
    /// A heading of the third level: 1. …
    Item(String),
    /// The office and the date below the text (落款).
    Signature {
        /// Who signs.
        office: String,
        /// The date, written out.
        date: String,
    },
    /// The list of what is annexed (附件), its titles in order; empty where there is none.
    Annexes {
        /// The word before the number: 附件.
        label: String,
        /// Their titles.
        titles: Vec<String>,
    },
    /// An annex begins on a new sheet, across it: its number and its title.
    Annex {
        /// 附件1.
        label: String,
        /// Its title.
        title: String,
    },
    /// The foot of the last page (版记): who gets a copy, who printed it and when.
    Imprint {
        /// 抄送：…
        copies: Option<String>,
        /// Who printed it (印发机关).
        office: String,
        /// When.
        date: String,
    },
    /// A slip to be filled in and sent back (回执): a row a task, and below them who sends it.
    Slip {
        /// Its title: 回执.
        title: String,
        /// The heads of its columns: the task, and what is asked of each.
        heads: Vec<String>,
        /// The tasks, each by id and title.
        tasks: Vec<String>,
        /// What is asked once: the unit and its seal, the date, a telephone.
        foot: Vec<String>,
    },
}
