"""What a case waits for, in words: which rows of which item have not come, and when the last of them is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from calendars.saying import Text, say, say_many
from definitions import Anchor, period
from workflow.cases import Case
from workflow.entries import CaseKey


@dataclass(frozen=True)
class Awaited:
    """Rows of an event that have not come, of so many; `last` decides the `day` on which all will be there.

    `day` is None where nothing says when; `last_due` is the due date of the last, or the one that is forecast for it.
    """

    anchor: Anchor
    keys: tuple[CaseKey, ...]
    rows: int
    last: Case
    last_due: date | None
    day: date | None


def waits(awaited: Awaited, today: date | None, *, whose: bool) -> Text:
    """Say what is waited for; `whose`: with the row's participants, which go without saying beside the row itself."""
    about: tuple[Text | str, ...] = ()
    if awaited.rows > 1:
        count = say_many("{number} of {all} is missing", "{number} of {all} are missing", len(awaited.keys))
        about = (count.with_values(all=awaited.rows),)
    elif whose:
        about = _whose(awaited.last.key)
    if awaited.anchor.state is not None:
        about += (say("the state “{state}”", state=awaited.anchor.state),)
    about += (_when(awaited, today),)
    return say(
        "waits for {what}", what=say("item {item} ({about})", item=awaited.last.key.event, about=about)
    )


def followed(awaited: Awaited, today: date | None, said: Text, then: Text) -> Text:
    """Say what follows if that comes when it is expected."""
    condition = (
        say("if that comes on {day}", day=today) if _is_past(awaited, today) else say("if that comes in time")
    )
    return say("{waits}; {condition}, {then}", waits=said, condition=condition, then=then)


def _when(awaited: Awaited, today: date | None) -> Text:
    row, day = awaited.last, awaited.last_due
    if row.actual is not None and awaited.anchor.data:
        names = tuple(name for name in awaited.anchor.data if name not in row.dates)
        return say("done without giving “{data}”", data=names)
    if day is None:
        return say("no date yet")
    if row.due is None:
        return say("forecast for {day}", day=day)
    return say("was due on {day}", day=day) if _is_past(awaited, today) else say("due on {day}", day=day)


def _is_past(awaited: Awaited, today: date | None) -> bool:
    day = awaited.last_due
    return not awaited.anchor.planned and day is not None and today is not None and day < today


def _whose(key: CaseKey) -> tuple[Text | str, ...]:
    own = period(key.period)
    found = (key.subject, key.agency, own.name if own else "")
    return tuple(part for part in found if part)
