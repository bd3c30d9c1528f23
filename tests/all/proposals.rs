//! Laws of what a table of a plan proposes: it can be written and stands every check, and no cell gets lost.

mod examples;

use crate::laws::sound;
use chrono::NaiveDate;
use duban::account::Address;
use duban::calendar::WorkCalendar;
use duban::check::{Depth, check};
use duban::diagnostic::Severity;
use duban::edit::{NewTask, Value, add_task};
use duban::exchange::{
    CellShape, Known, NodeDay, PlanCell, PlanColumn, PlanHeading, PlanLevel, PlanRow, PlanSheet,
    PlanTable, Proposals, SheetFate, proposed,
};
use duban::ledger::Term;
use duban::read::{LedgerFiles, read};
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;

fn quarter(month: u32, label: &str) -> PlanColumn {
    PlanColumn::Node(label.to_owned(), Some(NodeDay { year: None, month, day: None }))
}

/// The columns of the generated tables, each with words that such cells hold and words that they should not.
fn columns() -> Vec<(PlanColumn, Vec<&'static str>)> {
    let goals = vec![
        "完成3公里",
        "120户",
        "不低于8%",
        "4.5%以内",
        "PM2.5降至29",
        "2.5亿元",
        "建成2个、改造3个",
        "征地320亩，拆迁86户",
        "每月一次",
        "零违纪",
        "0起",
        "900",
        "0",
        "-5",
        "完成95%",
        "增长8%以上",
        "基本消除\n黑臭水体",
        "—",
        "100%",
        "“1+3”体系",
        "99999999999999户",
        "\u{200b}",
        "不超过0起",
        "从60户增加到200户",
        "由12.5%降至10%",
        "由3户降至0户、投诉率2%以下",
        "合格率98%以上、投诉率2%以下",
        "3.5公里、12条",
        "1亿2000万元",
        "2000-3000万元",
        "控制在3%-5%以内",
        "提高5个百分点、达到90%",
        "由38%提高到38%",
        "百分之八十五",
    ];
    let days = vec![
        "2018-06-30",
        "6月底前",
        "二季度末",
        "年底",
        "长期坚持",
        "2017.12.31",
        "2019年5月",
        "收文后30日内",
        "43281",
        "1—12月",
        "/",
        "6月31日",
        "2018.1.1",
        "6.3",
        "3月开工，9月完工",
    ];
    let steps = vec![
        "签约过半",
        "开工3个",
        "6个",
        "9",
        "30%",
        "100%",
        "—",
        "完成",
        "5月底前完成路基",
        "持续推进。",
        "完成12个",
        "3户\n5户",
        "25%",
        "全部完成",
        "0.6",
    ];
    let levels = vec!["1月", "3月底前", "已完成", "2018.6.30", "2019年5月", "—", "12月", "签约"];
    let numbers = vec!["0", "3", "120", "12.5", "-4", "0.42", "95%", "8户", "不详", "1,200", "/"];
    let units = vec!["户", "%", "个", "万平方米", "—", "PM2.5"];
    let offices = vec![
        "区住建局",
        "区发改局、区财政局",
        "区住建局（牵头）、资规局；各街道",
        "各街道办",
        "有关单位",
        "—",
        "发改局",
        "区发展和改革局",
        "区经信局（区统计局配合）",
        "、",
        "𠀀局",
    ];
    let money = vec!["12000", "2.5亿元", "-3", "待定", "¥3,000", "/"];
    let words = vec![
        "含桥梁1座",
        "a \"b\" \\ c",
        "逐户会商；货币化安置",
        "1.截污\n2.清淤",
        "—",
        "'''",
        "\u{202e}反",
    ];
    vec![
        (PlanColumn::Goal, goals),
        (PlanColumn::Start, days.clone()),
        (PlanColumn::Due, days),
        (PlanColumn::Owner, offices.clone()),
        (PlanColumn::With, offices.clone()),
        (PlanColumn::Units, offices),
        (PlanColumn::Target, numbers.clone()),
        (PlanColumn::Baseline, numbers.clone()),
        (PlanColumn::Weight, numbers),
        (PlanColumn::Unit, units),
        (
            PlanColumn::Progress,
            vec!["3月完成征地，6月开工", "3月底前，30%；年底，全部完成", "主体施工"],
        ),
        (PlanColumn::Total, money.clone()),
        (PlanColumn::Invest, money),
        (PlanColumn::Measures, words.clone()),
        (PlanColumn::Levers, words.clone()),
        (PlanColumn::Tags, words.clone()),
        (PlanColumn::Remark, words.clone()),
        (PlanColumn::Leader, words.clone()),
        (PlanColumn::Source, words.clone()),
        (PlanColumn::Progress, words.clone()),
        (PlanColumn::Other, words),
        (PlanColumn::Kind, vec!["项目", "常态化工作", "指标", "别的"]),
        (PlanColumn::Key, vec!["是", "否", "√", "也许"]),
        (PlanColumn::Id, vec!["P-01", "P-07", "Ｐ－０８", "第 3 号！", "P-01"]),
        (PlanColumn::Area, vec!["项目", "民生", "三大攻坚战", "Green growth", "𠀀"]),
        (quarter(3, "一季度"), steps.clone()),
        (quarter(6, "二季度"), steps.clone()),
        (quarter(9, "三季度"), steps.clone()),
        (quarter(12, "四季度"), steps),
        (PlanColumn::Node("签约".to_owned(), None), levels.clone()),
        (PlanColumn::Node("开工".to_owned(), None), levels.clone()),
        (PlanColumn::Node("投产".to_owned(), None), levels),
    ]
}

