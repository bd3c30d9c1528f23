//! A title as the name of a file, on any system.

use crate::source::visible::is_safe;

/// The most bytes of a name: 255, less what a program may put behind it.
const LONGEST: usize = 200;

/// The name with `-` for each character that a file's name may not have somewhere, or that hides; never a hidden file.
pub fn file_name(title: &str, extension: &str) -> String {
    let fit = |letter: char| {
        let mut bytes = [0; 4];
        match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            _ if is_safe(letter.encode_utf8(&mut bytes)) => letter,
            _ => '-',
        }
    };
    let name: String = title.chars().map(fit).collect();
    let ends = |letter: char| letter == '.' || letter.is_whitespace();
    let mut name = name.trim_matches(ends).to_owned();
    while name.len() > LONGEST {
        name.pop();
    }
    let name = name.trim_end_matches(ends);
    let mark = if is_device(name) || name.is_empty() { "_" } else { "" };
    format!("{mark}{name}.{extension}")
}

/// Whether Windows opens a device by the name, whatever stands behind the dot and whatever blanks before it.
fn is_device(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or("").trim_end().to_ascii_uppercase();
    let port = first.strip_prefix("COM").or_else(|| first.strip_prefix("LPT"));
    let is_port = |number: &str| {
        let mut letters = number.chars();
        let digit = letters.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        digit && letters.next().is_none()
    };
    DEVICES.contains(&first.as_str()) || port.is_some_and(is_port)
}

const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_is_a_name_everywhere() {
        let pairs = [
            ("2018/2019年度台账:重点?", "2018-2019年度台账-重点-.csv"),
            ("a/b\\c:d*e?f\"g<h>i|j\u{1b}\u{202e}\n", "a-b-c-d-e-f-g-h-i-j---.csv"),
            ("..secret. ", "secret.csv"),
            ("", "_.csv"),
            ("con", "_con.csv"),
            ("LPT1.a", "_LPT1.a.csv"),
            ("Nul .2018", "_Nul .2018.csv"),
            ("com²", "_com².csv"),
            ("CONOUT$", "_CONOUT$.csv"),
            ("COM", "COM.csv"),
            ("COM10", "COM10.csv"),
            ("Contract", "Contract.csv"),
        ];
        for (title, expected) in pairs {
            assert_eq!(file_name(title, "csv"), expected);
        }
        assert!(file_name(&"督".repeat(300), "docx").len() <= 205);
    }
}
