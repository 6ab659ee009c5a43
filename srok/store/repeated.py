"""The same entry recorded again under its key: told by what is meant, however it is spelled this time."""

from __future__ import annotations

from collections.abc import Container

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import clean
from workflow import APPOINTED_WITH, CONTROL, CaseKey, Cycle, Entry, Wish, actions_ever, row_of, same_value


def check_same(cycle: Cycle, standing: Entry, case: CaseKey, wish: Wish) -> None:
    """A key stands for one fact: the same key for another fact is a mistake of the caller, and a RefusedError."""
    words = (clean(wish.ref), clean(wish.basis), clean(wish.note), clean(wish.actor))
    told = (case, row_of(cycle, wish), wish.day, wish.corrects, *words)
    known = (standing.case, standing.row, standing.day, standing.corrects)
    same = told == (*known, standing.ref, standing.basis, standing.note, standing.actor)
    same = same and _same_trigger(standing, wish, actions_ever(cycle, case)) and _same_data(standing, wish)
    # Without a date an entry is about the day on which it is recorded, and a repetition may come on another.
    if not same or (wish.on or standing.on, wish.at) != (standing.on, standing.at):
        raise RefusedError(
            say(
                "the key “{key}” stands for another entry already: number {number}",
                key=clean(wish.key),
                number=standing.number,
            )
        )


def _same_trigger(standing: Entry, wish: Wish, own: Container[str]) -> bool:
    """Whether a wish does what an entry did: what is no action of the flow itself has a name in each language."""
    trigger = clean(wish.trigger)
    return trigger == standing.trigger or (trigger not in own and CONTROL.get(trigger) == standing.kind)


def _same_data(standing: Entry, wish: Wish) -> bool:
    """Whether what is given by name is what the entry keeps (lists of participants as lists, dates as ISO)."""
    given = {_meant(name, standing): clean(value) for name, value in wish.data.items()}
    kept = {_meant(name, standing): value for name, value in standing.data.items()}
    return given.keys() == kept.keys() and all(same_value(given[name], kept[name]) for name in kept)


def _meant(name: str, standing: Entry) -> str:
    """Return what a name stands for; what is given with an appointment has a name in each language too."""
    name = clean(name)
    return APPOINTED_WITH.get(name.lower(), name) if standing.kind == "appoint" else name
