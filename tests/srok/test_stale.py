"""What follows from an entry in too many cases is marked stale with it and folded after it, to the same end."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendars import load_calendar
from calendars.errors import RefusedError
from calendars.saying import ENGLISH
from definitions import read_definition
from srok.gather import Post
from srok.store import cycles, projection, recording, refold
from srok.store.database import Database
from srok.tick import tick
from workflow import CaseKey, Participant, Wish

DATA = Path(__file__).parent / "data"
CYCLE = "fan-2016"
#: So that the entries of a plan of a few rows already leave cases stale.
FEW = 5


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, moment: Callable[[str], datetime]
) -> Callable[[int], Path]:
    """The file of a cycle that has just been started with so many participants."""
    folder = tmp_path_factory.mktemp("fan")

    @cache
    def made(members: int) -> Path:
        found = read_definition((DATA / "fan.yaml").read_bytes(), "fan.yaml")
        assert found.definition is not None, found.problems
        who = [Participant(f"МО {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(members)]
        path = folder / f"{members}.db"
        database = Database(f"sqlite:///{path}")
        start = moment("2016-06-01T09:00")
        cycles.start(database, found.definition, load_calendar(), who, start, virtual=True)
        database.close()
        return path

    return made


@pytest.fixture
def started(tmp_path: Path, template: Callable[[int], Path]) -> Iterator[Callable[[int], Database]]:
    """A cycle with so many participants, each time in a database of its own."""
    opened: list[Database] = []

    def start(members: int) -> Database:
        path = shutil.copy(template(members), tmp_path / f"{len(opened)}.db")
        opened.append(Database(f"sqlite:///{path}"))
        return opened[-1]

    yield start
    for database in opened:
        database.close()


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a database holds."""
    with closing(sqlite3.connect(database.path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4, 5").fetchall()
            for table in ("cycle", "entry", "case_state", "said", "outbox")
        }


def stale(database: Database) -> set[CaseKey]:
    with database.read() as session:
        return set(projection.stale(session, CYCLE, 10_000))


def done(event: str, who: str = "", on: str = "2016-06-10", **more: Any) -> Wish:
    return Wish(event, "исполнить", who, date.fromisoformat(on), **more)


@pytest.fixture
def left_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever records dies before the batches."""
    monkeypatch.setattr(recording, "refold", lambda *_: 0)


# To the same end -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_stale_and_then_in_batches_equals_at_once(
    started: Callable[[int], Database],
    moment: Callable[[str], datetime],
    damage: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """600 terms count from one act: some 2,400 cases follow from it."""
    now = moment("2016-06-14T10:00")
    at_once, in_batches = started(600), started(600)

    cycles.record(at_once, CYCLE, [done("1")], now, at_once=10**6)
    batches: list[int] = []
    settle = refold.settle
    monkeypatch.setattr(refold, "settle", lambda *given: (batches.append(len(given[2])), settle(*given)))
    cycles.record(in_batches, CYCLE, [done("1")], now, at_once=FEW)

    assert sum(batches) == 3 * 600 + 1
    assert max(batches) == refold.BATCH
    assert content(in_batches) == content(at_once)
    assert damage(in_batches, "2016-06-14T10:00") == []


def misfits(one: cycles.Recorded) -> list[tuple[CaseKey, int]]:
    return sorted((key, conflict.entry) for key, conflict in one.displaced)


def wishes_of(draw: st.DrawFn, members: int) -> list[Wish]:
    events = st.sampled_from(["1", "2", "3", "4", "5", "6"])
    days = st.dates(date(2016, 6, 2), date(2016, 7, 1))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        event = draw(events)
        who = "" if event in "14" else f"МО {draw(st.integers(0, members - 1))}"
        kind = draw(st.sampled_from(["исполнить", "пояснить", "назначить срок", "отозвать"]))
        more = {"corrects": draw(st.integers(5, 12))} if kind == "отозвать" else {}
        day, basis = (draw(days), "приказ") if kind == "назначить срок" else (None, "")
        found.append(Wish(event, kind, who, draw(days), day=day, basis=basis, note="потому", **more))
    return found


@st.composite
def batches(draw: st.DrawFn) -> list[list[Wish]]:
    return [wishes_of(draw, 3) for _ in range(draw(st.integers(1, 3)))]


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=batches())
def test_whatever_is_recorded_the_end_is_the_same(
    started: Callable[[int], Database],
    moment: Callable[[str], datetime],
    damage: Callable[..., list[str]],
    files: Sequence[Sequence[Wish]],
) -> None:
    """What is refused and what is told to be displaced too."""

    def told(database: Database, at_once: int) -> list[object]:
        outcomes: list[object] = []
        for number, wishes in enumerate(files):
            now = moment("2016-07-04T10:00") + timedelta(hours=number)
            try:
                recorded = cycles.record(database, CYCLE, wishes, now, at_once=at_once)
                outcomes.append([(one.entry, misfits(one)) for one in recorded])
            except RefusedError as error:
                outcomes.append([str(problem.message) for problem in error.problems])
        return outcomes

    one, other = started(3), started(3)
    assert told(one, 10**6) == told(other, at_once=1)
    assert content(one) == content(other)
    assert damage(other, "2016-07-05T10:00") == []


def test_entries_displaced_in_cases_folded_later_are_told(
    started: Callable[[int], Database], moment: Callable[[str], datetime]
) -> None:
    """The act is withdrawn to which six have answered."""
    database, now = started(6), moment("2016-06-14T10:00")
    answers = [done("2", f"МО {n}", "2016-06-11") for n in range(6)]
    act, *answered = cycles.record(database, CYCLE, [done("1"), *answers], now, at_once=FEW)
    number = act.entry.number

    (withdrawn,) = cycles.record(database, CYCLE, [Wish("1", "отозвать", corrects=number)], now, at_once=FEW)

    assert {conflict.entry for _, conflict in withdrawn.displaced} == {one.entry.number for one in answered}
    assert {key for key, _ in withdrawn.displaced} == {CaseKey("2", f"МО {n}") for n in range(6)}


# Who died in between ---------------------------------------------------------------------------------------


def test_an_entry_leaves_stale_just_what_follows_from_it(
    started: Callable[[int], Database], moment: Callable[[str], datetime], left_stale: None
) -> None:
    database, now = started(4), moment("2016-06-14T10:00")
    cycles.record(database, CYCLE, [done("1")], now, at_once=10**6)
    cycles.record(database, CYCLE, [done("2", "МО 1")], now, at_once=FEW)

    everyone = {f"МО {n}" for n in range(4)}
    assert stale(database) == {
        CaseKey("3", "МО 1"),
        CaseKey("4"),
        *(CaseKey("5", name) for name in everyone),
    }


def test_stale_cases_are_no_damage_and_a_tick_folds_them(
    started: Callable[[int], Database],
    moment: Callable[[str], datetime],
    damage: Callable[..., list[str]],
    left_stale: None,
    relay: Any,
) -> None:
    at_once, left = started(4), started(4)
    for database, at in ((at_once, 10**6), (left, FEW)):
        cycles.record(database, CYCLE, [done("1")], moment("2016-06-14T10:00"), at_once=at)
    assert stale(left)
    assert damage(left, "2016-06-14T10:00") == []

    for database in (at_once, left):
        tick(database, moment("2016-06-14T10:30"), Post(lambda: relay, "srok@example.org", "", ENGLISH))

    assert not stale(left)
    assert content(left) == content(at_once)


def test_a_stale_case_is_awake(
    started: Callable[[int], Database], moment: Callable[[str], datetime], left_stale: None
) -> None:
    """A scheduler that asks when to look again looks at once."""
    database, now = started(4), moment("2016-06-14T10:00")
    cycles.record(database, CYCLE, [done("1")], now, at_once=FEW)
    with database.read() as session:
        assert projection.next_wake(session) == now
        assert stale(database) <= set(projection.awake(session, CYCLE, now))


def test_an_entry_between_two_batches_is_not_lost(
    started: Callable[[int], Database],
    moment: Callable[[str], datetime],
    damage: Callable[..., list[str]],
    left_stale: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The act from which all count is corrected: what the first batches have learnt of it holds no more."""
    now = moment("2016-06-14T10:00")
    at_once, left = started(7), started(7)
    first, second = done("1"), done("1", on="2016-06-13", corrects=9)
    for wish in (first, second):
        cycles.record(at_once, CYCLE, [wish], now, at_once=10**6)
    cycles.record(left, CYCLE, [first], now, at_once=FEW)
    somebody_else = Database(f"sqlite:///{left.path}")
    turns, write = iter(range(100)), left.write

    def third_turn_is_anothers() -> Any:
        if next(turns) == 2:
            cycles.record(somebody_else, CYCLE, [second], now, at_once=FEW)
        return write()

    monkeypatch.setattr(left, "write", third_turn_is_anothers)
    folded = refold.refold(left, CYCLE, now, batch=3)
    somebody_else.close()

    assert folded == 2 * 3 + 3 * 7 + 1  # two batches in vain, and then all of them
    assert content(left) == content(at_once)
    assert damage(left, "2016-06-14T10:00") == []
