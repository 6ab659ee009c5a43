"""Seals: at the first tick of a day an entry takes in the heads of all chains, so that a cut tail shows."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy
from sqlmodel import Session, col, select

from srok.store.chain import CYCLE_CHAIN, chain_name, heads_digest
from srok.store.journal import CLOCK_SLACK, append
from srok.store.tables import CaseRow, CycleRow, EntryRow
from workflow import CaseKey, Entry

#: What a seal says where the clock has gone back.
CLOCK_BACK = "clock_back"


def seal(session: Session, name: str, today: date, now: datetime) -> None:
    """Append a seal, once a day at most and only if something was recorded since the last.

    Where the clock has gone back since the last entry, a seal that says so is appended at once.
    """
    cycle = session.get_one(CycleRow, name)
    latest = session.get(EntryRow, (name, cycle.entries))
    back = latest is not None and now < latest.recorded_at - CLOCK_SLACK
    last = session.exec(
        select(EntryRow)
        .where(EntryRow.cycle == name, EntryRow.kind == "seal")
        .order_by(col(EntryRow.number).desc())
    ).first()
    if not back and last is not None and (last.number == cycle.entries or last.on == today):
        return
    data = {"heads": heads_digest(_heads(session, cycle)), "entries": cycle.entries}
    if back:
        data[CLOCK_BACK] = True
    append(session, cycle, Entry(cycle.entries + 1, "seal", today, now, data=data))


def _heads(session: Session, cycle: CycleRow) -> dict[str, tuple[int, str]]:
    heads = {CYCLE_CHAIN: (cycle.chain_length, cycle.chain_head)}
    names = ("event", "subject", "agency", "period", "chain_length", "chain_head")
    columns = (col(getattr(CaseRow, name)) for name in names)
    query = sqlalchemy.select(*columns).where(col(CaseRow.cycle) == cycle.name, col(CaseRow.chain_length) > 0)
    for *named, length, head in session.connection().execute(query):
        heads[chain_name(CaseKey(*named))] = (length, head)
    return heads
