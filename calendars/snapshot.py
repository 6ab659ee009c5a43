"""A calendar as JSON and back, because a running cycle keeps the day table it counts by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from calendars.calendar import Act, Calendar, Day, Gap, Status, Year
from calendars.errors import CalendarError
from calendars.saying import say


def dump_calendar(calendar: Calendar) -> str:
    """Return the calendar as one JSON document that carries its edition."""
    return json.dumps(
        {**calendar.facts, "edition": calendar.edition}, ensure_ascii=False, separators=(",", ":")
    )


def parse_calendar(text: str) -> Calendar:
    """Return the calendar that `dump_calendar` wrote; CalendarError if it is not one or was changed since."""
    try:
        facts = json.loads(text)
        calendar = Calendar(
            facts["name"],
            facts["presidential"],
            tuple(_year(*item) for item in facts["years"]),
            tuple(_day(item) for item in facts["days"]),
        )
        edition, written_as = facts["edition"], facts["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CalendarError(
            say("A saved calendar cannot be read ({why}): save it anew.", why=str(error))
        ) from error
    if (edition, written_as) != (calendar.edition, 1):
        raise CalendarError(
            say(
                "The saved calendar “{name}” is not what its edition {edition} says: it was changed after it "
                "was saved. Restore it from a copy.",
                name=calendar.name,
                edition=str(edition)[:16],
            )
        )
    return calendar


def _year(number: int, status: Status, gaps: Sequence[Sequence[Any]] = ()) -> Year:
    return Year(number, status, tuple(Gap(*gap) for gap in gaps))


def _day(item: list[Any]) -> Day:
    day, kind, short, title, moved, act = item
    return Day(date.fromisoformat(day), kind, short, title, _date(moved), act and _act(*act))


def _act(title: str, number: str, day: str | None) -> Act:
    return Act(title, number, _date(day))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
