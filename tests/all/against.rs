//! Laws of `reconcile --against`: no row is lost, no figure is guessed at, our own figures agree with ours, and no file
//! whatever brings the reader down.

use crate::laws::sound;
use crate::verdict::root;
use chrono::NaiveDate;
use duban::account::{Account, Against, CellValue, Compared, Reply};
use duban::calendar::WorkCalendar;
use duban::exchange::{Asked, Cell, Sheet, Units, reply, said, text_table, workbook};
use duban::ledger::{Book, Quantity, half_width};
use duban::read::LedgerFiles;
use duban::source::{SourceFile, Sources};
use proptest::prelude::*;
use std::fs;

const LEDGER: &str = "tests/replies/ledger";

/// Asks something of the small ledger as of the end of April.
fn with_account<T>(ask: impl FnOnce(&Account<'_>) -> T) -> T {
    let mut sources = Sources::default();
    let mut file = |name: &str| {
        let text = fs::read_to_string(root().join(LEDGER).join(name)).unwrap();
        sources.push(SourceFile::new(name.to_owned(), text))
    };
    let ledger = LedgerFiles {
        config: file("duban.toml"),
        tasks: vec![file("tasks.toml")],
        prefix: String::new(),
    };
    let work = WorkCalendar::shipped();
    let book = sound(&sources, ledger, &work);
    let day = NaiveDate::from_ymd_opt(2018, 4, 30).unwrap();
    ask(&book.figures(day))
}

fn units(book: &Book<'_>) -> Units {
    Units::of(book.tasks.iter().map(|task| task.unit.as_ref()))
}

fn against(account: &Account<'_>, sheets: &[Sheet]) -> Against {
    let reply: Reply = reply("表", sheets, &units(account.book), Asked::default()).unwrap();
    account.against(&[reply], &|_| true, false, NaiveDate::MIN)
}

/// What stands in tables: ids and titles right and wrong, figures good and bad, heads, totals, notes, nothing.
const CELLS: &[&str] = &[
    "",
    "",
    "",
    "A-1",
    "A-2",
    "a-3",
    "A-9*",
    "C-0",
    "C-2",
    "Z-9",
    "甲任务",
    "同名任务",
    "不认识的",
    "合计",
    "小计",
    "注:数",
    "填报人:办公室",
    "一、征迁",
    "编号",
    "累计完成",
    "40",
    "30户",
    "1,200万元",
    "12/20",
    "约5",
    "85%",
    "—",
    "#N/A",
    "１２",
    "-3",
    "1\n2",
    "\"",
    "户",
    "备注",
];

fn grids() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let row = prop::collection::vec(0..CELLS.len(), 0..6);
    prop::collection::vec(row, 0..14)
}

