"""How fast and how large, as ratios against a peer or a floor measured in the same run.

    make bench

A ratio says what srok adds to work that must be done anyway, and stays the same on a slower machine.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.definitions import PLAN, command_ratios, definition_ratios
from benchmarks.size import size_ratios
from benchmarks.timing import seconds
from calendars import Calendar, add, load_calendar
from definitions import Definition, read_definition
from srok.store import cycles
from srok.store.database import Database
from workflow import Case, Cycle, Participant, Wish, fold


def definition() -> Definition:
    found = read_definition(PLAN.read_bytes(), PLAN.name).definition
    assert found is not None
    return found


def cycle_of(plan: Definition, members: int) -> Cycle:
    participants = tuple(Participant(f"Муниципалитет {number}", "ОМСУ") for number in range(members))
    return Cycle(plan.name, plan, load_calendar(), participants, date(2016, 6, 1))


def walk(calendar: Calendar, day: date, working_days: int) -> date:
    """The naive way to add working days: look at every day."""
    while working_days:
        day += timedelta(days=1)
        working_days -= calendar.is_working(day)
    return day


def calendar_ratios() -> Iterable[tuple[str, float]]:
    calendar, day = load_calendar(), date(2017, 6, 30)
    ours = seconds(lambda: add(calendar, day, 43))
    yield "add 43 working days : date + timedelta", ours / seconds(lambda: day + timedelta(days=61))
    yield "naive walk over 43 working days : add", seconds(lambda: walk(calendar, day, 43)) / ours
    yield (
        "add 1000 working days : add 10",
        seconds(lambda: add(calendar, day, 1000)) / seconds(lambda: add(calendar, day, 10)),
    )


def fold_ratios(plan: Definition) -> Iterable[tuple[str, float]]:
    small, large = cycle_of(plan, 61), cycle_of(plan, 610)
    cases = fold(small, ())
    one = next(iter(cases.values()))

    def copies() -> list[Case]:
        return [replace(one) for _ in range(len(cases))]

    ours = seconds(lambda: fold(small, ()))
    yield "fold of 627 cases : copying 627 cases", ours / seconds(copies)
    yield "fold of ten times the participants : fold", seconds(lambda: fold(large, ())) / ours


def memory_ratios(plan: Definition) -> Iterable[tuple[str, float]]:
    cycle = cycle_of(plan, 610)
    fold(cycle, ())
    tracemalloc.start()
    cases = fold(cycle, ())
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield (
        "bytes of a folded case : bytes of its key and state in JSON",
        used / len(cases) / len('["10","Ачинск","готовится"]'),
    )


def store_ratios(plan: Definition) -> Iterable[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/srok.db")
        moment = datetime(2016, 6, 1, 9, tzinfo=UTC)
        members = cycle_of(plan, 61).participants
        cycles.start(database, plan, load_calendar(), members, moment, virtual=True)
        floor = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        floor.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x TEXT)")

        def record() -> None:
            wish = Wish("10", "пояснить", participant=members[0].name, note="готовится")
            cycles.record(database, plan.name, [wish], moment)

        def insert() -> None:
            floor.execute("BEGIN IMMEDIATE")
            floor.execute("INSERT INTO t VALUES (?)", ("x" * 500,))
            floor.execute("COMMIT")

        yield "record an entry and refold : durable INSERT", seconds(record) / seconds(insert)
        floor.close()
        database.close()


def start_ratios() -> Iterable[tuple[str, float]]:
    def run(*code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", *code], check=True)

    yield (
        "import of the command line : import of sqlmodel and typer",
        seconds(run("import srok.cli")) / seconds(run("import sqlmodel, typer")),
    )


def main() -> None:
    plan = definition()
    for ratios in (
        calendar_ratios(),
        fold_ratios(plan),
        memory_ratios(plan),
        store_ratios(plan),
        start_ratios(),
        definition_ratios(),
        command_ratios(),
        size_ratios(),
    ):
        for name, ratio in ratios:
            print(f"{ratio:10.1f}  {name}", flush=True)


if __name__ == "__main__":
    main()
