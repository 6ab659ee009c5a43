"""Letters on their way: taken from the outbox when they can leave, and how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, select

from srok.store.looks import reachable
from srok.store.outbox import reader_of, said_of, unsay
from srok.store.tables import CaseRow, OutboxRow, SaidRow
from workflow import CaseKey, Cycle

#: How long a letter waits before it is tried again: each pause is twice the one before, up to this many times.
FIRST_PAUSE = timedelta(minutes=5)
MOST_DOUBLINGS = 6


@dataclass(frozen=True)
class Waiting:
    """A letter that is to be sent."""

    id: int
    address: str
    message: bytes


def about_to_leave(session: Session, cycle: Cycle, now: datetime) -> set[CaseKey]:
    """Return the cases that letters speak of which can be handed to the channel now."""
    ready = select(OutboxRow.id).where(OutboxRow.cycle == cycle.name, _ready(now))
    query = select(SaidRow).where(SaidRow.cycle == cycle.name, col(SaidRow.letter).in_(ready))
    return {said_of(row) for row in session.exec(query)}


def put_back(session: Session) -> None:
    """Put back the letters that a dead process was sending: whether they left nobody knows."""
    for row in session.exec(select(OutboxRow).where(OutboxRow.state == "sending")).all():
        row.state = "queued"


def take(session: Session, cycle: Cycle, now: datetime) -> list[Waiting]:
    """Take every letter that can leave now, by its recipient's clock; they are marked as being sent.

    Those wait that speak of a case which somebody else has just made stale: they may say what holds no more.
    """
    query = select(OutboxRow).where(OutboxRow.cycle == cycle.name, _ready(now)).order_by(col(OutboxRow.id))
    doubtful = _about_stale(session, cycle)
    rows = [
        row
        for row in session.exec(query).all()
        if row.id not in doubtful and reachable(cycle, reader_of(cycle, row.recipient, row.timezone), now)
    ]
    for row in rows:
        row.state = "sending"
        row.attempts += 1
    return [Waiting(row.id, row.address, row.message) for row in rows if row.id is not None]


def _about_stale(session: Session, cycle: Cycle) -> set[int]:
    same = (getattr(CaseRow, name) == getattr(SaidRow, name) for name in ("cycle", *CaseKey.__annotations__))
    query = (
        select(SaidRow.letter).join(CaseRow, and_(*same)).where(CaseRow.cycle == cycle.name, CaseRow.stale)
    )
    return set(session.exec(query))


def _ready(now: datetime) -> ColumnElement[bool]:
    return (col(OutboxRow.state) == "queued") | (
        (col(OutboxRow.state) == "deferred") & (col(OutboxRow.next_try_at) <= now)
    )


def mark_sent(session: Session, letter: int, now: datetime) -> None:
    """Note that the relay has accepted a letter."""
    row = session.get_one(OutboxRow, letter)
    row.state, row.sent_at, row.error, row.next_try_at = "sent", now, "", None


def mark_deferred(session: Session, letters: Collection[int], why: str, now: datetime) -> None:
    """Note that letters could not be handed over; they are tried again after a pause, until their day is over."""
    for letter in letters:
        row = session.get_one(OutboxRow, letter)
        row.state, row.error = "deferred", why
        row.next_try_at = now + FIRST_PAUSE * 2 ** min(row.attempts - 1, MOST_DOUBLINGS)


def mark_failed(session: Session, letters: Mapping[int, str]) -> dict[str, set[CaseKey]]:
    """Note that the relay will not take letters, and why; return the cases they were about, to be said anew."""
    for letter, why in letters.items():
        row = session.get_one(OutboxRow, letter)
        row.state, row.error, row.next_try_at = "failed", why, None
    return unsay(session, "failed")


def counts(session: Session) -> dict[str, int]:
    """Return how many letters are in each state."""
    return dict(session.exec(select(OutboxRow.state, func.count()).group_by(OutboxRow.state)).all())
