"""The table of current state: written by the fold in the same transaction as the entry, compared by `verify`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, bindparam, func, inspect, or_, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

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


_KEY = ("cycle", "event", "subject", "agency", "period")
_NEW = insert(CaseRow)
_WRITTEN = [name for name in CaseRow.model_fields if name not in (*_KEY, "chain_head", "chain_length")]
_WRITE = _NEW.on_conflict_do_update(
    index_elements=_KEY, set_={name: _NEW.excluded[name] for name in _WRITTEN}
)


def write_cases(
    session: Session, cycle: str, cases: Iterable[Case], wakes: Mapping[CaseKey, datetime | None]
) -> None:
    """Write how cases stand and when time changes them next; the chain heads stay as the journal left them."""
    new: dict[str, Any] = {"cycle": cycle, "chain_head": "", "chain_length": 0, "stale": False}
    rows = [new | _columns(case.key) | projected(case) | {"wake_at": wakes[case.key]} for case in cases]
    _execute(session, _WRITE, rows)


def _columns(key: CaseKey) -> dict[str, str]:
    return {"event": key.event, "subject": key.subject, "agency": key.agency, "period": key.period}


def key_of(row: CaseRow) -> CaseKey:
    """Return the key of a projected case."""
    return CaseKey(row.event, row.subject, row.agency, row.period)


def _keys(cycle: str) -> Select[str, str, str, str]:
    """Ask for the keys of cases, without what the table says of them."""
    return select(CaseRow.event, CaseRow.subject, CaseRow.agency, CaseRow.period).where(
        CaseRow.cycle == cycle
    )


def planned_days(session: Session, cycle: str, event: str, period: str) -> dict[CaseKey, date]:
    """Return the planned dates of the cases of an event and a period, as far as they have one."""
    query = select(CaseRow.subject, CaseRow.agency, col(CaseRow.planned)).where(
        CaseRow.cycle == cycle, CaseRow.event == event, CaseRow.period == period
    )
    found = ((CaseKey(event, subject, agency, period), day) for subject, agency, day in session.exec(query))
    return {key: day for key, day in found if day is not None}


# Heads of chains -------------------------------------------------------------------------------------------

_MOST_KEYS = 500


def heads(session: Session, cycle: str, keys: Iterable[CaseKey]) -> dict[CaseKey | None, tuple[int, str]]:
    """Return the length and the head of the chains of cases, as far as there are such rows."""
    found: dict[CaseKey | None, tuple[int, str]] = {}
    rest = iter(sorted(keys))
    while some := list(islice(rest, _MOST_KEYS)):
        # Asked for as tuples, each query would read all rows of the cycle.
        near = (col(getattr(CaseRow, name)).in_({getattr(key, name) for key in some}) for name in _KEY[1:])
        for row in session.exec(select(CaseRow).where(CaseRow.cycle == cycle, *near)):
            found[key_of(row)] = row.chain_length, row.chain_head
    return found


def set_heads(session: Session, cycle: str, found: Mapping[CaseKey, tuple[int, str]]) -> None:
    """Write the length and the head of the chains of cases."""
    rows = [{**_of(cycle, key), "length": length, "head": head} for key, (length, head) in found.items()]
    _execute(session, _SET_HEAD, rows)


# Cases that wait to be folded ------------------------------------------------------------------------------

_AWAITED = dict.fromkeys(("opens", "baseline", "planned", "due", "actual", "wake_at")) | {
    "state": "", "applies": "unknown", "removed": False, "moved": False, "provisional": "", "conflicts": 0,
    "chain_head": "", "chain_length": 0, "stale": False,
}  # fmt: skip
_AWAIT = _NEW.on_conflict_do_nothing(index_elements=_KEY)


def await_cases(session: Session, cycle: str, keys: Iterable[CaseKey]) -> None:
    """Make room for cases that are new: nothing is known of them until they are marked and folded."""
    _execute(session, _AWAIT, [{"cycle": cycle, **_AWAITED, **_columns(key)} for key in keys])


_MOST_PATTERNS = 200


def mark_stale(session: Session, cycle: str, patterns: Collection[CaseKey], now: datetime) -> None:
    """Mark the cases that fit patterns (blank: any): what the table says of them is true no more.

    They are awake too, so that whoever looks for what time has changed looks at them.
    """
    session.flush()
    for fitting in _fitting(cycle, patterns):
        marked = update(CaseRow).where(fitting, ~col(CaseRow.stale)).values(stale=True, wake_at=now)
        session.connection().execute(marked)
    session.expire_all()


def mark_rows_stale(session: Session, cycle: str, keys: Iterable[CaseKey], now: datetime) -> None:
    """Mark these cases, as `mark_stale` does those that fit a pattern; there may be very many."""
    _execute(session, _MARK, [{**_of(cycle, key), "moment": now} for key in keys])


def _fitting(cycle: str, patterns: Collection[CaseKey]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together find the cases fitting patterns; a database takes only so many in one."""
    rest = iter(sorted(patterns))
    while some := list(islice(rest, _MOST_PATTERNS)):
        yield or_(*(_like(cycle, pattern) for pattern in some))


