//! A block as a flat list of nodes with their spans, filled straight from the parser's events.
//!
//! The tape knows TOML's shape and nothing of what a key means. It is reused from block to block.

use crate::source::Span;
use std::ops::Range;
use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
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
#[derive(Clone, Copy, Debug)]
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
    tokens: Vec<toml_parser::lexer::Token>,
}

const DEEPEST: usize = 60;

impl Tape {
    /// Reads a text; what cannot be read becomes an error and the rest is still there.
    pub(crate) fn fill(&mut self, text: &str) {
        self.nodes.clear();
        self.errors.clear();
        self.open.clear();
        self.tokens.clear();
        self.tokens.extend(Source::new(text).lex());
        let mut nodes = Builder { nodes: &mut self.nodes, open: &mut self.open };
        parse_document(&self.tokens, &mut nodes, &mut self.errors);
        let end = Span::new(text.len()..text.len());
        while let Some(at) = nodes.open.pop() {
            nodes.finish(at, end, NodeKind::Close);
        }
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
    pub(crate) fn items(&self, at: usize) -> Option<Vec<usize>> {
        let node = self.nodes.get(at)?;
        let close = self.after(at) - 1;
        let inside = |item: usize| Some(item).filter(|item| *item < close);
        let items = std::iter::successors(inside(at + 1), |item| inside(self.after(*item)));
        (node.kind == NodeKind::Array).then(|| items.collect())
    }
}

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
        self.begin(NodeKind::Array, span);
        self.may_go_deeper(span, error)
    }
    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.end(NodeKind::Close, span);
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
