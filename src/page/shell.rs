//! Words of a command line as a shell takes them back: the one place where a name is put into a shell.

use crate::source::visible::{is_hidden, is_safe};
use std::path::Path;

/// A word of a command line that is shown, so that it can be copied from the screen and run.
///
/// What hides is written as `$'\033'`, which bash, zsh, ksh and a sh of POSIX 2024 read.
pub fn word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if is_safe(word) { quoted(word) } else { spelled(word) }
}

/// An option with its value: one word where the value would be read as another option.
pub fn option(flag: &str, value: &str) -> Vec<String> {
    match value.starts_with('-') {
        true => vec![format!("{flag}={value}")],
        false => vec![flag.to_owned(), value.to_owned()],
    }
}

/// A folder or file that is never read as an option.
pub fn path(path: &str) -> String {
    if path.starts_with('-') { format!("./{path}") } else { path.to_owned() }
}

/// An id or a name as an argument, behind `--` where it would be read as an option.
pub fn argument(name: &str) -> String {
    let end = if name.starts_with('-') { "-- " } else { "" };
    format!("{end}{}", word(name))
}

/// A word in quotes, for a line that any POSIX sh runs.
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A file as an argument that is shown; bytes that are no UTF-8 are spelled.
pub fn file(name: &Path) -> String {
    match name.to_str() {
        Some(name) => word(&path(name)),
        None => format!("$'{}'", octal(name)),
    }
}

/// A file in quotes, for a line that any POSIX sh runs.
pub fn quoted_file(name: &Path) -> String {
    match name.to_str() {
        Some(name) => quoted(name),
        None => format!("\"$(printf '{}')\"", octal(name)),
    }
}

/// Each byte in octal digits but those that mean nothing to a shell or to printf.
fn octal(name: &Path) -> String {
    let bytes = name.as_os_str().as_encoded_bytes().iter();
    let spelled = bytes.map(|byte| match byte {
        byte if byte.is_ascii_alphanumeric() || b"/._".contains(byte) => {
            char::from(*byte).to_string()
        }
        byte => format!("\\{byte:03o}"),
    });
    spelled.collect()
}

fn spelled(word: &str) -> String {
    let mut spelled = String::from("$'");
    for (at, letter) in word.char_indices() {
        match letter {
            '\'' | '\\' => spelled.extend(['\\', letter]),
            _ if is_hidden(word, at, letter) => {
                let mut bytes = [0; 4];
                for byte in letter.encode_utf8(&mut bytes).bytes() {
                    spelled.push_str(&format!("\\{byte:03o}"));
                }
            }
            _ => spelled.push(letter),
        }
    }
    spelled.push('\'');
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_read_more_into_it() {
        let pairs = [
            ("2018-05-15", "2018-05-15"),
            ("data/丰泽", "data/丰泽"),
            ("", "''"),
            ("my ledgers", "'my ledgers'"),
            ("~/a", "'~/a'"),
            ("a'b", r"'a'\''b'"),
            ("$HOME;x", "'$HOME;x'"),
            ("a\n'\\\u{1b}\u{202e}", r"$'a\012\'\\\033\342\200\256'"),
        ];
        for (name, expected) in pairs {
            assert_eq!(word(name), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_spelled() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let name = Path::new(OsStr::from_bytes(b"a'b\xff/c.toml"));
        assert_eq!(file(name), r"$'a\047b\377/c.toml'");
        assert_eq!(quoted_file(name), r#""$(printf 'a\047b\377/c.toml')""#);
        assert_eq!(file(Path::new("-x")), "./-x");
        assert_eq!(quoted_file(Path::new("a b")), "'a b'");
    }

    #[test]
    fn a_name_is_never_an_option() {
        assert_eq!(option("--dept", "-h"), ["--dept=-h"]);
        assert_eq!(argument("-P 1"), "-- '-P 1'");
        assert_eq!(path("-x/a"), "./-x/a");
    }
}
