"""Entries recorded, all or none: judged while others may write, then written in one short turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from calendars.errors import Problem
from srok.store.database import Database
from srok.store.displaced import displaced
from srok.store.facts import advance_clock, check_clock
from srok.store.journal import append_rows
from srok.store.judging import Asked, Recorded, Verdict, judge_all
from srok.store.loading import cycle_row
from srok.store.projection import in_conflict, mark_rows_stale, mark_stale
from srok.store.refold import AT_ONCE, refold, settle
from srok.store.turn import in_turn
from workflow import CaseKey, Wish

__all__ = ["Recorded", "record"]


def record(
    database: Database,
    name: str,
    wishes: Sequence[Wish],
    now: datetime,
    places: Sequence[tuple[str, int]] = (),
    *,
    problems: Sequence[Problem] = (),
    at_once: int = AT_ONCE,
) -> list[Recorded]:
    """Record entries, all or none; raises RefusedError with a problem for each that does not fit.

    Where it takes more than `at_once` cases to know what follows from them, these are folded after the entries are in
    the journal, batch by batch: what dies in between goes on at the next tick. SystemFault for many
    wishes, where others record all the while.

    A wish whose key has been used before adds nothing. `now` is aware; `places` are the file and line of each wish,
    `problems` what is wrong with some already: told together with what else does not fit.
    """
    asked = Asked(wishes, places or [("", 0)] * len(wishes), problems)
    verdict = _written(database, name, asked, now, at_once)
    if verdict.touched or verdict.later:
        refold(database, name, now)
    with database.read() as session:
        return _with_displaced(session, verdict)


def _written(database: Database, name: str, asked: Asked, now: datetime, at_once: int) -> Verdict:
    def judge(session: Session) -> Verdict:
        check_clock(session, now)
        return judge_all(session, name, asked, now, at_once)

    def write(session: Session, verdict: Verdict) -> None:
        _write(session, verdict, now)

    return in_turn(database, name, judge, write, size=lambda _: len(asked.wishes))


def _write(session: Session, verdict: Verdict, now: datetime) -> None:
    advance_clock(session, now)
    name = verdict.cycle.name
    append_rows(session, cycle_row(session, name), verdict.rows)
    settle(session, verdict.cycle, verdict.cases, now)
    mark_rows_stale(session, name, verdict.touched, now)
    mark_stale(session, name, verdict.later, now)


def _with_displaced(session: Session, verdict: Verdict) -> list[Recorded]:
    """Add what was displaced: only cases in conflict are looked at."""
    numbers = [one.entry.number for one in verdict.recorded if one.added]
    follow = {*verdict.later, *(CaseKey(key.event) for key in verdict.touched)}
    found = [case.key for case in verdict.cases if case.conflicts]
    found += in_conflict(session, verdict.cycle.name, follow)
    keys = list(dict.fromkeys(found))
    told = displaced(session, verdict.cycle, keys, numbers) if keys else {}
    return [
        replace(one, displaced=told.get(one.entry.number, ())) if one.added else one
        for one in verdict.recorded
    ]
