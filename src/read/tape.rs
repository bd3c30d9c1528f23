//! A block as a flat list of nodes with their spans, filled straight from the parser's events.
//!
//! The tape knows TOML's shape and nothing of what a key means. It is reused from block to block.

use super::runs::{Cutter, Run, Unclear, pause};
use crate::source::Span;
use std::ops::Range;
use toml_parser::decoder::Encoding;
use toml_parser::lexer::Token;
use toml_parser::parser::{EventReceiver, parse_document, parse_value};
use toml_parser::{ErrorSink, ParseError, Source};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// A key, or one part of a dotted key.
    Key(Option<Encoding>),
    /// A value without parts.
    Scalar(Option<Encoding>),
    /// `[`, up to the node `close`.
    Array,
    /// `{`, up to the node `close`.
    Table,
    /// Ends an array or a table.
    Close,
    /// `[`…`]` or `[[`…`]]`; the nodes up to `close` are its keys.
    Header,
    /// Ends a header.
    HeaderClose,
}

/// One node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
    /// Index of the node that ends what this one opens; of itself otherwise.
    pub(crate) close: u32,
}

/// The nodes of one block.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    pub(crate) nodes: Vec<Node>,
    pub(crate) errors: Vec<ParseError>,
    open: Vec<u32>,
    tokens: Vec<Token>,
}

const DEEPEST: usize = 60;

/// A text of so many bytes is read in runs: its tokens would take twenty times its place.
const LONG: usize = 1 << 16;

/// So many nodes are kept for the next block; more would stand idle.
const KEPT: usize = 1 << 14;

impl Tape {
    /// Reads a text; what cannot be read becomes an error and the rest is still there.
    pub(crate) fn fill(&mut self, text: &str) {
        self.clear();
        if text.len() < LONG || self.fill_in_runs(text).is_err() {
            self.clear();
            self.tokens.extend(Source::new(text).lex());
            self.parse(parse_document);
        }
        self.tokens.clear();
        self.tokens.shrink_to(KEPT);
        let mut nodes = Builder { nodes: &mut self.nodes, open: &mut self.open };
        let end = Span::new(text.len()..text.len());
        while let Some(at) = nodes.open.pop() {
            nodes.finish(at, end, NodeKind::Close);
        }
    }

    fn clear(&mut self) {
        self.nodes.clear();
        self.nodes.shrink_to(KEPT);
        self.errors.clear();
        self.open.clear();
        self.tokens.clear();
    }

    fn parse(&mut self, parse: Parse) {
        let mut nodes = Builder { nodes: &mut self.nodes, open: &mut self.open };
        parse(&self.tokens, &mut nodes, &mut self.errors);
    }

    /// Reads a text of which nothing is wrong.
    fn fill_in_runs(&mut self, text: &str) -> Result<(), Unclear> {
        let pause = pause().ok_or(Unclear)?;
        let mut cutter = Cutter::default();
        for token in Source::new(text).lex() {
            self.tokens.push(token);
            let Some(run) = cutter.after(token, self.tokens.len())? else {
                continue;
            };
            match run {
                Run::Lines => self.parse(parse_document),
                Run::ListBegun => {
                    self.tokens.push(pause);
                    self.parse(parse_document);
                }
                Run::Items => {
                    self.tokens.push(pause);
                    self.parse(parse_value);
                }
                Run::ListEnded => self.parse(parse_value),
            }
            if !self.errors.is_empty() {
                return Err(Unclear);
            }
            self.tokens.clear();
            if matches!(run, Run::ListBegun | Run::Items) {
                self.tokens.extend(cutter.list());
            }
        }
        self.parse(parse_document);
        if self.errors.is_empty() { Ok(()) } else { Err(Unclear) }
    }

    /// The node after a value.
    pub(crate) fn after(&self, at: usize) -> usize {
        self.nodes.get(at).map_or(at, |node| node.close as usize) + 1
    }

    /// The nodes inside an inline table; `None` of anything else.
    pub(crate) fn inside_table(&self, at: usize) -> Option<Range<usize>> {
        let node = self.nodes.get(at)?;
        (node.kind == NodeKind::Table).then(|| at + 1..self.after(at) - 1)
    }

    /// The nodes of a list's items; `None` of anything else.
    pub(crate) fn items(&self, at: usize) -> Option<impl Iterator<Item = usize>> {
        let node = self.nodes.get(at)?;
        let close = self.after(at) - 1;
        let inside = move |item: usize| Some(item).filter(|item| *item < close);
        let items = std::iter::successors(inside(at + 1), move |item| inside(self.after(*item)));
        (node.kind == NodeKind::Array).then_some(items)
    }
}

type Parse = fn(&[Token], &mut dyn EventReceiver, &mut dyn ErrorSink);

struct Builder<'a> {
    nodes: &'a mut Vec<Node>,
    open: &'a mut Vec<u32>,
}

