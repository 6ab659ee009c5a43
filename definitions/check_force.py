"""Dates that a definition itself fixes, held against the time in which its wording is in force."""

from __future__ import annotations

import re

from calendars.saying import say
from definitions.building import build
from definitions.check_names import Parts
from definitions.force import outside, repeal, wording
from definitions.tree import Place

#: What is left in a form for somebody to fill in: «07» _____ 2016 г.
_BLANK = re.compile(r"__|\.{3}|…")


def check_document_date(parts: Parts) -> None:
    """Warn of a document whose date was never filled in: it must be asked for, not guessed."""
    document = parts.values.get("document", {})
    dated = document.get("dated", "")
    if _BLANK.search(dated):
        parts.warning(
            _place_of("dated", document["_place"]),
            say(
                "the date of the document has a blank in it ({dated}): srok does not guess it and counts nothing from "
                "it; fill it in once it is known",
                dated=dated,
            ),
        )


def check_in_force(parts: Parts) -> None:
    """Report a time in force that ends before it begins; warn of dates outside it.

    A date that an event or a parameter without a default still has to give is not known here.
    """
    force = parts.values.get("document", {}).get("in_force", {})
    since, until = force.get("since"), force.get("until")
    if since and until and until < since:
        parts.error(
            _place_of("until", force["_place"]),
            say(
                "in force until {until}, which is before its first day, {since}: mend one of the two",
                until=until,
                since=since,
            ),
        )
    elif not parts.context.report.failed:
        _warn_outside(parts)


def _place_of(key: str, table: Place) -> Place:
    node = getattr(table, "nodes", {}).get(key)
    return node.place if node else table


def _warn_outside(parts: Parts) -> None:
    definition = build(parts.values)
    for one in outside(definition):
        parts.warning(
            parts.events[one.event.number]["deadline"][0].place,
            (_REPEALED if one.repealed else _OTHER).with_values(
                day=one.day, force=repeal(definition) if one.repealed else wording(definition)
            ),
        )


_REPEALED = say("the deadline {day} comes after the document has lost its force ({force})")
_OTHER = say(
    "the deadline {day} lies outside the time in which this wording is in force ({force}): "
    "check whether a later wording applies"
)