/// A row: its level, whether it is under the row before, its title, and of each column whether it is there and which words.
type Made = (u8, bool, u8, Vec<(bool, usize)>);

fn tables() -> impl Strategy<Value = PlanTable> {
    let cells = prop::collection::vec((any::<bool>(), 0..64usize), 31);
    let rows = prop::collection::vec((0..6u8, any::<bool>(), 0..5u8, cells), 1..8);
    let kept = prop::collection::vec(prop::bool::weighted(0.4), 31);
    (rows, kept).prop_map(|(rows, kept)| table(&rows, &kept))
}

fn at(row: usize, column: usize) -> Address {
    let number = |number: usize| u32::try_from(number).unwrap();
    Address { sheet: Some("表".to_owned()), row: number(row), column: number(column) }
}

fn table(rows: &[Made], kept: &[bool]) -> PlanTable {
    let all: Vec<(PlanColumn, Vec<&str>)> = columns()
        .into_iter()
        .zip(kept)
        .filter(|(_, kept)| **kept)
        .map(|(column, _)| column)
        .collect();
    let titled =
        std::iter::once(PlanColumn::Title).chain(all.iter().map(|(column, _)| column.clone()));
    let headings = titled.enumerate().map(|(nth, column)| PlanHeading {
        table: 0,
        at: at(0, nth),
        place: u32::try_from(nth).unwrap(),
        head: (0, 0),
        skipped: false,
        words: vec![format!("列{nth}")],
        cells: vec![at(0, nth)],
        column,
        unit: None,
        hidden: false,
    });
    let sheet = PlanSheet {
        name: Some("表".to_owned()),
        fate: SheetFate::Read(1),
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
    };
    let mut table =
        PlanTable { sheets: vec![sheet], columns: headings.collect(), ..PlanTable::default() };
    for (nth, (level, is_under, title, cells)) in rows.iter().enumerate() {
        let words = ["征迁扫尾", "拆除12户", "", "老旧小区改造", "征迁扫尾"][usize::from(*title)];
        let plan_cell = |nth_cell: usize, column: &PlanColumn, words: &str| PlanCell {
            at: at(nth + 1, nth_cell),
            heading: nth_cell,
            column: column.clone(),
            words: words.to_owned(),
            shape: if words.parse::<f64>().is_ok() { CellShape::Number } else { CellShape::Words },
            unit: None,
        };
        let own = all.iter().zip(cells).enumerate().filter(|(_, (_, (there, _)))| *there);
        let mut of_row: Vec<PlanCell> = own
            .map(|(nth, ((column, words), (_, pick)))| {
                plan_cell(nth + 1, column, words[pick % words.len()])
            })
            .collect();
        if !words.is_empty() {
            of_row.insert(0, plan_cell(0, &PlanColumn::Title, words));
        }
        let level = match level {
            0 => PlanLevel::Area,
            1 => PlanLevel::Heading,
            _ => PlanLevel::Task,
        };
        table.rows.push(PlanRow {
            table: 0,
            at: at(nth + 1, 0),
            level,
            under: nth.checked_sub(1).filter(|_| *is_under && level != PlanLevel::Area),
            number: Some(["1", "一", "（二）", "1.1", "2"][nth % 5].to_owned()),
            hidden: false,
            cells: of_row,
        });
    }
    table
}

/// The ledger that the proposals of an empty book make.
fn ledger(proposals: &Proposals) -> (String, String) {
    let text = |text: &str| Value::Text(text.to_owned()).toml();
    let mut book = "[ledger]\nformat = 1\ntitle = \"律\"\nyear = 2018\n".to_owned();
    for area in &proposals.areas {
        book.push_str(&format!("[[area]]\nid = {}\nname = {}\n", text(&area.id), text(&area.name)));
    }
    for department in &proposals.departments {
        let alias = Value::Texts(department.alias.clone()).toml();
        let (id, name) = (text(&department.id), text(&department.name));
        book.push_str(&format!("[[department]]\nid = {id}\nname = {name}\nalias = {alias}\n"));
    }
    for pipeline in &proposals.pipelines {
        let step = |(step, reach): &(String, Option<duban::ledger::Quantity>)| {
            format!("{{ step = {}, reach = {} }}", text(step), reach.unwrap_or_default())
        };
        let steps: Vec<String> = pipeline.steps.iter().map(step).collect();
        book.push_str(&format!(
            "[[pipeline]]\nid = {}\nsteps = [{}]\n",
            text(&pipeline.id),
            steps.join(", ")
        ));
    }
    let mut tasks = String::new();
    for task in &proposals.tasks {
        tasks = add_task(&tasks, &NewTask { fields: task.fields.clone(), plan: task.plan.clone() });
    }
    (book, tasks)
}

