//! Bulletins: the same ledger, day and command give the same bytes; a count opens into its list; what will turn red does.

use crate::laws::{Draft, day, ledgers, sound, sources};
use crate::verdict::root;
use chrono::{Days, NaiveDate};
use duban::account::{Bulletin, Issue, Light, Standing};
use duban::calendar::{Period, PeriodUnit, WorkCalendar};
use duban::check::Sound;
use duban::exchange::docx;
use duban::ledger::{Bulletins, Locale, Term};
use duban::page::bulletins::bulletin::{self, Template};
use duban::render;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

/// What the program prints of the sample, in a language, a time zone and a folder of no importance.
pub(crate) fn printed(words: &[&str], zone: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_duban"))
        .env_clear()
        .envs(crate::session::place::profile())
        .env("TZ", zone)
        .arg("-C")
        .arg(root().join("data/fengze"))
        .args(["--as-of", "2018-05-15"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}");
    output.stdout
}

#[test]
fn every_dress_is_the_same_bytes_every_time() {
    let formats =
        ["table", "plain", "md", "html", "docx", "eml", "xlsx", "wechat", "json", "ndjson", "csv"];
    for format in formats {
        let words = ["report", "weekly", "--format", format];
        let first = printed(&words, "UTC");
        assert!(!first.is_empty(), "{format}");
        assert_eq!(first, printed(&words, "Asia/Shanghai"), "{format}");
    }
}

#[test]
fn the_templates_of_all_languages_use_the_same_names() {
    let of = |lang| names(Template::shipped(lang).text);
    assert_eq!(of(Locale::ZhHans), of(Locale::ZhHant));
    assert_eq!(of(Locale::ZhHans), of(Locale::En));
    assert!(of(Locale::En).contains("overdue_tasks"));
}

#[test]
fn the_documents_list_what_a_template_may_use() {
    let text = fs::read_to_string(root().join("docs/reports.md")).unwrap();
    let listed: BTreeSet<String> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect();
    let own = [
        "own",
        "loop",
        "stuck",
        "behind",
        "receiver",
        "moves",
        "part",
        "length",
        "last",
        "index",
        "numeral",
        "counted",
        "join",
        "select",
        "selectattr",
        "is",
        "none",
        "list",
        "capitalize",
    ];
    for name in names(Template::shipped(Locale::En).text) {
        let known = own.contains(&name.as_str()) || listed.contains(&name);
        assert!(known, "docs/reports.md does not list `{name}`");
    }
}

/// The names that stand in the tags of a template.
fn names(template: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let body = template.split_once("#}").map_or(template, |(_, body)| body);
    for tag in body.split('{').filter(|tag| tag.starts_with(['{', '%'])) {
        let tag = tag.split_once('}').map_or(tag, |(tag, _)| tag);
        // Every second piece is in quotes.
        let code: String = tag.split('"').step_by(2).collect::<Vec<&str>>().join(" ");
        let words = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let keywords = [
            "if", "elif", "else", "endif", "for", "endfor", "in", "and", "or", "not", "set",
            "replace",
        ];
        let named = words.filter(|word| {
            word.starts_with(|c: char| c.is_ascii_lowercase()) && !keywords.contains(word)
        });
        found.extend(named.map(str::to_owned));
    }
    // The languages differ in what they do to a value, not in the values.
    found.remove("capitalize");
    found.remove("next");
    found
}

#[test]
fn a_document_is_laid_out_as_official_papers_are() {
    let bytes = printed(&["report", "weekly", "--format", "docx"], "UTC");
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let document = part("word/document.xml");
    // 37, 26, 35 and 28 mm in twentieths of a point.
    for piece in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\"",
        "<w:tblHeader/>",
    ] {
        assert!(document.contains(piece), "{piece}");
    }
    let styles = part("word/styles.xml");
    assert!(
        styles.contains("w:firstLineChars=\"200\"")
            && styles.contains("w:line=\"579\" w:lineRule=\"exact\"")
    );
    assert!(part("word/footer1.xml").contains("— ") && part("word/footer2.xml").contains(" PAGE "));
    for table in document.split("<w:tbl>").skip(1) {
        let table = table.split("</w:tbl>").next().unwrap();
        let columns = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let spans = row.split("<w:gridSpan w:val=\"").skip(1);
            let spans =
                spans.map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap() - 1);
            assert_eq!(row.matches("<w:tc>").count() + spans.sum::<usize>(), columns, "{row}");
        }
    }
}

/// A ledger as of a day: nothing that was logged later.
fn cut(draft: &Draft, as_of: NaiveDate) -> Draft {
    let earlier = |line: &&str| match line.split("on = ").nth(1).and_then(|rest| rest.get(..10)) {
        Some(on) => on.parse::<NaiveDate>().is_ok_and(|on| on <= as_of),
        None => true,
    };
    let task =
        |task: &String| task.lines().filter(earlier).collect::<Vec<&str>>().join("\n") + "\n";
    Draft { book: draft.book.clone(), tasks: draft.tasks.iter().map(task).collect() }
}

fn issue(unit: PeriodUnit, as_of: NaiveDate) -> Issue {
    let bulletins = Bulletins::default();
    Issue::of(&bulletins, bulletins.last_closed(unit, as_of), Term::year(2018), as_of).unwrap()
}

