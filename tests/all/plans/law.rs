//! The law: each cell that is not empty is a cell of a head, is used, or is left with a reason, and only one of the three.

use super::{Address, Cell, LeftWhy, PlanMap, PlanTable, Region, Sheet, plan_table};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Place = (Option<String>, u32, u32);

fn place(at: &Address) -> Place {
    (at.sheet.clone(), at.row, at.column)
}

/// Holds a table to the law.
pub(super) fn hold(sheets: &[Sheet], table: &PlanTable) {
    let all = sheets.iter().flat_map(|sheet| {
        let name = sheet.name.clone();
        sheet.rows.iter().flat_map(move |(row, cells)| {
            let name = name.clone();
            cells.keys().map(move |column| (name.clone(), *row, *column))
        })
    });
    let all: BTreeSet<Place> = all.collect();
    let heads: BTreeSet<Place> =
        table.columns.iter().flat_map(|column| column.cells.iter().map(place)).collect();
    let used = table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| place(&cell.at)));
    let used: BTreeSet<Place> = used.collect();
    let left: BTreeSet<Place> = table.left.iter().map(|left| place(&left.at)).collect();
    assert_eq!(left.len(), table.left.len(), "left twice");
    for (one, other) in [(&heads, &used), (&heads, &left), (&used, &left)] {
        let both: Vec<&Place> = one.intersection(other).collect();
        assert!(both.is_empty(), "in two of the three: {both:?}");
    }
    let told: BTreeSet<Place> = heads.into_iter().chain(used).chain(left).collect();
    let lost: Vec<&Place> = all.difference(&told).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let made: Vec<&Place> = told.difference(&all).collect();
    assert!(made.is_empty(), "from nowhere: {made:?}");
    for (at, row) in table.rows.iter().enumerate() {
        assert!(row.under.is_none_or(|above| above < at), "{row:?}");
        for cell in &row.cells {
            assert!(table.columns[cell.heading].table == row.table, "{cell:?}");
        }
    }
    for left in &table.left {
        let shown = sheets.iter().find(|sheet| sheet.name == left.at.sheet).unwrap();
        let cell = shown.cell((left.at.row, left.at.column)).unwrap();
        // Part of a title is never all of what a cell says.
        assert!(cell.text().contains(left.text.as_str()), "{left:?}");
    }
}

const HEADINGS: [&str; 22] = [
    "序号",
    "重点任务",
    "项目名称",
    "年度目标",
    "牵头单位",
    "责任单位",
    "配合单位",
    "单位",
    "完成时限",
    "总投资（万元）",
    "节点目标",
    "一季度",
    "二季度",
    "工作措施",
    "备注",
    "领域",
    "计量单位",
    "编号",
    "开工",
    "名称不明",
    "责任\n单位",
    "Task",
];
const WORDS: [&str; 26] = [
    "一、项目",
    "（一）大气",
    "1.东海片区",
    "1.1 配套道路",
    "合计",
    "小计",
    "注：以批准的为准",
    "填表人：",
    "东海片区征迁扫尾",
    "区住建局",
    "区发改局、区财政局",
    "6月底前",
    "120户",
    "长期坚持",
    "单位：万元",
    "一、",
    "2018年重点工作任务分解表",
    "序号",
    "重点任务",
    "年底",
    "甲",
    "乙",
    "项目",
    "逐户会商",
    "3月",
    "续表",
];

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        3 => prop::sample::select(&HEADINGS[..]).prop_map(|text| Cell::Text(text.into())),
        6 => prop::sample::select(&WORDS[..]).prop_map(|text| Cell::Text(text.into())),
        3 => (0u32..20).prop_map(|number| Cell::Number(number.to_string().into())),
        1 => Just(Cell::Date("2018-06-30".into())),
        1 => Just(Cell::Error("#N/A".into())),
        1 => Just(Cell::Unvalued),
        1 => Just(Cell::Flag(true)),
        1 => Just(Cell::Struck("已取消".into())),
    ]
}

/// A sheet of anything, with a head in most.
fn sheet(name: &'static str) -> impl Strategy<Value = Sheet> {
    let cells = prop::collection::vec(((0u32..14, 0u32..7), cell()), 0..70);
    let head = (0u32..4, prop::sample::subsequence(&HEADINGS[..], 2..7), any::<bool>());
    let again = prop::option::of(6u32..12);
    let regions = prop::collection::vec((0u32..14, 0u32..7, 0u32..4, 0u32..4), 0..8);
    let hidden = (prop::collection::btree_set(0u32..14, 0..3), prop::bool::weighted(0.1));
    (cells, head, again, regions, hidden).prop_map(move |(cells, head, again, regions, hidden)| {
        let mut sheet = Sheet { name: Some(name.to_owned()), ..Sheet::default() };
        cells.into_iter().for_each(|(place, cell)| sheet.put(place, cell));
        let (row, words, has_head) = head;
        for row in [row].into_iter().chain(again).filter(|_| has_head) {
            for (column, words) in (0..).zip(&words) {
                sheet.put((row, column), Cell::Text((*words).into()));
            }
        }
        sheet.merged.extend(regions.into_iter().map(|(row, column, down, right)| Region {
            first: (row, column),
            last: (row + down, column + right),
        }));
        (sheet.hidden_rows, sheet.hidden) = hidden;
        sheet
    })
}

