//! A calendar by RFC 5545: an all-day event a day, the same bytes for the same calendar.
//!
//! Events and no to-dos: calendars that are subscribed to show events alone, on telephones and in Outlook. They leave the day free.

mod alarm;
mod fold;

pub use alarm::Alarm;

use crate::account::Holds;
use crate::page::exports::calendar::{Agenda, AgendaDay};
use crate::source::digest;
use crate::source::visible::{safe_joined, safe_lines};
use chrono::NaiveDate;
use fold::folded;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// The calendar, stamped with a day; an alarm rings before each day that holds and is not over.
pub fn ics(agenda: &Agenda, as_of: NaiveDate, alarm: Option<Alarm>) -> String {
    let mut calendar = Calendar::empty();
    let title = safe_joined(&agenda.title);
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//duban//duban//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &title),
        ("X-WR-TIMEZONE", agenda.zone),
        ("X-PUBLISHED-TTL", "P1D"),
    ] {
        calendar.append_property((name, value));
    }
    calendar.append_property(of_type("NAME", "TEXT", &title));
    calendar.append_property(of_type("REFRESH-INTERVAL", "DURATION", "P1D"));
    if !agenda.lacks.is_empty() {
        let lacks = safe_lines(&agenda.lacks);
        calendar.append_property(of_type("DESCRIPTION", "TEXT", &lacks));
        calendar.append_property(("X-WR-CALDESC", lacks.as_ref()));
    }
    for day in &agenda.days {
        let alarm = alarm.filter(|_| day.holds == Holds::Stands && day.day >= as_of);
        calendar.push(event(day, as_of, alarm));
    }
    folded(&calendar.to_string())
}

fn of_type(name: &str, kind: &str, value: &str) -> Property {
    Property::new(name, value).add_parameter("VALUE", kind).done()
}

fn event(day: &AgendaDay, as_of: NaiveDate, alarm: Option<Alarm>) -> Event {
    let date = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let summary = safe_joined(day.summary.trim());
    let mut event = Event::new();
    event
        .uid(&uid(&day.known_by))
        .sequence(day.changes)
        .add_property("DTSTAMP", format!("{}T000000Z", date(as_of)))
        .append_property(of_type("DTSTART", "DATE", &date(day.day)))
        .summary(&summary)
        .description(&safe_lines(&day.description))
        .add_property("TRANSP", "TRANSPARENT")
        .status(match day.holds {
            Holds::Stands => EventStatus::Confirmed,
            Holds::Halted => EventStatus::Tentative,
            Holds::Withdrawn => EventStatus::Cancelled,
        });
    // The last day that there is has no next one.
    if let Some(next) = day.day.succ_opt() {
        event.append_property(of_type("DTEND", "DATE", &date(next)));
    }
    let categories = day.categories.iter().map(|words| safe_joined(words));
    event.categories(categories.collect::<Vec<_>>());
    if day.key {
        event.priority(1);
    }
    if let Some(alarm) = alarm {
        event.alarm(alarm.ring(&summary));
    }
    event.done()
}

/// The name by which every calendar knows it again.
fn uid(known_by: &[String; 3]) -> String {
    let digest = digest(&known_by.join("\n"));
    format!("{}@duban", digest.get(..32).unwrap_or(&digest))
}
