//! The commands whose papers leave the office: notices and letters.

use super::log::{WriteArgs, WriteFormat};
#[cfg(feature = "mail")]
use super::mail::MailArgs;
use super::{FilterArgs, named, words};
use clap::{Args, Subcommand};
use duban::render::Format;
use std::path::PathBuf;

/// One file of `commands/` each.
#[derive(Debug, Subcommand)]
pub(crate) enum SendCommand {
    #[command(visible_alias = "催办单", about = words("催办单:每单位一份,有编号、有答复日", "催辦單:每單位一份,有編號、有答覆日", "Notices: one a department, numbered, to be answered by a day"), after_help = words(
        "例:\n  duban notice --overdue\n  duban notice --overdue --only-new --reply 5月18日 --record\n  duban 催办单 --overdue --lagging --dept 东海街道办 --each --format html > 催办.html\n  duban notice --overdue --out 催办单/ --format html",
        "例:\n  duban notice --overdue\n  duban notice --overdue --only-new --reply 5月18日 --record\n  duban 催辦單 --overdue --lagging --dept 東海街道辦 --each --format html > 催辦.html\n  duban notice --overdue --out 催辦單/ --format html",
        "Examples:\n  duban notice --overdue\n  duban notice --overdue --only-new --reply 2018-05-18 --record\n  duban notice --overdue --lagging --dept dhjd --each --format html > notice.html\n  duban notice --overdue --out notices/ --format html"
    ))]
    Notice(Box<NoticeArgs>),
    #[cfg(feature = "mail")]
    #[command(visible_alias = "发信", about = words("发信:通报给领导,催办单给各单位,每件只发一次", "發信:通報給領導,催辦單給各單位,每件只發一次", "Send reports, and to each department its own notices; each once"), after_help = words(
        "例:\n  duban mail weekly --dry-run\n  duban mail notices\n  duban mail test",
        "例:\n  duban mail weekly --dry-run\n  duban mail notices\n  duban mail test",
        "Examples:\n  duban mail weekly --dry-run\n  duban mail notices\n  duban mail test"
    ))]
    Mail(MailArgs),
}

/// Which tasks notices are about.
#[derive(Debug, Args)]
pub(crate) struct UrgeArgs {
    #[arg(long, help = words("逾期未完成的(默认)", "逾期未完成的(默認)", "Tasks past their deadline (the default)"))]
    pub(crate) overdue: bool,
    #[arg(long, help = words("落后于序时进度的", "落後於序時進度的", "Tasks behind their plan"))]
    pub(crate) lagging: bool,
    #[arg(long, help = words("只催没有未答复催办的", "只催沒有未答覆催辦的", "Only those without an unanswered notice"))]
    pub(crate) only_new: bool,
    #[arg(long, help = words("连未到回复日的也再催", "連未到回覆日的也再催", "Urge again those whose notice still has time to be answered"))]
    pub(crate) again: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "DATE", help = words("限哪一天答复(默认3个工作日后,见 [notice] reply)", "限哪一天答覆(默認3個工作日後,見 [notice] reply)", "The day to answer by (default: 3 working days on, see [notice] reply)"))]
    pub(crate) reply: Option<String>,
    #[arg(long, help = words("一事一单", "一事一單", "One a task"))]
    pub(crate) each: bool,
    #[arg(long = "no", value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = words("首件的编号(默认接着已登记的最大号)", "首件的編號(默認接着已登記的最大號)", "Number of the first (default: after the highest recorded)"))]
    pub(crate) number: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct NoticeArgs {
    #[command(flatten)]
    pub(crate) urge: UrgeArgs,
    #[arg(long, help = words("登记:在台账里写入 urge 记录", "登記:在臺賬裏寫入 urge 記錄", "Record them: write `urge` entries into the ledger"))]
    pub(crate) record: bool,
    #[arg(long, value_name = "DIR", help = words("每件一个文件,写入此文件夹", "每件一個文件,寫入此文件夾", "A file each, into this folder"))]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = named(NoticeFormat::ALL), default_value = "text", hide_default_value = true, hide_possible_values = true, help = words("输出格式:text、html、md、docx、eml、json", "輸出格式:text、html、md、docx、eml、json", "Format: text, html, md, docx, eml, json"))]
    pub(crate) format: NoticeFormat,
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

/// The dresses of a notice.
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

    /// What its files are called behind the point.
    pub(crate) fn extension(self) -> &'static str {
        let named = Self::ALL.iter().find(|(_, format)| *format == self);
        match named {
            Some(("text", _)) | None => "txt",
            Some((name, _)) => name,
        }
    }
}
