"""Days of entries whose year may be a slip: before the cycle started, or years apart from the terms of its item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from calendars import in_years
from calendars.saying import Text, say
from srok.misprints import Odd, odd_years
from srok.store.cycles import Recorded
from srok.store.database import Database
from srok.store.projection import planned_days
from workflow import CaseKey, Cycle


def before_start(one: Recorded, started_on: date, today: date) -> Iterator[Text]:
    """Say which day of an entry lies before the cycle started, and with which year it would not.

    What happened did so by `today`; a term that is set lies ahead, as far as it may.
    """
    entry = one.entry
    if one.added and entry.on < started_on:
        right = _in_years(entry.on, started_on, today)
        yield (_HAPPENED_THEN if right else _HAPPENED).with_values(
            on=entry.on,
            start=started_on,
            number=entry.number,
            **_year(right),
        )
    if one.added and entry.kind in _SETS and entry.day is not None and entry.day < started_on:
        right = _in_years(entry.day, started_on, date.max)
        yield _SETS[entry.kind][right is not None].with_values(
            day=entry.day,
            start=started_on,
            number=entry.number,
            **_year(right),
        )


_HAPPENED = say(
    "{on} is before the cycle started ({start}); if that is a slip, correct it: --corrects {number}"
)
_HAPPENED_THEN = say(
    "{on} is before the cycle started ({start}); with the year {year} it would be {right}; "
    "if that is a slip, correct it: --corrects {number}"
)
_SET = say(
    "the term {day} is before the cycle started ({start}); if that is a slip, correct it: --corrects {number}"
)
_SET_THEN = say(
    "the term {day} is before the cycle started ({start}); with the year {year} it would be {right}; "
    "if that is a slip, correct it: --corrects {number}"
)
_AIM = say(
    "the target {day} is before the cycle started ({start}); if that is a slip, correct it: --corrects {number}"
)
_AIM_THEN = say(
    "the target {day} is before the cycle started ({start}); with the year {year} it would be {right}; "
    "if that is a slip, correct it: --corrects {number}"
)
#: By the kind of an entry: without the year with which it would be right, and with it.
_SETS: Mapping[str, tuple[Text, Text]] = {"set_date": (_SET, _SET_THEN), "target": (_AIM, _AIM_THEN)}


def _in_years(day: date, first: date, last: date) -> date | None:
    """Return the first such day of a later year that lies between two days; None where none does."""
    years = range(day.year + 1, min(first.year + 1, date.max.year) + 1)
    return next((right for right in in_years(day, years) if first <= right <= last), None)


def _year(right: date | None) -> dict[str, str | date]:
    return {"year": str(right.year), "right": right} if right else {}


def odd_terms(opened: Database, cycle: Cycle, recorded: Iterable[Recorded]) -> Mapping[int, list[Text]]:
    """Say by entry which term that was set stands apart by whole years from the terms that others have of its item."""

    @cache
    def odd(event: str, period: str) -> Mapping[tuple[CaseKey, date | None], Odd]:
        with opened.read() as session:
            days = planned_days(session, cycle.name, event, period)
        return {(key, days[key]): found for key, found in odd_years(days) if days[key] >= cycle.started_on}

    told = dict[int, list[Text]]()
    for entry in (one.entry for one in recorded if one.added and one.entry.kind == "set_date"):
        if entry.case and (one := odd(entry.case.event, entry.case.period).get((entry.case, entry.day))):
            found = say(
                "the term {day} looks like a misprint, for other terms of item {item} lie from {first} to {last}; "
                "with the year {year} it would be {right}; if that is a slip, correct it: --corrects {number}",
                day=entry.day, item=entry.case.event, first=one.first, last=one.last,
                year=str(one.right.year), right=one.right, number=entry.number,
            )  # fmt: skip
            told[entry.number] = [found]
    return told
