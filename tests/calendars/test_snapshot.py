"""A calendar kept as JSON is the same calendar, and one that was changed is noticed; its edition follows the days."""

import json
from dataclasses import replace
from datetime import date

import pytest

from calendars import (
    Calendar,
    Region,
    add,
    derive,
    dump_calendar,
    load_calendar,
    missing_acts,
    parse_calendar,
)
from calendars.errors import CalendarError


@pytest.mark.parametrize("presidential", [False, True])
def test_the_round_trip_is_equal(presidential: bool):
    calendar = load_calendar(presidential=presidential)
    kept = parse_calendar(dump_calendar(calendar))
    assert kept == calendar
    assert kept.edition == calendar.edition
    assert kept.facts == calendar.facts
    assert [kept.day(day.date) for day in calendar.days] == list(calendar.days)
    assert add(kept, date(2021, 9, 30), 43) == add(calendar, date(2021, 9, 30), 43)


def test_a_saved_calendar_that_was_changed_is_refused(calendar: Calendar):
    facts = json.loads(dump_calendar(calendar))
    facts["days"].pop()
    with pytest.raises(CalendarError, match="was changed after it was saved"):
        parse_calendar(json.dumps(facts))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"name": "ru"}', '{"name": "ru", "days": 1}'])
def test_what_is_not_a_saved_calendar_is_refused(text: str):
    with pytest.raises(CalendarError, match="cannot be read"):
        parse_calendar(text)


def test_an_edition_changes_with_the_days_and_only_then(calendar: Calendar, region: Region):
    *before, last = region.decrees
    moved = replace(last, transfers=last.transfers[1:])
    assert derive(region).edition == calendar.edition
    assert derive(replace(region, decrees=(*before, replace(last, note="seen")))).edition == calendar.edition
    assert derive(replace(region, decrees=(*before, moved))).edition != calendar.edition
    assert derive(replace(region, decrees=(*before, moved))) != calendar
    assert load_calendar(presidential=True).edition != calendar.edition


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 10, 15), []),
        (date(2027, 10, 14), []),
        (date(2027, 10, 15), [2028]),
        (date(2028, 3, 1), [2028]),
        (date(2028, 10, 15), [2028, 2029]),
        (date(2035, 1, 1), [2035]),
    ],
)
def test_from_15_october_a_missing_decree_is_warned_of(calendar: Calendar, today: date, years: list[int]):
    warnings = missing_acts(calendar, today)
    assert [warning.message.values["year"] for warning in warnings] == years
    assert all(warning.severity == "warning" for warning in warnings)
