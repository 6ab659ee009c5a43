"""What time alone has made due, done once: letters gathered by recipient, frozen, and handed to the channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from calendars.saying import Catalog
from notifications import Digest, Saying, build_message, next_look, reachable, recipients, render, saying, zone_of
from notifications.channels import Channel, Deferred, Rejected
from srok.store import chain, cycles, facts, outbox, projection, seals
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.tables import OutboxRow
from workflow import Case, CaseKey, Cycle, Participant, fold_only

#: After so many refusals in a row the relay is taken to be down, and the rest is not tried.
PATIENCE = 3


@dataclass(frozen=True)
class Post:
    """How letters leave: through which channel, from whom, in which language, and whom to ask."""

    channel: Callable[[], Channel]
    sender: str
    contact: str
    catalog: Catalog


@dataclass(frozen=True)
class Ticked:
    """What a tick did with letters."""

    gathered: int = 0
    sent: int = 0
    deferred: int = 0
    failed: int = 0
    trouble: str = ""


def tick(database: Database, now: datetime, post: Post) -> Ticked:
    """Do what time has made due by `now` (aware): one process at a time, so that nothing is said twice."""
    with database.alone("tick"):
        with database.write() as session:
            facts.advance_clock(session, now)
            names = cycles.names(session)
            left_over = outbox.interrupted(session)
        early = asyncio.run(_deliver(database, now, post)) if left_over else Ticked()
        gathered = sum(_gather(database, name, now, post) for name in names)
        late = asyncio.run(_deliver(database, now, post))
        return Ticked(gathered, early.sent + late.sent, late.deferred, early.failed + late.failed, late.trouble)


# Gathering -----------------------------------------------------------------------------------------------


def _gather(database: Database, name: str, now: datetime, post: Post) -> int:
    with database.write() as session:
        cycle = cycles.load(session, name)
        today = now.astimezone(cycle.zone).date()
        seals.seal(session, name, today, now)
        keys = {*outbox.supersede(session, name, today), *projection.awake(session, name, now)}
        owed = _by_recipient(cycle, _fold(session, cycle, keys).values())
    written = 0
    for recipient, theirs in owed.items():
        if reachable(cycle, recipient, now):
            with database.write() as session:
                written += _write_letter(session, cycle, recipient, theirs, now, post)
    if keys:
        with database.write() as session:
            _look_again(session, cycle, keys, now)
    return written


def _fold(session: Session, cycle: Cycle, keys: Iterable[CaseKey]) -> dict[CaseKey, Case]:
    wanted = set(keys)
    entries = entries_of(session, cycle.name, cycle.with_upstream(wanted).keys()) if wanted else []
    folded = fold_only(cycle, entries, wanted)
    return {key: folded[key] for key in cycle.keys if key in wanted}


def _by_recipient(cycle: Cycle, cases: Iterable[Case]) -> dict[Participant, list[CaseKey]]:
    found: dict[Participant, list[CaseKey]] = {}
    for case in cases:
        for recipient in recipients(cycle, case):
            found.setdefault(recipient, []).append(case.key)
    return found


def _write_letter(
    session: Session, cycle: Cycle, recipient: Participant, keys: list[CaseKey], now: datetime, post: Post
) -> int:
    """Freeze one letter of everything new for a recipient; 0 if there is nothing, or today's has been written."""
    day = now.astimezone(zone_of(cycle, recipient)).date()
    if recipient.name in outbox.served(session, cycle.name, day):
        return 0
    cases = _fold(session, cycle, keys)
    said = _said(session, cycle, cases)
    sayings = [
        found for key, case in cases.items() if (found := saying(cycle, case, recipient, now, said[key])) is not None
    ]
    if not sayings:
        return 0
    letter = _letter(cycle, recipient, sayings, now, post)
    outbox.put(session, letter, [(s.case.key, s.rung.name, s.case.due) for s in sayings if s.case.due])
    return 1


def _said(session: Session, cycle: Cycle, cases: dict[CaseKey, Case]) -> dict[CaseKey, set[tuple[str, str]]]:
    """Return what has been said about the due dates that the cases have now."""
    found = outbox.said_of(session, cycle.name, cases)
    return {
        key: {(rung, recipient) for rung, recipient, due in found[key] if due == case.due} for key, case in cases.items()
    }


def _letter(cycle: Cycle, recipient: Participant, sayings: list[Saying], now: datetime, post: Post) -> OutboxRow:
    local = now.astimezone(zone_of(cycle, recipient))
    digest = Digest(
        cycle=cycle.name,
        cycle_title=cycle.definition.title,
        recipient=recipient.name,
        salutation=recipient.salutation,
        day=local.date(),
        lines=tuple(one.line for one in sayings),
        contact=post.contact,
    )
    message_id = _message_id(cycle.name, recipient, local, post.sender)
    message = build_message(
        render(digest, post.catalog), sender=post.sender, recipient=recipient.email, message_id=message_id, sent_at=local
    )
    return OutboxRow(cycle=cycle.name, recipient=recipient.name, address=recipient.email, day=local.date(),
                     message_id=message_id, message=message, created_at=now)  # fmt: skip


def _message_id(cycle: str, recipient: Participant, local: datetime, sender: str) -> str:
    name = chain.digest([cycle, recipient.name, local.date().isoformat()])[:32]
    domain = sender.rpartition("@")[2].strip("<> ") or "srok.invalid"
    return f"<{name}@{domain}>"


def _look_again(session: Session, cycle: Cycle, keys: set[CaseKey], now: datetime) -> None:
    cases = _fold(session, cycle, keys)
    said = _said(session, cycle, cases)
    served = outbox.served(session, cycle.name, now.astimezone(cycle.zone).date())
    wakes = {key: next_look(cycle, case, now, said[key], served) for key, case in cases.items()}
    projection.set_wakes(session, cycle.name, wakes)


# Delivering ----------------------------------------------------------------------------------------------


async def _deliver(database: Database, now: datetime, post: Post) -> Ticked:
    with database.write() as session:
        waiting = outbox.take(session, now)
    if not waiting:
        return Ticked()
    sent = failed = 0
    refused: list[int] = []
    trouble = ""
    async with post.channel() as channel:
        for position, letter in enumerate(waiting):
            try:
                await channel.send(post.sender, letter.address, letter.message)
            except Deferred as error:
                refused.append(letter.id)
                trouble = error.message.render(post.catalog)
                if len(refused) >= PATIENCE and not sent:
                    refused.extend(rest.id for rest in waiting[position + 1 :])
                    break
                continue
            except Rejected as error:
                failed += 1
                with database.write() as session:
                    outbox.mark_failed(session, letter.id, str(error))
                continue
            sent += 1
            with database.write() as session:
                outbox.mark_sent(session, letter.id, now)
    if refused:
        with database.write() as session:
            outbox.mark_deferred(session, refused, trouble, now)
    return Ticked(0, sent, len(refused), failed, trouble)