const UNITS: [PeriodUnit; 6] = [
    PeriodUnit::Week,
    PeriodUnit::Dekad,
    PeriodUnit::Month,
    PeriodUnit::Quarter,
    PeriodUnit::Half,
    PeriodUnit::Year,
];

fn holds(book: &Sound<'_>, issue: Issue) -> Result<(), TestCaseError> {
    let (account, before) = (book.figures(issue.cut), book.figures(issue.previous_cut));
    let told = Bulletin::of(issue, &account, &before, Some(1));
    prop_assert_eq!(told.overdue.len(), told.totals.standing(Standing::Overdue));
    prop_assert_eq!(told.lagging.len(), told.totals.standing(Standing::Lagging));
    prop_assert!(told.newly_overdue <= told.overdue.len());
    for reporting in &told.reporting {
        let came = reporting.on_time + reporting.late + reporting.missing.len();
        prop_assert_eq!(came, reporting.owed);
    }
    for (own, on) in &told.turning {
        prop_assert!(own.light != Light::Red && *on > issue.cut && *on <= issue.next_cut);
        let light = |day| book.figures(day).figures(own.id).map(|own| own.light);
        prop_assert_eq!(light(*on), Some(Light::Red));
        prop_assert_ne!(light(*on - Days::new(1)), Some(Light::Red));
    }
    for (_, lang) in Locale::ALL {
        let page = bulletin::page(&told, None, Template::shipped(lang), lang).unwrap();
        prop_assert!(!render::plain(&page).contains("{{"));
        let mail = render::html_mail(&page);
        // What Outlook alone reads is no style sheet that others drop.
        let (before, rest) = mail.split_once("<!--[if mso]>").unwrap();
        let (of_outlook, after) = rest.split_once("<![endif]-->").unwrap();
        for dropped in ["<script", "<img", "<svg", "http", "url("] {
            prop_assert!(!of_outlook.contains(dropped), "{dropped} for Outlook");
        }
        let mail = format!("{before}{after}");
        for dropped in ["<style", "class=", "<svg", "<script", "<img", "http"] {
            prop_assert!(!mail.contains(dropped), "{dropped} in mail");
        }
        let message = render::chat(&bulletin::chat(&told, None, lang));
        prop_assert!(message.chars().count() < render::LONGEST_CHAT);
        prop_assert!(!docx(&page, issue.cut).unwrap().is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_open_into_lists_and_what_will_turn_red_does(draft in ledgers(), at in 7..364u64, unit in 0..6usize) {
        let issue = issue(UNITS[unit], day(at));
        let draft = cut(&draft, issue.cut);
        let (texts, files) = sources(&draft, &draft.tasks);
        let work = WorkCalendar::shipped();
        holds(&sound(&texts, files, &work), issue)?;
    }

    #[test]
    fn the_days_of_a_years_bulletins_follow_each_other(at in 0..364u64, unit in 0..6usize) {
        let bulletins = Bulletins::default();
        let period = Period::containing(UNITS[unit], day(at));
        let last = period.last + Days::new(400);
        let (this, next) = (Issue::of(&bulletins, period, Term::year(2018), last).unwrap(), Issue::of(&bulletins, period.next().unwrap(), Term::year(2018), last).unwrap());
        prop_assert_eq!(this.cut, next.previous_cut);
        prop_assert_eq!(this.next_cut, next.cut);
        prop_assert_eq!(this.days().unwrap().last.succ_opt(), Some(next.days().unwrap().first));
        prop_assert!(this.issued > this.cut);
        prop_assert!(next.number == this.number + 1 || next.number == 1);
    }
}

#[test]
fn a_long_message_ends_at_a_unit_and_counts_what_it_leaves_out() {
    let departments: String = (0..150)
        .map(|nth| format!("[[department]]\nid = \"d{nth}\"\nname = \"第{nth}号局委办\"\n"))
        .collect();
    let draft = Draft {
        book: format!("[ledger]\nformat = 1\ntitle = \"长\"\nyear = 2018\n[[area]]\nid = \"a\"\nname = \"甲\"\n{departments}"),
        tasks: (0..150)
            .map(|nth| format!("\n[[task]]\nid = \"T-{nth}\"\ntitle = \"逾期的事项\"\narea = \"a\"\nowner = \"d{nth}\"\ndue = 2018-03-01\ntarget = 100\n"))
            .collect(),
    };
    let (texts, files) = sources(&draft, &draft.tasks);
    let work = WorkCalendar::shipped();
    let book = sound(&texts, files, &work);
    let issue = issue(PeriodUnit::Week, day(131));
    let (account, before) = (book.figures(issue.cut), book.figures(issue.previous_cut));
    let told = Bulletin::of(issue, &account, &before, Some(1));
    let message = render::chat(&bulletin::chat(&told, None, Locale::ZhHans));
    let shown = message.matches("局委办 ").count();
    assert!(shown > 20 && message.chars().count() < render::LONGEST_CHAT, "{message}");
    let left_out = 150 - shown;
    assert!(message.contains(&format!("\n其余{left_out}个单位见附件\n")), "{message}");
    assert_eq!(message.matches("逾期的事项").count(), 10, "{message}");
    assert!(message.ends_with("\n余140项见附件\n"), "{message}");
}
