"""What time alone has made due, done once: letters gathered by recipient, frozen, and handed to the channel."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.saying import Text
from notifications.channels import Channel, Deferred, Rejected
from srok.gather import Post, Refusal, gather, look_again
from srok.store import cycles, facts, projection, sending
from srok.store.database import Database
from srok.store.refold import refold

__all__ = ["Post", "Refusal", "Ticked", "tick"]


@dataclass(frozen=True)
class Ticked:
    """What a tick did with letters; `trouble` is what the relay said of those that wait.

    `went_back` is the moment of the last tick where the clock has gone back since.
    """

    gathered: int = 0
    sent: int = 0
    deferred: int = 0
    refused: tuple[Refusal, ...] = ()
    trouble: Text | None = None
    went_back: datetime | None = None

    @property
    def failed(self) -> int:
        """How many letters will never be taken."""
        return len(self.refused)


def tick(database: Database, now: datetime, post: Post) -> Ticked:
    """Do what time has made due by `now` (aware): one process at a time, so that nothing is said twice."""
    channel = post.channel()  # an address that makes no sense is told before anything is written
    with database.alone("tick"):
        with database.write() as session:
            went_back = facts.note_tick(session, now)
            sending.put_back(session)
            names = cycles.names(session)
            if went_back:
                for name in names:
                    projection.wake_all(session, name, now)
        for name in names:
            refold(database, name, now)  # what a process that died has left
        gathered = [gather(database, name, now, post) for name in names]
        done = asyncio.run(_deliver(database, names, now, channel, post))
    refused = [refusal for found in gathered for refusal in found.refused]
    return replace(
        done,
        gathered=sum(found.written for found in gathered),
        refused=(*refused, *done.refused),
        went_back=went_back,
    )


async def _deliver(
    database: Database, names: Sequence[str], now: datetime, channel: Channel, post: Post
) -> Ticked:
    with database.write() as session:
        waiting = [
            letter for name in names for letter in sending.take(session, cycles.load(session, name), now)
        ]
    if not waiting:
        return Ticked()
    sent = 0
    deferred: list[int] = []
    refused: dict[int, Refusal] = {}
    trouble = None
    async with channel:
        for letter in waiting:
            try:
                await channel.send(post.sender, letter.address, letter.message)
            except Deferred as error:
                deferred.append(letter.id)
                trouble = error.message
            except Rejected as error:
                refused[letter.id] = Refusal(letter.address, error.message)
            else:
                sent += 1
                with database.write() as session:
                    sending.mark_sent(session, letter.id, now)
    if trouble:
        with database.write() as session:
            sending.mark_deferred(session, deferred, trouble.render(post.catalog), now)
    if refused:
        _note_refused(database, {key: one.why.render(post.catalog) for key, one in refused.items()}, now)
    return Ticked(0, sent, len(deferred), tuple(refused.values()), trouble)


def _note_refused(database: Database, letters: Mapping[int, str], now: datetime) -> None:
    """What these letters said was never read, so it is due again, in the letter of the next day."""
    with database.write() as session:
        for name, keys in sending.mark_failed(session, letters).items():
            look_again(session, cycles.load(session, name), now, keys)
