"""What looks at all cases of a cycle looks at some at a time: counted in cases and folds, not in time."""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import Definition, read_definition
from srok.cli.common import json_document
from srok.differences import MOST_ROWS, Alike, Groups
from srok.gather import Post
from srok.store import amending, cycles, journal, outbox, refold, verify
from srok.store.amending import Look, Make, Plan, adopt, propose, unseen
from srok.store.database import Database
from srok.tick import tick
from workflow import Case, Change, Cycle, Folding, Participant, Wish, batches, fold, forecasts

DATA = Path(__file__).parent / "data"
FOLD: Any = sys.modules["workflow.fold"]  # the package gives the function of that name
BATCHES: Any = sys.modules["workflow.batches"]
SIZE = 20
#: Cases of a batch, those that they depend on, and what is kept of the batch before: of each wording.
MOST = 6 * SIZE


def read(plan: str, *pairs: tuple[str, str]) -> Definition:
    text = (DATA / f"{plan}.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    found = read_definition(text.encode(), plan)
    assert found.definition is not None, found.problems
    return found.definition


LATER = {"small": ("до 15 сентября", "до 30 сентября"), "fan": ("15 июня", "20 июня")}


def make(plan: str) -> Make:
    def made(cycle: Cycle, stamp: Change) -> tuple[Change, ...]:
        new = read(plan, LATER[plan])
        return (replace(stamp, definition=new, calendar=cycle.calendar, calendars=cycle.calendars),)

    return made


@pytest.fixture
def now(moment: Callable[[str], datetime]) -> datetime:
    return moment("2016-06-06T10:00")


@pytest.fixture
def start(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Database]]:
    """Start a plan with so many participants; from then on a batch is small."""
    opened: list[Database] = []

    def started(plan: str, members: int) -> Database:
        who = [Participant(f"МО {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(members)]
        database = Database(f"sqlite:///{tmp_path / f'{plan}-{members}.db'}")
        opened.append(database)
        cycles.start(database, read(plan), load_calendar(), who, now, virtual=True)
        return database

    for module in (amending, verify):
        monkeypatch.setattr(module, "BATCH", SIZE)
    monkeypatch.setattr(amending, "refold", partial(refold.refold, batch=SIZE))
    yield started
    for database in opened:
        database.close()


def verified(database: Database, plan: str, now: datetime) -> None:
    assert verify.verify(database, now) == []


def looked_at(database: Database, plan: str, now: datetime) -> None:
    propose(database, f"{plan}-2016", make(plan), now, unseen)


def adopted(database: Database, plan: str, now: datetime) -> None:
    adopt(database, f"{plan}-2016", make(plan), now, unseen, on=None, basis="№ 7")


WORKS = [verified, looked_at, adopted]


@pytest.mark.parametrize("work", WORKS)
def test_few_cases_are_in_memory_at_once(
    start: Callable[..., Database], now: datetime, monkeypatch: pytest.MonkeyPatch, work: Callable[..., None]
) -> None:
    database, alive = start("small", 60), list[int]()
    fold_only = BATCHES.fold_only

    def counting(*given: Any, **named: Any) -> Any:
        found = fold_only(*given, **named)
        alive.append(sum(isinstance(one, Case) for one in gc.get_objects()))
        return found

    gc.collect()
    before = sum(isinstance(one, Case) for one in gc.get_objects())
    monkeypatch.setattr(BATCHES, "fold_only", counting)
    work(database, "small", now)
    assert len(alive) >= (2 + 5 * 60) / SIZE
    assert max(alive) - before <= MOST


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("plan", ["small", "fan"])
def test_the_work_grows_with_the_rows(
    start: Callable[..., Database],
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[..., None],
    plan: str,
) -> None:
    """Of the fan, one case waits for those of all: twice as many rows are twice as many folds and reads, no more."""

    def cost(members: int) -> dict[str, int]:
        database, counted = start(plan, members), {"folds": 0, "entries": 0}

        def counting(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
            def done(*given: Any, **named: Any) -> Any:
                counted[name] += 1
                return do(*given, **named)

            return done

        first = {"small": "10", "fan": "6"}[plan]
        act = {"small": "направить", "fan": "исполнить"}[plan]
        wishes = [Wish(first, act, f"МО {n}") for n in range(members)]
        cycles.record(database, f"{plan}-2016", wishes, now)
        with monkeypatch.context() as patched:
            patched.setattr(FOLD, "fold_case", counting("folds", FOLD.fold_case))
            patched.setattr(journal, "from_row", counting("entries", journal.from_row))
            work(database, plan, now)
        return counted

    few, many = cost(50), cost(100)
    for name, number in few.items():
        assert 0 < many[name] <= 2.1 * number


def test_what_was_said_is_read_once_however_many_batches_ask(
    start: Callable[..., Database], now: datetime, monkeypatch: pytest.MonkeyPatch, relay: Any
) -> None:
    """Letters to all wait for a relay that is down; a look at what a change does to them reads each saying once."""
    database, said_of, asked = start("small", 60), outbox.said_of, list[Any]()
    relay.down = True
    monkeypatch.setattr(outbox, "said_of", lambda row: (asked.append(row), said_of(row))[1])
    later = now.replace(month=9, day=12)
    tick(database, later, Post(lambda: relay, "srok@example.org", "", ENGLISH))
    asked.clear()
    proposal = propose(database, "small-2016", make("small"), later, unseen)
    assert proposal.letters == 60
    assert 0 < len(asked) <= 5 * 60


def test_where_each_changes_in_its_own_way_the_first_are_shown(
    start: Callable[..., Database], now: datetime
) -> None:
    """The new wording calls the act otherwise: of each of 60 entries it is said by its number that it fits no more."""

    def make(cycle: Cycle, stamp: Change) -> tuple[Change, ...]:
        new = read("small", ("направить:", "отослать:"))
        return (replace(stamp, definition=new, calendar=cycle.calendar, calendars=cycle.calendars),)

    def grouped(_: Plan, looks: Iterator[Look]) -> list[Alike]:
        groups = Groups(ENGLISH)
        for look in looks:
            for one in look.found:
                groups.add(one, look.after)
        return groups.rows(["10", "12"])

    database = start("small", 60)
    acts = [Wish("10", "направить", f"МО {n}") for n in range(60)]
    cycles.record(database, "small-2016", acts, now + timedelta(days=2))
    on, later = (now + timedelta(days=1)).date(), now + timedelta(days=3)
    rows = propose(database, "small-2016", make, later, grouped, on=on).seen
    (*first, others) = (row for row in rows if row.event == "10")
    assert [row.number for row in first] == [1] * MOST_ROWS
    assert (others.number, others.whose) == (60 - MOST_ROWS, ("МО 20", "МО 21", "МО 22"))
    assert others.what == ("others, each in another way: --json names them",)


def test_a_batch_has_whole_participants_in_the_order_of_the_plan(now: datetime) -> None:
    who = tuple(Participant(f"МО {n}", "ОМСУ") for n in range(60))
    cycle = Cycle("small", read("small"), load_calendar(), who, now.date())
    found = list(batches(cycle, SIZE))
    assert sorted(key for keys in found for key in keys) == sorted(cycle.keys)
    order = {key: place for place, key in enumerate(cycle.keys)}
    named = [{key.subject for key in keys} for keys in found]
    assert sum(map(len, named)) == len(who) + 1
    for keys in found:
        assert len(keys) <= SIZE
        assert sorted(keys, key=order.__getitem__) == list(keys)


@pytest.mark.parametrize("size", [1, 2, 7, 20, 1000])
@pytest.mark.parametrize("plan", ["small", "fan"])
def test_what_is_folded_in_batches_is_what_is_folded_at_once(
    start: Callable[..., Database], now: datetime, plan: str, size: int
) -> None:
    database, name = start(plan, 30), f"{plan}-2016"
    acts = {"small": [("10", "направить", 20)], "fan": [("1", "исполнить", 0), ("2", "исполнить", 20)]}
    for event, act, number in acts[plan]:
        whose = [f"МО {n}" for n in range(number)] or [""]
        cycles.record(database, name, [Wish(event, act, who) for who in whose], now)
    with database.read() as session:
        cycle, entries = cycles.load(session, name), journal.entries_of(session, name)
    whole = fold(cycle, entries)
    folding, cases, ahead = Folding(cycle, now.date(), size), {}, {}
    for keys in batches(cycle, size):
        some = folding.of(keys, lambda *_: entries)
        assert len(some.cases) <= 4 * size + len(whole) / 2
        cases |= {case.key: case for case in some.own}
        ahead |= {key: one for key, one in some.ahead.items() if key in keys}
    assert cases == whole
    assert ahead == forecasts(cycle, whole, now.date())


ROWS = st.lists(st.dictionaries(st.text(), st.text() | st.none() | st.lists(st.integers())))


@given(ROWS, st.text())
def test_the_pieces_of_a_document_with_rows_are_the_document(rows: list[dict[str, Any]], name: str) -> None:
    facts = {"cycle": name, "cases": len(rows)}
    pieces = "".join(json_document(facts, "rows", rows))
    assert pieces == json.dumps({**facts, "rows": rows}, ensure_ascii=False, indent=1) + "\n"
