//! How long before its day an alarm rings.

use crate::calendar::parse_days;
use icalendar::{Component, Property};

/// What RFC 5545 gives an event and not its alarm.
const STAMPS: [&str; 2] = ["DTSTAMP", "UID"];
const NONE: &str = "-";

/// Whether a line stands where an alarm has no stamp.
pub(super) fn is_no_stamp(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| value == NONE && STAMPS.contains(&name))
}

/// So long before the day begins, at midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    days: u32,
    hours: u32,
}

impl Alarm {
    /// Reads `3d`, `15h`, `2d15h`, 3天, 15小时; an hour count beside days is below a day.
    pub fn parse(text: &str) -> Option<Self> {
        /// Nobody is reminded earlier.
        const MOST: u32 = 3_660;
        let text = text.trim().to_lowercase();
        let ends = ["小时", "小時", "hours", "hour", "h"];
        let Some(before) = ends.iter().find_map(|end| text.strip_suffix(end)) else {
            let days = parse_days(&text).filter(|days| *days <= MOST)?;
            return Some(Self { days, hours: 0 });
        };
        let before = before.trim_end();
        let at = before.rfind(|letter: char| !letter.is_ascii_digit());
        let at = at.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let (days, hours) = before.split_at(at);
        let hours: u32 = hours.parse().ok()?;
        if days.is_empty() {
            return (hours <= MOST * 24).then_some(Self { days: hours / 24, hours: hours % 24 });
        }
        let days = parse_days(days.trim_end()).filter(|days| *days <= MOST)?;
        (hours < 24).then_some(Self { days, hours })
    }

    /// `-P3D`, `-P2DT15H`.
    fn trigger(self) -> String {
        match (self.days, self.hours) {
            (days, 0) => format!("-P{days}D"),
            (0, hours) => format!("-PT{hours}H"),
            (days, hours) => format!("-P{days}DT{hours}H"),
        }
    }

    /// The alarm of an event. The crate would give it a stamp of now and a name of chance; these lines are taken away.
    pub(super) fn ring(self, words: &str) -> icalendar::Alarm {
        let mut alarm = icalendar::Alarm::display(words, chrono::Duration::zero());
        alarm.append_property(Property::new("TRIGGER", self.trigger()));
        STAMPS.iter().for_each(|name| {
            alarm.add_property(*name, NONE);
        });
        alarm
    }
}

#[cfg(test)]
mod tests {
    use super::Alarm;

    #[test]
    fn days_and_hours_are_read() {
        let trigger = |text| Alarm::parse(text).map(Alarm::trigger);
        for (text, wanted) in [
            ("3d", "-P3D"),
            ("3", "-P3D"),
            ("3天", "-P3D"),
            ("1w", "-P7D"),
            ("0", "-P0D"),
            ("15h", "-PT15H"),
            ("15小时", "-PT15H"),
            ("39h", "-P1DT15H"),
            ("48h", "-P2D"),
            ("2d15h", "-P2DT15H"),
            ("2天15小时", "-P2DT15H"),
        ] {
            assert_eq!(trigger(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "h", "3x", "-1d", "2d24h", "d3", "99999d", "1.5d", "三天天"] {
            assert_eq!(trigger(text), None, "{text}");
        }
    }
}
