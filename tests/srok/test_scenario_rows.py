"""A scenario plays what happens inside cases too: rows handed in, returned and approved, answers of a survey."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendars import load_calendar
from calendars.errors import InputError
from definitions import Definition, read_definition, read_scenario
from srok.scenario import Act, acts_of
from workflow import CONTROL, Case, CaseKey, Cycle, Entry, Participant, admit, fold, members_of

DEFINITION = Path(__file__).parent / "data" / "sheet.yaml"
HEAD = "сценарий: проба\nначинается: 2018-07-01\nкончается: 2018-12-31\nход:\n"
SHEET = """\
  - мероприятия: ["7"]
    участники: [Майма]
    шаги:
      - {действие: добавить строку, строка: Решение 12, день: 2018-07-10, пояснение: Завершить ремонт}
      - {действие: внести, строка: каждая, день: 2018-08-20, сведения: {внесено: 2018-08-20, от МО: Иванова А.А.}}
      - {действие: внести, рабочих дней: 0}
      - {действие: вернуть, строка: "5.2", рабочих дней: 1, пояснение: нет обоснования}
      - {действие: согласовать, строка: каждая, кроме: "5.2", рабочих дней: 0, сведения: {согласовал: Петров П.П.}}
      - {действие: внести, строка: "5.2", рабочих дней: 1, сведения: {внесено: 2018-08-22, от МО: Иванова А.А.}}
      - {действие: согласовать, строка: "5.2", рабочих дней: 1, сведения: {согласовал: Петров П.П.}}
      - {действие: принять, рабочих дней: 0}
"""
SURVEY = """\
  - мероприятия: ["8"]
    шаги:
      - {действие: ответ, строка: каждая, кроме: Чоя, день: 2018-07-31, записано через: 2,
         сведения: {готовность: раздел 1, проверено: 2018-07-31}}
      - {действие: исполнить, до срока: 0}
"""


@pytest.fixture(scope="module")
def definition() -> Definition:
    read = read_definition(DEFINITION.read_bytes(), "sheet.yaml")
    assert read.definition is not None, read.problems
    return read.definition


@pytest.fixture(scope="module")
def cycle(definition: Definition) -> Cycle:
    towns = tuple(Participant(name, "муниципалитет") for name in ("Горно-Алтайск", "Майма", "Чоя"))
    ministry = Participant("Минэк", "министерство")
    members = (*members_of(definition), *towns, ministry)
    return Cycle("лист", definition, load_calendar(), members, date(2018, 7, 1))


@pytest.fixture
def acts(definition: Definition, cycle: Cycle) -> Callable[[str], list[Act]]:
    def written(course: str) -> list[Act]:
        silent = "  - {молчит: да}\n"
        names = [member.name for member in cycle.participants]
        read = read_scenario((HEAD + silent + course).encode(), "s.yaml", definition, names, CONTROL)
        assert read.scenario is not None, [str(problem.message) for problem in read.problems]
        return acts_of(read.scenario, cycle, "s.yaml")

    return written


@pytest.fixture
def played(acts: Callable[[str], list[Act]], cycle: Cycle) -> Callable[[str, CaseKey], Case]:
    """The case as the course leaves it."""

    def after(course: str, key: CaseKey) -> Case:
        entries: list[Entry] = []
        for act in acts(course):
            entries.append(admit(cycle, entries, act.wish, len(entries) + 1, act.at))
        return fold(cycle, entries)[key]

    return after


def test_rows_go_their_ways(played: Callable[[str, CaseKey], Case]):
    case = played(SHEET, CaseKey("7", "Майма", "минздрав"))
    assert case.state == "принято"
    assert {name: row.state for name, row in case.sheet.items()} == dict.fromkeys(
        ("5.1", "5.2", "Решение 12"), "согласована"
    )
    assert [mark.state for mark in case.sheet["5.2"].marks] == [
        "внесена",
        "возвращена",
        "внесена",
        "согласована",
    ]
    assert {mark.actor for mark in case.sheet["5.1"].marks} == {"Майма", "минздрав"}


def test_answers_come_for_all_but_those_left_out(played: Callable[[str, CaseKey], Case]):
    case = played(SURVEY, CaseKey("8"))
    assert {name: given is not None for name, given in case.answers.items()} == {
        "Горно-Алтайск": True,
        "Майма": True,
        "Чоя": False,
    }
    assert str(case.actual) == "2018-08-06"  # 4 August is a Saturday


def test_what_does_not_fit_is_told_with_its_place(acts: Callable[[str], list[Act]]):
    step = '{действие: вернуть, строка: "5.1", день: 2018-08-20}'
    with pytest.raises(InputError) as error:
        acts(f'  - {{мероприятия: ["7"], участники: [Майма], шаги: [{step}]}}\n')
    (problem,) = error.value.problems
    assert (problem.line, problem.column) == (6, 53)
    assert "“вернуть” is not possible for the row “5.1” in the state “не внесена”" in str(problem.message)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ('{строка: "5.1", день: 2018-08-20}', "“строка” needs “действие” beside it"),
        ("{действие: внести, кроме: 5.1, день: 2018-08-20}", "“кроме” needs “строка” beside it"),
        ("{действие: принять, строка: каждая, день: 2018-08-20}", "unknown action “принять”"),
    ],
)
def test_what_a_step_cannot_say(definition: Definition, step: str, words: str):
    course = f'  - {{мероприятия: ["7"], шаги: [{step}]}}\n'
    (problem,) = read_scenario((HEAD + course).encode(), "s.yaml", definition, (), CONTROL).problems
    assert (problem.line, words in str(problem.message)) == (5, True)
