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
    let first = name.split('.').next().unwrap_or("");
    // Windows opens a device by these names, whatever stands behind the dot.
    let device = DEVICES.iter().any(|device| {
        let rest = first.get(device.len()..).unwrap_or("");
        let is_it = first.get(..device.len()).is_some_and(|head| head.eq_ignore_ascii_case(device));
        is_it
            && (rest.is_empty()
                || (device.len() == 3 && "COM LPT".contains(device) && rest.len() == 1))
    });
    let mark = if device || name.is_empty() { "_" } else { "" };
    format!("{mark}{name}.{extension}")
}

const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

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
            ("Contract", "Contract.csv"),
        ];
        for (title, expected) in pairs {
            assert_eq!(file_name(title, "csv"), expected);
        }
        assert!(file_name(&"督".repeat(300), "docx").len() <= 205);
    }
}
