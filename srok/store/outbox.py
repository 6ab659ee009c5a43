"""The outbox: letters frozen when gathered, what was said by each, and which of them say what holds no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from notifications import Told, recipients, still_true, zone_of
from srok.store.looks import next_look
from srok.store.tables import OutboxRow, SaidRow
from workflow import Case, CaseKey, Cycle, Participant

#: How many names a query lists; where there are more, it leaves them out.
_MOST_NAMES = 1000

_WAITING = ("queued", "deferred")
#: Letters withdrawn in this state count as never written.
_WITHDRAWN = "superseded"


def told_of(session: Session, cycle: str, keys: Iterable[CaseKey]) -> dict[CaseKey, list[Told]]:
    """Return what has been said of these cases."""
    wanted: dict[CaseKey, list[Told]] = {key: [] for key in keys}
    for row in session.exec(_said(cycle, wanted)):
        if (key := said_of(row)) in wanted:
            wanted[key].append(_told(row))
    return wanted


def said_of(row: SaidRow) -> CaseKey:
    """Return the case that something was said of."""
    return CaseKey(row.event, row.subject, row.agency, row.period)


def _told(row: SaidRow) -> Told:
    return Told(row.rung, row.due, row.recipient, row.letter, row.step, row.round)


def _said(cycle: str, keys: Collection[CaseKey]) -> SelectOfScalar[SaidRow]:
    """Ask what was said of these cases, and perhaps of others near them."""
    events, subjects = {key.event for key in keys}, {key.subject for key in keys}
    query = select(SaidRow).where(SaidRow.cycle == cycle, col(SaidRow.event).in_(events))
    return query.where(col(SaidRow.subject).in_(subjects)) if len(subjects) <= _MOST_NAMES else query


def day_of(cycle: Cycle, recipient: Participant, now: datetime) -> date:
    """Return which day it is for a recipient."""
    return now.astimezone(zone_of(cycle, recipient)).date()


@dataclass(frozen=True)
class OfTheDay:
    """The letters written to somebody on one day: how many, whether the letter of the day is among them.

    Those withdrawn are counted, and are no letter of the day. After one was `refused` none is tried that day.
    """

    count: int = 0
    served: bool = False
    refused: bool = False

    def with_one(self, state: str, urgent: int) -> OfTheDay:
        """Count one more."""
        stands = state != _WITHDRAWN and urgent == 0
        return OfTheDay(self.count + 1, self.served or stands, self.refused or state == "failed")


def of_today(session: Session, cycle: Cycle, now: datetime, names: Collection[str]) -> dict[str, OfTheDay]:
    """Return what was written to those named, others may be among them, on the day that it is for each."""
    # No two clocks are further apart than two days.
    query = (
        select(OutboxRow)
        .options(defer(cast("QueryableAttribute[bytes]", OutboxRow.message)))
        .where(OutboxRow.cycle == cycle.name, OutboxRow.day >= now.date() - timedelta(days=2))
    )
    if len(names) <= _MOST_NAMES:
        query = query.where(col(OutboxRow.recipient).in_(names))
    found: dict[str, OfTheDay] = {}
    for letter in session.exec(query):
        name = letter.recipient
        if day_of(cycle, reader_of(cycle, name, letter.timezone), now) == letter.day:
            found[name] = found.get(name, OfTheDay()).with_one(letter.state, letter.urgent)
    return found


def reader_of(cycle: Cycle, name: str, timezone: str) -> Participant:
    """Return whom a letter is for: of who was appointed during the cycle, what the letter itself knows."""
    return cycle.correspondents.get(name) or Participant(name, "", timezone=timezone)


def next_looks(
    session: Session, cycle: Cycle, cases: Iterable[Case], now: datetime
) -> dict[CaseKey, datetime | None]:
    """Return when time alone changes these cases next, given what was told of them."""
    found = {case.key: case for case in cases}
    told = told_of(session, cycle.name, found)
    names = {member.name for case in found.values() for member in recipients(cycle, case)}
    letters = of_today(session, cycle, now, names)
    served = {name for name, one in letters.items() if one.served}
    refused = {name for name, one in letters.items() if one.refused}
    return {
        key: next_look(cycle, case, now, told[key], served, refused=refused) for key, case in found.items()
    }


def put(session: Session, letter: OutboxRow, told: Iterable[tuple[CaseKey, Told]]) -> None:
    """Freeze a letter and remember what it says, in one transaction."""
    session.add(letter)
    session.flush()
    assert letter.id is not None  # noqa: S101 - the flush gave it
    for key, one in told:
        session.add(
            SaidRow(
                cycle=letter.cycle,
                event=key.event,
                subject=key.subject,
                agency=key.agency,
                period=key.period,
                step=one.part,
                round=one.round,
                rung=one.rung,
                due=one.due,
                recipient=one.recipient,
                letter=letter.id,
            )
        )
    session.flush()


def supersede(session: Session, cycle: Cycle, now: datetime) -> set[CaseKey]:
    """Withdraw letters of other days that never left; return the cases they were about, to be said anew."""
    query = select(OutboxRow).where(OutboxRow.cycle == cycle.name, col(OutboxRow.state).in_(_WAITING))
    overtaken = False
    for letter in session.exec(query).all():
        # A letter of a day to come was written by a clock that was wrong.
        if letter.day != day_of(cycle, reader_of(cycle, letter.recipient, letter.timezone), now):
            letter.state, overtaken = _WITHDRAWN, True
    return unsay(session, _WITHDRAWN).get(cycle.name, set()) if overtaken else set()


def withdraw(session: Session, cycle: Cycle, cases: Iterable[Case]) -> set[CaseKey]:
    """Withdraw the waiting letters that say of these cases what holds no more; return all that they were about.

    To be called in the transaction that changes the cases. A letter that is being sent cannot be called back.
    """
    found = untrue(session, cycle, cases)
    for letter in found:
        session.get_one(OutboxRow, letter).state = _WITHDRAWN
    return unsay(session, _WITHDRAWN).get(cycle.name, set()) if found else set()


def untrue(session: Session, cycle: Cycle, cases: Iterable[Case]) -> set[int]:
    """Return the waiting letters that say of these cases what holds no more."""
    found = {case.key: case for case in cases}
    waiting = select(OutboxRow.id).where(OutboxRow.cycle == cycle.name, col(OutboxRow.state).in_(_WAITING))
    if session.exec(waiting.limit(1)).first() is None:
        return set()
    # Asked letter by letter whether it waits: of all that wait, these cases may be a small part.
    query = _said(cycle.name, found).where(waiting.where(OutboxRow.id == SaidRow.letter).exists())
    return {
        row.letter
        for row in session.exec(query)
        if (case := found.get(said_of(row))) and not still_true(cycle, case, _told(row))
    }


def unsay(session: Session, state: str) -> dict[str, set[CaseKey]]:
    """Forget what letters in a state said, for nobody has read it; return the cases they were about, by cycle."""
    session.flush()
    lost = col(SaidRow.letter).in_(select(OutboxRow.id).where(OutboxRow.state == state))
    keys: dict[str, set[CaseKey]] = {}
    for row in session.exec(select(SaidRow).where(lost)):
        keys.setdefault(row.cycle, set()).add(said_of(row))
    session.exec(delete(SaidRow).where(lost))
    session.flush()
    return keys
