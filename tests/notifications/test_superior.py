"""A copy to the superior goes to the one above the role by which the case is held, about the case's own row."""

from datetime import UTC, date, datetime

import pytest

from calendars import load_calendar
from definitions import Definition, read_definition
from notifications import recipients, sayings
from workflow import CaseKey, Cycle, Participant, fold

DEFINITION = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  напоминания: {рабочих дней до срока: [], копии: [{кому: вышестоящий}]}
роли:
  район: {каждый: да, над ним: ведомство}
  ведомство: {над ним: министерство}
  министерство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Отчёт, ответственный: район, для каждого: [район, ведомство],
     срок: "15 сентября 2016 г.", порядок: исполнение}
  - {№: "2", мероприятие: Свод, ответственный: ведомство, для каждого: ведомство,
     срок: "15 сентября 2016 г.", порядок: исполнение}
"""
NORTH = Participant("Северный", "район", email="north@example.org")
EDUCATION = Participant("Минобр", "ведомство", email="education@example.org")
#: A district that stands for an agency as well.
BOTH = Participant("Южный", "район", email="south@example.org", also=("ведомство",))
MINISTRY = Participant("Минэк", "министерство", email="ministry@example.org")
NOON = datetime(2016, 9, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def definition() -> Definition:
    read = read_definition(DEFINITION.encode(), "проба.yaml")
    assert read.definition, [str(problem.message) for problem in read.problems]
    return read.definition


def told(definition: Definition, *key: str) -> set[str]:
    """Who is told of a case on its last day."""
    members = (NORTH, EDUCATION, BOTH, MINISTRY)
    cycle = Cycle("проба", definition, load_calendar(), members, date(2016, 6, 1))
    case = fold(cycle, ())[CaseKey(*key)]
    return {who.name for who in recipients(cycle, case) if sayings(cycle, case, who, NOON)}


@pytest.mark.parametrize("agency", ["Минобр", "Южный"])
def test_the_agency_of_the_row_is_told_and_no_other(definition: Definition, agency: str):
    assert told(definition, "1", "Северный", agency) == {"Северный", agency}


@pytest.mark.parametrize("holder", ["Минобр", "Южный"])
def test_who_holds_a_case_by_a_second_role_has_the_superior_of_that_role(definition: Definition, holder: str):
    assert told(definition, "2", holder) == {holder, "Минэк"}
