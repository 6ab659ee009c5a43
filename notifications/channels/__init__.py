"""Ways a letter leaves: a channel takes one letter for one recipient and delivers it or says why not."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from calendars.errors import Deferred, Rejected

__all__ = ["Channel", "Deferred", "Rejected"]


class Channel(Protocol):
    """One batch of letters, sent inside one `async with`."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand over `message` unchanged; returning means it was accepted.

        Raises Deferred where a later attempt may succeed (the letter may then arrive twice: keep its
        Message-ID), and Rejected where this recipient will not take it. Entering and leaving the batch
        raise neither.
        """
