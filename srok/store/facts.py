"""Whether a database lives on the real clock or on a virtual one, and where the virtual clock stands."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from calendars.errors import InputError, SystemFault
from calendars.saying import say
from srok.store.journal import CLOCK_SLACK
from srok.store.tables import FactsRow


def clock(session: Session) -> tuple[bool, datetime | None]:
    """Return whether the database lives on a virtual clock, and where that clock stands."""
    try:
        facts = session.get(FactsRow, 1)
    except ValueError as error:
        raise SystemFault(say("the database is damaged: its clock cannot be read")) from error
    return (facts.virtual, facts.clock) if facts else (False, None)


def set_clock(session: Session, now: datetime, *, virtual: bool) -> None:
    """Mark a new database by its clock; refuse to mix the two in one that is marked already."""
    facts = session.get(FactsRow, 1)
    if facts is None:
        session.add(FactsRow(virtual=virtual, clock=now if virtual else None))
    elif facts.virtual != virtual:
        raise InputError(
            say("this database lives on a virtual clock: say what time it is with --now")
            if facts.virtual
            else say("this database lives on the real clock: it cannot be told what time it is")
        )
    advance_clock(session, now)


def advance_clock(session: Session, now: datetime) -> None:
    """Move the virtual clock on; it never goes back."""
    check_clock(session, now)
    facts = session.get(FactsRow, 1)
    if facts is not None and facts.virtual:
        facts.clock = now
        session.flush()


def check_clock(session: Session, now: datetime) -> None:
    """Refuse a moment that is past on a virtual clock, with an InputError."""
    facts = session.get(FactsRow, 1)
    if facts is not None and facts.virtual and facts.clock is not None and now < facts.clock:
        raise InputError(
            say(
                "the virtual clock of this database stands at {clock} already",
                clock=_by_the_clock_of(now, facts.clock),
            )
        )


def _by_the_clock_of(told: datetime, moment: datetime) -> datetime:
    try:
        return moment.astimezone(told.tzinfo)
    except OverflowError:  # version 0.1.0 let the clock be put at the end of all years
        return moment


def note_tick(session: Session, now: datetime) -> datetime | None:
    """Note that a tick happens now; return the moment of the last where the real clock has gone back since."""
    advance_clock(session, now)
    facts = session.get(FactsRow, 1)
    if facts is None or facts.virtual:
        return None
    last, facts.clock = facts.clock, now
    session.flush()
    return last if last is not None and now < last - CLOCK_SLACK else None
