"""The table of current state: written by the fold in the same transaction as the entry, compared by `verify`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, inspect, update
from sqlmodel import Session, col, select

from srok.store.journal import case_row
from srok.store.tables import CaseRow
from workflow import Case, CaseKey


def projected(case: Case) -> dict[str, Any]:
    """Return what the table says of a case."""
    found = case.deadline
    return {
        "state": case.state,
        "applies": case.applies,
        "opens": found.opens,
        "baseline": case.baseline,
        "planned": found.planned,
        "due": found.due,
        "actual": case.actual,
        "removed": case.removed,
        "moved": case.moved,
        "provisional": ",".join(map(str, found.provisional)),
        "conflicts": len(case.conflicts),
    }


def open_cases(
    session: Session, cycle: str, cases: Iterable[Case], wakes: Mapping[CaseKey, datetime | None]
) -> None:
    """Write the cases of a cycle that begins: none of them is in the table yet."""
    session.add_all(
        CaseRow(cycle=cycle, **asdict(case.key), **projected(case), wake_at=wakes[case.key]) for case in cases
    )
    session.flush()


def write_cases(
    session: Session, cycle: str, cases: Iterable[Case], wakes: Mapping[CaseKey, datetime | None]
) -> None:
    """Write how cases stand and when time changes them next; the chain heads stay as the journal left them."""
    with session.no_autoflush:
        for case in cases:
            row = case_row(session, cycle, case.key) or CaseRow(cycle=cycle, **asdict(case.key))
            for name, value in projected(case).items():
                setattr(row, name, value)
            row.wake_at = wakes[case.key]
            session.add(row)
    session.flush()


def key_of(row: CaseRow) -> CaseKey:
    """Return the key of a projected case."""
    return CaseKey(row.event, row.subject, row.agency, row.period)


def awake(session: Session, cycle: str, now: datetime) -> list[CaseKey]:
    """Return the cases for which time has changed something by now."""
    query = select(CaseRow).where(CaseRow.cycle == cycle, col(CaseRow.wake_at) <= now)
    return [key_of(row) for row in session.exec(query)]


def wake_all(session: Session, cycle: str, now: datetime) -> None:
    """Look at every case anew at the next tick: what the table says of time was written by a wrong clock."""
    session.connection().execute(update(CaseRow).where(col(CaseRow.cycle) == cycle).values(wake_at=now))
    session.expire_all()


def next_wake(session: Session) -> datetime | None:
    """Return the earliest moment at which time alone changes something, in any cycle."""
    query = (
        select(CaseRow.wake_at)
        .where(col(CaseRow.wake_at).is_not(None))
        .order_by(col(CaseRow.wake_at))
        .limit(1)
    )
    return session.exec(query).first()


_SET_WAKE = (
    update(CaseRow)
    .where(*(column == bindparam(f"of_{column.name}") for column in inspect(CaseRow).primary_key))
    .values(wake_at=bindparam("moment"))
)


def set_wakes(session: Session, cycle: str, wakes: Mapping[CaseKey, datetime | None]) -> None:
    """Write when to look at these cases again, in one statement: a tick may have very many of them."""
    values = [
        {"of_cycle": cycle, **{f"of_{name}": value for name, value in asdict(key).items()}, "moment": moment}
        for key, moment in wakes.items()
    ]
    if values:
        session.connection().execute(_SET_WAKE, values)
        session.expire_all()
