//! What the sessions of one test found: reported all together, or accepted with `UPDATE=1`.

use similar::TextDiff;
use std::io::Write;
use std::path::{Path, PathBuf};

/// One file of sessions as it stands and as it should stand.
pub(crate) struct Verdict {
    /// Relative to the repository.
    pub(crate) file: PathBuf,
    pub(crate) written: String,
    /// The same in the layout in which it is compared: blank lines at edges do not count.
    pub(crate) expected: String,
    pub(crate) actual: String,
    /// What no acceptance can put right; a file with complaints is left as it is.
    pub(crate) complaints: Vec<String>,
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Panics with every difference and complaint; with `UPDATE=1` writes what was printed into the files instead.
pub(crate) fn conclude(verdicts: &[Verdict]) {
    let update = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut report = String::new();
    for verdict in verdicts {
        if update {
            accept(verdict);
        } else if verdict.expected != verdict.actual {
            report.push_str(&difference(verdict));
        }
        for complaint in &verdict.complaints {
            report.push_str(&format!("{}: {complaint}\n\n", verdict.file.display()));
        }
    }
    assert!(
        report.is_empty(),
        "\n\n{report}Is what is printed right? `UPDATE=1 cargo test` accepts it (`UPDATE=1 CASE=part/of-name cargo test` \
         only some cases). Then read `git diff`.\n"
    );
}

fn accept(verdict: &Verdict) {
    if verdict.written == verdict.actual || !verdict.complaints.is_empty() {
        return;
    }
    std::fs::write(root().join(&verdict.file), &verdict.actual).unwrap();
    // Past the capture of libtest, which would swallow what a passing test prints.
    let mut terminal = std::io::stderr();
    writeln!(terminal, "accepted {}", verdict.file.display()).unwrap();
}

fn difference(verdict: &Verdict) -> String {
    let file = verdict.file.display().to_string();
    let diff = TextDiff::from_lines(&verdict.expected, &verdict.actual);
    let unified =
        diff.unified_diff().context_radius(4).header(&file, "what was printed").to_string();
    format!("{unified}\n")
}
