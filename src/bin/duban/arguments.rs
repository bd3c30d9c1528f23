//! What several commands take alike, and help in the language asked for.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use duban::exchange::Feature;
use duban::ledger::{Light, Locale};
use duban::page::HeadWords;
use duban::page::refusals::usage::FormatRefused;
use duban::page::words::light as light_name;
use duban::render::{Csv, Format};
use duban_words::words;
use std::sync::OnceLock;

static LANG: OnceLock<Locale> = OnceLock::new();

/// Sets the language of the help, before anything is parsed.
pub(crate) fn speak(lang: Locale) {
    // Set once; a second call would be of the same run and the same language.
    let _ = LANG.set(lang);
}

/// The language of the help.
pub(crate) fn lang() -> Locale {
    LANG.get().copied().unwrap_or_default()
}

/// The parser of an option whose values have names.
pub(crate) fn named<T: Copy + Send + Sync + 'static>(
    values: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let names = values.iter().map(|(name, _)| *name);
    PossibleValuesParser::new(names).try_map(|typed| {
        let value = values.iter().find(|(name, _)| *name == typed);
        value.map(|(_, value)| *value).ok_or("unknown")
    })
}

/// The help of `--format`: the names that it takes.
pub(crate) fn formats<T>(values: &[(&str, T)]) -> String {
    let names = values.iter().map(|(name, _)| (*name).to_owned());
    choices(words!(lang(), "输出格式：", "Format: "), names)
}

fn lights() -> String {
    let names = Light::ALL.iter().map(|(_, light)| light_name(*light, None, lang()));
    choices(words!(lang(), "灯：", "Light: "), names)
}

fn choices(what: &str, names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    format!("{what}{}", names.join(words!(lang(), "、", ", ")))
}

#[derive(Debug, Default, Args)]
pub(crate) struct OutputArgs {
    #[arg(long, value_name = "FORMAT", value_parser = named(&OutputFormat::ALL), default_value = "table", hide_default_value = true, hide_possible_values = true, help = formats(&OutputFormat::ALL))]
    pub(crate) format: OutputFormat,
    #[arg(long, help = words!(lang(), "CSV 前加 BOM，供 Excel 打开", "Begin CSV with a BOM, for Excel"))]
    pub(crate) bom: bool,
    #[arg(long, value_name = "HEADS", value_parser = named(&Heads::ALL), default_value = "stable", hide_default_value = true, hide_possible_values = true, help = words!(lang(), "CSV 的表头：stable（英文，不变）、local（中文）", "Heads of CSV: stable (English, they never change), local (in your language)"))]
    pub(crate) heads: Heads,
}

impl OutputArgs {
    /// An answer in one of the formats that all share.
    pub(crate) fn shared(format: Format) -> Self {
        Self { format: OutputFormat::Shared(format), ..Self::default() }
    }

    /// How CSV is written, for a reader of that language.
    pub(crate) fn csv(&self, lang: Locale) -> Csv {
        Csv {
            for_spreadsheet: self.bom,
            heads: (self.heads == Heads::Local).then_some(HeadWords(lang)),
        }
    }

    /// What the format cannot do.
    pub(crate) fn refused(&self, to_terminal: bool) -> Option<FormatRefused> {
        let is_csv = self.format == OutputFormat::Shared(Format::Csv);
        let is_xlsx = self.format == OutputFormat::Xlsx;
        let unwritable = is_xlsx.then(|| unwritable("xlsx", Feature::Excel, to_terminal)).flatten();
        if unwritable.is_some() {
            unwritable
        } else if self.bom && !is_csv {
            Some(FormatRefused::CsvOnly { option: "--bom" })
        } else if self.heads != Heads::Stable && !is_csv {
            Some(FormatRefused::CsvOnly { option: "--heads" })
        } else {
            None
        }
    }
}

/// Why a format that is no text cannot be written here: this build lacks it, or a terminal would have to show it.
pub(crate) fn unwritable(
    format: &'static str,
    feature: Feature,
    to_terminal: bool,
) -> Option<FormatRefused> {
    if !feature.is_built() {
        return Some(FormatRefused::NotBuilt { format, feature: feature.name() });
    }
    to_terminal.then_some(FormatRefused::NoScreen { format })
}

/// The formats of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    Shared(Format),
    /// A workbook.
    Xlsx,
}

