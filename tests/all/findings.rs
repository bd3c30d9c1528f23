//! Every code of `check` has a heading in docs/codes.md and a golden case of its name.

use crate::session::place::files_below;
use crate::verdict::root;
use std::fs;
use std::path::PathBuf;

#[test]
fn every_code_is_documented_and_shown() {
    let room = root().join("src/diagnostic");
    let below = files_below(&room).into_iter().map(|file| room.join(file));
    let files: Vec<PathBuf> = below.chain([room.with_extension("rs")]).collect();
    let source: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
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
