//! Tables of a document: as wide as the text, the head repeated on each page, no row broken.

use super::paragraph::{Style, paragraph, text};
use super::section::Sheet;
use crate::page::{Align, Column, Ink, Row, Table, Text, left_out};
use unicode_width::UnicodeWidthStr;

/// A column of letters in the font size of tables, in twentieths of a point; a Chinese character takes two.
pub(super) const LETTER: usize = 105;
/// The same in an annex.
pub(super) const SMALL_LETTER: usize = 90;
/// Columns that the margins of a cell take.
pub(super) const MARGIN: usize = 3;
/// The least columns of a column of words.
const NARROWEST: usize = 10;
/// The least columns of a name, where all else is not enough.
const NARROWEST_NAME: usize = 8;
/// Longer heads may take two lines.
const HEAD: usize = 11;

const OPEN: &str = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";

/// A table; what it has no room for is named below, in the language of the page.
pub(super) fn table(table: &Table, sheet: Sheet, lang: &str) -> String {
    let layout = Layout::of(table, sheet);
    let mut written = open(&layout);
    if layout.shown().any(|(column, _)| !column.header.is_empty()) {
        written.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in layout.shown() {
            let head = Text::inked(column.header.as_str(), Ink::Bold);
            let style = layout.cell(column.align == Align::Right);
            let inside = paragraph(style, 0, &text(&head));
            written.push_str(&cell(width, 1, Join::None, Looks::Shaded, &inside));
        }
        written.push_str("</w:tr>\n");
    }
    for row in table.rows.all().iter() {
        match row {
            Row::Group(words) => written.push_str(&group(words, &layout)),
            Row::Cells { cells, details } => {
                written.push_str(&cells_row(cells, &layout, !details.is_empty()));
                if !details.is_empty() {
                    written.push_str(&details_row(details, &layout));
                }
            }
            Row::Total(cells) => written.push_str(&cells_row(cells, &layout, false)),
        }
    }
    written.push_str("</w:tbl>\n");
    let dropped: Vec<&str> = layout.dropped().collect();
    if !dropped.is_empty() {
        let words = left_out(&dropped, lang);
        written.push_str(&paragraph(Style::Note, 0, &text(&words.as_str().into())));
    }
    written
}

fn open(layout: &Layout<'_>) -> String {
    let columns: String =
        layout.shown().map(|(_, width)| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!("{OPEN}{columns}</w:tblGrid>\n")
}

fn group(words: &Text, layout: &Layout<'_>) -> String {
    let inside = paragraph(Style::Kept, 0, &text(words));
    let width = layout.shown().map(|(_, width)| width).sum();
    let all = cell(width, layout.shown().count(), Join::None, Looks::Shaded, &inside);
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{all}</w:tr>\n")
}

fn cells_row(cells: &[Text], layout: &Layout<'_>, kept: bool) -> String {
    let mut row = "<w:tr><w:trPr><w:cantSplit/></w:trPr>".to_owned();
    let shown = layout.widths.iter().enumerate().filter_map(|(at, width)| Some((at, (*width)?)));
    for (nth, (at, width)) in shown.enumerate() {
        let words = cells.get(at).map_or_else(String::new, text);
        let right = layout.columns.get(at).is_some_and(|column| column.align == Align::Right);
        let style = layout.cell(right);
        let join = if kept && nth == 0 { Join::First } else { Join::None };
        let looks = if layout.is_whole(at) { Looks::Unbroken } else { Looks::Plain };
        row.push_str(&cell(width, 1, join, looks, &paragraph(style, 0, &words)));
    }
    row + "</w:tr>\n"
}

/// The details below a row, under all columns but the first.
fn details_row(details: &[Text], layout: &Layout<'_>) -> String {
    let style = layout.cell(false);
    let inside: String = details.iter().map(|detail| paragraph(style, 0, &text(detail))).collect();
    let mut widths = layout.shown().map(|(_, width)| width);
    let first = widths.next().unwrap_or(0);
    let rest: Vec<usize> = widths.collect();
    let empty = cell(first, 1, Join::More, Looks::Plain, &paragraph(style, 0, ""));
    let below = cell(rest.iter().sum(), rest.len().max(1), Join::None, Looks::Plain, &inside);
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{empty}{below}</w:tr>\n")
}

/// Whether a cell continues in the row below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    None,
    First,
    More,
}

/// How a cell is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Looks {
    Plain,
    Shaded,
    /// Its words stay on one line.
    Unbroken,
}

fn cell(width: usize, span: usize, join: Join, looks: Looks, inside: &str) -> String {
    let span = match span {
        1 => String::new(),
        several => format!("<w:gridSpan w:val=\"{several}\"/>"),
    };
    let join = match join {
        Join::None => "",
        Join::First => "<w:vMerge w:val=\"restart\"/>",
        Join::More => "<w:vMerge/>",
    };
    let looks = match looks {
        Looks::Plain => "",
        Looks::Shaded => "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>",
        Looks::Unbroken => "<w:noWrap/>",
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{join}{looks}</w:tcPr>{inside}</w:tc>"
    )
}

/// The columns of a table on its sheet.
struct Layout<'t> {
    columns: &'t [Column],
    /// In twentieths of a point; `None` where a column is left out.
    widths: Vec<Option<usize>>,
    /// Which columns are as wide as their widest words.
    whole: Vec<bool>,
    is_small: bool,
}