/// A table as an office makes it: title, head, sections, tasks, totals, a footer; with some merged cells.
fn plan() -> impl Strategy<Value = Sheet> {
    let line = prop_oneof![
        8 => Just(0_u8), // a task
        2 => Just(1),    // a section
        1 => Just(2),    // a subtotal
        2 => Just(3),    // more of a task
        1 => Just(4),    // the head again
        1 => Just(5),    // a footer
        1 => Just(6),    // anything
    ];
    let merged = prop::collection::vec((3u32..14, 0u32..9, 1u32..4), 0..5);
    (prop::collection::vec(line, 1..14), merged, any::<bool>()).prop_map(|(lines, down, clean)| {
        const HEAD: [&str; 9] = [
            "序号",
            "重点任务",
            "具体措施",
            "年度目标",
            "责任单位",
            "完成时限",
            "总投资",
            "一季度",
            "备注",
        ];
        let mut sheet = Sheet { name: Some("表".to_owned()), ..Sheet::default() };
        let text = |words: &str| Cell::Text(words.into());
        sheet.put((0, 0), text("2018年重点工作任务分解表"));
        sheet.put((1, 8), text("单位：万元"));
        let put_head = |sheet: &mut Sheet, row| {
            (0..).zip(HEAD).for_each(|(column, words)| sheet.put((row, column), text(words)));
        };
        put_head(&mut sheet, 2);
        for (row, kind) in (3..).zip(lines) {
            match kind {
                0 => {
                    let words = [
                        &row.to_string(),
                        "征迁扫尾",
                        "会商",
                        "120户",
                        "区住建局",
                        "年底",
                        "12",
                        "3月",
                        "无",
                    ];
                    (0..)
                        .zip(words)
                        .for_each(|(column, words)| sheet.put((row, column), text(words)));
                }
                1 => sheet.put((row, 0), text("一、项目")),
                2 => (0..).zip(["小计", "", "", "", "", "", "36"]).for_each(|(column, words)| {
                    sheet.put((row, column), text(words));
                }),
                3 => sheet.put((row, 2), text("逐户")),
                4 => put_head(&mut sheet, row),
                5 => sheet.put((row, 0), text("注：以批准的为准")),
                _ => sheet.put((row, 11), text("旁注")),
            }
        }
        sheet.merged.add(Region { first: (0, 0), last: (0, 8) });
        for (row, column, rows) in down {
            let region = Region { first: (row, column), last: (row + rows, column) };
            sheet.merged.add(region);
            // What stands under a merged cell is gone, as in a file that a program wrote.
            if clean {
                let mut kept = Sheet { rows: Default::default(), ..sheet.clone() };
                for (at, cells) in sheet.rows.iter() {
                    for (place, cell) in cells.iter() {
                        if *place != column || *at <= row || *at > row + rows {
                            kept.put((*at, *place), cell.clone());
                        }
                    }
                }
                sheet = kept;
            }
        }
        sheet
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_cell_of_any_workbook_is_lost(sheets in (sheet("甲"), sheet("乙"))) {
        let sheets = [sheets.0, sheets.1];
        let table = plan_table(&sheets, &PlanMap::default());
        hold(&sheets, &table);
        // The mapping that it was read by reads it so again.
        let map = table.map();
        prop_assert_eq!(&PlanMap::read(&map.to_toml()).unwrap(), &map);
        let again = plan_table(&sheets, &map);
        hold(&sheets, &again);
    }

    #[test]
    fn no_cell_of_an_office_s_table_is_lost(sheet in plan()) {
        let sheets = [sheet];
        let table = plan_table(&sheets, &PlanMap::default());
        hold(&sheets, &table);
        prop_assert!(table.left.iter().all(|left| left.why != LeftWhy::NoTable));
        let again = plan_table(&sheets, &table.map());
        hold(&sheets, &again);
        prop_assert!(again.missed.is_empty(), "{:?}", again.missed);
        prop_assert_eq!(&again.rows, &table.rows);
    }
}
