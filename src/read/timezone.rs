//! A time zone by its name in the IANA list.

use super::decoder::{Decoder, Field};
use crate::diagnostic::{Finding, Reference, nearest};
use chrono_tz::{TZ_VARIANTS, Tz};

/// The zone that Chinese offices mean.
const CHINA: &str = "Asia/Shanghai";

/// A time zone; reports what is the name of none.
pub(super) fn timezone(decoder: &mut Decoder<'_, '_>, field: Field) -> Option<Tz> {
    let text = decoder.text(field)?;
    let zone = text.parse().ok();
    if zone.is_none() {
        let near = Some(meant(&text).unwrap_or(CHINA).to_owned());
        let name = text.into_owned();
        let finding = Finding::Unknown { what: Reference::Value, name, nearest: near };
        decoder.report(finding, decoder.span(field.value));
    }
    zone
}

/// The list has no Beijing, whose nearest name would be Beirut's.
fn meant(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let china = ["beijing", "peking", "china", "北京", "上海", "+8", "+08", "cst"];
    if china.iter().any(|name| lower.contains(name)) {
        return Some(CHINA);
    }
    let same = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(text));
    let names = TZ_VARIANTS.iter().map(|zone| zone.name());
    same.map(|zone| zone.name()).or_else(|| nearest(text, names))
}
