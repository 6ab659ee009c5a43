"""Many entries at once: others need not wait while they are judged, and no case is folded once for each of them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from calendars import load_calendar
from calendars.errors import RefusedError
from definitions import read_definition
from srok.store import cycles
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.sitting import Sitting
from workflow import CaseKey, Participant, Wish, fold

DATA = Path(__file__).parent / "data"
FOLD: Any = sys.modules["workflow.fold"]  # the package gives the function of that name
FAN, SURVEY = "fan-2016", "лист-2018"


@pytest.fixture
def start(tmp_path: Path, moment: Callable[[str], Any]) -> Iterator[Callable[..., Database]]:
    """Start the plan of a file with so many participants of a role."""
    opened: list[Database] = []

    def started(plan: str, role: str, members: int) -> Database:
        read = read_definition((DATA / plan).read_bytes(), plan)
        assert read.definition is not None
        who = [Participant(f"МО {n}", role, email=f"mo{n}@example.org") for n in range(members)]
        opened.append(Database(f"sqlite:///{tmp_path / f'{len(opened)}.db'}"))
        at = moment("2016-06-01T09:00")
        cycles.start(opened[-1], read.definition, load_calendar(), who, at, virtual=True)
        return opened[-1]

    yield started
    for database in opened:
        database.close()


@pytest.fixture
def fan(start: Callable[..., Database]) -> Database:
    return start("fan.yaml", "ОМСУ", 8)


def letters(members: int, **more: Any) -> list[Wish]:
    """What each does of an event that nothing depends on."""
    return [Wish("6", "исполнить", f"МО {n}", date(2016, 6, 3), **more) for n in range(members)]


def answer(who: str) -> Wish:
    return Wish("8", "ответ", who, date(2018, 7, 31), data={"готовность": "да", "проверено": "2018-07-30"})


def numbers(recorded: list[cycles.Recorded]) -> list[int]:
    return [one.entry.number for one in recorded]


# Who else writes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 3], ids=["once", "again and again"])
def test_others_record_while_a_file_is_judged(
    fan: Database, moment: Callable[[str], datetime], damage: Any, monkeypatch: Any, times: int
) -> None:
    """Nobody waits for the file; it is judged by the journal that it comes to, in the end while others wait."""
    now, turns, expect = moment("2016-06-06T10:00"), iter(range(times)), Sitting.expect

    def somebody_else_records(sitting: Sitting, keys: Any) -> None:
        expect(sitting, keys)
        if (turn := next(turns, None)) is not None:
            monkeypatch.setattr(Sitting, "expect", expect)
            other = Database(f"sqlite:///{fan.path}")
            cycles.record(other, FAN, [Wish("1", "пояснить", note=f"{turn}")], now)
            other.close()
            monkeypatch.setattr(Sitting, "expect", somebody_else_records)

    monkeypatch.setattr(Sitting, "expect", somebody_else_records)
    recorded = cycles.record(fan, FAN, letters(8), now)

    assert next(turns, None) is None
    assert numbers(recorded) == list(range(10 + times, 18 + times))
    assert damage(fan, "2016-06-06T10:00") == []


def test_a_file_is_judged_by_what_others_have_recorded_meanwhile(
    fan: Database, moment: Callable[[str], datetime], monkeypatch: Any
) -> None:
    """The last row of it has been done by somebody in the meantime."""
    now, expect = moment("2016-06-06T10:00"), Sitting.expect

    def somebody_else_is_sooner(sitting: Sitting, keys: Any) -> None:
        expect(sitting, keys)
        monkeypatch.setattr(Sitting, "expect", expect)
        cycles.record(fan, FAN, letters(8)[-1:], now)

    monkeypatch.setattr(Sitting, "expect", somebody_else_is_sooner)
    with pytest.raises(RefusedError) as refusal:
        cycles.record(fan, FAN, letters(8), now, [("f.csv", n + 2) for n in range(8)])
    assert [problem.line for problem in refusal.value.problems] == [9]
    with fan.read() as session:
        assert [entry.case for entry in entries_of(session, FAN)[9:]] == [CaseKey("6", "МО 7")]


def test_what_others_wait_for_is_as_many_statements_for_many_rows(
    start: Callable[..., Database], moment: Callable[[str], datetime], monkeypatch: Any
) -> None:
    def statements(rows: int) -> int:
        database, told = start("fan.yaml", "ОМСУ", rows), []
        event.listen(database.engine, "before_cursor_execute", lambda *_: told.append(1))
        write = database.write

        @contextmanager
        def counted() -> Iterator[Any]:
            with write() as session:
                told.clear()
                yield session

        monkeypatch.setattr(database, "write", counted)
        cycles.record(database, FAN, letters(rows), moment("2016-06-06T10:00"))
        return len(told)

    assert statements(5) == statements(50)


# What is folded ------------------------------------------------------------------------------------------


@pytest.fixture
def folds(monkeypatch: pytest.MonkeyPatch) -> list[CaseKey]:
    """Every case that is folded from now on."""
    found: list[CaseKey] = []
    fold_case = FOLD.fold_case

    def counted(cycle: Any, key: CaseKey, *given: Any, **named: Any) -> Any:
        found.append(key)
        return fold_case(cycle, key, *given, **named)

    monkeypatch.setattr(FOLD, "fold_case", counted)
    return found


def test_the_answers_of_a_survey_fold_its_case_as_often_as_one(
    start: Callable[..., Database], moment: Callable[[str], datetime], folds: list[CaseKey], damage: Any
) -> None:
    def cost(members: int) -> int:
        database, before = start("sheet.yaml", "муниципалитет", 30), len(folds)
        wishes = [answer(f"МО {n}") for n in range(members)]
        recorded = cycles.record(database, SURVEY, wishes, moment("2018-08-03T10:00"))
        assert numbers(recorded) == [32 + n for n in range(members)]
        cost = folds[before:].count(CaseKey("8"))
        assert damage(database, "2018-08-03T10:00") == []
        return cost

    assert cost(30) == cost(2) <= 4


def test_what_many_rows_depend_on_is_folded_once(
    fan: Database, moment: Callable[[str], datetime], folds: list[CaseKey]
) -> None:
    """All answer to one act; what comes after it in the file is judged with it."""
    now = moment("2016-06-06T10:00")
    cycles.record(fan, FAN, [Wish("1", "исполнить", "", date(2016, 6, 2))], now)
    folds.clear()
    answers = [Wish("2", "исполнить", f"МО {n}", date(2016, 6, 3)) for n in range(8)]
    cycles.record(fan, FAN, answers, now)
    assert folds.count(CaseKey("1")) <= 2
    assert max(folds.count(CaseKey("2", f"МО {n}")) for n in range(8)) <= 4


# What comes out is what would have come out one by one ---------------------------------------------------


def test_answers_that_do_not_fit_are_told_with_their_lines(
    start: Callable[..., Database], moment: Callable[[str], datetime]
) -> None:
    database = start("sheet.yaml", "муниципалитет", 9)
    wishes = [answer(f"МО {n}") for n in range(9)]
    wishes[3] = answer("Канск")
    wishes[6] = Wish("8", "ответ", "МО 6", date(2018, 7, 31), data={"готовность": "да"})
    with pytest.raises(RefusedError) as refusal:
        cycles.record(
            database, SURVEY, wishes, moment("2018-08-03T10:00"), [("f.csv", n + 2) for n in range(9)]
        )
    assert [problem.line for problem in refusal.value.problems] == [5, 8]
    with database.read() as session:
        assert len(entries_of(session, SURVEY)) == 10


def test_a_later_answer_of_the_same_file_replaces_an_earlier_one(
    start: Callable[..., Database], moment: Callable[[str], datetime]
) -> None:
    database = start("sheet.yaml", "муниципалитет", 3)
    wishes = [answer("МО 0"), answer("МО 1"), answer("МО 0")]
    recorded = cycles.record(database, SURVEY, wishes, moment("2018-08-03T10:00"))
    with database.read() as session:
        cycle = cycles.load(session, SURVEY)
        case = fold(cycle, entries_of(session, SURVEY))[CaseKey("8")]
    given = {name: one.entry for name, one in case.answers.items() if one is not None}
    assert given == {"МО 0": recorded[2].entry.number, "МО 1": recorded[1].entry.number}


def test_the_same_file_again_adds_nothing(
    start: Callable[..., Database], moment: Callable[[str], datetime]
) -> None:
    """Also where a row of it stands twice under one key."""
    database = start("sheet.yaml", "муниципалитет", 4)
    wishes = [Wish(**{**vars(answer(f"МО {n % 3}")), "key": f"k{n % 3}"}) for n in range(4)]
    first = cycles.record(database, SURVEY, wishes, moment("2018-08-03T10:00"))
    again = cycles.record(database, SURVEY, wishes, moment("2018-08-03T11:00"))
    assert [one.added for one in first] == [True, True, True, False]
    assert [one.added for one in again] == [False] * 4
    assert numbers(first) == numbers(again) == [6, 7, 8, 6]
