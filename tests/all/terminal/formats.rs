//! What no terminal shows goes into a file.

use super::Desk;

#[test]
fn a_workbook_is_refused_at_a_terminal_with_the_way_out() {
    let desk = Desk::new();
    for (command, words) in [("overdue", &["overdue"][..]), ("report", &["report", "weekly"])] {
        let (code, said) = desk.at(&[words, &["--format", "xlsx"]].concat()).end();
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("xlsx 不能显示在终端里"), "{said}");
        assert!(
            said.contains(&format!("duban {command} … --format xlsx > {command}.xlsx")),
            "{said}"
        );
    }
}
