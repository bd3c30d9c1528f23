//! Every code of `check` has a heading in docs/codes.md and a golden case of its name.

use crate::verdict::root;
use std::fs;

#[test]
fn every_code_is_documented_and_shown() {
    let files = [
        "src/diagnostic.rs",
        "src/diagnostic/closing.rs",
        "src/diagnostic/contradiction.rs",
        "src/diagnostic/mailing.rs",
        "src/diagnostic/merging.rs",
        "src/diagnostic/naming.rs",
    ];
    let source: String = files.map(|file| fs::read_to_string(root().join(file)).unwrap()).concat();
    let documented = fs::read_to_string(root().join("docs/codes.md")).unwrap();
    let quoted = source.split("=> (\"").skip(1).filter_map(|rest| rest.split('"').next());
    let unknown = source.split("=> \"unknown-").skip(1).filter_map(|rest| rest.split('"').next());
    let mut codes: Vec<String> = quoted.map(str::to_owned).collect();
    codes.extend(unknown.map(|rest| format!("unknown-{rest}")));
    assert!(codes.len() > 40, "the codes are no longer found in src/diagnostic.rs");
    let lacking: Vec<&String> = codes
        .iter()
        .filter(|code| {
            let case = root().join("tests/cases/codes").join(code).join("session.txt");
            let shown = fs::read_to_string(case).unwrap_or_default();
            !documented.contains(&format!("\n## {code}\n")) || !shown.contains(&format!("[{code}]"))
        })
        .collect();
    assert!(lacking.is_empty(), "without a heading or a case: {lacking:?}");
}
