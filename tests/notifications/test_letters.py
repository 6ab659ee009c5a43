"""A letter about a case whose date somebody moved says what the date was before."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import load_calendar
from definitions import read_definition
from notifications import sayings
from workflow import CaseKey, Cycle, Entry, Participant, fold

OMSK = ZoneInfo("Asia/Omsk")
DEFINITION = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Asia/Omsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  ОМСУ: {каждый: да}
порядки:
  исполнение:
    начало: ожидается
    состояния: {ожидается: {}, исполнено: {срок исполнен: да, конец: да}}
    действия: {исполнить: {из: ожидается, в: исполнено}}
мероприятия:
  - №: "1"
    мероприятие: Отчёт
    ответственный: ОМСУ
    для каждого: ОМСУ
    срок: "15 сентября 2016 г."
    порядок: исполнение
"""
ACHINSK = Participant("Ачинск", "ОМСУ", email="achinsk@example.org")
KEY = CaseKey("1", "Ачинск")


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    read = read_definition(DEFINITION.encode(), "проба.yaml")
    assert read.definition, [str(problem.message) for problem in read.problems]
    return Cycle("проба", read.definition, load_calendar(), (ACHINSK,), date(2016, 6, 1))


def moved(to: date) -> Entry:
    at = datetime(2016, 9, 1, 10, tzinfo=OMSK)
    return Entry(1, "set_date", date(2016, 9, 1), at, KEY, day=to, basis="приказ № 7")


def line(cycle: Cycle, *entries: Entry):
    case = fold(cycle, entries)[KEY]
    (told,) = sayings(cycle, case, ACHINSK, datetime(2016, 9, 1, 12, tzinfo=OMSK))
    return told.line


@pytest.mark.parametrize(
    ("entries", "before"),
    [
        ([], None),
        ([moved(date(2016, 9, 22))], date(2016, 9, 15)),
        ([moved(date(2016, 9, 15))], None),  # set, but to the same day
    ],
    ids=["as planned", "moved", "set to the same day"],
)
def test_what_the_date_was_is_told_only_where_it_moved(
    cycle: Cycle, entries: list[Entry], before: date | None
):
    assert line(cycle, *entries).moved_from == before
