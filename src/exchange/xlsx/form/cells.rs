//! The cells of a form: locked or open, each open one with what it takes and what it says where that is wrong.

use super::super::cell::{begins_formula, fitting};
use super::super::style::{Look, Styles};
use crate::account::column_letters;
use crate::ledger::Locale;
use crate::page::entries::form::{Fall, FormCell, FormColumn, Open, Takes, is_blocked, own_words};
use crate::page::{Align, Ink};
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, Format, Formula,
    Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Where the words of each drop-down stand on the hidden sheet.
pub(super) type Lists = BTreeMap<Vec<String>, String>;

/// Where a cell stands.
pub(super) struct Place<'p> {
    pub(super) row: u32,
    pub(super) at: u16,
    pub(super) column: FormColumn,
    pub(super) columns: &'p [FormColumn],
    pub(super) lang: Locale,
}

impl Place<'_> {
    /// The cell of another column in the same row: `$M7`.
    fn beside(&self, wanted: FormColumn) -> Option<String> {
        let at = self.columns.iter().position(|column| *column == wanted)?;
        let at = u32::try_from(at).ok()?;
        Some(format!("${}{}", column_letters(at), self.row + 1))
    }
}

/// What is to be filled in.
const OPEN: Color = Color::RGB(0xFF_F8_DC);
/// What nothing is asked in.
const SHUT: Color = Color::RGB(0xEC_EC_EC);
/// What is wrong as it stands.
const WRONG: Color = Color::RGB(0xF8_B4_B4);

/// Writes a cell.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    place: &Place<'_>,
    cell: &FormCell,
    (lists, styles): (&Lists, &mut Styles),
) -> Result<(), XlsxError> {
    let (row, at) = (place.row, place.at);
    let is_figure = matches!(place.column, FormColumn::Done | FormColumn::Invested);
    let words = if let FormCell::Says(words) = cell { words.as_str() } else { "" };
    let look = Look {
        number: String::new(),
        align: if is_figure { Align::Right } else { Align::Left },
        wraps: true,
        ink: Ink::Plain,
        is_light: false,
        is_total: false,
        is_quoted: begins_formula(words),
    };
    let format = styles.cell(look).clone();
    match cell {
        FormCell::Says(words) => {
            sheet.write_string_with_format(row, at, fitting(words), &format)?;
        }
        FormCell::Shut => {
            sheet.write_blank(row, at, &format.set_background_color(SHUT))?;
        }
        FormCell::Open(open) => {
            sheet.write_blank(row, at, &format.set_unlocked().set_background_color(OPEN))?;
            let validation = validation(place, open, lists)?;
            sheet.add_data_validation(row, at, row, at, &validation)?;
            if let Takes::Number(Some(fall)) = open.takes {
                warn_of_fall(sheet, place, fall)?;
            }
            if place.column == FormColumn::Blocker {
                warn_of_no_blocker(sheet, place)?;
            }
        }
    }
    Ok(())
}

/// What a cell takes, with its prompt and its refusal.
fn validation(place: &Place<'_>, open: &Open, lists: &Lists) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new().ignore_blank(true);
    let head = place.column.head(place.lang);
    let rule = match &open.takes {
        Takes::Number(fall) => {
            let cell = format!("{}{}", column_letters(u32::from(place.at)), place.row + 1);
            let why = place.beside(FormColumn::Correction);
            let whole = match fall.zip(why) {
                Some((fall, why)) => {
                    let holds = if fall.upwards { "<=" } else { ">=" };
                    let last = fall.last;
                    format!("=AND(ISNUMBER({cell}),OR({cell}{holds}{last},LEN(TRIM({why}))>0))")
                }
                None => format!("=ISNUMBER({cell})"),
            };
            rule.allow_custom(Formula::new(whole))
        }
        Takes::Amount => rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
        Takes::OneOf(words) => {
            let list = lists.get(words).map(String::as_str).unwrap_or_default();
            rule.allow_list_formula(Formula::new(list))
        }
        Takes::Words => rule.allow_any_value(),
    };
    let rule =
        rule.set_input_title(cut(head, TITLE))?.set_input_message(cut(&open.prompt, TEXT))?;
    rule.set_error_title(cut(head, TITLE))?.set_error_message(cut(&open.refusal, TEXT))
}

/// The most characters of the title of a prompt, and of its text.
const TITLE: usize = 32;
const TEXT: usize = 255;

fn cut(text: &str, most: usize) -> String {
    fitting(text).chars().take(most).collect()
}

/// A figure that goes back and its missing reason are red.
fn warn_of_fall(sheet: &mut Worksheet, place: &Place<'_>, fall: Fall) -> Result<(), XlsxError> {
    let (Some(cell), Some(why)) =
        (place.beside(FormColumn::Done), place.beside(FormColumn::Correction))
    else {
        return Ok(());
    };
    let back = if fall.upwards { ">" } else { "<" };
    let last = fall.last;
    let rule = format!("=AND(ISNUMBER({cell}),{cell}{back}{last},LEN(TRIM({why}))=0)");
    for column in [FormColumn::Done, FormColumn::Correction] {
        warn(sheet, place, column, &rule)?;
    }
    Ok(())
}

/// A task that is said to be blocked by nothing is red.
fn warn_of_no_blocker(sheet: &mut Worksheet, place: &Place<'_>) -> Result<(), XlsxError> {
    let (Some(state), Some(blocker)) =
        (place.beside(FormColumn::State), place.beside(FormColumn::Blocker))
    else {
        return Ok(());
    };
    let word = own_words(place.lang).into_iter().find(|word| is_blocked(word));
    let word = word.unwrap_or_default();
    let rule = format!("=AND({state}=\"{word}\",LEN(TRIM({blocker}))=0)");
    warn(sheet, place, FormColumn::Blocker, &rule)
}

/// Makes a cell of the row red where a rule holds.
fn warn(
    sheet: &mut Worksheet,
    place: &Place<'_>,
    column: FormColumn,
    rule: &str,
) -> Result<(), XlsxError> {
    let Some(at) = place.columns.iter().position(|own| *own == column) else {
        return Ok(());
    };
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    let red = Format::new().set_background_color(WRONG);
    let condition = ConditionalFormatFormula::new().set_rule(rule).set_format(red);
    sheet.add_conditional_format(place.row, at, place.row, at, &condition)?;
    Ok(())
}
