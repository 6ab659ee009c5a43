"""Whether an act that an entry names by its number and date is recorded where the definition says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from calendars.saying import Text, say
from definitions import Event, day_in
from workflow.cases import Act, Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry


def acts_above(cycle: Cycle, key: CaseKey, cases: Mapping[CaseKey, Case]) -> tuple[Act, ...] | None:
    """Return the acts among which those named in a case must be; None where they may be any."""
    asked = cycle.event(key.event).recorded_in
    if asked is None:
        return None
    above = [cases[one] for number in asked.events for one in cycle.above(key, number) if one in cases]
    return tuple(act for case in above for act in case.acts if act.action == asked.action)


def why_not_recorded(entry: Entry, event: Event, acts: Iterable[Act] | None) -> Text | None:
    """Say that the act which an entry names is not recorded where it must be by the entry's day; None where it is."""
    asked = event.recorded_in
    if asked is None or acts is None or entry.kind != "act" or asked.data not in entry.data:
        return None
    given = str(entry.data[asked.data])
    there = [act.named for act in acts if act.on <= entry.on]
    if any(_meant(act) == _meant(given) for act in there):
        return None
    return say(
        "{data}: no act “{given}” is recorded with “{action}” in events {events} by {on}; those recorded: {there}. "
        "Record that act there first, or name one that is recorded",
        data=asked.data,
        given=given,
        action=asked.action,
        events=asked.events,
        on=entry.on,
        there=tuple(there) or None,
    )


def _meant(act: str) -> tuple[date | None, tuple[str, ...]]:
    """Return what tells an act from others however it is written: its date, and the words with a figure in them."""
    words = (word for word in re.findall(r"[\w/.-]+", act.casefold()) if re.search(r"\d", word))
    return day_in(act), tuple(re.sub(r"^n(?=\d)", "", word) for word in words if day_in(word) is None)
