//! What would have made an irregular change regular, as something one can do.

use crate::diagnostic::Irregular;
use crate::history::{Changed, Fact, Irregularity, Review, What};
use crate::ledger::{Event, Locale};
use crate::page::shell;
use crate::page::words::{self, say};
use duban_words::words;

/// The regular way.
pub fn regular(review: &Review, irregularity: &Irregularity, lang: Locale) -> String {
    let (task, fact) = review.of(irregularity);
    let (Some(fact), id) = (fact, task.map_or("", |task| task.id.as_str())) else {
        return String::new();
    };
    use Irregular as I;
    match irregularity.found.irregular {
        I::DeadlineMoved if is_earlier(fact) => waiver(review, irregularity, task, fact, lang),
        I::DeadlineMoved
        | I::TargetChanged
        | I::WeightChanged
        | I::OwnerChanged
        | I::LeaderChanged => by_entry(fact, id, lang),
        I::TaskGone => {
            let why = words!(lang, "缘由", "WHY");
            let command = command("cancel", id, why, &approval(lang));
            say!(lang, "事项留在台账里：{command}", "keep the task: {command}")
        }
        I::TaskRenamed => {
            say!(lang, "编号不改，对账单和文件都认它", "keep the id: statements and papers know it")
        }
        I::EntryDeleted | I::EntryRewritten => correction(task, fact, id, lang),
        I::EntryBackdated => backdated(review, fact, lang),
        I::EntryInserted => say!(
            lang,
            "按日期续记在后；更正也另记一笔，写明 correction",
            "go on after the last entry; a correction is an entry of its own"
        ),
        I::NoApproval => say!(lang, "写明 approval = \"文号\"", "add approval = \"…\""),
        I::StruckByOwner => {
            let office = review.ledger.as_ref().and_then(|ledger| ledger.office.clone());
            let office = office.unwrap_or_else(|| say!(lang, "督查室", "the office"));
            let command = command("verify", id, "", "");
            say!(lang, "由{office}核验：{command}", "verified by {office}: {command}")
        }
        I::StruckWithRequest => say!(
            lang,
            "单位申请先提交，核验后再提交销号",
            "commit the request first, the strike-off once it is verified"
        ),
        I::FigureNotReported => say!(
            lang,
            "由牵头单位报来再记，by 写牵头单位",
            "let the owner report it, and name it in `by`"
        ),
        I::StatementTouched => say!(
            lang,
            "恢复原文件；更正记入下一期",
            "put the file back; enter corrections in the next period"
        ),
        I::Unreadable => {
            say!(lang, "改好错误再提交：duban check", "mend the error first: duban check")
        }
        I::MailChanged | I::AddressChanged | I::IncludeChanged | I::CommitsChanged => say!(
            lang,
            "由督查室核实后自行提交；别人提来的不要合并",
            "the office makes this change itself, once it has asked; do not merge another's"
        ),
        I::ConfigChanged | I::LinkAdded | I::ProgramAdded | I::UnknownFile => say!(
            lang,
            "看过内容、确实需要再合并；资料放进 docs/ 或 附件/",
            "look into it before merging; papers belong in docs/ or evidence/"
        ),
        _ => waiver(review, irregularity, task, fact, lang),
    }
}

fn approval(lang: Locale) -> String {
    say!(lang, "--approval 文号", "--approval …")
}

/// The command line of an entry; an id that begins with `-` stands behind all options.
fn command(name: &str, id: &str, rest: &str, options: &str) -> String {
    let argument = shell::argument(id);
    let words = match id.starts_with('-') {
        true => ["duban", name, options, &argument, rest],
        false => ["duban", name, &argument, rest, options],
    };
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A deadline that is moved forward, or given up, which no extension does.
fn is_earlier(fact: &Fact) -> bool {
    matches!(&fact.what, What::Key(change) if change.after < change.before || change.after == "standing")
}

/// The entry that says the same with an approval.
fn by_entry(fact: &Fact, id: &str, lang: Locale) -> String {
    let What::Key(change) = &fact.what else {
        return String::new();
    };
    let key = change.key;
    let (before, after) = (&change.before, &change.after);
    let approval = approval(lang);
    let command = match key {
        "due" => command("extend", id, &shell::word(after), &approval),
        _ => {
            let changed = shell::option(&format!("--{key}"), after);
            let changed: Vec<String> = changed.iter().map(|word| shell::word(word)).collect();
            let options = format!("{} {approval}", changed.join(" "));
            command("adjust", id, words!(lang, "缘由", "WHY"), &options)
        }
    };
    if change.before.is_empty() {
        command
    } else {
        say!(
            lang,
            "`{key}` 保持 `{before}`，另记一笔：{command}",
            "leave `{key}` at `{before}` and log it: {command}"
        )
    }
}

/// The record stays, and what was wrong in it is corrected by another entry.
fn correction(task: Option<&Changed>, fact: &Fact, id: &str, lang: Locale) -> String {
    let figure = match &fact.what {
        What::Rewritten(_, is) => figure(&is.written.entry.event),
        _ => None,
    };
    if let Some(figure) = figure.filter(|_| task.is_some()) {
        let why = words!(lang, "--correction 缘由", "--correction WHY");
        let command = command("done", id, &figure, why);
        say!(
            lang,
            "恢复原记录，更正另记一笔：{command}",
            "put the entry back and correct it by another: {command}"
        )
    } else {
        say!(lang, "恢复原记录，更正另记一笔", "put the entry back and correct it by another")
    }
}

/// A figure as `done` takes it.
fn figure(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Done(figure) => Some(figure.to_string()),
        Event::Figures(figures) => {
            let figures = figures.iter().map(|figure| format!("{}={}", figure.id, figure.done));
            Some(figures.collect::<Vec<String>>().join(" "))
        }
        _ => None,
    }
}

fn backdated(review: &Review, fact: &Fact, lang: Locale) -> String {
    let typed = review.commit(fact).map_or(review.as_of, |commit| commit.day);
    match &fact.what {
        What::Logged(logged) if logged.written.entry.reports() => {
            say!(lang, "迟报注明收到日：got = {typed}", "say that it came late: got = {typed}")
        }
        _ => {
            let day = words::date(typed, lang);
            say!(
                lang,
                "记在办理当日（{day}），文件日期写进依据或说明",
                "date it {typed}, when it was typed; the paper's date belongs in the note"
            )
        }
    }
}

/// The value as it was, or an exception that names this one change.
fn waiver(
    review: &Review,
    irregularity: &Irregularity,
    task: Option<&Changed>,
    fact: &Fact,
    lang: Locale,
) -> String {
    let code = irregularity.found.irregular.code();
    let task = task.map_or_else(String::new, |task| format!(", task = \"{}\"", task.id));
    let which = match review.commit(fact) {
        Some(commit) => format!("commit = \"{}\"", commit.short),
        None => format!("date = {}", review.as_of),
    };
    let waiver = format!("code = \"{code}\"{task}, {which}");
    say!(
        lang,
        "恢复原值；确须变更的报批后写入豁免：[[waiver]] {waiver}",
        "put the value back, or have it approved and written down: [[waiver]] {waiver}"
    )
}