impl OutputFormat {
    const ALL: [(&'static str, Self); 8] = [
        ("table", Self::Shared(Format::Table)),
        ("plain", Self::Shared(Format::Plain)),
        ("md", Self::Shared(Format::Md)),
        ("csv", Self::Shared(Format::Csv)),
        ("json", Self::Shared(Format::Json)),
        ("ndjson", Self::Shared(Format::Ndjson)),
        ("html", Self::Shared(Format::Html)),
        ("xlsx", Self::Xlsx),
    ];
}

impl Default for OutputFormat {
    fn default() -> Self {
        Self::Shared(Format::default())
    }
}

/// Whose words the heads of CSV are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Heads {
    /// The names of JSON.
    #[default]
    Stable,
    /// The reader's.
    Local,
}

impl Heads {
    pub(crate) const ALL: [(&'static str, Self); 2] =
        [("stable", Self::Stable), ("local", Self::Local)];
}

#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    #[arg(long, value_name = "AREA", help = words!(lang(), "领域（名称或编号）", "Area, by name or id"))]
    pub(crate) area: Vec<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "牵头单位（名称、别名或编号）", "Owner, by name, alias or id"))]
    pub(crate) dept: Vec<String>,
    #[arg(long, value_name = "DEPT", help = words!(lang(), "牵头或配合单位", "Owner or helping department"))]
    pub(crate) with: Vec<String>,
    #[arg(long, value_name = "LEADER", help = words!(lang(), "挂钩领导", "Leader"))]
    pub(crate) leader: Vec<String>,
    #[arg(long, value_name = "KIND", help = words!(lang(), "类别：项目、指标、事项、常态化工作", "Kind: project, indicator, action, duty"))]
    pub(crate) kind: Vec<String>,
    #[arg(long, help = words!(lang(), "只看重点", "Key tasks only"))]
    pub(crate) key: bool,
    #[arg(long, value_name = "TAG", help = words!(lang(), "标签", "Tag"))]
    pub(crate) tag: Vec<String>,
    #[arg(long, value_name = "SOURCE", help = words!(lang(), "来源（全文或其中几个字）", "Where it was promised, in full or a piece of it"))]
    pub(crate) source: Vec<String>,
    #[arg(long, value_name = "LIGHT", help = lights())]
    pub(crate) light: Vec<String>,
    #[arg(long, value_name = "STANDING", help = words!(lang(), "状态：逾期、滞后、待销号等", "Standing: overdue, lagging, awaiting, …"))]
    pub(crate) standing: Vec<String>,
    #[arg(long, value_name = "ID", help = words!(lang(), "某上级事项之下", "Below this heading"))]
    pub(crate) under: Option<String>,
    #[arg(long, help = words!(lang(), "已申请延期、尚未批复", "With an undecided application for a later deadline"))]
    pub(crate) asking: bool,
    #[arg(long, help = words!(lang(), "一周内新转红", "Red, and not so a week ago"))]
    pub(crate) newly_red: bool,
    #[arg(long, help = words!(lang(), "批示、催办过了限期还没有答复", "With an order or a notice not answered by its day"))]
    pub(crate) unanswered: bool,
    #[arg(value_name = "WORDS", help = words!(lang(), "编号、事项名或目标中的字词", "Words of the id, the title or the goal"))]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "ORDER", help = words!(lang(), "排序：key、lag、due、overdue、light、weight、id、missed、book", "Order: key, lag, due, overdue, light, weight, id, missed, book"))]
    pub(crate) sort: Option<String>,
    #[arg(long, value_name = "GROUP", help = words!(lang(), "分组：area、dept、leader、kind、key、parent、source、tag、unit、ledger、none", "Group by: area, dept, leader, kind, key, parent, source, tag, unit, ledger, none"))]
    pub(crate) by: Option<String>,
    #[arg(long, help = words!(lang(), "列出了事项则以 1 退出", "Exit with 1 if anything is listed"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// What every write takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct WriteArgs {
    #[arg(long, help = words!(lang(), "只显示会改什么，不写入", "Show the difference, write nothing"))]
    pub(crate) dry_run: bool,
    #[arg(long, help = words!(lang(), "台账被占用时不等候", "Do not wait for another write"))]
    pub(crate) no_wait: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = Self::PATIENCE, hide_default_value = true, help = words!(lang(), "台账被占用时最多等几秒（默认60）", "Wait for another write at most so long (default: 60)"))]
    pub(crate) wait: u64,
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_default_value = true, hide_possible_values = true, help = words!(lang(), "输出格式：table、json", "Format: table, json"))]
    pub(crate) format: WriteFormat,
}

impl WriteArgs {
    /// Seconds that a write waits for another one.
    pub(crate) const PATIENCE: u64 = 60;
}

/// How a write is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum WriteFormat {
    #[default]
    Table,
    Json,
}