fn csv_of(rows: &[Vec<&str>]) -> String {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<&str>| row.iter().map(quoted).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// rows read = agrees + differs + only theirs + unreadable + empty + conflict + skipped, and that is every row that
    /// is not blank.
    #[test]
    fn no_row_is_lost(above in grids(), below in grids()) {
        let words = |rows: &[Vec<usize>]| -> Vec<Vec<&str>> {
            rows.iter().map(|row| row.iter().map(|cell| CELLS[*cell]).collect()).collect()
        };
        let mut rows = words(&above);
        rows.push(vec!["序号", "编号", "事项", "累计完成", "单位", "备注"]);
        rows.extend(words(&below));
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        let sheet = text_table(csv_of(&rows).as_bytes()).unwrap();
        let found = with_account(|account| against(account, &[sheet]));
        prop_assert_eq!(found.rows_in(), filled);
        let counted: usize = Compared::ALL.iter().map(|(_, own)| found.count(*own)).sum();
        prop_assert_eq!(counted, found.rows.len());
        // Each at a place of its own.
        let mut cells: Vec<_> = found.rows.iter().filter_map(|row| row.at.as_ref()).map(|at| at.row).collect();
        cells.sort_unstable();
        cells.dedup();
        prop_assert_eq!(cells.len(), filled);
    }

    /// One number in any spelling is that number.
    #[test]
    fn a_number_is_read_in_every_spelling(
        millionths in -999_999_999_999i64..999_999_999_999,
        places in 0..7u32,
        wide in any::<bool>(),
        grouped in any::<bool>(),
        unit in prop::option::of(prop::sample::select(vec!["户", "戶", "%", "万元", "栋次"])),
        blank in any::<bool>(),
    ) {
        let grain = 10i64.pow(places);
        let quantity = Quantity::from_millionths(millionths / grain * grain);
        let mut text = quantity.to_string();
        if grouped {
            text = with_separators(&text);
        }
        if blank {
            text.push(' ');
        }
        text.push_str(unit.unwrap_or(""));
        if wide {
            text = text.chars().map(full_width).collect();
        }
        let read = said(Some(&Cell::Text(text.as_str().into())), &Units::of(["栋次"]));
        let expected = unit.map(|unit| unit.replace('戶', "户"));
        prop_assert_eq!(read, CellValue::Number(quantity, expected), "{}", text);
    }

    /// Whatever is read as a number says nothing but that number and a unit.
    #[test]
    fn no_figure_is_guessed_at(text in "[0-9０-９.,，+\\-－约余户%％/~ a至万元]{0,9}") {
        let units = Units::default();
        if let CellValue::Number(quantity, unit) = said(Some(&Cell::Text(text.as_str().into())), &units) {
            let narrow: String = text.chars().map(half_width).filter(|c| !matches!(c, ' ' | ',')).collect();
            let figure = narrow.strip_suffix(unit.as_deref().unwrap_or("")).unwrap();
            prop_assert_eq!(Quantity::parse(figure), Ok(quantity), "{}", text);
            prop_assert!(unit.is_none_or(|unit| units.has(&unit)));
        }
    }

    /// A damaged workbook is refused or read, and never brings the program down.
    #[test]
    fn a_damaged_workbook_is_no_disaster(
        old in any::<bool>(),
        cut in prop::option::of(0..6000usize),
        flips in prop::collection::vec((0..6000usize, any::<u8>()), 0..12),
    ) {
        let path = match old {
            true => "tests/cases/against/an-xls-is-read-as-shown-too/甲局.xls",
            false => "tests/cases/against/heads-over-several-rows-and-merged-cells/甲局.xlsx",
        };
        let mut bytes = fs::read(root().join(path)).unwrap();
        for (at, byte) in flips {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(cut.unwrap_or(usize::MAX));
        if let Ok(sheets) = workbook(&bytes) {
            let _ = reply("表", &sheets, &Units::default(), Asked::default());
        }
    }
}

fn with_separators(text: &str) -> String {
    let (whole, part) = text.split_once('.').map_or((text, ""), |(whole, part)| (whole, part));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{part}")
}

fn full_width(letter: char) -> char {
    match letter {
        '!'..='~' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap(),
        other => other,
    }
}

/// Our own figures, sent back to us, agree to the last one, and nothing is missing.
#[test]
fn our_own_figures_agree() {
    with_account(|account| {
        let first = against(
            account,
            &[text_table("编号,累计完成\nA-1,1\nB-1,1\nC-1,1\n".as_bytes()).unwrap()],
        );
        let mut table = "编号,事项,累计完成\n".to_owned();
        for row in first.rows.iter().filter(|row| row.of.is_some()) {
            let figure = row.ours.map_or_else(|| "0".to_owned(), |ours| ours.to_string());
            let (id, title) = (row.task.as_deref().unwrap(), row.title.as_deref().unwrap());
            table.push_str(&format!("{id},{title},{figure}{}\n", row.unit.as_deref().unwrap()));
        }
        let again = against(account, &[text_table(table.as_bytes()).unwrap()]);
        assert!(again.agrees(), "{table}{:#?}", again.rows);
        assert_eq!(again.count(Compared::OnlyOurs), 0);
        assert!(again.count(Compared::Agrees) > 10);
    });
}
