//! The arguments of `report`.

use super::{lang, named};
use crate::edition::Asked;
use clap::{Args, ValueEnum};
use duban::calendar::PeriodUnit;
use duban::render::Format;
use duban_words::words;

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[arg(value_name = "KIND", required_unless_present_any = ["period", "print_template"], hide_possible_values = true, help = words!(lang(), "哪一种:weekly(周报)、dekad(旬报)、monthly(月报)、quarterly(季报)、half-year(半年报)、yearly(年报)", "Which kind: weekly, dekad, monthly, quarterly, half-year, yearly"))]
    pub(crate) kind: Option<Kind>,
    #[arg(long, value_name = "PERIOD", help = words!(lang(), "哪一期,如 2018-W19、5月上旬、2018-04(默认截止日已到的最近一期)", "Which period, like 2018-W19, 2018-05-D1, 2018-04 (default: the last whose cut-off has come)"))]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "N", help = words!(lang(), "期号(默认按该年第几个周、旬、月算)", "Its number (default: the week, month, … of the year)"))]
    pub(crate) no: Option<u32>,
    #[arg(long, help = words!(lang(), "附各单位得分(快、准、狠、净)", "With the scores of the departments"))]
    pub(crate) rank: bool,
    #[arg(long, help = words!(lang(), "输出所用的文字模板", "Print the template that words it"))]
    pub(crate) print_template: bool,
    #[arg(long, value_name = "FORMAT", value_parser = named(&ReportFormat::ALL), default_value = "table", hide_default_value = true, hide_possible_values = true, help = words!(lang(), "输出格式:table、plain、md、html、docx、wechat、json、ndjson、csv", "Format: table, plain, md, html, docx, wechat, json, ndjson, csv"))]
    pub(crate) format: ReportFormat,
}

impl ReportArgs {
    /// Which edition is asked for.
    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            unit: self.kind.map(Kind::unit),
            period: self.period.as_deref(),
            number: self.no,
            rank: self.rank,
        }
    }
}

/// What kind of bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    #[value(alias = "周报", alias = "週報", alias = "week")]
    Weekly,
    #[value(alias = "旬报", alias = "旬報")]
    Dekad,
    #[value(alias = "月报", alias = "月報", alias = "month")]
    Monthly,
    #[value(alias = "季报", alias = "季報", alias = "quarter")]
    Quarterly,
    #[value(alias = "半年报", alias = "半年報")]
    HalfYear,
    #[value(alias = "年报", alias = "年報", alias = "year")]
    Yearly,
}

impl Kind {
    /// On what periods it goes out.
    pub(crate) fn unit(self) -> PeriodUnit {
        match self {
            Self::Weekly => PeriodUnit::Week,
            Self::Dekad => PeriodUnit::Dekad,
            Self::Monthly => PeriodUnit::Month,
            Self::Quarterly => PeriodUnit::Quarter,
            Self::HalfYear => PeriodUnit::Half,
            Self::Yearly => PeriodUnit::Year,
        }
    }
}

/// The dresses of a bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Shared(Format),
    Docx,
    Wechat,
}

impl ReportFormat {
    const ALL: [(&'static str, Self); 9] = [
        ("table", Self::Shared(Format::Table)),
        ("plain", Self::Shared(Format::Plain)),
        ("md", Self::Shared(Format::Md)),
        ("html", Self::Shared(Format::Html)),
        ("docx", Self::Docx),
        ("wechat", Self::Wechat),
        ("json", Self::Shared(Format::Json)),
        ("ndjson", Self::Shared(Format::Ndjson)),
        ("csv", Self::Shared(Format::Csv)),
    ];
}
