"""A channel that only keeps what it was given, for simulations."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Sent:
    """One letter that was accepted."""

    sender: str
    recipient: str
    message: bytes


class MemoryChannel:
    """Accepts every letter; `sent` has them in order."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close."""

    async def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Keep the letter."""
        self.sent.append(Sent(sender, recipient, message))
