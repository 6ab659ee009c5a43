"""The hours of one day: acts stand in the order in which they were recorded, and no hour may contradict that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from calendars.errors import RefusedError
from calendars.saying import say
from workflow.cases import Case, Stay
from workflow.entries import Entry


def check_hours(after: Case, known: Iterable[Entry], entry: Entry) -> None:
    """Refuse an act whose hour is earlier than that of one before it on the same day, or later than of one after it.

    `after` is the case folded with it, `known` are the entries recorded so far. A correction is looked at like any act.
    """
    at = next((place for place, stay in enumerate(after.stays) if stay.entry == entry.number), 0)
    hour = after.stays[at].at
    if at == 0 or hour is None:
        return
    triggers = {other.number: other.trigger for other in known}
    for place, stay in enumerate(after.stays):
        if _contradicts(stay, after.stays[at], hour, before=place < at):
            told = _LATER if place < at else _EARLIER
            trigger = triggers.get(stay.entry or 0, stay.state)
            raise RefusedError(
                told.with_values(
                    number=stay.entry,
                    trigger=trigger,
                    other=f"{stay.at:%H:%M}",
                    at=f"{hour:%H:%M}",
                    this=entry.trigger,
                )
            )


def _contradicts(other: Stay, own: Stay, hour: time, *, before: bool) -> bool:
    if other.at is None or other.entry is None or other.since != own.since:
        return False
    return other.at > hour if before else other.at < hour


_LATER = say(
    "“{this}” at {at} comes after entry {number} (“{trigger}”) of the same day, which is at {other}: within a day acts "
    "stand as they were recorded. Give the right hour (--at), or correct that of entry {number} first: --corrects "
    "{number}; if it did happen later, withdraw it, and record both in their order"
)
_EARLIER = say(
    "“{this}” at {at} comes before entry {number} (“{trigger}”) of the same day, which is at {other}: within a day "
    "acts stand as they were recorded. Give the right hour (--at), or correct that of entry {number} first: "
    "--corrects {number}"
)
