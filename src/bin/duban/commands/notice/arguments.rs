//! The arguments of `notice`.

use crate::arguments::{FilterArgs, WriteArgs, WriteFormat, lang, named};
use clap::Args;
use duban::account::Cause;
use duban::render::Format;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "催办单", about = words!(lang(), "催办单：每单位一份，有编号、有答复日", "Notices: one a department, numbered, to be answered by a day"), after_help = words!(lang(), "例：\n  duban notice --overdue\n  duban notice --overdue --only-new --reply 5月18日 --record\n  duban 催办单 --overdue --lagging --dept 东海街道办 --each --format html > 催办.html\n  duban notice --overdue --out 催办单/ --format html", "Examples:\n  duban notice --overdue\n  duban notice --overdue --only-new --reply 2018-05-18 --record\n  duban notice --overdue --lagging --dept dhjd --each --format html > notice.html\n  duban notice --overdue --out notices/ --format html"))]
pub(crate) struct NoticeArgs {
    #[command(flatten)]
    pub(crate) urge: UrgeArgs,
    #[arg(long, help = words!(lang(), "登记：在台账里写入 urge 记录", "Record them: write `urge` entries into the ledger"))]
    pub(crate) record: bool,
    #[arg(long, value_name = "DIR", help = words!(lang(), "每件一个文件，写入此文件夹", "A file each, into this folder"))]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = named(NoticeFormat::ALL), default_value = "text", hide_default_value = true, hide_possible_values = true, help = words!(lang(), "输出格式：text、html、md、docx、eml、json", "Format: text, html, md, docx, eml, json"))]
    pub(crate) format: NoticeFormat,
}

impl UrgeArgs {
    /// What tasks are urged for; what is overdue where nothing is asked.
    pub(crate) fn causes(&self) -> Vec<Cause> {
        let asked = [
            (self.overdue, Cause::Overdue),
            (self.lagging, Cause::Lagging),
            (self.stale, Cause::Stale),
            (self.answers, Cause::Answers),
        ];
        let asked = asked.into_iter().filter(|(asked, _)| *asked);
        let causes: Vec<Cause> = asked.map(|(_, cause)| cause).collect();
        if causes.is_empty() { vec![Cause::Overdue] } else { causes }
    }
}

impl NoticeArgs {
    /// How what `--record` writes is written.
    pub(crate) fn write(&self) -> WriteArgs {
        WriteArgs {
            dry_run: false,
            no_wait: false,
            wait: WriteArgs::PATIENCE,
            format: WriteFormat::Table,
        }
    }
}

/// Which tasks notices are about.
#[derive(Debug, Args)]
pub(crate) struct UrgeArgs {
    #[arg(long, help = words!(lang(), "逾期未完成的（默认）", "Tasks past their deadline (the default)"))]
    pub(crate) overdue: bool,
    #[arg(long, help = words!(lang(), "落后于序时进度的", "Tasks behind their plan"))]
    pub(crate) lagging: bool,
    #[arg(long, help = words!(lang(), "漏报进展的", "Tasks whose last reports are missing"))]
    pub(crate) stale: bool,
    #[arg(long, help = words!(lang(), "批示未答复的", "Tasks with an order of a leader not answered"))]
    pub(crate) answers: bool,
    #[arg(long, help = words!(lang(), "只催没有未答复催办的", "Only those without an unanswered notice"))]
    pub(crate) only_new: bool,
    #[arg(long, help = words!(lang(), "连未到回复日的也再催", "Urge again those whose notice still has time to be answered"))]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "DATE", help = words!(lang(), "限哪一天答复（默认3个工作日后，见 [notice] reply）", "The day to answer by (default: 3 working days on, see [notice] reply)"))]
    pub(crate) reply: Option<String>,
    #[arg(long, help = words!(lang(), "一事一单", "One a task"))]
    pub(crate) each: bool,
    #[arg(long = "no", value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = words!(lang(), "首件的编号（默认接着已登记的最大号）", "Number of the first (default: after the highest recorded)"))]
    pub(crate) number: Option<u32>,
}

/// The formats of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeFormat {
    Shared(Format),
    Docx,
    #[cfg(feature = "mail")]
    Eml,
}

impl NoticeFormat {
    const ALL: &'static [(&'static str, Self)] = &[
        ("text", Self::Shared(Format::Table)),
        ("html", Self::Shared(Format::Html)),
        ("md", Self::Shared(Format::Md)),
        ("json", Self::Shared(Format::Json)),
        ("docx", Self::Docx),
        #[cfg(feature = "mail")]
        ("eml", Self::Eml),
    ];

    /// The extension of its files.
    pub(crate) fn extension(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, format)| *format == self);
        match named {
            Some(("text", _)) | None => "txt",
            Some((name, _)) => name,
        }
    }
}
