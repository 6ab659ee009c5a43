"""A reminder goes to whoever has something to do: the one who holds the case, else those who owe it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import read_definition
from notifications import recipients
from workflow import CaseKey, Cycle, Entry, Participant, fold

ACHINSK = Participant("Ачинск", "ОМСУ", email="achinsk@example.org")
MINISTRY = Participant("Минэкономразвития", "министерство", email="ministry@example.org")
KEY = CaseKey("22", "Ачинск")


@pytest.fixture(scope="module")
def definition():
    file = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
    return read_definition(file.read_bytes(), file.name).definition


def cycle_of(definition, *members: Participant) -> Cycle:
    return Cycle("к", definition, load_calendar(), members, date(2016, 6, 1))


def act(number: int, trigger: str) -> Entry:
    on = date(2017, 1, 10 + number)
    return Entry(number, "act", on, datetime(2017, 1, 10 + number, tzinfo=UTC), KEY, trigger)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([], [ACHINSK]),  # nobody holds it yet: the one responsible
        (["вернуть"], [ACHINSK]),  # with remarks, it is the municipality's turn
        (["вернуть", "внести"], [MINISTRY]),  # handed in: the municipality has nothing to do
    ],
    ids=["not begun", "returned", "handed in"],
)
def test_whose_turn_it_is_is_reminded(definition, acts, expected):
    cycle = cycle_of(definition, ACHINSK, MINISTRY)
    case = fold(cycle, [act(number, trigger) for number, trigger in enumerate(acts, start=1)])[KEY]
    assert list(recipients(cycle, case)) == expected


def test_where_nobody_stands_for_the_holder_the_one_responsible_is_reminded(definition):
    cycle = cycle_of(definition, ACHINSK)
    case = fold(cycle, [act(1, "вернуть"), act(2, "внести")])[KEY]
    assert list(recipients(cycle, case)) == [ACHINSK]
