"""An entry reads and writes what depends on it, however large the cycle: counted in rows and folds, not in time."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from definitions import read_definition
from srok.store import cycles, guards, journal
from srok.store.database import Database
from workflow import Participant, Wish

DATA = Path(__file__).parent / "data"
FOLD: Any = sys.modules["workflow.fold"]  # the package gives the function of that name

#: Triggers that note each row written, by table and key.
NOTES = """
CREATE TABLE noted (what TEXT, row TEXT);
CREATE TRIGGER noted_case AFTER UPDATE ON case_state
  BEGIN INSERT INTO noted VALUES ('case', NEW.event || '/' || NEW.subject); END;
CREATE TRIGGER noted_new_case AFTER INSERT ON case_state
  BEGIN INSERT INTO noted VALUES ('new case', NEW.event || '/' || NEW.subject); END;
CREATE TRIGGER noted_entry AFTER INSERT ON entry
  BEGIN INSERT INTO noted VALUES ('entry', NEW.number); END;
CREATE TRIGGER noted_letter AFTER INSERT ON outbox
  BEGIN INSERT INTO noted VALUES ('letter', NEW.id); END;
"""

Start = Callable[[str, int], Database]


@pytest.fixture
def start(tmp_path: Path, moment: Callable[[str], Any]) -> Iterator[Start]:
    """Start the plan of a file with so many participants."""
    opened: list[Database] = []

    def started(plan: str, members: int) -> Database:
        read = read_definition((DATA / f"{plan}.yaml").read_bytes(), plan)
        assert read.definition is not None
        who = [Participant(f"МО {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(members)]
        database = Database(f"sqlite:///{tmp_path / f'{plan}-{members}.db'}")
        opened.append(database)
        cycles.start(
            database, read.definition, load_calendar(), who, moment("2016-06-01T09:00"), virtual=True
        )
        return database

    yield started
    for database in opened:
        database.close()


def done(event: str, who: str, on: str) -> Wish:
    return Wish(event, "исполнить", who, date.fromisoformat(on))


FOLLOWERS = {f"5/МО {n}" for n in range(61)}
BELOW = {
    "nothing depends on it": ("fan", done("6", "МО 3", "2016-06-05"), {"6/МО 3"}),
    "one depends on it": (
        "small",
        Wish("10", "направить", "МО 3", date(2016, 6, 5)),
        {"10/МО 3", "12/МО 3"},
    ),
    "61 depend on it": ("fan", Wish("4", "пояснить", note="к среде"), {"4/", *FOLLOWERS}),
    "all that follows from the act": (
        "fan",
        done("1", "", "2016-06-05"),
        {"1/", "4/", *FOLLOWERS, *(f"{event}/МО {n}" for event in "23" for n in range(61))},
    ),
}


@pytest.mark.parametrize("at_once", [10**6, 5])
@pytest.mark.parametrize("case", BELOW)
def test_what_is_written_is_the_entry_and_what_depends_on_it(
    start: Start, moment: Callable[[str], Any], raw: Callable[..., Any], case: str, at_once: int
) -> None:
    plan, wish, below = BELOW[case]
    database = start(plan, 61)
    with raw(database.path) as connection:
        connection.executescript(NOTES)

    cycles.record(database, f"{plan}-2016", [wish], moment("2016-06-06T10:00"), at_once=at_once)

    with raw(database.path) as connection:
        rows = connection.execute("SELECT what, row, count(*) FROM noted GROUP BY 1, 2").fetchall()
    assert [row for row in rows if row[0] != "case"] == [("entry", "63", 1)]
    assert {row for what, row, _ in rows if what == "case"} == below
    assert max(times for what, _, times in rows if what == "case") <= 3  # its chain, its mark, itself


@pytest.mark.parametrize(
    "wish", [done("2", "МО 3", "2016-06-05"), done("6", "МО 3", "2016-06-05")], ids=lambda wish: wish.event
)
def test_what_is_read_and_folded_does_not_grow_with_the_cycle(
    start: Start, moment: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, wish: Wish
) -> None:
    """All have done before what they could; the one case and what it depends on are read, and no other."""
    counted = {"folds": 0, "entries": 0}

    def counting(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return do(*given, **named)

        return done

    def cost(members: int) -> dict[str, int]:
        database, now = start("fan", members), moment("2016-06-06T10:00")
        others = [done(event, f"МО {n}", "2016-06-04") for n in range(10, members) for event in "26"]
        cycles.record(database, "fan-2016", [done("1", "", "2016-06-03"), *others], now, at_once=5)
        monkeypatch.setattr("srok.store.recording.refold", lambda *_: 0)
        counted.update(folds=0, entries=0)
        with monkeypatch.context() as patched:
            patched.setattr(FOLD, "fold_case", counting("folds", FOLD.fold_case))
            patched.setattr(journal, "from_row", counting("entries", journal.from_row))
            cycles.record(database, "fan-2016", [wish], now, at_once=5)
        return dict(counted)

    few = cost(20)
    assert few["folds"] > 0
    assert cost(80) == few


def test_the_guard_of_the_journal_does_not_read_the_journal(store: Database, raw: Callable[..., Any]) -> None:
    """Each of its three questions is answered by an index that leads to the one row there may be."""
    question = re.sub(r"NEW\.\w+", "?", guards._COLLIDES)
    with raw(store.path) as connection:
        values = [None] * question.count("?")
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN SELECT {question}", values)]
    searches = [step for step in plan if "entry" in step]
    assert len(searches) == 3
    assert all(re.search(r"SEARCH entry USING .*\(cycle=\? AND ", step) for step in searches)