impl Builder<'_> {
    fn push(&mut self, kind: NodeKind, span: toml_parser::Span) -> u32 {
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { kind, span: Span::new(span.start()..span.end()), close: at });
        at
    }

    /// A header that is never closed ends where the next one begins: else the names of a thousand would stand in each other.
    fn begin_header(&mut self, span: toml_parser::Span) {
        let last = self.open.last().copied();
        let kind = last.and_then(|at| self.nodes.get(at as usize)).map(|node| node.kind);
        if kind == Some(NodeKind::Header) {
            let before = toml_parser::Span::new_unchecked(span.start(), span.start());
            self.end(NodeKind::HeaderClose, before);
        }
        self.begin(NodeKind::Header, span);
    }

    fn begin(&mut self, kind: NodeKind, span: toml_parser::Span) {
        let at = self.push(kind, span);
        self.open.push(at);
    }

    fn end(&mut self, kind: NodeKind, span: toml_parser::Span) {
        if let Some(at) = self.open.pop() {
            self.finish(at, Span::new(span.start()..span.end()), kind);
        }
    }

    /// Whether a list is opened again by its own bracket, for its next run.
    fn goes_on(&self, span: toml_parser::Span) -> bool {
        let last = self.open.last().and_then(|at| self.nodes.get(*at as usize));
        last.is_some_and(|last| {
            last.kind == NodeKind::Array && last.span.start as usize == span.start()
        })
    }

    /// The parser goes down by recursion, so that a limit must keep it off the end of the stack.
    fn may_go_deeper(&self, span: toml_parser::Span, error: &mut dyn ErrorSink) -> bool {
        let may = self.open.len() <= DEEPEST;
        if !may {
            let words = "values are nested too deep";
            error.report_error(ParseError::new(words).with_unexpected(span));
        }
        may
    }

    fn finish(&mut self, at: u32, span: Span, kind: NodeKind) {
        let close = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { kind, span, close });
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.close = close;
            node.span.end = span.end;
        }
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }
    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end(NodeKind::HeaderClose, span);
    }
    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }
    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end(NodeKind::HeaderClose, span);
    }
    fn inline_table_open(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) -> bool {
        self.begin(NodeKind::Table, span);
        self.may_go_deeper(span, error)
    }
    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end(NodeKind::Close, span);
    }
    fn array_open(&mut self, span: toml_parser::Span, error: &mut dyn ErrorSink) -> bool {
        if self.goes_on(span) {
            return true;
        }
        self.begin(NodeKind::Array, span);
        self.may_go_deeper(span, error)
    }
    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        // No list can be closed by the first letter of a text: this is a pause between two runs.
        if span.start() > 0 {
            self.end(NodeKind::Close, span);
        }
    }
    fn simple_key(
        &mut self,
        span: toml_parser::Span,
        kind: Option<Encoding>,
        _: &mut dyn ErrorSink,
    ) {
        self.push(NodeKind::Key(kind), span);
    }
    fn scalar(&mut self, span: toml_parser::Span, kind: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.push(NodeKind::Scalar(kind), span);
    }
}

#[cfg(test)]
mod tests {
    use super::{LONG, Tape, parse_document};
    use toml_parser::Source;

    /// What is read in runs is what is read at once: nodes, places and errors.
    #[track_caller]
    fn same(text: &str, in_runs: bool) {
        assert!(text.len() > LONG);
        let (mut runs, mut whole) = (Tape::default(), Tape::default());
        assert_eq!(runs.fill_in_runs(text).is_ok(), in_runs);
        runs.fill(text);
        whole.tokens.extend(Source::new(text).lex());
        whole.parse(parse_document);
        assert_eq!(format!("{:?}", runs.errors), format!("{:?}", whole.errors));
        assert!(runs.nodes == whole.nodes);
    }

    fn entries(each: &str) -> String {
        let times = LONG.div_ceil(each.len()).max(9_000);
        format!("[[task]]\nlog = [\n{}]\ntags = [\"a\"]\n", each.repeat(times))
    }

    #[test]
    fn a_long_list_in_runs() {
        same(&entries("  { on = 2026-01-01, note = \"a]},[{\" }, # ], [\n"), true);
        same(&entries("[[1, 2], {a = [3]}], "), true);
        same(&entries("1\n,\n"), true);
        same(&entries("'''\n]\n''', "), true);
        same(&"[[task.log]]\non = 2026-01-01\nx-a = [1, 2]\n\n".repeat(9_000), true);
        let two = entries("{a = 1},").replace("tags", "plan = [\n{by = 1}] # end\ntags");
        same(&format!("{two}{two}"), true);
    }

    #[test]
    fn a_long_list_that_is_wrong() {
        let good = "  { on = 2026-01-01 },\n";
        let list = entries(good);
        for wrong in ["  { on = }\n", "]", "},\n", ",", "= 1,\n", "[\n", "\"a\n", "{ { }, }"] {
            let half = list.len() / 2;
            let at = list[half..].find(good).unwrap_or(0) + half;
            same(&format!("{}{wrong}{}", &list[..at], &list[at..]), false);
        }
        for end in ["] x = 1\n", "] ]\n", "}\n", "", "]]\n", "], 2\n"] {
            same(&list.replace("]\ntags", &format!("{end}tags")), false);
        }
    }
}
