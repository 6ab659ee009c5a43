"""What is judged while others may write, and written in one short turn if nobody was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlmodel import Session

from calendars.errors import SystemFault
from calendars.saying import say
from srok.store.database import Database
from srok.store.loading import cycle_row

#: How often something is judged anew because somebody has recorded meanwhile, before others have to wait for that.
_PATIENCE = 3

#: How many rows or cases may be judged while others wait: a few seconds, and they wait for thirty.
FEW = 1_000


class _Judged(Protocol):
    @property
    def entries(self) -> int: ...


J = TypeVar("J", bound=_Judged)


def in_turn(
    database: Database,
    name: str,
    judge: Callable[[Session], J],
    write: Callable[[Session, J], object],
    *,
    size: Callable[[J], int],
) -> J:
    """Judge by the journal of a cycle as it stands, and write what comes out if it still stands so: else judge again.

    After some vain tries it is judged while others wait, unless its `size` is more than a `FEW`: then SystemFault.
    """
    for _ in range(_PATIENCE):
        with database.read() as session:
            judged = judge(session)
        with database.write() as session:
            if cycle_row(session, name).entries == judged.entries:
                write(session, judged)
                return judged
    if size(judged) > FEW:
        raise SystemFault(
            say(
                "while this command was counting, others were recording, each time anew: nothing has been written; "
                "try again in a minute"
            )
        )
    with database.write() as session:
        judged = judge(session)
        write(session, judged)
        return judged
