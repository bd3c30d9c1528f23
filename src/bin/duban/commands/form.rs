//! `form` (填报表): the workbooks that departments fill in for a period, one each.

use crate::arguments::{FilterArgs, lang};
use crate::context::Context;
use crate::edge::{files, opener, output, output_files};
use crate::outcome::{Exit, Outcome};
use crate::period;
use crate::replies;
use crate::resolve;
use crate::session::Session;
use chrono::NaiveDate;
use clap::Args;
use duban::account::Figures;
use duban::calendar::{Cadence, Period, parse_date};
use duban::exchange;
use duban::ledger::{DepartmentId, Locale};
use duban::page::entries::form::form;
use duban::page::refusals::forms::{self, FormRefused, FormWritten, Kept};
use duban::page::words;
use duban_words::words;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(visible_alias = "填报表", about = words!(lang(), "填报表：发给各单位填一期的进展，收回后导入", "Forms for departments to fill in, to be imported once they are back"), after_help = words!(lang(), "例：\n  duban form 5月上旬 -o 报表/\n  duban 填报表 5月上旬 -o 报表/ --dept 东海街道办\n  duban form 5月上旬 -o 5月上旬.xlsx\n  duban form 5月上旬 -o 报表/ --since 5月1日\n  duban import 报表/ --as-log --for 5月上旬", "Examples:\n  duban form 2018-05-D1 -o forms/\n  duban form 2018-05-D1 -o forms/ --dept dhjd\n  duban form 2018-05-D1 -o forms.xlsx\n  duban form 2018-05-D1 -o forms/ --since 2018-05-01\n  duban import forms/ --as-log --for 2018-05-D1"))]
pub(crate) struct FormArgs {
    #[arg(value_name = "PERIOD", help = words!(lang(), "填哪一期，如 5月上旬、2018-05、二季度", "The period to be reported, like 2018-05-D1, 2018-05, 2018-Q2"))]
    pub(crate) period: String,
    #[arg(short = 'o', long, value_name = "PATH", help = words!(lang(), "写到哪里：文件夹，每个单位一个文件；或一个 .xlsx，每个单位一张工作表", "Where to: a folder, with a file a department, or one .xlsx with a sheet a department"))]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "SINCE", help = words!(lang(), "只要这一天（这一期的第一天）以来还没有报过的", "Only what was not reported since this day, or the first day of this period"))]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
}

/// Tasks by the department that reports them.
type ByDepartment<'a, 'b> = Vec<(DepartmentId, Vec<&'a Figures<'b>>)>;

/// A file to be written, and what it is.
struct Made {
    path: PathBuf,
    bytes: Vec<u8>,
    written: Vec<FormWritten>,
}

/// Writes the forms.
pub(crate) fn run(context: &Context, args: &FormArgs) -> Result<Exit, Outcome> {
    let (as_of, basis, lang) = (context.as_of()?, context.book()?.basis(), context.lang());
    let cadence = basis.book.first_ledger().and_then(|ledger| ledger.rules.cadence);
    let period = period::parse(&args.period, as_of, cadence, lang)?;
    let session = context.session_of(basis, period.last.min(as_of));
    let since = args.since.as_deref();
    let since = since.map(|text| first_day(text, as_of, cadence)).transpose();
    let since = since.map_err(|refused| refused.refusal(lang))?;
    let tasks = owing(&session, args, period, since)?;
    let made = made(&session, &tasks, args, period)?;
    not_replaced(&made, lang)?;
    for file in &made {
        output_files::write(&file.path, &file.bytes)?;
    }
    let written: Vec<FormWritten> = made.into_iter().flat_map(|file| file.written).collect();
    let name = words::period(period, as_of, lang);
    output::print(&forms::written(&written, &name, lang), None).map_err(anyhow::Error::from)?;
    if !written.is_empty() {
        let place = args.out.display().to_string();
        output::say(&forms::hint((&period.to_string(), &name), &place, lang));
    } else if let Some(cadence) = cadence
        .filter(|cadence| Period::containing(cadence.unit(), period.last).last != period.last)
    {
        output::say(&forms::other_cadence(cadence, lang));
    }
    Ok(Exit::Done)
}

/// A day, or the first one of a period.
fn first_day(
    typed: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
) -> Result<NaiveDate, FormRefused> {
    let period = || duban::calendar::parse_period(typed, as_of, cadence).ok();
    let day = parse_date(typed, as_of).ok().or_else(|| Some(period()?.first));
    day.ok_or_else(|| FormRefused::Since { typed: typed.to_owned() })
}

