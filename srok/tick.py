"""What time alone has made due, done once: letters gathered by recipient, frozen, and handed to the channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from notifications.channels import Deferred, Rejected
from srok.gather import Post, gather
from srok.store import cycles, facts, outbox
from srok.store.database import Database

__all__ = ["Post", "Ticked", "tick"]


@dataclass(frozen=True)
class Ticked:
    """What a tick did with letters; `trouble` is what the relay said of those that wait."""

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
        gathered = sum(gather(database, name, now, post) for name in names)
        late = asyncio.run(_deliver(database, now, post))
        return Ticked(
            gathered, early.sent + late.sent, late.deferred, early.failed + late.failed, late.trouble
        )


async def _deliver(database: Database, now: datetime, post: Post) -> Ticked:
    with database.write() as session:
        waiting = outbox.take(session, now)
    if not waiting:
        return Ticked()
    sent = failed = 0
    refused: list[int] = []
    trouble = ""
    async with post.channel() as channel:
        for letter in waiting:
            try:
                await channel.send(post.sender, letter.address, letter.message)
            except Deferred as error:
                refused.append(letter.id)
                trouble = error.message.render(post.catalog)
            except Rejected as error:
                failed += 1
                with database.write() as session:
                    outbox.mark_failed(session, letter.id, str(error))
            else:
                sent += 1
                with database.write() as session:
                    outbox.mark_sent(session, letter.id, now)
    if refused:
        with database.write() as session:
            outbox.mark_deferred(session, refused, trouble, now)
    return Ticked(0, sent, len(refused), failed, trouble)
