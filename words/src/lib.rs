//! The macros that say a text in three languages.
//!
//! A text is written twice: simplified Chinese and English. Traditional Chinese is derived from the
//! simplified text while the program is compiled (`traditional.rs`, `table.rs`).

mod punctuation;
mod table;
mod traditional;

use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use std::path::Path;
use traditional::traditional;

/// Says one thing in the language asked for, with values in braces: `say!(lang, "简体 {x}", "English {x}")`.
#[proc_macro]
pub fn say(input: TokenStream) -> TokenStream {
    let expanded = match arguments(input).as_slice() {
        [lang, simplified, english] => {
            in_languages(simplified, english).map(|texts| choice(lang, texts.map(formatted)))
        }
        _ => Err(refused("say!(lang, simplified, English) takes three arguments")),
    };
    expanded.unwrap_or_else(|refusal| refusal)
}

/// A text without values: `words!(lang, "简体", "English")` is a `&'static str`; without a language it
/// is the array of all three, in the order of `Locale::ALL`.
#[proc_macro]
pub fn words(input: TokenStream) -> TokenStream {
    let expanded = match arguments(input).as_slice() {
        [lang, simplified, english] => {
            in_languages(simplified, english).map(|texts| choice(lang, texts.map(token)))
        }
        [simplified, english] => in_languages(simplified, english).map(|texts| {
            let listed = texts.into_iter().flat_map(|text| [literal(text), punct(',')]);
            token(Group::new(Delimiter::Bracket, listed.collect()))
        }),
        _ => Err(refused("words!([lang,] simplified, English) takes two or three arguments")),
    };
    expanded.unwrap_or_else(|refusal| refusal)
}

/// A file of simplified Chinese as traditional text: `traditional_file!("src/….txt")`, from the package's root.
#[expect(
    clippy::disallowed_methods,
    reason = "cargo says where the package is by the environment alone"
)]
#[proc_macro]
pub fn traditional_file(input: TokenStream) -> TokenStream {
    let arguments = arguments(input);
    let [path] = arguments.as_slice() else {
        return refused("traditional_file!(path) takes one argument");
    };
    let path = path.to_string();
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let path = Path::new(&root).join(path.trim_matches('"'));
    match std::fs::read_to_string(&path) {
        // `include_str!` tells cargo to compile again when the file has changed.
        Ok(text) => {
            let source = Literal::string(&path.to_string_lossy());
            let text = Literal::string(&traditional(&text));
            parsed(&format!("{{ const _: &str = ::std::include_str!({source}); {text} }}"))
        }
        Err(error) => refused(&format!("{}: {error}", path.display())),
    }
}

/// The arguments between the commas.
fn arguments(input: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    for tree in input {
        match (&tree, arguments.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                arguments.push(TokenStream::new());
            }
            (_, Some(argument)) => argument.extend([tree]),
            (_, None) => {}
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

/// The texts in the order of `Locale::ALL`. The derived one has the place of its source, so that the names in its
/// braces mean what they mean there.
fn in_languages(
    simplified: &TokenStream,
    english: &TokenStream,
) -> Result<[Literal; 3], TokenStream> {
    let (simplified, english) = (string(simplified)?, string(english)?);
    if let Some(place) = punctuation::half_width(&simplified.to_string()) {
        return Err(refused(&format!("a half-width mark in Chinese: {place}")));
    }
    // Escapes are ASCII and stay as they are written.
    let derived = traditional(&simplified.to_string());
    let mut derived: Literal = derived.parse().map_err(|_| refused(&derived))?;
    derived.set_span(simplified.span());
    Ok([simplified, derived, english])
}

fn string(argument: &TokenStream) -> Result<Literal, TokenStream> {
    let mut trees = argument.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Literal(literal)), None) if is_string(&literal) => Ok(literal),
        // What another macro passes on as `$text:literal`.
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            string(&group.stream())
        }
        _ => Err(refused(&format!("a text stands in quotes, not `{argument}`"))),
    }
}

fn is_string(literal: &Literal) -> bool {
    literal.to_string().starts_with(['"', 'r'])
}

/// `match lang { ZhHans => …, ZhHant => …, En => … }`
fn choice(lang: &TokenStream, texts: [TokenStream; 3]) -> TokenStream {
    let mut arms = TokenStream::new();
    for (name, text) in ["ZhHans", "ZhHant", "En"].into_iter().zip(texts) {
        arms.extend(parsed(&format!("::duban::ledger::Locale::{name} =>")));
        arms.extend(text);
        arms.extend([punct(',')]);
    }
    let mut choice =
        TokenStream::from_iter([TokenTree::from(Ident::new("match", Span::call_site()))]);
    choice.extend(lang.clone());
    choice.extend(token(Group::new(Delimiter::Brace, arms)));
    choice
}

/// A text as a `String`; one without braces needs no formatting.
fn formatted(text: Literal) -> TokenStream {
    let plain = !text.to_string().contains(['{', '}']);
    let make = if plain { "::std::string::String::from" } else { "::std::format!" };
    let mut formatted = parsed(make);
    formatted.extend(token(Group::new(Delimiter::Parenthesis, token(text))));
    formatted
}

fn token(tree: impl Into<TokenTree>) -> TokenStream {
    TokenStream::from(tree.into())
}

fn literal(text: Literal) -> TokenTree {
    text.into()
}

fn punct(mark: char) -> TokenTree {
    Punct::new(mark, Spacing::Alone).into()
}

/// Code of our own; it always parses.
fn parsed(code: &str) -> TokenStream {
    code.parse().unwrap_or_default()
}

fn refused(message: &str) -> TokenStream {
    parsed(&format!("::std::compile_error!({message:?})"))
}
