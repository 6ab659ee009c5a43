"""Federal size: what a plan and a cycle of hundreds of thousands of cases take, in memory and against floors.

python -m benchmarks.size 20000     as `make bench`, but with so many participants in the cycle too: an hour
"""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from benchmarks.definitions import PLAN
from calendars import load_calendar
from definitions import Definition, read_definition
from srok.reports import plan_rows
from srok.store import cycles
from srok.store.database import Database
from workflow import Cycle, Participant, Wish

_EACH = "    для каждого: ОМСУ\n"
_STARTED, _NOW = datetime(2016, 6, 1, 9, tzinfo=UTC), datetime(2016, 6, 14, 9, tzinfo=UTC)


def federal_plan() -> str:
    """The plan with a row for each participant in every one of its 27 events."""
    head, _, rest = PLAN.read_text(encoding="utf-8").partition("мероприятия:\n")
    written = re.sub(r"    (только для|указать|для каждого):.*\n", "", rest.partition("примеры:")[0])
    return f"{head}мероприятия:\n{written.replace('    срок:', f'{_EACH}    срок:')}"


def shared_plan() -> str:
    """The same, but the first event is one for all, and the terms of all others count from the day it was done."""
    head, _, rest = federal_plan().partition("мероприятия:\n")
    first, *others = re.split(r"(?m)^(?=  - №)", rest)[1:]
    counted = re.sub(
        r"(?m)^    срок:.*$",
        '    срок: 10 рабочих дней после письма\n    отсчёт: {мероприятие: "1"}',
        "".join(others),
    )
    alone = re.sub(
        r'    (открывается после: "\d+"|отсчёт: \{мероприятие: "19"\}.*|отсчёт: внешний.*)\n', "", counted
    )
    return f"{head}мероприятия:\n{first.replace(_EACH, '')}{alone}"