/// The tasks of the period that are under way, by their owners. What has no cadence is asked for in every form.
fn owing<'a, 'b>(
    session: &'a Session<'b>,
    args: &FormArgs,
    period: Period,
    since: Option<NaiveDate>,
) -> Result<ByDepartment<'a, 'b>, Outcome> {
    use duban::account::NotOwed::{NoCadence, NotBegun, OtherCadence, Reported, Standing};
    let account = &session.account;
    let filter = resolve::filter(account, &args.filter, session.lang)?;
    let any_cadence = account.tasks.iter().any(|figures| figures.task.cadence.is_some());
    let is_asked = |figures: &&Figures<'b>| {
        let owed = match figures.not_owed(account.book, period, account.as_of) {
            None | Some(Reported(_)) => true,
            Some(NoCadence) => {
                !any_cadence && figures.is_reported(account.book, period.last, account.as_of)
            }
            Some(OtherCadence | NotBegun | Standing(_)) => false,
        };
        let last = figures.state.last_report.map(|entry| entry.on);
        let is_new = since.zip(last).is_some_and(|(since, last)| last >= since);
        owed && !is_new && filter.fits(account, figures)
    };
    let mut tasks: BTreeMap<DepartmentId, Vec<&Figures<'b>>> = BTreeMap::new();
    for figures in account.tasks.iter().filter(is_asked) {
        if let Some(owner) = figures.state.owner {
            tasks.entry(owner).or_default().push(figures);
        }
    }
    Ok(tasks.into_iter().collect())
}

/// The files: one for all where a workbook is named, else one a department.
fn made(
    session: &Session<'_>,
    tasks: &ByDepartment<'_, '_>,
    args: &FormArgs,
    period: Period,
) -> Result<Vec<Made>, Outcome> {
    let (account, lang) = (&session.account, session.lang);
    let one = |tasks: &ByDepartment<'_, '_>, path: PathBuf| {
        let paper = form(account, tasks, period, lang);
        let bytes = exchange::form_workbook(&paper, account.as_of).map_err(anyhow::Error::from)?;
        let written = tasks.iter().map(|(id, tasks)| FormWritten {
            department: account.book.department(*id).name.clone(),
            tasks: tasks.len(),
            path: path.clone(),
        });
        Ok::<Made, Outcome>(Made { written: written.collect(), path, bytes })
    };
    let is_workbook = args.out.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    if is_workbook {
        let all = (!tasks.is_empty()).then(|| one(tasks, args.out.clone()));
        return all.into_iter().collect();
    }
    let name = words::dated_period(period, lang);
    let each = tasks.iter().map(|(id, own)| {
        let department = account.book.department(*id);
        let is_other = |(other, _): &&(DepartmentId, _)| {
            other != id && account.book.department(*other).name == department.name
        };
        let mark = if tasks.iter().any(|own| is_other(&own)) { &department.id } else { "" };
        let title = format!("{name} {} {mark}", department.name);
        let file = exchange::file_name(title.trim_end(), "xlsx");
        one(&vec![(*id, own.clone())], args.out.join(file))
    });
    each.collect()
}

/// Refuses to write over what somebody filled in, or over anything that is no form.
fn not_replaced(made: &[Made], lang: Locale) -> Result<(), Outcome> {
    let mut files: Vec<(PathBuf, Kept)> = Vec::new();
    for file in made {
        files.extend(kept(file)?.map(|why| (file.path.clone(), why)));
    }
    let refused = FormRefused::WouldReplace { files: files.clone() };
    if files.is_empty() { Ok(()) } else { Err(refused.refusal(lang).into()) }
}

/// Why a file that is there stays.
fn kept(file: &Made) -> Result<Option<Kept>, Outcome> {
    if opener::look(&file.path)?.is_none() {
        return Ok(None);
    }
    let bytes = files::bytes(&file.path)?;
    if bytes == file.bytes {
        return Ok(None);
    }
    let sheets = replies::sheets(&bytes).ok();
    Ok(match sheets.and_then(|sheets| exchange::filled_form(&sheets)) {
        None => Some(Kept::NoForm),
        Some(form) if form.rows.is_empty() && form.problems.is_empty() => None,
        Some(_) => Some(Kept::FilledIn),
    })
}
