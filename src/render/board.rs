//! A board as one HTML file that needs no other: a page for the phone, the desk, the wall and A4.
//!
//! Without its script everything is there, in order and open. The script (`board/board.js`) only filters, sorts and finds;
//! what it reads stands in `data-` attributes and in the hash of the address. Markup is short: there may be 5,000 cards.

mod account;
mod card;
mod chart;
mod groups;
mod home;
mod index;
mod search;
mod sheet;
mod wall;
mod words;

pub use index::write_index;

use crate::page::board::{Board, View};
use std::io::{self, Write};
use words::escaped;

/// Writes a board as a whole document.
///
/// # Errors
/// Those of the writer.
pub fn write_board(board: &Board, out: &mut dyn Write) -> io::Result<()> {
    let styles = sheet::styles(board);
    let on_wall = if board.on_wall { " data-wall" } else { "" };
    let (title, script) = (escaped(&board.title), sheet::script());
    let opening = sheet::opening(board.lang, on_wall, &title, &styles, &script);
    out.write_all(opening.as_bytes())?;
    out.write_all(head(board).as_bytes())?;
    for (view, name) in shown(board) {
        write!(out, "<section class=view id=\"/{}\"><h2>{name}</h2>", view.name())?;
        match view {
            View::Home => out.write_all(home::overview(board).as_bytes())?,
            View::Tasks => tasks(board, out)?,
            View::Units => out.write_all(groups::units(board).as_bytes())?,
            View::Leaders => out.write_all(groups::leaders(board).as_bytes())?,
            View::Wall => out.write_all(wall::wall(board).as_bytes())?,
            View::Account => out.write_all(account::account(board).as_bytes())?,
        }
        out.write_all(b"</section>\n")?;
    }
    writeln!(out, "</main>{}</body></html>", words::foot(&board.notes))
}

/// What stands above the views: the title, the day, the tabs.
fn head(board: &Board) -> String {
    let (title, below) = (escaped(&board.title), escaped(&board.below));
    let scope = words::scope(board.scope.as_deref());
    let tab = |(view, name): (View, String)| format!("<a href=\"#/{}\">{name}</a>", view.name());
    let tabs: String = shown(board).into_iter().map(tab).collect();
    format!(
        "<body data-view={}><a class=skip href=\"#main\">{}</a>\
         <header><div><h1>{title}</h1><p>{below}</p>{scope}</div><nav>{tabs}</nav></header>\n\
         <main id=main tabindex=-1>\n",
        board.opens.name(),
        escaped(&board.words.skip)
    )
}

/// The views that have something to show, and their names.
fn shown(board: &Board) -> Vec<(View, String)> {
    let named = View::ALL.iter().zip(&board.words.tabs);
    let views = named.map(|((_, view), name)| (*view, escaped(name)));
    let views = views.filter(|(view, _)| match view {
        View::Home | View::Tasks => true,
        View::Units => !board.units.rows.is_empty(),
        View::Leaders => !board.leaders.rows.is_empty(),
        View::Wall => !board.wall.columns.is_empty(),
        View::Account => board.account.is_some(),
    });
    views.collect()
}

/// The form for searching and the cards, one after the other.
fn tasks(board: &Board, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(search::form(board).as_bytes())?;
    // The curves of all cards are called the same.
    writeln!(out, "<p id=curve hidden>{}</p><div data-cards>", escaped(&board.words.chart))?;
    for card in &board.cards {
        out.write_all(card::card(card, &board.words).as_bytes())?;
    }
    write!(
        out,
        "</div><button type=button data-more=\"{}\" hidden></button><p data-nothing hidden>{}</p>",
        escaped(&board.words.more),
        escaped(&board.words.nothing)
    )
}

#[cfg(test)]
mod tests;
