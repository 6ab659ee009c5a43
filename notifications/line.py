"""One deadline in a letter, and the words that say how it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal, TypeAlias

from calendars.saying import Text, say, say_many, weekday
from definitions import period

#: What stands between the subject of a row and its agency, where a letter names both.
BESIDE = " / "

Rung: TypeAlias = Literal["overdue", "today", "ahead", "opened", "moved", "target", "inform", "returned"]


@dataclass(frozen=True)
class Line:
    """One deadline in a letter.

    `event` is the item of the plan, `phrase` the words of the deadline: the plan's own, or else with the `source`
    they come from; `why` is the reason when `due` is not what the words say. `days` are working days: of delay when
    overdue, else those left up to `due` (0 where not known). `subject` is whose row it is when that is not the
    recipient itself. Of a step, `step` names the state and `round` says for which time; it has been there `since` a
    day, with `holder` ("": with the recipient). Of a target, `due` is the day to aim at and `term` the last day in
    time; of what follows a deadline that was met, `due` is the day on which it was, and `inform` names whom to
    tell; of what was sent back after that, `due` is the day on which it was, and `term` the one on which it was met.
    `because` says why a date moved. In a copy, `copy_as` is as what the reader has it (a role, or a stand-in like
    HEAD) and `copy_of` names whose letters it is of. About those who are `unasked` a survey has no answer yet, which
    it calls `unanswered`; `missing` names what has not come, though it can be done without that.
    """

    event: str
    title: str
    subject: str | None
    due: date | None
    rung: Rung
    days: int
    phrase: str
    why: Text | None
    provisional: bool
    moved_from: date | None = None
    because: Text | None = None
    period: str = ""
    due_time: time | None = None
    step: str = ""
    round: int = 0
    since: date | None = None
    holder: str = ""
    term: date | None = None
    inform: str = ""
    source: str = ""
    copy_as: str = ""
    copy_of: tuple[str, ...] = ()
    unanswered: str = ""
    unasked: tuple[str, ...] = ()
    missing: Text | None = None


def due(line: Line) -> Text:
    """Give the last day on which it is in time, with its weekday."""
    if line.due is None:
        return say("not set yet")
    if line.due_time is not None:
        return say(
            "{day}, {weekday}, by {hour}",
            day=line.due,
            weekday=weekday(line.due),
            hour=f"{line.due_time:%H:%M}",
        )
    return say("{day}, {weekday}", day=line.due, weekday=weekday(line.due))


def statuses(line: Line, day: date) -> Iterable[Text]:
    """Say how far `day` is from the deadline, and what is special about it."""
    if line.period and (own := period(line.period)):
        yield say("for {period}", period=own.name)
    if line.rung in ("target", "inform", "returned"):
        yield from _soft(line, day)
        return
    if line.moved_from:
        yield say("was {day}", day=line.moved_from)
    if line.rung == "overdue":
        yield _late(line.days)
    elif line.rung == "today":
        yield say("today is the last day")
    elif line.rung == "ahead" or (line.days and line.due and line.due > day):
        # An opened or moved deadline may have no date, or one already past: then nothing is left to count.
        yield _left(line.days)
    if line.provisional:
        yield say("provisional")


def _soft(line: Line, day: date) -> Iterable[Text]:
    """Say how a day stands that nobody can miss."""
    if line.rung == "inform":
        yield _tell(line)
        return
    if line.rung == "returned":
        yield say("hand it in again; the day it was first handed in stays: {day}", day=line.term)
        return
    if line.moved_from:
        yield say("the target was {day}", day=line.moved_from)
    yield say("today is the day to aim at") if line.due == day else _left(line.days)
    if line.term:
        yield say("the deadline itself is {day}", day=line.term)


def _late(days: int) -> Text:
    if days == 0:  # due on Friday, and today is Sunday: late all the same
        return say("overdue")
    return say_many("{number} working day late", "{number} working days late", days)


def _left(days: int) -> Text:
    if (
        days == 0
    ):  # a window that ends on a Sunday, seen on the Friday before: letters leave on working days only
        return say("today is the last working day")
    return say_many("{number} working day left", "{number} working days left", days)


def notes(line: Line) -> Iterable[Text]:
    """Say at which step it is and who is still to be asked, quote the plan, and say why the date is another."""
    if line.step and line.since:
        yield _hands(line, line.since)
    if line.unasked:
        yield say(
            "Still “{word}” ({number}): {names}",
            word=plain(line.unanswered),
            number=len(line.unasked),
            names=tuple(plain(name) for name in line.unasked),
        )
    if line.missing is not None:
        yield say("Has not come yet: {rows}. This can be done without that", rows=line.missing)
    if line.phrase:
        yield _worded(line)
    if line.why:
        yield line.why
    if line.because:
        yield line.because


def _worded(line: Line) -> Text:
    if not line.source:
        return say("In the plan: “{phrase}”", phrase=plain(line.phrase))
    source = plain(line.source[:1].upper() + line.source[1:])
    return say("{name}: “{phrase}”", name=source, phrase=plain(line.phrase))


def _hands(line: Line, since: date) -> Text:
    if line.holder:
        return say(
            "Step “{step}”, round {round}: with {holder} since {day}",
            step=plain(line.step),
            round=line.round,
            holder=plain(line.holder),
            day=since,
        )
    return say(
        "Step “{step}”, round {round}: in your hands since {day}",
        step=plain(line.step),
        round=line.round,
        day=since,
    )


def headline(line: Line) -> Text:
    """Say in a few words how it stands, for a subject that tells of this deadline alone."""
    match line.rung:
        case "overdue":
            return _late(line.days)
        case "ahead":
            return say("{left}, due {day}", left=_left(line.days), day=line.due)
        case "moved":
            return say("new deadline {day}", day=line.due)
        case "target":
            return say("target {day}", day=line.due)
        case "inform":
            return _tell(line)
    return _HEADLINES[line.rung].with_values(day=line.due)


def _tell(line: Line) -> Text:
    return say("tell: {names}", names=plain(line.inform))


_HEADLINES: dict[Rung, Text] = {
    "today": say("today is the last day"),
    "opened": say("can be started"),
    "returned": say("sent back on {day}, hand it in again"),
}


@dataclass(frozen=True)
class Group:
    """What is the same for many subjects, said once: one of their lines, and whose rows they all are."""

    line: Line
    subjects: tuple[str, ...]


def groups(lines: Iterable[Line]) -> list[Group]:
    """Put together the lines that differ in their subject alone, in the order in which people read them."""
    alike: dict[tuple[Line, str, str], list[Line]] = {}
    for line in sorted(lines, key=_order):
        shared = replace(line, subject=None, why=None, because=None, copy_of=())  # a Text cannot be hashed
        alike.setdefault((shared, str(line.why), str(line.because)), []).append(line)
    return [
        Group(same[0], tuple(plain(line.subject) for line in same if line.subject)) for same in alike.values()
    ]


def _order(line: Line) -> tuple[date, _Natural, _Natural]:
    """Sort by date, then by item as people number them; deadlines without a date come last."""
    return line.due or date.max, _natural(line.event), _natural(line.subject or "")


_Natural: TypeAlias = list[tuple[bool, int, str]]


def _natural(name: str) -> _Natural:
    """Order 1, 2, …, 10 and 3.2 before 3.10, with names after numbers; ё stands by е."""
    parts = re.findall(r"[0-9]+|[^0-9.]+", name.casefold().replace("ё", "е"))
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts]


def items(lines: Sequence[Line]) -> Text | str:
    """Name the items once each: «п. 8, 9»; an item known by a name instead of a number stands as it is."""
    events = sorted({plain(line.event) for line in lines}, key=_natural)
    names = ", ".join(events)
    if not events[0][:1].isdecimal():
        return names
    return say_many("item {items}", "items {items}", len(events), items=names)


def plain(words: str) -> str:
    """Put on one line what came from a table cell: no line breaks, soft hyphens or control characters."""
    visible = (c for c in words if unicodedata.category(c) != "Cf")
    return " ".join("".join(c if c.isprintable() else " " for c in visible).split())
