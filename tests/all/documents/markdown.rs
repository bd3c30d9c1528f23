//! As much Markdown as the documents' tests need: fenced blocks, headings, links.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A fenced block: its info string, how far it is indented, and the lines of its body, counted from 0.
pub(crate) struct Fence {
    pub(crate) info: String,
    pub(crate) indent: String,
    pub(crate) body: Range<usize>,
}

pub(crate) fn fences(lines: &[&str]) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let trimmed = lines[at].trim_start();
        let ticks = trimmed.len() - trimmed.trim_start_matches('`').len();
        at += 1;
        if ticks < 3 {
            continue;
        }
        let closes = |line: &&str| {
            let line = line.trim();
            line.len() >= ticks && line.chars().all(|c| c == '`')
        };
        let end = lines[at..].iter().position(closes).map_or(lines.len(), |offset| at + offset);
        let indent = lines[at - 1][..lines[at - 1].len() - trimmed.len()].to_owned();
        found.push(Fence { info: trimmed[ticks..].trim().to_owned(), indent, body: at..end });
        at = end + 1;
    }
    found
}

/// The lines outside every fence, each with its index.
fn prose<'a>(lines: &[&'a str]) -> Vec<(usize, &'a str)> {
    let fences = fences(lines);
    let fenced = |at: &usize| fences.iter().any(|f| (f.body.start - 1..=f.body.end).contains(at));
    (0..lines.len()).filter(|at| !fenced(at)).map(|at| (at, lines[at])).collect()
}

/// A document without its words: how deep each heading is, and below it how many rows its tables have and what its blocks hold.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Section {
    pub(crate) depth: usize,
    pub(crate) rows: usize,
    pub(crate) blocks: Vec<String>,
}

/// The sections of a document in order, each with its heading. The first is what stands above every heading.
pub(crate) fn sections<'a>(lines: &[&'a str]) -> Vec<(&'a str, Section)> {
    let fences = fences(lines);
    let mut found = vec![("", Section::default())];
    for (at, line) in lines.iter().enumerate() {
        let fence = fences.iter().find(|f| (f.body.start - 1..=f.body.end).contains(&at));
        let depth = line.len() - line.trim_start_matches('#').len();
        let last = &mut found.last_mut().unwrap().1;
        match fence {
            Some(fence) if fence.body.start == at + 1 => last.blocks.push(fence.info.clone()),
            Some(_) => {}
            None if depth > 0 => found.push((line, Section { depth, ..Section::default() })),
            None => last.rows += usize::from(line.starts_with('|')),
        }
    }
    found
}

/// Where each link or image of a document points, with its line counted from 1.
pub(crate) fn links(lines: &[&str]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in prose(lines) {
        // Every second piece between backticks is code.
        let text: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        let inline = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let defined =
            text.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, to)| to);
        for target in inline.chain(defined) {
            let target = target.split(" \"").next().unwrap_or(target).trim();
            found.push((at + 1, target.trim_matches(['<', '>']).to_owned()));
        }
    }
    found
}

/// The anchors of a document's headings, made as GitHub makes them.
pub(crate) fn anchors(lines: &[&str]) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (_, line) in prose(lines) {
        let text = line.trim_start_matches('#');
        if text.len() == line.len() || !text.starts_with(' ') {
            continue;
        }
        let kept = |c: &char| c.is_alphanumeric() || " -_".contains(*c);
        let slug: String =
            text.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-");
        let before = seen.entry(slug.clone()).or_default();
        found.insert(if *before == 0 { slug } else { format!("{slug}-{before}") });
        *before += 1;
    }
    found
}

#[test]
fn fences_headings_and_links_are_found() {
    let text = "# `a` B: 丙、丁\n[x](y.md#z) `[no](no)` ![i](p.png \"t\")\n  ````console\n  ```\n  [no](no)\n  ````\n## a b 丙丁\n[r]: q.md";
    let lines: Vec<&str> = text.split('\n').collect();
    let fences = fences(&lines);
    assert_eq!(
        (fences.len(), fences[0].info.as_str(), fences[0].indent.as_str()),
        (1, "console", "  ")
    );
    assert_eq!(fences[0].body, 3..5);
    assert_eq!(links(&lines), [(2, "y.md#z".into()), (2, "p.png".into()), (8, "q.md".into())]);
    assert_eq!(anchors(&lines), ["a-b-丙丁".to_owned(), "a-b-丙丁-1".to_owned()].into());
}
