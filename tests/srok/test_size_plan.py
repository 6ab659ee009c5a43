"""A plan of any size streams: its rows are made one at a time, and what is printed does not wait for the last."""

import json
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from calendars.errors import CalendarError
from definitions import Definition, read_definition
from srok.cli import common
from srok.reports import plan_rows
from workflow import Cycle, Participant, fold

LIBRARY = Path(str(resources.files("definitions") / "library"))
RICH = Path(__file__).parents[1] / "definitions" / "data" / "rich.yaml"


def read(path: Path) -> Definition:
    found = read_definition(path.read_bytes(), path.name).definition
    assert found is not None
    return found


def cycle_of(definition: Definition, members: int) -> Cycle:
    """A cycle with that many participants in each role."""
    who = [
        Participant(f"{role.name} {number}", role.name)
        for role in definition.roles
        for number in range(members)
    ]
    return Cycle(definition.name, definition, load_calendar(), tuple(who), date(2016, 6, 1))


@pytest.fixture(scope="module")
def each_for_all() -> Definition:
    """The plan of the library with a row for each municipality in every one of its 27 events."""
    plan = read(LIBRARY / "krasnoyarsk-2016.yaml")
    return replace(plan, events=tuple(replace(event, for_each="ОМСУ") for event in plan.events))


PLANS = [path for path in sorted(LIBRARY.glob("*.yaml")) if not path.name.endswith(".scenario.yaml")]


@pytest.mark.parametrize("path", [*PLANS, RICH], ids=lambda path: path.stem)
def test_the_dates_of_a_plan_are_those_of_its_cases_before_anything_happens(path: Path) -> None:
    cycle = cycle_of(read(path), 2)
    # An event without cases (no parameter that gives its year, no region of its own) has a line in a plan all the same.
    there = {key.event for key in cycle.keys}
    found = [row for row in plan_rows(cycle) if row["event"] in there]
    assert [(row["event"], row["opens"], row["planned"], row["due"]) for row in found] == [
        (key.event, *(day and day.isoformat() for day in (found.opens, found.planned, found.due)))
        for key, found in ((key, case.deadline) for key, case in fold(cycle, ()).items())
    ]


def peak(do: Callable[[], object]) -> int:
    """The most bytes that were in use at once."""
    tracemalloc.start()
    do()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("form", [common.csv_pieces, common.json_pieces])
def test_a_plan_is_never_in_memory_as_a_whole(each_for_all: Definition, form: Any) -> None:
    cycle = cycle_of(each_for_all, 300)
    size = sum(len(piece) for piece in form(plan_rows(cycle)))

    most = peak(lambda: deque(form(plan_rows(cycle)), maxlen=0))

    assert most < size / 10


def test_a_row_is_printed_while_most_are_not_made_yet(
    each_for_all: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = printed = most_waiting = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal made
        for made, row in enumerate(plan_rows(cycle_of(each_for_all, 40)), start=1):  # noqa: B007
            yield row

    def echo(text: str, *, nl: bool) -> None:
        nonlocal printed, most_waiting
        most_waiting = max(most_waiting, made - printed)
        printed = made

    monkeypatch.setattr(common.typer, "echo", echo)
    common.echo(common.csv_pieces(rows()), most=100)

    assert made == 27 * 40
    assert most_waiting <= 100


def test_a_date_that_cannot_be_counted_is_told_before_the_first_row(each_for_all: Definition) -> None:
    """The last events fall in a year that this calendar does not know."""
    whole = load_calendar()
    until_2016 = replace(whole, years=tuple(year for year in whole.years if year.number <= 2016))
    cycle = replace(cycle_of(each_for_all, 2), calendar=until_2016)
    with pytest.raises(CalendarError, match="2016"):
        next(plan_rows(cycle))


VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.dictionaries(st.text(), st.text())


@given(st.lists(st.dictionaries(st.text(), VALUES)))
def test_the_pieces_of_a_json_list_are_the_document(rows: list[dict[str, Any]]) -> None:
    pieces = "".join(common.json_pieces(rows))
    assert pieces == json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
