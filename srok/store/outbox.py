"""The outbox: letters frozen when gathered, what was said by each, and how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, delete, select

from notifications import reachable, zone_of
from srok.store.tables import OutboxRow, SaidRow
from workflow import CaseKey, Cycle, Participant

#: How often a letter is tried before it is given up, and how long the first pause is (each next one doubles).
MOST_ATTEMPTS = 10
FIRST_PAUSE = timedelta(minutes=5)

_WAITING = ("queued", "deferred")


@dataclass(frozen=True)
class Waiting:
    """A letter that is to be sent."""

    id: int
    address: str
    message: bytes


def said_of(
    session: Session, cycle: str, keys: Iterable[CaseKey]
) -> dict[CaseKey, set[tuple[str, str, date]]]:
    """Return what has been said of these cases: rung, recipient and due date."""
    wanted = {key: set[tuple[str, str, date]]() for key in keys}
    events, subjects = {key.event for key in wanted}, {key.subject for key in wanted}
    query = select(SaidRow).where(SaidRow.cycle == cycle, col(SaidRow.event).in_(events))
    few = 20
    if len(subjects) <= few:
        query = query.where(col(SaidRow.subject).in_(subjects))
    for row in session.exec(query):
        key = CaseKey(row.event, row.subject, row.agency, row.period)
        if key in wanted:
            wanted[key].add((row.rung, row.recipient, row.due))
    return wanted


def day_of(cycle: Cycle, recipient: Participant, now: datetime) -> date:
    """Return which day it is for a recipient."""
    return now.astimezone(zone_of(cycle, recipient)).date()


def served(session: Session, cycle: Cycle, now: datetime) -> set[str]:
    """Return the recipients who have their letter of the day that it is for them."""
    # No two clocks are further apart than two days.
    query = select(col(OutboxRow.recipient), col(OutboxRow.day)).where(
        OutboxRow.cycle == cycle.name, OutboxRow.day >= now.date() - timedelta(days=2)
    )
    letters = {(recipient, day) for recipient, day in session.exec(query)}
    return {
        member.name for member in cycle.participants if (member.name, day_of(cycle, member, now)) in letters
    }


def put(session: Session, letter: OutboxRow, said: Iterable[tuple[CaseKey, str, date]]) -> None:
    """Freeze a letter and remember what it says, in one transaction."""
    session.add(letter)
    session.flush()
    assert letter.id is not None  # noqa: S101 - the flush gave it
    for key, rung, due in said:
        session.add(
            SaidRow(
                cycle=letter.cycle,
                event=key.event,
                subject=key.subject,
                agency=key.agency,
                period=key.period,
                rung=rung,
                due=due,
                recipient=letter.recipient,
                letter=letter.id,
            )
        )
    session.flush()


def supersede(session: Session, cycle: Cycle, now: datetime) -> set[CaseKey]:
    """Withdraw letters of earlier days that never left; return the cases they were about, to be said anew."""
    query = select(OutboxRow).where(OutboxRow.cycle == cycle.name, col(OutboxRow.state).in_(_WAITING))
    keys: set[CaseKey] = set()
    for letter in session.exec(query).all():
        if letter.day >= day_of(cycle, cycle.by_name[letter.recipient], now):
            continue
        letter.state = "superseded"
        for row in session.exec(select(SaidRow).where(SaidRow.letter == letter.id)):
            keys.add(CaseKey(row.event, row.subject, row.agency, row.period))
        session.exec(delete(SaidRow).where(col(SaidRow.letter) == letter.id))
    session.flush()
    return keys


def put_back(session: Session) -> None:
    """Put back the letters that a dead process was sending: whether they left nobody knows."""
    for row in session.exec(select(OutboxRow).where(OutboxRow.state == "sending")).all():
        row.state = "queued"


def take(session: Session, cycle: Cycle, now: datetime) -> list[Waiting]:
    """Take every letter that can leave now, by its recipient's clock; they are marked as being sent."""
    ready = (col(OutboxRow.state) == "queued") | (
        (col(OutboxRow.state) == "deferred") & (col(OutboxRow.next_try_at) <= now)
    )
    query = select(OutboxRow).where(OutboxRow.cycle == cycle.name, ready).order_by(col(OutboxRow.id))
    rows = [row for row in session.exec(query).all() if reachable(cycle, cycle.by_name[row.recipient], now)]
    for row in rows:
        row.state = "sending"
        row.attempts += 1
    return [Waiting(row.id, row.address, row.message) for row in rows if row.id is not None]


def mark_sent(session: Session, letter: int, now: datetime) -> None:
    """Note that the relay has accepted a letter."""
    row = session.get_one(OutboxRow, letter)
    row.state, row.sent_at, row.error, row.next_try_at = "sent", now, "", None


def mark_deferred(session: Session, letters: Collection[int], why: str, now: datetime) -> None:
    """Note that letters could not be handed over; they are tried again after a pause, and in the end given up."""
    for letter in letters:
        row = session.get_one(OutboxRow, letter)
        row.error = why
        row.state = "failed" if row.attempts >= MOST_ATTEMPTS else "deferred"
        row.next_try_at = now + FIRST_PAUSE * 2 ** (row.attempts - 1)


def mark_failed(session: Session, letter: int, why: str) -> None:
    """Note that the relay will not take a letter."""
    row = session.get_one(OutboxRow, letter)
    row.state, row.error, row.next_try_at = "failed", why, None


def counts(session: Session) -> dict[str, int]:
    """Return how many letters are in each state."""
    found: dict[str, int] = {}
    for state in session.exec(select(OutboxRow.state)):
        found[state] = found.get(state, 0) + 1
    return found
