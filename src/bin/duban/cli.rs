//! The command line: what may be written, and its help in the language asked for.

pub(crate) mod add;
pub(crate) mod against;
pub(crate) mod git;
pub(crate) mod history;
pub(crate) mod log;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod notice;
pub(crate) mod period;
pub(crate) mod report;
pub(crate) mod roll_over;
pub(crate) mod tools;
pub(crate) mod write;

use crate::completion;
use crate::edge::environment::Color;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::ArgValueCandidates;
use duban::ledger::Locale;
use duban::page::View;
use duban::render::Format;
use duban_words::words;
use std::path::PathBuf;
use std::sync::OnceLock;

static LANG: OnceLock<Locale> = OnceLock::new();

/// Sets the language of the help, before anything is parsed.
pub(crate) fn speak(lang: Locale) {
    // Set once; a second call would be of the same run and the same language.
    let _ = LANG.set(lang);
}

/// The language set.
pub(crate) fn lang() -> Locale {
    LANG.get().copied().unwrap_or_default()
}

#[derive(Debug, Parser)]
#[command(
    name = "duban",
    version,
    about = words!(lang(), "督办:普通文件上的工作台账", "duban: a task ledger over plain files"),
    after_help = words!(lang(), "例:\n  duban -C data/fengze --as-of 2018-05-15\n  duban 逾期\n  duban lagging --dept 东海街道办 --sort lag\n  duban show P-07\n  duban rollup --by dept\n  duban check", "Examples:\n  duban -C data/fengze --as-of 2018-05-15\n  duban overdue\n  duban lagging --dept dhjd --sort lag\n  duban show P-07\n  duban rollup --by dept\n  duban check"),
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = words!(lang(), "命令", "Commands"),
    next_help_heading = words!(lang(), "选项", "Options")
)]
pub(crate) struct Cli {
    #[arg(short = 'C', long = "ledger", value_name = "DIR", global = true, help = words!(lang(), "台账所在文件夹,或其中的 duban.toml", "Folder of the ledger, or its duban.toml"))]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, value_name = "DATE", global = true, help = words!(lang(), "截至哪一天(默认今天)", "The day to answer for (default: today)"))]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "LANG", global = true, help = words!(lang(), "语言:zh-Hans、zh-Hant、en", "Language: zh-Hans, zh-Hant, en"))]
    pub(crate) lang: Option<String>,
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t, hide_default_value = true, hide_possible_values = true, help = words!(lang(), "何时用颜色:auto、always、never", "When to use colour: auto, always, never"))]
    pub(crate) color: Color,
    #[arg(long, global = true, help = words!(lang(), "有错误的事项不计入,其余照常回答", "Answer for the other tasks when some have errors"))]
    pub(crate) keep_going: bool,
    #[arg(short = 'h', long, action = ArgAction::Help, global = true, help = words!(lang(), "显示帮助", "Show this help"))]
    pub(crate) help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, help = words!(lang(), "显示版本", "Show the version"))]
    pub(crate) version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(visible_alias = "总览", about = words!(lang(), "总览:今天该拍板的事", "Head figures, lights, areas, what needs a decision today"), after_help = words!(lang(), "例:\n  duban\n  duban status --format html", "Examples:\n  duban\n  duban status --format html"))]
    Status(OutputArgs),
    #[command(visible_alias = "逾期", about = words!(lang(), "逾期未完成的事项", "Tasks past their deadline and not complete"), after_help = words!(lang(), "例:\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md", "Examples:\n  duban overdue --dept 东海街道办\n  duban overdue --exit-code --format md"))]
    Overdue(ListArgs),
    #[command(visible_alias = "滞后", about = words!(lang(), "落后于序时进度的事项", "Tasks behind the plan"), after_help = words!(lang(), "例:\n  duban lagging --area 城市 --sort lag", "Example:\n  duban lagging --area 城市 --sort lag"))]
    Lagging(ListArgs),
    #[command(visible_alias = "到期", about = words!(lang(), "即将到期的事项和错过的节点", "Tasks soon due, and missed milestones"), after_help = words!(lang(), "例:\n  duban due --within 10d\n  duban due --answers", "Examples:\n  duban due --within 10d\n  duban due --answers"))]
    Due(DueArgs),
    #[command(visible_alias = "漏报", about = words!(lang(), "该报未报的事项", "Tasks whose reports are missing"), after_help = words!(lang(), "例:\n  duban stale --by dept", "Example:\n  duban stale --by dept"))]
    Stale(ListArgs),
    #[command(visible_alias = "阻点", about = words!(lang(), "未解决的阻点", "Open blockers"), after_help = words!(lang(), "例:\n  duban blockers --stuck", "Example:\n  duban blockers --stuck"))]
    Blockers(BlockersArgs),
    #[command(visible_alias = "清单", about = words!(lang(), "所有事项,可筛选", "All tasks, filtered as you like"), after_help = words!(lang(), "例:\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting", "Examples:\n  duban list --light red --area 城市 --format json\n  duban list 征迁 --standing awaiting"))]
    List(ListArgs),
    #[command(visible_alias = "查看", about = words!(lang(), "一项事项、一个单位、一位领导或一个领域", "One task, department, leader or area"), after_help = words!(lang(), "例:\n  duban show P-07\n  duban show 东海街道办", "Examples:\n  duban show P-07\n  duban show 东海街道办"))]
    Show(ShowArgs),
    #[command(visible_alias = "汇总", about = words!(lang(), "按领域、单位、领导等汇总", "Roll up by area, department, leader, …"), after_help = words!(lang(), "例:\n  duban rollup --by dept --format csv", "Example:\n  duban rollup --by dept --format csv"))]
    Rollup(RollupArgs),
    #[command(visible_alias = "预测", about = words!(lang(), "照现在的速度何时完成,谁会误期", "Finish at the present pace, and who will miss the deadline"), after_help = words!(lang(), "例:\n  duban forecast --late\n  duban 预测 --under P-20", "Examples:\n  duban forecast --late\n  duban forecast --under P-20"))]
    Forecast(ForecastArgs),
    #[command(visible_alias = "检查", about = words!(lang(), "台账里的错误和不规范之处", "Everything wrong or weak in the ledger"), after_help = words!(lang(), "例:\n  duban check\n  duban check --readiness --format csv", "Examples:\n  duban check\n  duban check --readiness --format csv"))]
    Check(CheckArgs),
    #[command(visible_alias = "新建", about = words!(lang(), "新建一本带注释的小台账", "Make a small commented ledger"), after_help = words!(lang(), "例:\n  duban init 2019 --year 2019", "Example:\n  duban init 2019 --year 2019"))]
    Init(InitArgs),
    #[command(visible_alias = "通报", about = words!(lang(), "督查通报:周报、旬报、月报、季报、半年报、年报", "The bulletin of a week, ten days, a month, a quarter, a half-year or a year"), after_help = words!(lang(), "例:\n  duban report weekly\n  duban 通报 周报 --format docx > 通报.docx\n  duban report --period 2018-04 --format html > 月报.html\n  duban report weekly --format wechat", "Examples:\n  duban report weekly\n  duban report weekly --format docx > bulletin.docx\n  duban report --period 2018-04 --format html > april.html\n  duban report weekly --format wechat"))]
    Report(report::ReportArgs),
    #[command(flatten)]
    Period(period::PeriodCommand),
    #[command(flatten)]
    History(history::HistoryCommand),
    #[command(flatten)]
    Send(notice::SendCommand),
    #[command(flatten)]
    Log(log::LogCommand),
    #[command(flatten)]
    Write(write::WriteCommand),
    #[command(flatten)]
    Driver(git::DriverCommand),
    #[command(flatten)]
    Git(git::GitCommand),
    #[command(flatten)]
    Tool(tools::ToolCommand),
}

