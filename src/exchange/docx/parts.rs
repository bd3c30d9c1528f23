//! The parts of a document that are the same for every page: styles, page numbers, the paper.

use super::paragraph::escaped;
use chrono::NaiveDate;

pub(super) const CONTENT_TYPES: &str = include_str!("content_types.xml");
pub(super) const RELATIONS: &str = include_str!("relations.xml");
pub(super) const DOCUMENT_RELATIONS: &str = include_str!("document_relations.xml");
pub(super) const STYLES: &str = include_str!("styles.xml");
pub(super) const FONTS: &str = include_str!("font_table.xml");
pub(super) const SETTINGS: &str = include_str!("settings.xml");
pub(super) const FOOTER_ODD: &str = include_str!("footer_odd.xml");
pub(super) const FOOTER_EVEN: &str = include_str!("footer_even.xml");

pub(super) const DOCUMENT_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\n";

pub(super) const DOCUMENT_END: &str = "</w:body></w:document>\n";

/// The title, the day, and the revision of the ledger that it was made from.
pub(super) fn core(title: &str, revision: Option<&str>, day: NaiveDate) -> String {
    let title = escaped(title);
    let revision = revision.map_or_else(String::new, |revision| {
        let revision = escaped(revision);
        format!("<dc:description>{revision}</dc:description>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>{revision}\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>\n"
    )
}
