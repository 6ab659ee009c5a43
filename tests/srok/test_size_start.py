"""A cycle of any size starts: its cases are folded and written batch by batch, in one transaction."""

import gc
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from calendars import load_calendar
from definitions import Definition
from srok.store import cycles, refold
from srok.store.database import Database
from srok.store.journal import entries_of
from workflow import Case, Participant

WHO = tuple(Participant(f"МО {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(60))
CASES = 2 + 5 * 60


@pytest.fixture
def begin(empty: Database, definition: Definition, moment: Callable[[str], datetime]) -> Callable[[], object]:
    return lambda: cycles.start(
        empty, definition, load_calendar(), WHO, moment("2016-08-25T09:00"), virtual=True
    )


def test_few_cases_are_in_memory_at_once(
    begin: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written, alive = refold.write_cases, [], []

    def counting(*given: Any) -> None:
        written.append(len(given[2]))
        alive.append(sum(isinstance(one, Case) for one in gc.get_objects()))
        write(*given)

    gc.collect()
    before = sum(isinstance(one, Case) for one in gc.get_objects())
    monkeypatch.setattr(refold, "BATCH", 20)
    monkeypatch.setattr(refold, "write_cases", counting)

    begin()

    assert sum(written) == CASES
    assert max(alive) - before <= 3 * 20


def test_what_was_started_in_batches_is_whole(
    begin: Callable[[], object],
    empty: Database,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[..., list[str]],
) -> None:
    monkeypatch.setattr(refold, "BATCH", 7)
    begin()
    assert damage(empty, "2016-08-25T09:00") == []
    with empty.read() as session:
        entries = entries_of(session, "small-2016")
    assert [entry.kind for entry in entries] == ["start", *["join"] * len(WHO)]
    assert [entry.data["name"] for entry in entries[1:]] == [member.name for member in WHO]


def test_a_start_that_fails_in_a_later_batch_leaves_nothing(
    begin: Callable[[], object], empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, turns = refold.write_cases, iter(range(100))

    def failing(*given: Any) -> None:
        if next(turns) == 3:
            raise RuntimeError
        write(*given)

    monkeypatch.setattr(refold, "BATCH", 20)
    monkeypatch.setattr(refold, "write_cases", failing)
    with pytest.raises(RuntimeError):
        begin()
    with empty.read() as session:
        assert cycles.names(session) == []
        assert entries_of(session, "small-2016") == []
