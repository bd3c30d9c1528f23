//! The arguments of `mail`.

use crate::arguments::{OutputArgs, lang};
use clap::{Args, ValueEnum};
use duban::calendar::PeriodUnit;
use duban_words::words;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "发信", about = words!(lang(), "发信：通报给领导，催办单给各单位，每件只发一次", "Send reports, and to each department its own notices; each once"), after_help = words!(lang(), "例：\n  duban mail weekly --dry-run\n  duban mail notices\n  duban mail test", "Examples:\n  duban mail weekly --dry-run\n  duban mail notices\n  duban mail test"))]
pub(crate) struct MailArgs {
    #[arg(value_name = "WHAT", value_enum, hide_possible_values = true, required_unless_present_any = ["sent", "again", "move_settings", "adopt_marks"], help = words!(lang(), "发什么：weekly（周报）、dekad、monthly、quarterly、half-year、yearly；notices（已登记、未答复的催办单）；test（连接、登录，不发信）", "What: the report weekly, dekad, monthly, quarterly, half-year, yearly; notices (recorded, unanswered); test (connect and log in, send nothing)"))]
    pub(crate) what: Option<What>,
    #[arg(long, value_name = "PERIOD", help = words!(lang(), "哪一期通报（默认印发日已到的最近一期）", "The report of which period (default: the last whose day of issue has come)"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = words!(lang(), "通报的期号（默认按该年第几个周、旬、月算）", "Number of the report (default: the week, month, … of the year)"))]
    pub(crate) no: Option<u32>,
    #[arg(long, help = words!(lang(), "通报里加上各单位得分", "With the scores of the departments in the report"))]
    pub(crate) rank: bool,
    #[arg(long, value_name = "ADDRESS", help = words!(lang(), "通报只发给这些地址，代替 [mail] 的 to 和 cc", "Send the report to these addresses, instead of `to` and `cc` of [mail]"))]
    pub(crate) to: Vec<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "催办单只发给这些单位", "Send notices to these departments only"))]
    pub(crate) dept: Vec<String>,
    #[arg(long, help = words!(lang(), "只说会发什么，不连接", "Say what would be sent; do not connect"))]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "KEY", num_args = 0..=1, help = words!(lang(), "已发过的、可能已发的也再发；给出代号就只再发那一件", "Send again what was sent, or perhaps sent; with a key only that letter"))]
    pub(crate) again: Option<Option<String>>,
    #[arg(long, value_name = "KEY", num_args = 1.., conflicts_with_all = ["what", "again", "move_settings", "adopt_marks"], help = words!(lang(), "可能已发的那一件，问明已经收到", "A letter that was perhaps sent has arrived"))]
    pub(crate) sent: Vec<String>,
    #[arg(long, conflicts_with_all = ["what", "again", "adopt_marks"], help = words!(lang(), "把台账 [mail] 里怎么发信的设置移到自己的 mail.toml", "Move how letters leave from the ledger's [mail] to your own mail.toml"))]
    pub(crate) move_settings: bool,
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["what", "again"], help = words!(lang(), "接管台账里旧的发信记录（默认 .duban-sent）", "Take over the marks of letters sent that stand in the ledger (default: .duban-sent)"))]
    pub(crate) adopt_marks: Option<Option<PathBuf>>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What a notice is called where it is stored that it was sent.
pub(crate) const NOTICE: &str = "notice";

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    #[value(alias = "周报", alias = "週報")]
    Weekly,
    #[value(alias = "旬报", alias = "旬報")]
    Dekad,
    #[value(alias = "月报", alias = "月報")]
    Monthly,
    #[value(alias = "季报", alias = "季報")]
    Quarterly,
    #[value(alias = "半年报", alias = "半年報")]
    HalfYear,
    #[value(alias = "年报", alias = "年報")]
    Yearly,
    #[value(alias = "催办单", alias = "催辦單")]
    Notices,
    #[value(alias = "测试", alias = "測試")]
    Test,
}

impl What {
    /// What letters of that kind belong to, as it is stored with what was sent.
    pub(crate) fn called(kind: &str) -> Option<Self> {
        if kind == NOTICE {
            return Some(Self::Notices);
        }
        let all = Self::value_variants().iter().copied();
        all.into_iter().find(|what| what.report().is_some_and(|unit| unit.name() == kind))
    }

    /// The unit of the report's periods; its name is stored with what was sent.
    pub(crate) fn report(self) -> Option<PeriodUnit> {
        Some(match self {
            Self::Weekly => PeriodUnit::Week,
            Self::Dekad => PeriodUnit::Dekad,
            Self::Monthly => PeriodUnit::Month,
            Self::Quarterly => PeriodUnit::Quarter,
            Self::HalfYear => PeriodUnit::Half,
            Self::Yearly => PeriodUnit::Year,
            Self::Notices | Self::Test => return None,
        })
    }
}