def _like(cycle: str, pattern: CaseKey) -> ColumnElement[bool]:
    named = {"cycle": cycle, **{name: value for name, value in _columns(pattern).items() if value}}
    return and_(*(col(getattr(CaseRow, name)) == value for name, value in named.items()))


def stale(session: Session, cycle: str, most: int) -> list[CaseKey]:
    """Return some of the cases that are marked; those of one participant together, for they belong together."""
    together = (CaseRow.subject, CaseRow.agency, CaseRow.period, CaseRow.event)
    query = _keys(cycle).where(col(CaseRow.stale)).order_by(*map(col, together)).limit(most)
    return [CaseKey(*row) for row in session.exec(query)]


def waiting(session: Session, cycle: str | None) -> dict[str, int]:
    """Return how many cases are marked in each cycle that has such, or in one."""
    query = select(CaseRow.cycle, func.count()).where(col(CaseRow.stale)).group_by(CaseRow.cycle)
    return dict(session.exec(query if cycle is None else query.where(CaseRow.cycle == cycle)).all())


def calm(session: Session, cycle: str, keys: Iterable[CaseKey]) -> None:
    """Take the mark from rows that are no cases of the cycle: nothing can be folded for them."""
    _execute(session, _CALM, [_of(cycle, key) for key in keys])


def in_conflict(session: Session, cycle: str, patterns: Collection[CaseKey]) -> list[CaseKey]:
    """Return the cases fitting patterns (blank: any) that have entries which do not fit."""
    found: dict[CaseKey, None] = {}
    for fitting in _fitting(cycle, patterns):
        query = _keys(cycle).where(fitting, col(CaseRow.conflicts) > 0)
        found.update(dict.fromkeys(CaseKey(*row) for row in session.exec(query)))
    return list(found)


# When to look again ----------------------------------------------------------------------------------------


def awake(session: Session, cycle: str, now: datetime) -> list[CaseKey]:
    """Return the cases for which time has changed something by now."""
    return [CaseKey(*row) for row in session.exec(_keys(cycle).where(col(CaseRow.wake_at) <= now))]


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


_ROW = [column == bindparam(f"of_{column.name}") for column in inspect(CaseRow).primary_key]
_SET_WAKE = update(CaseRow).where(*_ROW).values(wake_at=bindparam("moment"))
_SET_HEAD = (
    update(CaseRow).where(*_ROW).values(chain_length=bindparam("length"), chain_head=bindparam("head"))
)
_MARK = update(CaseRow).where(*_ROW, ~col(CaseRow.stale)).values(stale=True, wake_at=bindparam("moment"))
_CALM = update(CaseRow).where(*_ROW).values(stale=False)


def set_wakes(session: Session, cycle: str, wakes: Mapping[CaseKey, datetime | None]) -> None:
    """Write when to look at these cases again, in one statement: a tick may have very many of them."""
    _execute(session, _SET_WAKE, [{**_of(cycle, key), "moment": moment} for key, moment in wakes.items()])


def _of(cycle: str, key: CaseKey) -> dict[str, Any]:
    return {"of_cycle": cycle, **{f"of_{name}": value for name, value in _columns(key).items()}}


def _execute(session: Session, statement: Executable, rows: list[dict[str, Any]]) -> None:
    """Run a statement for each of the rows, and forget what the session remembers of them."""
    if rows:
        session.flush()
        session.connection().execute(statement, rows)
        session.expire_all()
