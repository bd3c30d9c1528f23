//! `page` (挂图作战): the ledger on one page for leaders, as a single HTML file.

mod last;

use crate::arguments::{FilterArgs, lang};
use crate::context::Context;
use crate::edge::{output, output_files};
use crate::outcome::{Exit, Outcome};
use crate::period::PeriodView;
use crate::resolve;
use chrono::Days;
use clap::Args;
use duban::account::{Changes, Figures, Filter, Scorecard, Statement, days_through, through};
use duban::page::board::Board;
use duban::page::boards::{Asked, Last, Running, board};
use duban::render;
use duban_words::words;
use last::LastPeriod;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "挂图作战", about = words!(lang(), "挂图作战：一页看全部，投屏、手机、打印都能用", "The whole ledger on one page, for the wall, the phone and paper"), after_help = words!(lang(), "例：\n  duban page -o 台账.html\n  duban page --dept 东海街道办 -o 东海街道办.html\n  duban page --wall -o 墙.html", "Examples:\n  duban page -o ledger.html\n  duban page --dept dhjd -o dhjd.html\n  duban page --wall -o wall.html"))]
pub(crate) struct PageArgs {
    #[arg(short = 'o', long, value_name = "PATH", help = words!(lang(), "写到哪里：一个 .html 文件；- 为标准输出", "Where to: an .html file; - for standard output"))]
    pub(crate) out: PathBuf,
    #[arg(long, help = words!(lang(), "打开就是作战图，字大，放不下时自动翻页", "Open on the wall: larger, turning its areas by itself where they do not fit"))]
    pub(crate) wall: bool,
    #[arg(long, help = words!(lang(), "不带记录", "Without logs"))]
    pub(crate) no_log: bool,
    #[arg(long, help = words!(lang(), "带联系电话（默认不带）", "With telephone numbers (never without being asked)"))]
    pub(crate) contacts: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// Writes the page.
pub(crate) fn run(context: &Context, args: &PageArgs) -> Result<Exit, Outcome> {
    let view = context.period_view(None)?;
    let filter = resolve::filter(&view.session.account, &args.filter, view.session.lang)?;
    let mut page = Vec::new();
    let last = last::last(context, view)?;
    let written = render::write_board(&made(view, last.as_ref(), &filter, args), &mut page);
    written.map_err(anyhow::Error::from)?;
    if args.out.as_os_str() == "-" {
        output::bytes(&page).map_err(anyhow::Error::from)?;
    } else {
        output_files::replace(&args.out, &page)?;
    }
    Ok(Exit::Done)
}

fn made(
    view: &PeriodView<'_>,
    last: Option<&LastPeriod<'_>>,
    filter: &Filter,
    args: &PageArgs,
) -> Board {
    let account = &view.session.account;
    let tasks: Vec<&Figures<'_>> =
        account.tasks.iter().filter(|figures| filter.fits(account, figures)).collect();
    let then = account.as_of.checked_sub_days(Days::new(7));
    let week_ago = then.map(|then| account.on(then));
    let statement = Statement::of(view.period, account, &view.before, &Filter::default());
    let scorecard = Scorecard::of(&statement, &Filter::default(), Scorecard::MIN_TASKS);
    let changes = Changes::of(&statement, filter);
    let last_statement = last.map(|last| last.statement(filter));
    let days = days_through(account.book, account.as_of);
    let through = through(account, &days, None, filter);
    board(&Asked {
        account,
        tasks: &tasks,
        filter,
        week_ago: week_ago.as_ref(),
        through: &through,
        running: Running { statement: &statement, scorecard: &scorecard, changes: &changes },
        last: last_statement.as_ref().map(|statement| Last {
            statement,
            digest: last.and_then(|last| last.digest.as_deref()),
        }),
        only: None,
        with_log: !args.no_log,
        with_contacts: args.contacts,
        on_wall: args.wall,
        revision: None,
        lang: view.session.lang,
    })
}
