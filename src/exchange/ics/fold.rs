//! Lines of at most 75 octets, parted between characters as readers see them: no accent leaves its letter, no emoji is cut.

use super::alarm::is_no_stamp;
use unicode_segmentation::UnicodeSegmentation;

/// The most octets of a line, its line end not counted (RFC 5545, 3.1).
const MOST: usize = 75;

/// The text with its lines folded anew. The crate that wrote it parts them between code points.
pub(super) fn folded(text: &str) -> String {
    let whole = text.replace("\r\n ", "");
    let mut folded = String::with_capacity(whole.len() + whole.len() / 24);
    for line in whole.split_terminator("\r\n").filter(|line| !is_no_stamp(line)) {
        fold(line, &mut folded);
        folded.push_str("\r\n");
    }
    folded
}

fn fold(line: &str, folded: &mut String) {
    let mut octets = 0;
    let mut push = |piece: &str| {
        if octets + piece.len() > MOST {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push_str(piece);
        octets += piece.len();
    };
    for seen in line.graphemes(true) {
        // Heaps of accents may be longer than a line: those are parted where code points end.
        if seen.len() < MOST {
            push(seen);
        } else {
            let mut bytes = [0; 4];
            seen.chars().for_each(|letter| push(letter.encode_utf8(&mut bytes)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::folded;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    proptest! {
        #[test]
        fn a_line_is_folded_and_comes_back(words in "[征a ,;\\\\é👨‍👩‍👧‍👦🇨🇳e\u{301}\u{200d}]{0,300}") {
            let text = format!("SUMMARY:{words}\r\nEND:VEVENT\r\n");
            let text = text.replace("\r\n ", "");
            let lines = folded(&text);
            for line in lines.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75, "{line:?}");
            }
            prop_assert_eq!(lines.replace("\r\n ", ""), text);
        }
    }

    #[test]
    fn what_is_seen_as_one_is_not_parted() {
        let family = "👨‍👩‍👧‍👦";
        let lines = folded(&format!("{}\r\n", family.repeat(9)));
        for line in lines.split_terminator("\r\n") {
            let seen = line.trim_start().graphemes(true);
            assert!(seen.clone().all(|seen| seen == family), "{line:?}");
        }
        let heap = format!("a{}\r\n", "\u{301}".repeat(200));
        let heap = folded(&heap);
        assert!(heap.split_terminator("\r\n").all(|line| line.len() <= 75));
    }
}
