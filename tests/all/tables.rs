//! Laws of the tables that come in: no small workbook brings the readers down, no hostile one takes the machine with it, and
//! a file entered twice is entered once.

use crate::session::place::contents;
use crate::verdict::root;
use duban::calendar::{Period, PeriodUnit};
use duban::exchange::{
    Asked, Limit, TextProblem, Units, WorkbookProblem, reply, text_table, updates, workbook,
};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Output};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FORMATS: &[&str] = &[
    "General",
    "0",
    "0.00",
    "#,##0.0",
    "0%",
    "0.00\"亿元\"",
    "0\"万户\"",
    "0,",
    "0.0,,",
    ";;;",
    "0!.0,",
    "[Red]0;-0;\"—\";@",
    "[>=10]\"多\";0",
    "yyyy\"年\"m\"月\"",
    "0.0E+00",
    "# ?/?",
    "\"",
    "[",
    "\\",
    "_",
    "[$",
    "????",
    "@\"户\"",
];

const TEXTS: &[&str] = &[
    "编号",
    "事项",
    "累计完成",
    "完成投资(万元)",
    "1-5月累计",
    "4月",
    "1-4月",
    "单位:万元",
    "万元",
    "备注",
    "日期",
    "A-1",
    "甲任务",
    "66户",
    "1,5",
    "合计",
    "注:数",
    "一二三季度",
    "前季度",
    "截至",
    "Q9",
    "年",
    "()",
    "",
    "~",
    "+6",
];

/// A part of a package.
type Part = (&'static str, String);

fn package(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of one sheet, from what stands between the tags of its data, and its merged regions.
fn one_sheet(data: &str, merged: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut formats = String::new();
    let mut styles = String::new();
    for (nth, format) in FORMATS.iter().enumerate() {
        let code = format.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        write!(formats, "<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 170 + nth).unwrap();
        write!(styles, "<xf numFmtId=\"{}\" fontId=\"{}\"/>", 170 + nth, nth % 2).unwrap();
    }
    package(&[
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{document}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{document}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"r1\" Type=\"{document}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><numFmts>{formats}</numFmts><fonts><font/><font><strike/></font></fonts><cellXfs>{styles}</cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\" uniqueCount=\"18446744073709551615\">{strings}</sst>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
            ),
        ),
    ])
}

/// What one cell of a generated sheet holds.
#[derive(Clone, Debug)]
enum Held {
    Text(usize),
    Number(f64, usize),
    Nothing,
}

fn cells() -> impl Strategy<Value = Held> {
    prop_oneof![
        3 => (0..TEXTS.len()).prop_map(Held::Text),
        2 => (any::<f64>(), 0..FORMATS.len()).prop_map(|(number, style)| Held::Number(number, style)),
        2 => (-1_000_000i32..1_000_000, 0..FORMATS.len()).prop_map(|(number, style)| Held::Number(f64::from(number) / 100.0, style)),
        1 => Just(Held::Nothing),
    ]
}

fn sheet_data(rows: &[Vec<Held>]) -> String {
    let mut data = String::new();
    for row in rows {
        data.push_str("<row>");
        for cell in row {
            match cell {
                Held::Text(text) => {
                    write!(data, "<c t=\"inlineStr\"><is><t>{}</t></is></c>", TEXTS[*text]).unwrap()
                }
                Held::Number(number, style) if number.is_finite() => {
                    write!(data, "<c s=\"{style}\"><v>{number:e}</v></c>").unwrap();
                }
                Held::Number(..) | Held::Nothing => data.push_str("<c/>"),
            }
        }
        data.push_str("</row>");
    }
    data
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A generated workbook is read, and what is read of it never brings the readers of tables down.
    #[test]
    fn no_small_workbook_is_a_disaster(
        rows in prop::collection::vec(prop::collection::vec(cells(), 0..7), 0..9),
        regions in prop::collection::vec((0..9u32, 0..7u8, 0..9u32, 0..7u8), 0..5),
    ) {
        let letter = |column: u8| char::from(b'A' + column);
        let merged: String = regions.iter().map(|(row, column, last, end)| {
            format!("<mergeCell ref=\"{}{}:{}{}\"/>", letter(*column), row + 1, letter(*end), last + 1)
        }).collect();
        let sheets = workbook(&one_sheet(&sheet_data(&rows), &merged, "")).unwrap();
        let asked = ["2018-04-30".parse().unwrap()];
        let period = Period::containing(PeriodUnit::Month, asked[0]);
        let units = Units::default();
        let filled = sheets[0].rows.len();
        if let Ok(reply) = reply("表", &sheets, &units, Asked { period: Some(period), until: &asked }) {
            prop_assert_eq!(reply.claims.len(), filled);
        }
        if let Ok(updates) = updates(&sheets, &units) {
            prop_assert!(updates.rows.len() < filled);
        }
    }

    /// A damaged .ods is refused or read.
    #[test]
    fn a_damaged_ods_is_no_disaster(
        cut in prop::option::of(0..6000usize),
        flips in prop::collection::vec((0..6000usize, any::<u8>()), 0..12),
    ) {
        let path = root().join("tests/cases/against/an-ods-is-read-as-shown-too/甲局.ods");
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_name("content.xml").unwrap(), &mut content).unwrap();
        for (at, byte) in flips {
            let at = at % content.len();
            content[at] = byte;
        }
        content.truncate(cut.unwrap_or(usize::MAX));
        let content = String::from_utf8_lossy(&content).into_owned();
        if let Ok(sheets) = workbook(&package(&[("content.xml", content)])) {
            let _ = reply("表", &sheets, &Units::default(), Asked::default());
        }
    }
}

