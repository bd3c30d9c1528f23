"""What the library icalendar reads in calendars, as JSON: their own properties, and those of each event."""

import json
import sys

from icalendar import Calendar


def words(value):
    if hasattr(value, "cats"):
        return [str(word) for word in value.cats]
    if hasattr(value, "dt"):
        return str(value.dt)
    return str(value)


def component(found):
    own = {name: words(value) for name, value in found.items()}
    own["errors"] = [str(error) for error in found.errors]
    own["alarms"] = [words(alarm["TRIGGER"]) for alarm in found.walk("VALARM")]
    return own


def calendar(path):
    with open(path, "rb") as file:
        found = Calendar.from_ical(file.read())
    return {"own": component(found), "events": [component(event) for event in found.walk("VEVENT")]}


json.dump({path: calendar(path) for path in sys.argv[1:]}, sys.stdout)
