"""Who writes the answers of a survey down is reminded of it like the ministry, and told who is still to be asked."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import read_definition
from notifications import recipients, sayings
from notifications.line import notes
from workflow import CaseKey, Cycle, Entry, Participant, Wish, admit, fold

DEFINITION = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  напоминания: {рабочих дней до срока: [1], копии: [{кому: [глава, вышестоящий], "просрочка, рабочих дней": 1}]}
роли:
  район: {каждый: да, над ним: министерство}
  министерство: {}
  куратор: {назначается: {мероприятие: "1", для каждого: район}}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Кураторы, ответственный: министерство, срок: "8 сентября 2016 г.", порядок: исполнение}
  - {№: "2", мероприятие: Опрос, ответственный: министерство, срок: "15 сентября 2016 г.", порядок: исполнение,
     опрос: {для каждого: район, заполняет: FILLS, ответ: [сделано], нет ответа: не опрошен}}
"""
TOWNS = ("Северный", "Южный", "Западный")
SURVEY = CaseKey("2")
#: Thursday is the last day.
MORNING = datetime(2016, 9, 15, 9, tzinfo=UTC)

#: To whom, and about whom each is told that they are still to be asked.
Letters = dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def cycle() -> Callable[[str], Cycle]:
    def make(fills: str) -> Cycle:
        read = read_definition(DEFINITION.replace("FILLS", fills).encode(), "проба.yaml")
        assert read.definition, [str(problem.message) for problem in read.problems]
        towns = (
            Participant(
                name, "район", email=f"{n}@example.org", curator="Седов С. С.", curator_email="s@example.org"
            )
            for n, name in enumerate(TOWNS)
        )
        ministry = Participant("Минэк", "министерство", email="ministry@example.org")
        return Cycle("проба", read.definition, load_calendar(), (*towns, ministry), date(2016, 6, 1))

    return make


def appoint(who: str, whom: str) -> Wish:
    data = {"роль": "куратор", "для": whom, "кто": who, "почта": f"{who[0]}@example.org".lower()}
    return Wish("1", "назначить", data=data)


def answer(about: str) -> Wish:
    return Wish("2", "ответ", about, data={"сделано": "раздел 1"})


def letters(cycle: Cycle, *wishes: Wish) -> Letters:
    """Return who has a letter of the survey on its last day."""
    entries: list[Entry] = []
    for wish in wishes:
        entries.append(admit(cycle, entries, wish, len(entries) + 1, MORNING))
    case = fold(cycle, entries)[SURVEY]
    told = {who.name: sayings(cycle, case, who, MORNING) for who in recipients(cycle, case)}
    return {name: says[0].line.unasked for name, says in told.items() if says}


IVANOV, PETROVA = appoint("Иванов", "Северный; Южный"), appoint("Петрова", "Западный")


def test_each_curator_is_told_of_their_own_and_the_ministry_of_all(cycle: Callable[[str], Cycle]):
    assert letters(cycle("куратор"), IVANOV, PETROVA) == {
        "Минэк": TOWNS,
        "Иванов": ("Северный", "Южный"),
        "Петрова": ("Западный",),
    }


def test_whoever_has_asked_all_of_theirs_is_reminded_no_more(cycle: Callable[[str], Cycle]):
    found = letters(cycle("куратор"), IVANOV, PETROVA, answer("Северный"), answer("Западный"))
    assert found == {"Минэк": ("Южный",), "Иванов": ("Южный",)}


def test_once_all_are_asked_only_the_ministry_is_waited_for(cycle: Callable[[str], Cycle]):
    found = letters(cycle("куратор"), IVANOV, PETROVA, *map(answer, TOWNS))
    assert found == {"Минэк": ()}


def test_after_the_report_nobody_is_reminded(cycle: Callable[[str], Cycle]):
    assert letters(cycle("куратор"), IVANOV, PETROVA, Wish("2", "исполнить")) == {}


def test_where_no_curator_was_appointed_the_one_of_the_file_asks(cycle: Callable[[str], Cycle]):
    found = letters(cycle("куратор"), IVANOV)
    assert found.pop("Седов С. С. <s@example.org>") == ("Западный",)
    assert found == {"Минэк": TOWNS, "Иванов": ("Северный", "Южный")}


def test_districts_that_answer_for_themselves_are_told_so_and_no_names(cycle: Callable[[str], Cycle]):
    assert letters(cycle("район"), answer("Южный")) == {
        "Минэк": ("Северный", "Западный"),
        "Северный": (),
        "Западный": (),
    }


def test_the_letter_names_them_in_the_words_of_the_survey(cycle: Callable[[str], Cycle]):
    made = cycle("куратор")
    entries = [admit(made, [], IVANOV, 1, MORNING)]
    case = fold(made, entries)[SURVEY]
    (ivanov,) = (who for who in recipients(made, case) if who.name == "Иванов")
    (saying,) = sayings(made, case, ivanov, MORNING)
    assert next(iter(notes(saying.line))).render(ENGLISH) == "Still “не опрошен” (2): Северный, Южный"
    assert saying.line.copy_as == ""