#[test]
fn more_than_is_read_is_refused_as_what_it_is() {
    let refused = |bytes: &[u8]| workbook(bytes).err();
    let too_large = |limit| Some(WorkbookProblem::TooLarge(limit));
    let row = |nth: usize| format!("<mergeCell ref=\"A{nth}:B{nth}\"/>");
    let merged = |count: usize| (1..=count).map(row).collect::<String>();
    let data = "<row><c t=\"inlineStr\"><is><t>编号</t></is></c></row>";
    assert_eq!(refused(&one_sheet(data, &merged(Limit::REGIONS), "")), None);
    assert_eq!(
        refused(&one_sheet(data, &merged(Limit::REGIONS + 1), "")),
        too_large(Limit::Regions)
    );
    // One long text in many cells: small in the file, 300 MB once unpacked.
    let text = format!("<si><t>{}</t></si>", "长".repeat(10_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(100);
    let data = format!("<row>{cells}</row>").repeat(100);
    assert_eq!(refused(&one_sheet(&data, "", &text)), too_large(Limit::Unpacked));
    let row = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let content =
        format!("<office:body><table:table table:name=\"S\">{row}</table:table></office:body>");
    assert_eq!(refused(&package(&[("content.xml", content)])), too_large(Limit::Cells));
}

/// Enters a file into a ledger.
fn enter(room: &std::path::Path, day: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["-C", "ledger", "--as-of", day, "done", "--from", "u.csv"])
        .current_dir(room)
        .env("XDG_STATE_HOME", room.join("state"))
        .output()
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever rows a file has: once they are entered, the whole run repeated writes nothing.
    #[test]
    fn a_file_entered_twice_is_entered_once(
        rows in prop::collection::vec((0..2usize, 1..28u32, prop::option::of("[a-z又签户]{1,6}"), any::<bool>()), 1..6),
    ) {
        let room = tempfile::tempdir().unwrap();
        let ledger = room.path().join("ledger");
        let case = root().join("tests/cases/writing/a-file-entered-twice-is-written-once");
        fs::create_dir(&ledger).unwrap();
        for name in ["duban.toml", "tasks.toml"] {
            fs::copy(case.join(name), ledger.join(name)).unwrap();
        }
        let mut table = "编号,完成,日期,说明,下步\n".to_owned();
        for (task, day, note, next) in &rows {
            // Figures that never fall, in rows of any order.
            let (id, figure) = [("P-01", 60 + day), ("P-02", 4 + day / 5)][*task];
            let (note, next) = (note.as_deref().unwrap_or(""), if *next { "继续" } else { "" });
            writeln!(table, "{id},{figure},2018-04-{day:02},{note},{next}").unwrap();
        }
        fs::write(room.path().join("u.csv"), table).unwrap();
        let first = enter(room.path(), "2018-05-15");
        let after = contents(&ledger);
        let second = enter(room.path(), "2018-05-20");
        prop_assert_eq!((first.status.code(), second.status.code()), (Some(0), Some(0)));
        prop_assert!(contents(&ledger) == after);
    }
}

#[test]
fn blank_rows_cost_nothing_and_more_rows_than_are_read_are_refused_as_such() {
    let blank = "<row r=\"9\"><c r=\"A9\" s=\"1\"/><c r=\"B9\" s=\"1\"><v/></c></row>";
    let data = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>".to_owned();
    let sheets = workbook(&one_sheet(&(data + &blank.repeat(300_000)), "", "")).unwrap();
    assert_eq!(sheets[0].rows.len(), 1);
    let rows = |count: usize| "<row><c><v>1</v></c></row>".repeat(count);
    assert!(workbook(&one_sheet(&rows(Limit::ROWS), "", "")).is_ok());
    let refused = workbook(&one_sheet(&rows(Limit::ROWS + 1), "", "")).err();
    assert_eq!(refused, Some(WorkbookProblem::TooLarge(Limit::Rows)));
    let lines = "1,2\n".repeat(Limit::ROWS + 1);
    let refused = text_table(lines.as_bytes()).err();
    assert_eq!(refused, Some(TextProblem::TooLarge(Limit::Rows)));
}
