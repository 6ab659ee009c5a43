"""Things that are counted and sums of money are what they say: nothing else gets into the journal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from workflow import Cycle, Wish, admit


@pytest.fixture
def record(
    changed: Callable[..., Definition],
    cycle_of: Callable[[Definition], Cycle],
    moment: Callable[[str], Any],
) -> Callable[..., Any]:
    """Admit the only action of the small definition, which asks how many projects there were and for how much."""
    asking = changed(("кто: министр}", "кто: министр, указать: {проектов: целое, рублей: сумма}}"))

    def recorded(projects: str, roubles: str) -> Any:
        wish = Wish("1", "исполнить", on=date(2016, 6, 7), data={"проектов": projects, "рублей": roubles})
        return admit(cycle_of(asking), [], wish, 1, moment("2016-06-07")).data

    return recorded


@pytest.mark.parametrize("projects", ["0", "12", "1 234", "1234567"])
def test_things_are_counted_by_whole_numbers(record: Callable[..., Any], projects: str):
    assert record(projects, "0")["проектов"] == projects


@pytest.mark.parametrize(
    "projects", ["120,5", "120.0", "-118", "\N{MINUS SIGN}118", "12 34", "1 2345", "двенадцать", "1e3"]
)
def test_nothing_else_is_a_count(record: Callable[..., Any], projects: str):
    with pytest.raises(RefusedError, match=r"проектов: .* is not a whole number"):
        record(projects, "0")


@pytest.mark.parametrize("roubles", ["0", "131500000", "1 234,5", "1 234,50", "0.07"])
def test_money_has_kopecks(record: Callable[..., Any], roubles: str):
    assert record("0", roubles)["рублей"] == roubles


@pytest.mark.parametrize(
    "roubles", ["-0,01", "\N{MINUS SIGN}118", "1,234", "1 23,50", ",50", "12,", "120 руб."]
)
def test_nothing_else_is_a_sum_of_money(record: Callable[..., Any], roubles: str):
    with pytest.raises(RefusedError, match=r"рублей: .* is not a sum of money"):
        record("0", roubles)
