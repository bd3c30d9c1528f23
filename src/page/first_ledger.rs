//! The small commented ledger that `init` makes.

use crate::ledger::Locale;
use chrono::{Datelike, NaiveDate};
use duban_words::{say, traditional_file};

/// Its duban.toml and its task file.
pub fn files(year: i32, lang: Locale) -> [String; 2] {
    let texts = match lang {
        Locale::ZhHans => [
            include_str!("first_ledger/duban.zh-Hans.toml"),
            include_str!("first_ledger/tasks.zh-Hans.toml"),
        ],
        Locale::ZhHant => [
            traditional_file!("src/page/first_ledger/duban.zh-Hans.toml"),
            traditional_file!("src/page/first_ledger/tasks.zh-Hans.toml"),
        ],
        Locale::En => {
            [include_str!("first_ledger/duban.en.toml"), include_str!("first_ledger/tasks.en.toml")]
        }
    };
    // Without `locale` a ledger speaks simplified Chinese; the English files state theirs.
    let year_line = match lang {
        Locale::ZhHant => "year = YEAR\nlocale = \"zh-Hant\"\n",
        Locale::ZhHans | Locale::En => "year = YEAR\n",
    };
    texts.map(|text| text.replace("year = YEAR\n", year_line).replace("YEAR", &year.to_string()))
}

/// The head of a duban.toml that is made out of a plan; its areas, departments and pipelines follow.
pub fn from_plan(title: Option<&str>, year: i32, lang: Locale) -> String {
    let usual = say!(lang, "{year}年重点工作台账", "Tasks of {year}");
    let title = quoted(title.unwrap_or(&usual));
    let office = quoted(&say!(lang, "区政府督查室", "Supervision office"));
    let locale = match lang {
        Locale::ZhHans => "zh-Hans",
        Locale::ZhHant => "zh-Hant",
        Locale::En => "en",
    };
    let head = say!(
        lang,
        "# 总册：年度、领域、单位和规则。事项写在旁边的 *.toml 里，都可以改",
        "# The book: year, areas, departments and rules. The tasks stand in the *.toml files beside it; all of it may be edited"
    );
    let own = say!(lang, "# 督查单位，改成本单位", "# who supervises: put in your own office");
    let cadence = say!(
        lang,
        "# 每月报一次；每旬报一次写 \"旬\"，还可以是 \"周\"、\"季\"",
        "# a report a month; also week, dekad, quarter"
    );
    let lights = say!(
        lang,
        "# 欠 10 个百分点黄，超过 30 红，到期前 7 天黄",
        "# yellow 10 points behind, red beyond 30, yellow 7 days before the deadline"
    );
    format!(
        "{head}\n[ledger]\nformat = 1\ntitle = {title}\noffice = {office}  {own}\nyear = {year}\nlocale = \"{locale}\"\ncadence = \"month\"  {cadence}\n\n[lights]  {lights}\nyellow = 10\nred = 30\nsoon = 7\n"
    )
}

/// The first lines of a file of tasks: where they came from, and what is to be done with the marks.
pub fn from_plan_tasks(file: &str, lang: Locale) -> String {
    say!(
        lang,
        "# 由 {file} 导入。x-check 列出的是从文字里读出来的，对照原表核对后去掉：duban set 编号 x-check=\n",
        "# Imported from {file}. x-check names what was read out of words: once held against the table, take it away: duban set ID x-check=\n"
    )
}

/// The line of the day on which the tasks came into the ledger.
pub fn entered(day: NaiveDate, lang: Locale) -> String {
    let year = day.year();
    let why = say!(
        lang,
        "# 建账的那个月：此前各期不欠报；要补记此前的数，改成 {year}-01-01",
        "# the month in which the ledger begins: no report is owed of a time before it; to enter earlier figures, make it {year}-01-01"
    );
    format!("entered = {day}  {why}\n")
}

fn quoted(text: &str) -> String {
    crate::edit::Value::Text(text.to_owned()).toml()
}