/// The parser of an option whose values have names.
fn named<T: Copy + Send + Sync + 'static>(
    values: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let names = values.iter().map(|(name, _)| *name);
    PossibleValuesParser::new(names).try_map(|typed| {
        let value = values.iter().find(|(name, _)| *name == typed);
        value.map(|(_, value)| *value).ok_or("unknown")
    })
}

#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    #[arg(long, value_name = "FORMAT", value_parser = named(&Format::ALL), default_value = "table", hide_default_value = true, hide_possible_values = true, help = words!(lang(), "输出格式:table、plain、md、csv、json、ndjson、html", "Format: table, plain, md, csv, json, ndjson, html"))]
    pub(crate) format: Format,
    #[arg(long, help = words!(lang(), "CSV 前加 BOM,供 Excel 打开", "Begin CSV with a BOM, for Excel"))]
    pub(crate) bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    #[arg(long, value_name = "AREA", add = ArgValueCandidates::new(completion::areas), help = words!(lang(), "领域(名称或编号)", "Area, by name or id"))]
    pub(crate) area: Vec<String>,
    #[arg(long, value_name = "DEPT", add = ArgValueCandidates::new(completion::departments), help = words!(lang(), "牵头单位(名称、别名或编号)", "Owner, by name, alias or id"))]
    pub(crate) dept: Vec<String>,
    #[arg(long, value_name = "LEADER", help = words!(lang(), "挂钩领导", "Leader"))]
    pub(crate) leader: Vec<String>,
    #[arg(long, value_name = "KIND", help = words!(lang(), "类别:项目、指标、事项、值守", "Kind: project, indicator, action, duty"))]
    pub(crate) kind: Vec<String>,
    #[arg(long, help = words!(lang(), "只看重点", "Key tasks only"))]
    pub(crate) key: bool,
    #[arg(long, value_name = "TAG", help = words!(lang(), "标签", "Tag"))]
    pub(crate) tag: Vec<String>,
    #[arg(long, value_name = "LIGHT", help = words!(lang(), "灯:红、黄、绿、蓝、无", "Light: red, yellow, green, blue, none"))]
    pub(crate) light: Vec<String>,
    #[arg(long, value_name = "STANDING", help = words!(lang(), "状态:逾期、滞后、待销号等", "Standing: overdue, lagging, awaiting, …"))]
    pub(crate) standing: Vec<String>,
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(completion::tasks), help = words!(lang(), "某上级事项之下", "Below this heading"))]
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
    #[arg(long, value_name = "ORDER", help = words!(lang(), "排序:key、lag、due、overdue、light、weight、id、missed、book", "Order: key, lag, due, overdue, light, weight, id, missed, book"))]
    pub(crate) sort: Option<String>,
    #[arg(long, value_name = "GROUP", help = words!(lang(), "分组:area、dept、leader、kind、key、parent、none", "Group by: area, dept, leader, kind, key, parent, none"))]
    pub(crate) by: Option<String>,
    #[arg(long, help = words!(lang(), "列出了事项则以 1 退出", "Exit with 1 if anything is listed"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    #[arg(long, value_name = "DAYS", default_value = "7d", help = words!(lang(), "多少天内,如 10d", "Within how many days, like 10d"))]
    pub(crate) within: String,
    #[arg(long, help = words!(lang(), "改列未答复的批示、催办", "List orders and notices to be answered instead"))]
    pub(crate) answers: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Debug, Args)]
