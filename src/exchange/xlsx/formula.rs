//! The formulas by which a spreadsheet works a row of sums out anew.
//!
//! The first column numbers the rows of a table, so that a row of sums is told from one by the cell that is empty there.

use crate::page::Way;
use rust_xlsxwriter::utility::column_number_to_name;

/// The rows that are summed up, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whether there are rows of sums among them, which count nothing.
    pub(super) has_sums: bool,
}

impl Run {
    /// The cells of a column: `C5:C12`.
    fn of(self, column: usize) -> String {
        let column = name(column);
        format!("{column}{}:{column}{}", self.first + 1, self.last + 1)
    }
}

/// The formulas of a row of sums, one a column where there is one.
pub(super) fn formulas(ways: &[Option<Way>], run: Run, row: u32) -> Vec<Option<String>> {
    let of = |(column, way): (usize, &Option<Way>)| {
        way.as_ref().map(|way| formula(way, (column, row), run))
    };
    ways.iter().enumerate().map(of).collect()
}

fn formula(way: &Way, (column, row): (usize, u32), run: Run) -> String {
    let here = |column: usize| format!("{}{}", name(column), row + 1);
    let added = |columns: &[usize]| {
        let cells: Vec<String> = columns.iter().map(|column| here(*column)).collect();
        if cells.is_empty() { "0".to_owned() } else { cells.join("+") }
    };
    let cells = run.of(column);
    match way {
        Way::Count => format!("COUNT({})", run.of(0)),
        Way::Sum if run.has_sums => format!("SUMIF({},\">0\",{cells})", run.of(0)),
        Way::Sum => format!("SUM({cells})"),
        Way::Mean { weight, with } => mean(&cells, (&run.of(*weight), &run.of(*with)), run),
        Way::Difference { of, less } => {
            format!("IFERROR(({}-{})*100,\"-\")", here(*of), here(*less))
        }
        Way::Rate { of, among, less } => {
            let (of, among, less) = (added(of), added(among), added(less));
            format!("IFERROR(({of})/(({among})-({less})),\"-\")")
        }
    }
}

/// The weighed mean of cells held to 0…1. The lists of `SUMPRODUCT` stand side by side and are not multiplied: so a text in them counts
/// nothing and breaks nothing.
fn mean(cells: &str, (weight, with): (&str, &str), run: Run) -> String {
    let rows = run.of(0);
    let counted = format!("--ISNUMBER({rows}),{weight},--ISNUMBER({cells}),--ISNUMBER({with})");
    format!(
        "IFERROR((SUMPRODUCT({counted},{cells},--({cells}>=0),--({cells}<=1))+SUMPRODUCT({counted},--({cells}>1)))/SUMPRODUCT({counted}),\"-\")"
    )
}

fn name(column: usize) -> String {
    column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_sums_names_the_rows_above_it() {
        let run = Run { first: 4, last: 8, has_sums: false };
        let ways = [
            None,
            Some(Way::Count),
            Some(Way::Sum),
            Some(Way::Difference { of: 1, less: 2 }),
            Some(Way::Rate { of: vec![1], among: vec![2, 3], less: vec![] }),
        ];
        let texts = formulas(&ways, run, 9);
        let texts: Vec<&str> = texts.iter().map(|text| text.as_deref().unwrap_or("")).collect();
        assert_eq!(
            texts,
            [
                "",
                "COUNT(A5:A9)",
                "SUM(C5:C9)",
                "IFERROR((B10-C10)*100,\"-\")",
                "IFERROR((B10)/((C10+D10)-(0)),\"-\")",
            ]
        );
        let all = formulas(&[None, Some(Way::Sum)], Run { has_sums: true, ..run }, 9);
        assert_eq!(all[1].as_deref(), Some("SUMIF(A5:A9,\">0\",B5:B9)"));
    }
}
