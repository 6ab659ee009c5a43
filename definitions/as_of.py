"""The day whose state of affairs a survey asks about: its answers are dated by it, not by the day of the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from calendars import Calendar
from calendars.errors import PhraseError
from definitions.model import Definition, Event
from definitions.model_flows import Term
from definitions.phrases import Reading, read_phrase
from definitions.timing import event_deadline


def as_of_day(definition: Definition, event: Event, calendar: Calendar, period_id: str = "") -> date | None:
    """Return the day as of which a survey asks; None for what is no survey, and for words that name no day.

    Raises CalendarError where the day leaves the years the calendar knows.
    """
    reading = _reading(event.as_of) if event.survey and event.as_of else None
    if reading is None:
        return None
    asking = replace(event, terms=(Term(event.as_of, reading),), anchor=None)
    return event_deadline(definition, asking, calendar, period_id=period_id).planned


@cache
def _reading(words: str) -> Reading | None:
    try:
        return read_phrase(words)
    except PhraseError:
        return None
