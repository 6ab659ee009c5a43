"""What can be done without the rows that are missing is reminded of, and the letter names them."""

from datetime import UTC, date, datetime

from calendars import load_calendar
from definitions import read_definition
from notifications import recipients, sayings
from notifications.line import notes
from workflow import CaseKey, Cycle, Participant, Wish, admit, fold

DEFINITION = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли: {район: {каждый: да}, министерство: {}}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Отчёт, ответственный: район, для каждого: район, срок: "8 сентября 2016 г.",
     порядок: исполнение}
  - {№: "2", мероприятие: Свод, ответственный: министерство, срок: "15 сентября 2016 г.", порядок: исполнение,
     открывается после: {мероприятие: "1", все: да, можно без недостающих: да}}
"""
MEMBERS = (
    *(Participant(name, "район", email=f"{n}@example.org") for n, name in enumerate(("Северный", "Южный"))),
    Participant("Минэк", "министерство", email="ministry@example.org"),
)
#: Thursday is the last day.
MORNING = datetime(2016, 9, 15, 9, tzinfo=UTC)


def told(*reported: str) -> list[list[str]]:
    """The notes of the letters about the summary on its last day, once these districts have reported."""
    definition = read_definition(DEFINITION.encode(), "проба.yaml").definition
    assert definition is not None
    cycle = Cycle("проба", definition, load_calendar(), MEMBERS, date(2016, 6, 1))
    entries = [
        admit(cycle, (), Wish("1", "исполнить", name), number, MORNING)
        for number, name in enumerate(reported, 1)
    ]
    case = fold(cycle, entries)[CaseKey("2")]
    lines = [one.line for who in recipients(cycle, case) for one in sayings(cycle, case, who, MORNING)]
    return [[str(note) for note in notes(line)] for line in lines]


def test_the_letter_names_what_has_not_come():
    (found,) = told("Южный")
    assert "Has not come yet: 1 / Северный. This can be done without that" in found


def test_with_all_there_it_says_nothing_of_it():
    (found,) = told("Северный", "Южный")
    assert not [note for note in found if "not come" in note]


def test_while_nothing_has_come_there_is_no_letter():
    assert told() == []
