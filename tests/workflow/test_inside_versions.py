"""What lies inside a case goes on through the versions of its cycle: rows keep what they have, answers stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from workflow import (
    Case,
    CaseKey,
    Change,
    Cycle,
    Entry,
    Participant,
    Wish,
    admit,
    fold,
    read_participants,
    versioned,
)

KEY = CaseKey("2", "Северный")
FLOW = """\
  строка:
    начало: ждёт
    состояния:
      ждёт: {}
      внесена: {}
    действия:
      внести: {из: ждёт, в: внесена, кто: район}
мероприятия:
"""
SHEET = """\
    для каждого: район
    срок: июль 2016 г.
    лист: {порядок: строка, строки: [Первая, Вторая], пополняется: да}
"""
OLD = "    для каждого: район\n    срок: июль 2016 г.\n"


@pytest.fixture(scope="module")
def sheet(changed: Callable[..., Definition]) -> Callable[..., Definition]:
    """The small definition with a sheet in event 2, and words of that replaced."""

    def make(*pairs: tuple[str, str]) -> Definition:
        flow, own = FLOW, SHEET
        for old, new in pairs:
            flow, own = flow.replace(old, new), own.replace(old, new)
        return changed(("мероприятия:\n", flow), (OLD, own))

    return make


@pytest.fixture
def entries(entry: Callable[..., Entry]) -> list[Entry]:
    return [
        entry(1, "2 Северный", "внести", "2016-06-10", row="Первая"),
        entry(
            2, "2 Северный", "добавить строку", "2016-06-11", kind="add_row", row="Третья", note="Ещё одна"
        ),
        entry(3, "2 Северный", "внести", "2016-06-12", row="Третья"),
    ]


def amended(cycle: Cycle, definition: Definition, moment: Any, **states: str) -> Cycle:
    at = moment("2016-06-20")
    return versioned(cycle, [Change(9, date(2016, 6, 20), at, definition=definition, states=states)])


def states(case: Case) -> dict[str, str]:
    return {name: row.state for name, row in case.sheet.items()}


def test_rows_of_a_new_wording_keep_what_they_have(
    sheet: Any, cycle_of: Callable[[Definition], Cycle], entries: list[Entry], moment: Any
):
    new = sheet(("[Первая, Вторая]", "[Нулевая, Первая]"))
    cycle = amended(cycle_of(sheet()), new, moment)
    case = fold(cycle, entries)[KEY]
    assert states(case) == {"Нулевая": "ждёт", "Первая": "внесена", "Третья": "внесена"}
    assert [mark.entry for mark in case.sheet["Первая"].marks] == [1]
    assert case.sheet["Третья"].wording == "Ещё одна"
    assert str(case.sheet["Нулевая"].since) == "2016-06-20"
    before = fold(cycle, entries, as_of=date(2016, 6, 19))[KEY]
    assert states(before) == {"Первая": "внесена", "Вторая": "ждёт", "Третья": "внесена"}


def test_states_of_rows_take_their_new_names(
    sheet: Any, cycle_of: Callable[[Definition], Cycle], entries: list[Entry], moment: Any
):
    new = sheet(("внесена", "представлена"))
    named = fold(amended(cycle_of(sheet()), new, moment, внесена="представлена"), entries)[KEY]
    assert states(named) == {"Первая": "представлена", "Вторая": "ждёт", "Третья": "представлена"}
    lost = fold(amended(cycle_of(sheet()), new, moment), entries)[KEY]
    assert set(states(lost).values()) == {"ждёт"}  # the new wording has no such state: the row begins anew


def test_an_act_on_a_row_that_is_no_more_is_a_conflict(
    sheet: Any, cycle_of: Callable[[Definition], Cycle], entry: Callable[..., Entry], moment: Any
):
    cycle = amended(cycle_of(sheet()), sheet(("[Первая, Вторая]", "[Первая]")), moment)
    late = entry(4, "2 Северный", "внести", "2016-06-25", row="Вторая")
    (conflict,) = fold(cycle, [late])[KEY].conflicts
    assert "no row “Вторая”" in str(conflict.why)


def test_whoever_has_left_is_not_asked_about_and_an_answer_stays(
    changed: Callable[..., Definition],
    cycle_of: Callable[[Definition], Cycle],
    entry: Callable[..., Entry],
    moment: Any,
):
    survey = (
        "    опрос: {для каждого: район, заполняет: министр, ответ: [готовность], нет ответа: не опрошен}\n"
    )
    first = "    срок: 8 июня 2016 г.\n"
    cycle = cycle_of(changed((first, first + survey)))
    third = replace(cycle, participants=(*cycle.participants, Participant("Западный", "район")))
    told = entry(1, "1", "ответ", "2016-06-10", kind="answer", row="Южный", data={"готовность": "есть"})
    left = [
        Change(number, date(2016, 6, 20), moment("2016-06-20"), name=name)
        for number, name in ((8, "Южный"), (9, "Западный"))
    ]
    answers = fold(versioned(third, left), [told])[CaseKey("1")].answers
    assert {name: answer is not None for name, answer in answers.items()} == {
        "Северный": False,
        "Южный": True,
    }


# Told late --------------------------------------------------------------------------------------------------


def told(cycle: Cycle, wish: Wish, moment: Any) -> Entry:
    return admit(cycle, [], wish, 20, moment("2016-06-30"))


def test_a_row_that_is_no_more_takes_what_happened_while_it_was_there(sheet: Any, cycle_of: Any, moment: Any):
    new = sheet(("[Первая, Вторая]", "[Первая]"), ("внести:", "представить:"))
    cycle = amended(cycle_of(sheet()), new, moment)
    early = Wish("2", "внести", "Северный", date(2016, 6, 15), row="Вторая")
    assert told(cycle, early, moment).row == "Вторая"
    with pytest.raises(RefusedError, match="no row “Вторая”"):
        told(cycle, replace(early, on=date(2016, 6, 25)), moment)
    now = Wish("2", "представить", "Северный", date(2016, 6, 25), row="Первая")
    assert told(cycle, now, moment).row == "Первая"
    with pytest.raises(RefusedError, match=r"unknown action “представить”. Possible for the row .*: внести"):
        told(cycle, replace(now, on=date(2016, 6, 15)), moment)


def test_whoever_has_left_gave_an_answer_while_taking_part(changed: Any, cycle_of: Any, moment: Any):
    survey = (
        "    опрос: {для каждого: район, заполняет: министр, ответ: [готовность], нет ответа: не опрошен}\n"
    )
    first = "    срок: 8 июня 2016 г.\n"
    gone = Change(9, date(2016, 6, 20), moment("2016-06-20"), name="Южный")
    cycle = versioned(cycle_of(changed((first, first + survey))), [gone])
    early = Wish("1", "ответ", "Южный", date(2016, 6, 10), data={"готовность": "есть"})
    entry = told(cycle, early, moment)
    assert fold(cycle, [entry])[CaseKey("1")].answers["Южный"] is not None
    with pytest.raises(RefusedError, match="unknown participant “Южный”"):
        told(cycle, replace(early, on=date(2016, 6, 25)), moment)


# Rows that the file of participants lists ----------------------------------------------------------------


def test_rows_from_the_file_of_participants(changed: Callable[..., Definition], cycle_of: Any):
    listed = "лист: {порядок: строка, строки из: {роль: район, сведения: показатели}}"
    definition = changed(
        ("  район: {каждый: да}\n", "  район: {каждый: да, сведения: [показатели]}\n"),
        ("мероприятия:\n", FLOW),
        (OLD, f"{OLD}    {listed}\n"),
    )
    file = "название;показатели\nСеверный;1.1-1.3\nЮжный;3.1-3.2.1, 2.1\n"
    read = read_participants(file.encode(), "кто.csv", definition)
    (problem,) = read.problems
    assert (problem.line, str(problem.message)[:12]) == (3, "“3.1-3.2.1” ")
    cycle = replace(cycle_of(definition), participants=read.participants)
    assert list(fold(cycle, [])[KEY].sheet) == ["1.1", "1.2", "1.3"]
