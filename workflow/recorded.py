"""Whether an act that an entry names by its number and date is recorded where the definition says that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from calendars.saying import Text, say
from definitions import Event, day_in
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry

#: The number and date of an act as they were written, and the day since which it is recorded.
Acts = Mapping[str, date]


def acts_above(cycle: Cycle, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Acts | None:
    """Return the acts among which those named in a case must be; None where they may be any."""
    asked = cycle.event(key.event).recorded_in
    if asked is None:
        return None
    above = [cases[one] for number in asked.events for one in cycle.above(key, number) if one in cases]
    found: dict[str, date] = {}
    for day, act in sorted((day, act) for case in above for act, day in case.acts.items()):
        found.setdefault(act, day)
    return found


def why_not_recorded(entry: Entry, event: Event, acts: Acts | None) -> Text | None:
    """Say that the act which an entry names is not recorded where it must be by the entry's day; None where it is."""
    asked = event.recorded_in
    if asked is None or acts is None or entry.kind != "act" or asked.data not in entry.data:
        return None
    given = str(entry.data[asked.data])
    there = [act for act, day in acts.items() if day <= entry.on]
    if any(_meant(act) == _meant(given) for act in there):
        return None
    return say(
        "{data}: “{given}” is not recorded in events {events} by {on}; recorded there: {there}. "
        "Record that act there first, or name one that is recorded",
        data=asked.data,
        given=given,
        events=asked.events,
        on=entry.on,
        there=tuple(there) or None,
    )


def _meant(act: str) -> tuple[date | None, tuple[str, ...]]:
    """Return what tells an act from others however it is written: its date, and the words with a figure in them."""
    words = (word for word in re.findall(r"[\w/.-]+", act.casefold()) if re.search(r"\d", word))
    return day_in(act), tuple(re.sub(r"^n(?=\d)", "", word) for word in words if day_in(word) is None)
