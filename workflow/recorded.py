"""Whether an act that an entry names by its number and date is recorded: where it must be, or just so already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from calendars.errors import RefusedError
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
        there=tuple(dict.fromkeys(there)) or None,
    )


def check_not_again(entry: Entry, case: Case, standing: Iterable[Entry]) -> None:
    """Refuse an act that names a document and stands just so already; `standing` are the entries that count."""
    if entry.corrects is not None or not _named_before(entry, case):
        return
    for other in standing:
        if (other.trigger, other.on, other.row, other.data) == (entry.trigger, entry.on, "", entry.data):
            raise RefusedError(AGAIN.with_values(number=other.number, on=other.on))


AGAIN = say(
    "just this stands already as entry {number} of {on}: to change that one, give --corrects {number}"
)


def named_again(entry: Entry, case: Case) -> Iterator[Text]:
    """Yield which acts an entry names that the same action has named before; `case` is as it stood before."""
    for act in _named_before(entry, case) if entry.corrects is None else ():
        yield say(
            "“{act}” is recorded with “{trigger}” already, on {on}; if this is the same, withdraw it: "
            "--corrects {number}",
            act=act.named,
            trigger=entry.trigger,
            on=act.on,
            number=entry.number,
        )


def _named_before(entry: Entry, case: Case) -> list[Act]:
    """Return the acts of a case that the same action gave before, and an entry names once more."""
    if entry.kind != "act" or entry.row:
        return []
    given = {_meant(str(value)) for value in entry.data.values()}
    return [act for act in case.acts if act.action == entry.trigger and _meant(act.named) in given]


def _meant(act: str) -> tuple[date | None, tuple[str, ...]]:
    """Return what tells an act from others however it is written: its date, and the words with a figure in them."""
    words = (word for word in re.findall(r"[\w/.-]+", act.casefold()) if re.search(r"\d", word))
    return day_in(act), tuple(re.sub(r"^n(?=\d)", "", word) for word in words if day_in(word) is None)
