"""Everything new for one recipient becomes one frozen letter, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from calendars.errors import InputError
from calendars.saying import Catalog, Text
from notifications import (
    Digest,
    Saying,
    build_message,
    recipients,
    render,
    split_address,
    zone_of,
)
from notifications.channels import Channel
from srok.store import chain, cycles, outbox, projection, seals, sending
from srok.store.database import Database, Session
from srok.store.looks import reachable, sayings
from srok.store.tables import OutboxRow
from workflow import Case, CaseKey, Cycle, Participant, fold_only


@dataclass(frozen=True)
class Post:
    """How letters leave: through which channel, from whom, in which language, and whom to ask.

    In a rehearsal every letter goes to the one address `rehearsal`, marked with whom it would have been for.
    """

    channel: Callable[[], Channel]
    sender: str
    contact: str
    catalog: Catalog
    rehearsal: str = ""


@dataclass(frozen=True)
class Refusal:
    """A letter that will not be taken: for which address, and why."""

    address: str
    why: Text


@dataclass(frozen=True)
class Gathered:
    """How many letters were written, and those that cannot be sent at all."""

    written: int
    refused: list[Refusal]


@dataclass(frozen=True)
class _Round:
    """One gathering for one cycle at one moment."""

    cycle: Cycle
    now: datetime
    post: Post
    refused: list[Refusal] = field(default_factory=list)


def gather(database: Database, name: str, now: datetime, post: Post) -> Gathered:
    """Write the letters of a cycle that are due."""
    with database.write() as session:
        turn = _Round(cycles.load(session, name), now, post)
        today = now.astimezone(turn.cycle.zone).date()
        seals.seal(session, name, today, now)
        # Were this process to die before it looks again, the next would find them awake.
        projection.set_wakes(session, name, dict.fromkeys(_withdraw(session, turn.cycle, now), now))
        awake = set(projection.awake(session, name, now))
        keys = [key for key in turn.cycle.keys if key in awake] if awake else []
        owed = _by_recipient(turn.cycle, _fold(session, turn.cycle, keys).values())
    written = 0
    for recipient, theirs in owed.items():
        if reachable(turn.cycle, recipient, now):
            with database.write() as session:
                written += _write_letter(session, turn, recipient, theirs)
    if keys:
        with database.write() as session:
            look_again(session, turn.cycle, now, keys)
    return Gathered(written, turn.refused)


def _withdraw(session: Session, cycle: Cycle, now: datetime) -> set[CaseKey]:
    """Withdraw letters that were overtaken; return the cases that they were about.

    A letter that was being sent, and waits for another try, could not be withdrawn when its cases changed.
    """
    overtaken = outbox.supersede(session, cycle, now)
    leaving = sending.about_to_leave(session, cycle, now)
    return overtaken | outbox.withdraw(session, cycle, _fold(session, cycle, leaving).values())


def _fold(session: Session, cycle: Cycle, keys: Collection[CaseKey]) -> dict[CaseKey, Case]:
    """Return the cases in the order of their keys."""
    folded = fold_only(cycle, cycles.entries_for(session, cycle, keys) if keys else [], keys)
    return {key: folded[key] for key in keys}


def _by_recipient(cycle: Cycle, cases: Iterable[Case]) -> dict[Participant, list[CaseKey]]:
    found: dict[str, list[CaseKey]] = {}
    members: dict[str, Participant] = {}
    for case in cases:
        for recipient in recipients(cycle, case):
            found.setdefault(recipient.name, []).append(case.key)
            members.setdefault(recipient.name, recipient)
    return {members[name]: keys for name, keys in found.items()}


def _write_letter(session: Session, turn: _Round, recipient: Participant, keys: list[CaseKey]) -> int:
    """Freeze one letter of everything new for a recipient; of what is urgent alone where today's has been written."""
    letters = outbox.of_today(session, turn.cycle, turn.now, [recipient.name])
    today = letters.get(recipient.name, outbox.OfTheDay())
    if today.refused:
        return 0
    cases = _fold(session, turn.cycle, keys)
    told = outbox.told_of(session, turn.cycle.name, cases)
    news = [
        one
        for key, case in cases.items()
        for one in sayings(turn.cycle, case, recipient, turn.now, told[key])
    ]
    if today.served:
        news = [one for one in news if one.urgent]
    if not news:
        return 0
    letter = _letter(turn, recipient, news, today)
    said = [(one.about.key, told_now) for one in news for told_now in one.told(recipient.name)]
    outbox.put(session, letter, said if letter.state == "queued" else [])
    return 1


def _letter(turn: _Round, recipient: Participant, news: list[Saying], today: outbox.OfTheDay) -> OutboxRow:
    day, sender = outbox.day_of(turn.cycle, recipient, turn.now), turn.post.sender
    rehearsal = turn.post.rehearsal
    address = rehearsal or recipient.email
    digest = Digest(
        cycle=turn.cycle.name,
        cycle_title=turn.cycle.definition.title,
        recipient=recipient.called,
        salutation=recipient.salutation,
        day=day,
        lines=tuple(one.line for one in news),
        contact=turn.post.contact,
        rehearsal_for=f"{recipient.called} <{recipient.email}>" if rehearsal else None,
    )
    # Another name than that of a letter it replaces, or a mail program would hide it as a repeat.
    own = [turn.cycle.name, recipient.name, day.isoformat(), *([today.count] if today.count else [])]
    name = chain.digest(own)[:32]
    row = OutboxRow(
        cycle=turn.cycle.name,
        recipient=recipient.name,
        address=address,
        day=day,
        urgent=today.count if today.served else 0,
        timezone=recipient.timezone,
        message_id=f"<{name}@{split_address(sender)[1].rpartition('@')[2]}>",
        message=b"",
        created_at=turn.now,
    )
    sent_at = turn.now.astimezone(zone_of(turn.cycle, recipient))
    try:
        row.message = build_message(
            render(digest, turn.post.catalog),
            sender=sender,
            recipient=address,
            message_id=row.message_id,
            sent_at=sent_at,
        )
    except InputError as error:
        # One address that cannot be written to must not keep the others from their letters.
        row.state, row.error = "failed", error.message.render(turn.post.catalog)
        turn.refused.append(Refusal(address, error.message))
    return row


def look_again(session: Session, cycle: Cycle, now: datetime, keys: Collection[CaseKey]) -> None:
    """Write when time changes these cases next, as everything stands now."""
    cases = _fold(session, cycle, keys).values()
    projection.set_wakes(session, cycle.name, outbox.next_looks(session, cycle, cases, now))