fn errors(proposals: &Proposals) -> String {
    let (book, tasks) = ledger(proposals);
    let mut sources = Sources::default();
    let config = sources.push(SourceFile::new("duban.toml", book.as_str()));
    let file = sources.push(SourceFile::new("tasks.toml", tasks.as_str()));
    let files = LedgerFiles { config, tasks: vec![file], prefix: String::new() };
    let reading = read(&sources, &[files]);
    let found = reading.found.iter().cloned().chain(check(&reading.book, &sources, Depth::Errors));
    let wrong: Vec<String> = found
        .filter(|finding| finding.severity() == Severity::Error)
        .map(|finding| format!("{:?} {:?}\n", finding.task, finding.finding))
        .collect();
    if wrong.is_empty() { String::new() } else { format!("{}{book}{tasks}", wrong.concat()) }
}

/// The words of every value, every mark and every kept cell.
fn said(proposals: &Proposals) -> String {
    let values = proposals
        .tasks
        .iter()
        .flat_map(|task| &task.fields)
        .map(|(_, value)| format!("{value:?} "));
    let steps =
        proposals.tasks.iter().flat_map(|task| &task.plan).map(|point| format!("{point:?} "));
    let kept = proposals.kept.iter().map(|kept| format!("{:?} ", kept.text));
    let areas = proposals.areas.iter().map(|area| area.name.clone());
    values.chain(steps).chain(kept).chain(areas).collect()
}

fn this_year() -> Term {
    Term::year(2018)
}

proptest! {
    #[test]
    fn what_is_proposed_stands_every_check(table in tables()) {
        let proposals = proposed(&table, &Known::default(), this_year());
        let wrong = errors(&proposals);
        prop_assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn no_row_and_no_word_gets_lost(table in tables()) {
        let proposals = proposed(&table, &Known::default(), this_year());
        let areas = table.rows.iter().filter(|row| row.level == PlanLevel::Area).count();
        let of_tasks: Vec<usize> = proposals.tasks.iter().map(|task| task.row).collect();
        let is_left = |row: &PlanRow| row.cells.iter().all(|cell| proposals.left.iter().any(|left| left.at == cell.at));
        let lost = table.rows.iter().enumerate().filter(|(at, row)| row.level != PlanLevel::Area && !of_tasks.contains(at) && !is_left(row));
        prop_assert_eq!(lost.count(), 0);
        prop_assert!(areas + proposals.tasks.len() <= table.rows.len());
        let said = said(&proposals);
        let left: String = proposals.left.iter().map(|left| left.text.as_str()).collect();
        // The words that no key takes are kept as they stand.
        for word in ["不详", "待定", "也许", "别的", "已完成", "收文后30日内", "6月31日", "含桥梁1座", "基本消除", "各街道"] {
            let there = table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.words.contains(word));
            let kept = said.contains(word) || left.contains(word) || proposals.departments.iter().any(|own| own.name.contains(word));
            prop_assert!(!there || kept, "{word}: {said}");
        }
    }

    #[test]
    fn a_second_time_the_same_tasks_are_found(table in tables()) {
        let first = proposed(&table, &Known::default(), this_year());
        let (book, tasks) = ledger(&first);
        let mut sources = Sources::default();
        let config = sources.push(SourceFile::new("duban.toml", book));
        let file = sources.push(SourceFile::new("tasks.toml", tasks));
        let work = WorkCalendar::weekdays();
        let sound = sound(&sources, LedgerFiles { config, tasks: vec![file], prefix: String::new() }, &work);
        let again = proposed(&table, &Known::of(&sound), this_year());
        prop_assert!(again.areas.is_empty() && again.departments.is_empty() && again.pipelines.is_empty(), "{again:?}");
    }
}

#[test]
fn days_of_another_year_leave_the_ledger_sound() {
    let mut table = table(&[(3, false, 0, vec![(true, 5), (true, 6)])], &[false, true, true]);
    for words in ["2017.12.31", "2019年5月", "2018-06-30", "长期坚持"] {
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if cell.column == PlanColumn::Due {
                cell.words = words.to_owned();
            }
        }
        let proposals = proposed(&table, &Known::default(), this_year());
        assert_eq!(errors(&proposals), "", "{words}");
    }
    assert_eq!(this_year().first, NaiveDate::from_ymd_opt(2018, 1, 1).unwrap());
}