pub(crate) struct BlockersArgs {
    #[arg(long, help = words!(lang(), "只看超时的", "Those stuck at their stage only"))]
    pub(crate) stuck: bool,
    #[command(flatten)]
    pub(crate) list: ListArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RollupArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, value_name = "GROUP", default_value = "area", help = words!(lang(), "分组:area、dept、leader、kind、key、parent", "Group by: area, dept, leader, kind, key, parent"))]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ForecastArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[arg(long, help = words!(lang(), "只看会误期的", "Those that will miss the deadline only"))]
    pub(crate) late: bool,
    #[arg(long, help = words!(lang(), "有会误期的则以 1 退出", "Exit with 1 if any will miss the deadline"))]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(completion::tasks), help = words!(lang(), "编号、名称或别名", "Id, name or alias"))]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[arg(long, help = words!(lang(), "连同无措施、无抓手、无底数一并列出", "List weaknesses too: no measures, no levers, no baseline"))]
    pub(crate) readiness: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[arg(value_name = "DIR", default_value = ".", help = words!(lang(), "建在哪个文件夹", "Folder to make it in"))]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "YEAR", help = words!(lang(), "台账年度(默认今年)", "Year of the ledger (default: this year)"))]
    pub(crate) year: Option<i32>,
    #[arg(long, help = words!(lang(), "同时用 git 管起来:建库、装驱动、第一次提交", "Keep it in git: a repository, the drivers, a first commit"))]
    pub(crate) git: bool,
}

impl Cli {
    /// How an answer was asked for.
    pub(crate) fn view(&self, lang: Locale) -> View {
        let ledger = self.ledger.as_deref();
        View {
            lang,
            ledger: ledger.map(|path| path.to_string_lossy().into_owned()),
            as_of: self.as_of.clone(),
        }
    }
}

/// Parses the command line.
///
/// # Errors
/// Help, version, or what is wrong with it.
pub(crate) fn parse() -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&command().try_get_matches()?)
}

/// Everything that may be written, with its help.
pub(crate) fn command() -> clap::Command {
    let usage = words!(lang(), "用法:", "Usage:");
    let template =
        format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    let command = Cli::command().help_template(template.clone());
    // A command's own arguments as they are declared, then those that all commands share.
    let mut shared = 500;
    let command = command.mut_args(|arg| {
        shared += 1;
        arg.display_order(shared)
    });
    command.mut_subcommands(|own| {
        let mut order = 0;
        own.help_template(template.clone()).mut_args(|arg| {
            let heading = match arg.is_positional() {
                true => words!(lang(), "参数", "Arguments"),
                false => words!(lang(), "选项", "Options"),
            };
            order += 1;
            arg.help_heading(heading).display_order(order)
        })
    })
}
