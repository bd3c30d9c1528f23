//! The form that a department fills in for a period: what it promised, what it said last, and the cells for what it has to say now.

mod cells;
mod columns;
mod prompts;
mod rows;
mod rules;

pub use cells::{Fall, FormCell, FormRow, Issued, Open, Shown, Takes};
pub use columns::{FormColumn, is_blocked, is_foot, is_request, own_words};
pub use rules::is_rules;

use crate::account::{Account, Figures};
use crate::calendar::Period;
use crate::ledger::{DepartmentId, Locale, Quantity, folded};
use crate::page::words::{self, say};
use duban_words::words as in_languages;

/// A form, a sheet for each department.
#[derive(Clone, Debug)]
pub struct Form {
    /// The language of its words.
    pub lang: Locale,
    /// The title of its ledger, by which it is known again.
    pub ledger: String,
    /// Its period as files name it: `2018-05-D1`.
    pub period: String,
    /// How the line above each table begins that says the period.
    pub period_line: String,
    /// The sheets.
    pub sheets: Vec<FormSheet>,
    /// The name of the sheet with the rules.
    pub rules_name: String,
    /// What it says, a line each.
    pub rules: Vec<String>,
}

/// What one department fills in.
#[derive(Clone, Debug)]
pub struct FormSheet {
    /// As tables print the department.
    pub name: String,
    /// Above the table.
    pub title: String,
    /// 填报单位.
    pub from: String,
    /// The period, and by when the form is wanted back.
    pub wanted: String,
    /// Which units the figures have.
    pub units: String,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// The rows.
    pub rows: Vec<FormRow>,
    /// What is asked for below the table: who filled it in.
    pub feet: Vec<String>,
}

/// The words of a report that says what was invested and nothing else.
pub fn invested_words(amount: Quantity, lang: Locale) -> String {
    say!(lang, "累计投资{amount}万元", "invested so far: {amount} (10,000 yuan)")
}

/// The words of a report that says what comes next and nothing else.
pub fn next_words(lang: Locale) -> String {
    say!(lang, "报下步打算", "next steps reported")
}

/// The words of a report that names a step beside a figure.
pub fn step_words(step: &str, lang: Locale) -> String {
    say!(lang, "节点：{step}", "step: {step}")
}

/// Whether a line above the table says that a form is of another period than this one; `None` of any other line.
pub fn is_of_period(line: &str, form: &Form) -> Option<bool> {
    let begin = line.split(['\u{3000}', ',']).next().unwrap_or(line);
    let (label, _) = form.period_line.split_once(['：', ':'])?;
    folded(begin).starts_with(&folded(label)).then(|| folded(begin) == folded(&form.period_line))
}

/// Whether a line above the table is one that a form itself has there, in any language.
pub fn is_heading(line: &str) -> bool {
    let line = folded(line);
    let begins = [
        in_languages!("填报单位：", "Department:"),
        in_languages!("填报期：", "Period:"),
        in_languages!("只填浅黄色的格", "Fill in the yellow cells"),
    ];
    let titles = in_languages!("进展填报表", "report of");
    begins.iter().flatten().any(|begin| line.starts_with(&folded(begin)))
        || titles.iter().any(|title| line.contains(&folded(title)))
}

/// Several words of one cell: reasons for a correction, blockers.
pub fn reasons(all: &[&str], lang: Locale) -> String {
    all.join(&say!(lang, "；", "; "))
}

/// The words by which a form asks for strike-off.
pub fn request_words(lang: Locale) -> String {
    say!(lang, "申请销号", "strike-off asked for")
}

/// The form of a period for the tasks of each department, which go in their order.
pub fn form(
    account: &Account<'_>,
    departments: &[(DepartmentId, Vec<&Figures<'_>>)],
    period: Period,
    lang: Locale,
) -> Form {
    let ledger = account.book.first_ledger();
    let title = ledger.map_or_else(String::new, |ledger| ledger.title.clone());
    let grace = ledger.map_or(0, |ledger| ledger.rules.grace);
    let name = words::dated_period(period, lang);
    let short = words::period(period, period.last, lang);
    let by = words::date(period.grace_end(grace), lang);
    let sheets = departments.iter().map(|(id, tasks)| {
        let department = account.book.department(*id);
        let columns = rows::columns(account, tasks);
        let full = &department.name;
        FormSheet {
            name: department.in_tables().to_owned(),
            title: say!(lang, "{title} {short}进展填报表", "{title}: report of {name}"),
            from: say!(lang, "填报单位：{full}", "Department: {full}"),
            wanted: say!(lang, "填报期：{name}　请于{by}前报回", "Period: {name}, wanted by {by}"),
            units: say!(
                lang,
                "只填浅黄色的格，填法见“填报说明”",
                "Fill in the yellow cells; the sheet “Rules” says how"
            ),
            rows: rows::rows(account, &department.id, tasks, &columns, lang),
            columns,
            feet: columns::FEET.map(|foot| columns::in_language(foot, lang).to_owned()).to_vec(),
        }
    });
    let sheets = sheets.collect();
    let rules_name = say!(lang, "填报说明", "Rules");
    let (rules, period) = (rules::rules(lang), period.to_string());
    let period_line = say!(lang, "填报期：{name}", "Period: {name}");
    Form { lang, ledger: title, period, period_line, sheets, rules_name, rules }
}
