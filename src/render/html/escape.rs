//! The one place where text is escaped for HTML.

use crate::render::safe::safe;

/// Escapes a text for HTML, attributes included.
///
/// `&` goes first, or it would escape the entities that follow.
pub(super) fn escaped(words: &str) -> String {
    safe(words)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