impl<'t> Layout<'t> {
    /// Columns of words give way first; then the whole is set smaller; then columns are left out by their order; then names are
    /// broken.
    fn of(table: &'t Table, sheet: Sheet) -> Self {
        let columns = table.columns.as_slice();
        let natural = natural(table);
        let fits = |letters: &[Option<usize>]| over(letters, sheet.width / LETTER) == 0;
        let wraps = |at: usize| columns.get(at).is_some_and(|column| column.wraps);
        let given_way = |letter: usize| {
            let mut letters: Vec<Option<usize>> = natural.iter().copied().map(Some).collect();
            give_way(&mut letters, &natural, (sheet.width / letter, NARROWEST), wraps);
            letters
        };
        let large = given_way(LETTER);
        let is_small = sheet.is_small || !fits(&large);
        let letter = if is_small { SMALL_LETTER } else { LETTER };
        let budget = sheet.width / letter;
        let mut letters = if is_small { given_way(letter) } else { large };
        while over(&letters, budget) > 0 {
            let drop = |at: &usize| columns.get(*at).map_or(0, |column| column.drop);
            let droppable =
                (0..letters.len()).filter(|at| drop(at) > 0 && is_standing(&letters, *at));
            let Some(dropped) = droppable.max_by_key(drop) else {
                break;
            };
            if let Some(width) = letters.get_mut(dropped) {
                *width = None;
            }
        }
        let is_name = |at: usize| columns.get(at).is_some_and(|column| column.align == Align::Left);
        give_way(&mut letters, &natural, (budget, NARROWEST_NAME), is_name);
        let is_wide =
            |(own, natural): (&Option<usize>, &usize)| own.is_some_and(|own| own >= *natural);
        let whole = letters.iter().zip(&natural).map(is_wide).collect();
        let widths = scaled(&letters, sheet.width, letter, wraps);
        Self { columns, widths, whole, is_small }
    }

    /// The columns that are shown, with their widths.
    fn shown(&self) -> impl Iterator<Item = (&'t Column, usize)> {
        let both = self.columns.iter().zip(&self.widths);
        both.filter_map(|(column, width)| Some((column, (*width)?)))
    }

    /// The heads of the columns that are left out.
    fn dropped(&self) -> impl Iterator<Item = &'t str> {
        let both = self.columns.iter().zip(&self.widths);
        both.filter(|(_, width)| width.is_none()).map(|(column, _)| column.header.as_str())
    }

    /// Whether no words of a column are broken.
    fn is_whole(&self, at: usize) -> bool {
        let wraps = self.columns.get(at).is_some_and(|column| column.wraps);
        !wraps && self.whole.get(at).copied().unwrap_or(false)
    }

    fn cell(&self, right: bool) -> Style {
        if self.is_small { Style::Small(right) } else { Style::Cell(right) }
    }
}

fn is_standing(letters: &[Option<usize>], at: usize) -> bool {
    letters.get(at).is_some_and(Option::is_some)
}

/// The columns of letters that each column of a table would like.
fn natural(table: &Table) -> Vec<usize> {
    let mut widest: Vec<usize> = vec![0; table.columns.len()];
    for row in table.rows.all().iter() {
        for (widest, cell) in widest.iter_mut().zip(row.cells()) {
            *widest = (*widest).max(cell.0.iter().map(|(words, _)| letters(words)).sum());
        }
    }
    let head = |column: &Column| match letters(&column.header) {
        long if long > HEAD => long.div_ceil(4) * 2,
        short => short,
    };
    let both = widest.iter().zip(&table.columns);
    both.map(|(cells, column)| cells.max(&head(column)) + MARGIN).collect()
}

/// The columns of letters that words take: fonts set figures up to a quarter wider than half a character, and a quarter of a
/// character between Chinese and figures.
pub(super) fn letters(words: &str) -> usize {
    let ascii: Vec<bool> = words.chars().map(|letter| letter.is_ascii()).collect();
    let joints = ascii.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let figures = ascii.iter().filter(|is_ascii| **is_ascii).count();
    words.width() + (figures * 3 + joints * 5).div_ceil(10)
}

/// By how much the columns together are too wide.
fn over(letters: &[Option<usize>], budget: usize) -> usize {
    letters.iter().flatten().sum::<usize>().saturating_sub(budget)
}

/// Some columns give way, down to a least width, until all fit: always that whose words take the fewest lines.
fn give_way(
    letters: &mut [Option<usize>],
    natural: &[usize],
    (budget, least): (usize, usize),
    may: impl Fn(usize) -> bool,
) {
    for _ in 0..over(letters, budget) {
        let some = letters.iter_mut().zip(natural).enumerate().filter(|(at, _)| may(*at));
        let some = some.filter_map(|(_, (width, natural))| Some((width.as_mut()?, *natural)));
        let wide = some.filter(|(width, _)| **width > least + MARGIN);
        let Some((width, _)) = wide.min_by_key(|(width, natural)| natural * 1_000 / **width) else {
            return;
        };
        *width -= 1;
    }
}

/// Into twentieths of a point, over the whole width: what is left goes to the columns of words.
fn scaled(
    letters: &[Option<usize>],
    width: usize,
    letter: usize,
    wraps: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let all = letters.iter().flatten().sum::<usize>().max(1);
    let words = |at: &usize| is_standing(letters, *at) && wraps(*at);
    let words: Vec<usize> = (0..letters.len()).filter(words).collect();
    let of = |letters: usize| match words.is_empty() {
        true => letters * width / all,
        false => (letters * letter).min(letters * width / all),
    };
    let mut widths: Vec<Option<usize>> = letters.iter().map(|own| own.map(of)).collect();
    let rest = width.saturating_sub(widths.iter().flatten().sum());
    for (nth, at) in words.iter().enumerate() {
        let share = rest / words.len() + if nth == 0 { rest % words.len() } else { 0 };
        if let Some(Some(width)) = widths.get_mut(*at) {
            *width += share;
        }
    }
    widths
}
