"""What time alone has made due, done once: letters gathered by recipient, frozen, and handed to the channel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.saying import Text
from notifications.channels import Channel, Deferred, Rejected
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
    trouble: Text | None = None


def tick(database: Database, now: datetime, post: Post) -> Ticked:
    """Do what time has made due by `now` (aware): one process at a time, so that nothing is said twice."""
    channel = post.channel()  # an address that makes no sense is told before anything is written
    with database.alone("tick"):
        with database.write() as session:
            facts.advance_clock(session, now)
            outbox.put_back(session)
            names = cycles.names(session)
        gathered = sum(gather(database, name, now, post) for name in names)
        return replace(asyncio.run(_deliver(database, names, now, channel, post)), gathered=gathered)


async def _deliver(
    database: Database, names: Sequence[str], now: datetime, channel: Channel, post: Post
) -> Ticked:
    with database.write() as session:
        waiting = [
            letter for name in names for letter in outbox.take(session, cycles.load(session, name), now)
        ]
    if not waiting:
        return Ticked()
    sent = failed = 0
    refused: list[int] = []
    trouble = None
    async with channel:
        for letter in waiting:
            try:
                await channel.send(post.sender, letter.address, letter.message)
            except Deferred as error:
                refused.append(letter.id)
                trouble = error.message
            except Rejected as error:
                failed += 1
                with database.write() as session:
                    outbox.mark_failed(session, letter.id, error.message.render(post.catalog))
            else:
                sent += 1
                with database.write() as session:
                    outbox.mark_sent(session, letter.id, now)
    if trouble:
        with database.write() as session:
            outbox.mark_deferred(session, refused, trouble.render(post.catalog), now)
    return Ticked(0, sent, len(refused), failed, trouble)
