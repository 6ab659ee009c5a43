"""An answer tells of the day as of which its survey asks: item 8 of the plan, «по состоянию на 31 июля 2016 г.»."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import read_definition
from workflow import Cycle, Entry, Participant, Wish, admit, doubtful_days, fold

ASKED = date(2016, 7, 31)


@pytest.fixture(scope="module")
def plan(small_text: str) -> str:
    survey = "опрос: {для каждого: район, заполняет: министр, ответ: [сделано], нет ответа: не опрошен}"
    return small_text.replace("срок: 8 июня 2016 г.", f"срок: 4 августа 2016 г.\n    {survey}\n    AS_OF")


@pytest.fixture(scope="module")
def cycle_asking(plan: str, calendar: Any) -> Callable[[str], Cycle]:
    """Start the small plan whose item 1 is a survey as of a day."""

    def make(as_of: str) -> Cycle:
        read = read_definition(plan.replace("AS_OF", as_of).encode(), "план.yaml")
        assert read.definition is not None, [str(problem.message) for problem in read.problems]
        members = (Participant("Северный", "район"), Participant("Южный", "район"))
        return Cycle("small", read.definition, calendar, members, date(2016, 6, 1))

    return make


@pytest.fixture
def cycle(cycle_asking: Callable[[str], Cycle]) -> Cycle:
    return cycle_asking("по состоянию на: 31 июля 2016 г.")


def answer(**more: Any) -> Wish:
    return Wish("1", "ответ", "Северный", data={"сделано": "раздел 1"}, **more)


def test_an_answer_without_a_day_tells_of_the_day_asked_about(cycle: Cycle, moment: Callable[[str], Any]):
    """Recorded on 3 August; so «на 31 июля, как было известно 4 августа» has it."""
    entry = admit(cycle, [], answer(), 1, moment("2016-08-03"))
    assert entry.on == ASKED
    (case,) = (
        one for one in fold(cycle, [entry], as_of=ASKED, known_on=date(2016, 8, 4)).values() if one.answers
    )
    assert case.answers["Северный"] is not None
    assert list(doubtful_days(entry, case, cycle)) == []


def test_before_that_day_nothing_can_be_known_of_it(cycle: Cycle, moment: Callable[[str], Any]):
    with pytest.raises(RefusedError) as error:
        admit(cycle, [], answer(), 1, moment("2016-07-29"))
    assert "event 1 asks how things stand on 31.07.2016" in str(error.value)
    assert "has not come (today is 29.07.2016)" in str(error.value)


@pytest.mark.parametrize(("on", "now"), [("2016-07-29", "2016-07-29"), ("2016-08-02", "2016-08-03")])
def test_an_answer_of_another_day_is_kept_as_what_it_is_and_told_of(
    cycle: Cycle, moment: Callable[[str], Any], on: str, now: str
):
    entry = admit(cycle, [], answer(on=date.fromisoformat(on)), 1, moment(now))
    assert str(entry.on) == on
    (case,) = (one for one in fold(cycle, []).values() if one.answers)
    (doubt,) = doubtful_days(entry, case, cycle)
    assert "asks how things stand on 31.07.2016, and this answer tells of" in str(doubt)


def test_a_correction_keeps_the_day_of_what_it_corrects(cycle: Cycle, moment: Callable[[str], Any]):
    first: Entry = admit(cycle, [], answer(on=date(2016, 8, 1)), 1, moment("2016-08-02"))
    again = admit(cycle, [first], replace(answer(), corrects=1), 2, moment("2016-08-05"))
    assert again.on == date(2016, 8, 1)


def test_the_report_itself_is_of_today(cycle: Cycle, moment: Callable[[str], Any]):
    assert admit(cycle, [], Wish("1", "исполнить"), 1, moment("2016-08-04")).on == date(2016, 8, 4)


def test_a_survey_that_names_no_day_asks_about_today(
    cycle_asking: Callable[[str], Cycle], moment: Callable[[str], Any]
):
    entry = admit(cycle_asking(""), [], answer(), 1, moment("2016-08-03"))
    assert entry.on == date(2016, 8, 3)


@pytest.mark.parametrize(
    ("as_of", "why"), [("31 июля", "names no year"), ("конец квартала", "not understood")]
)
def test_words_that_name_no_day_are_told_when_the_plan_is_checked(plan: str, as_of: str, why: str):
    text = plan.replace("AS_OF", f"по состоянию на: {as_of}")
    (problem,) = read_definition(text.encode(), "план.yaml").problems
    assert "the answers of a survey are dated by its “по состоянию на”" in str(problem.message)
    assert why in str(problem.message)


@pytest.mark.parametrize("as_of", ["31.07.2016", "31 июля 2016 года"])
def test_a_day_is_understood_however_it_is_written(
    cycle_asking: Callable[[str], Cycle], moment: Callable[[str], Any], as_of: str
):
    asking = cycle_asking(f"по состоянию на: {as_of}")
    assert admit(asking, [], answer(), 1, moment("2016-08-03")).on == ASKED