def read(plan: str) -> Definition:
    found = read_definition(plan.encode(), "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


def members(number: int) -> tuple[Participant, ...]:
    return tuple(Participant(f"Муниципалитет {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(number))


def once(work: Callable[[], object]) -> float:
    """The seconds of one call, for what is too long to be repeated."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# Memory --------------------------------------------------------------------------------------------------


def peak(code: str, *arguments: str) -> float:
    """The most memory that a Python process used, in MiB."""
    most, _ = spent(code, *arguments)
    return most


def spent(code: str, *arguments: str) -> tuple[float, float]:
    """The most memory that a Python process used, in MiB, and its seconds of processor."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


_COMMAND = "from srok.cli import main; main()"


def people(path: Path, number: int) -> Path:
    rows = "".join(f"Муниципалитет {n};ОМСУ;mo{n}@example.org\n" for n in range(number))
    path.write_text(f"название;роль;почта\n{rows}", encoding="utf-8")
    return path


def plan_memory(number: int) -> Iterable[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.yaml"
        plan.write_text(federal_plan(), encoding="utf-8")
        large, small = people(Path(folder) / "large.csv", number), people(Path(folder) / "small.csv", 20)

        def run(who: Path, form: str) -> float:
            return peak(_COMMAND, "plan", str(plan), "--participants", str(who), "--format", form)

        floor = run(small, "csv")
        for form in ("csv", "json", "table"):
            most = run(large, form)
            yield f"MiB at most, srok plan --format {form} of {27 * number:,} cases", most
            yield f"the same : for {27 * 20} cases", most / floor


def plan_time(number: int) -> Iterable[tuple[str, float]]:
    from srok.cli.common import csv_pieces

    cycle = Cycle("federal", read(federal_plan()), load_calendar(), members(number), date(2016, 6, 1))
    row = list(next(plan_rows(cycle)).values())

    def ours() -> None:
        for _ in csv_pieces(plan_rows(cycle)):
            pass

    def floor() -> None:
        writer = csv.writer(io.StringIO(), delimiter=";")
        for _ in range(27 * number):
            writer.writerow(row)

    yield f"plan of {27 * number:,} cases as CSV : writing as many equal rows", once(ours) / once(floor)


# The database --------------------------------------------------------------------------------------------


def inserted(folder: str, number: int) -> float:
    """The seconds of one durable transaction that inserts so many rows of some hundred bytes, with two indexes."""
    with sqlite3.connect(Path(folder) / "floor.db", isolation_level=None) as floor:
        floor.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; DROP TABLE IF EXISTS t;"
            "CREATE TABLE t (event TEXT, subject TEXT, rest TEXT, wake TEXT, PRIMARY KEY (event, subject));"
            "CREATE INDEX awake ON t (wake)"
        )
        rows = [(str(n % 27), f"Муниципалитет {n}", "x" * 100, "2016-09-01") for n in range(number)]

        def insert() -> None:
            floor.execute("BEGIN IMMEDIATE")
            floor.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
            floor.execute("COMMIT")

        seconds = once(insert)
    floor.close()
    return seconds


_START = """
import sys
from benchmarks.size import start_cycle
start_cycle(*sys.argv[1:])
"""


def start_cycle(path: str, number: str, kind: str) -> None:
    plan = read({"federal": federal_plan, "shared": shared_plan}[kind]())
    database, newest = Database(f"sqlite:///{path}"), load_calendar()
    # An edition that a newer one can be adopted for.
    calendar = replace(newest, years=newest.years[:-1])
    cycles.start(database, plan, calendar, members(int(number)), _STARTED, virtual=True)
    database.close()


def cycle_ratios(number: int) -> Iterable[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        floor = inserted(folder, 27 * number)
        path = f"{folder}/{number}.db"
        begin = time.perf_counter()
        most = peak(_START, path, str(number), "federal")
        taken = time.perf_counter() - begin
        yield f"MiB at most, start of a cycle of {27 * number:,} cases", most
        yield "the same : INSERT of as many rows, in seconds", taken / floor
        start_cycle(small := f"{folder}/small.db", "200", "federal")
        large_entry, small_entry = entry(path), entry(small)
        yield f"record in a cycle of {27 * number:,} cases : in one of 5,400", large_entry / small_entry


def entry(path: str) -> float:
    """The seconds of recording one entry in a process that has done so before."""
    database = Database(f"sqlite:///{path}")
    with database.read() as session:
        (name,) = cycles.names(session)
    turns = iter(range(100))

    def record() -> None:
        wish = Wish("10", "пояснить", f"Муниципалитет {next(turns)}", note="готовится")
        cycles.record(database, name, [wish], _NOW)

    record()
    best = min(once(record) for _ in range(7))
    database.close()
    return best


def shared_ratios(number: int) -> Iterable[tuple[str, float]]:
    """One act from which the terms of all count: marking what follows from it, and folding that after it."""
    from srok.store import recording
    from srok.store.refold import refold

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/shared.db"
        start_cycle(path, str(number), "shared")
        database: Any = Database(f"sqlite:///{path}")
        with database.read() as session:
            (name,) = cycles.names(session)
        recording.refold, after = lambda *_: 0, recording.refold
        act = [Wish("1", "исполнить", on=date(2016, 6, 10))]
        marked = once(lambda: cycles.record(database, name, act, _NOW))
        recording.refold = after
        folded = once(lambda: refold(database, name, _NOW))
        floor = inserted(folder, 26 * number)
        database.close()
    yield (
        f"act that {26 * number:,} cases follow from, until it is recorded : INSERT of as many rows",
        marked / floor,
    )
    yield "folding them in batches : INSERT of as many rows", folded / floor


def change_ratios(number: int) -> Iterable[tuple[str, float]]:
    """What goes through all cases of a running cycle, against `srok plan` of as many.

    Each is a process of its own; of the seconds of processor of each those are left out that a plan for 20 takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        plan, new, database = (Path(folder) / name for name in ("plan.yaml", "new.yaml", "srok.db"))
        plan.write_text(federal_plan(), encoding="utf-8")
        new.write_text(federal_plan().replace("15 сентября", "29 сентября"), encoding="utf-8")
        who, name = people(Path(folder) / "people.csv", number), read(federal_plan()).name
        start_cycle(str(database), str(number), "federal")
        os.environ["SROK_DATABASE_URL"] = f"sqlite:///{database}"
        at, apply = ("--now", _NOW.isoformat()), ("--apply", "--basis", "№ 1")
        few = people(Path(folder) / "few.csv", 20)
        (memory, seconds), (_, begin) = (
            spent(_COMMAND, "plan", str(plan), "--participants", str(one), "--format", "csv")
            for one in (who, few)
        )
        floor = (seconds - begin) / (27 * number)
        for what, command in {
            "verify": ("verify",),
            "amend": ("amend", name, str(new), *at),
            "amend --json": ("amend", name, str(new), "--json", *at),
            "amend --apply": ("amend", name, str(new), *at, *apply),
            "calendar adopt --apply": ("calendar", "adopt", name, *at, *apply),
        }.items():
            most, taken = spent(_COMMAND, *command)
            each = (taken - begin) / (27 * number)
            yield f"srok {what} of {27 * number:,} cases : srok plan of as many, in seconds", each / floor
            yield "the same, in MiB at most", most / memory
            yield "the same, microseconds a case", each * 1e6


def size_ratios(participants: int = 2000) -> Iterable[tuple[str, float]]:
    """Plans of 20,000 participants, and cycles of fewer: to start one of them takes minutes."""
    yield from plan_memory(20_000)
    yield from plan_time(2_000)
    yield from cycle_ratios(participants)
    yield from shared_ratios(participants)
    yield from change_ratios(participants)


if __name__ == "__main__":
    for what, ratio in size_ratios(int(sys.argv[1]) if sys.argv[1:] else 2000):
        print(f"{ratio:10.1f}  {what}", flush=True)
