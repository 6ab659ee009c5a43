"""A notice of a date that moved says why: on what basis, or from which day it counts now."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from calendars import load_calendar
from definitions import read_definition
from notifications import Told, render, sayings
from notifications.digest import Digest
from srok.i18n import catalog
from workflow import CaseKey, Change, Cycle, Entry, Participant, fold, versioned

PLAN = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  ОМСУ: {каждый: да}
  министерство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "11", мероприятие: Запрос, ответственный: министерство, срок: "1 августа 2016 г.", порядок: исполнение}
  - {№: "12", мероприятие: Ответ, ответственный: ОМСУ, для каждого: ОМСУ, срок: "в течение 10 рабочих дней",
     отсчёт: {мероприятие: "11"}, порядок: исполнение}
  - {№: "13", мероприятие: Отчёт, ответственный: ОМСУ, для каждого: ОМСУ, срок: "30 сентября 2016 г.",
     порядок: исполнение}
"""
TOWN = Participant("Ачинск", "ОМСУ", email="t@example.org")
ANSWER, REPORT = CaseKey("12", "Ачинск"), CaseKey("13", "Ачинск")


def read(text: str):
    found = read_definition(text.encode(), "проба.yaml")
    assert found.definition, [str(problem.message) for problem in found.problems]
    return found.definition


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    return Cycle("проба", read(PLAN), load_calendar(), (TOWN,), date(2016, 6, 1))


def entry(cycle: Cycle, number: int, kind: str, when: str, key: CaseKey = REPORT, **more: object) -> Entry:
    at = datetime.fromisoformat(f"2016-{when}T10:00").replace(tzinfo=cycle.zone)
    return Entry(number=number, kind=kind, on=at.date(), recorded_at=at, case=key, **more)


def why(cycle: Cycle, entries: list[Entry], day: str, had: date, key: CaseKey = REPORT) -> str:
    """The reason that a letter of a day gives to a town that was told another day before."""
    noon = datetime.fromisoformat(f"2016-{day}T12:00").replace(tzinfo=cycle.zone)
    case = fold(cycle, entries)[key]
    (told,) = sayings(cycle, case, TOWN, noon, [Told("ahead:3", had, TOWN.name)])
    assert told.line.moved_from == had
    return str(told.line.because)


def test_a_date_that_was_set_names_its_document(cycle: Cycle):
    moved = entry(cycle, 1, "set_date", "09-12", day=date(2016, 10, 14), basis="письмо № 7")
    assert why(cycle, [moved], "09-12", date(2016, 9, 30)) == "Basis: письмо № 7"


def test_a_date_that_was_given_back_says_so(cycle: Cycle):
    moved = entry(cycle, 1, "set_date", "09-12", day=date(2016, 10, 14), basis="письмо № 7")
    back = entry(cycle, 2, "withdraw", "09-13", corrects=1)
    assert why(cycle, [moved, back], "09-13", date(2016, 10, 14)) == "The earlier deadline is back"
    named = replace(back, basis="письмо № 8")
    assert why(cycle, [moved, named], "09-13", date(2016, 10, 14)) == (
        "The earlier deadline is back: письмо № 8"
    )


def test_a_date_that_follows_another_names_the_day_that_it_counts_from(cycle: Cycle):
    done = entry(cycle, 1, "act", "08-29", CaseKey("11"), trigger="исполнить")
    found = why(cycle, [done], "09-05", date(2016, 9, 8), ANSWER)
    assert found == "Counted from event 11, 29.08.2016"


@pytest.mark.parametrize(
    ("basis", "said"), [("приказ № 5", "Basis: приказ № 5"), ("", "The plan has been amended")]
)
def test_an_amendment_names_its_act(cycle: Cycle, basis: str, said: str):
    at = datetime(2016, 9, 5, 10, tzinfo=cycle.zone)
    amended = read(PLAN.replace("30 сентября 2016 г.", "14 октября 2016 г."))
    newer = versioned(cycle, [Change(1, at.date(), at, basis, definition=amended)])
    assert why(newer, [], "09-06", date(2016, 9, 30)) == said


def test_what_came_last_is_the_reason(cycle: Cycle):
    """A date was set and given back; then the plan was amended."""
    entries = [
        entry(cycle, 1, "set_date", "09-01", day=date(2016, 10, 20), basis="письмо № 7"),
        entry(cycle, 2, "withdraw", "09-02", corrects=1),
    ]
    at = datetime(2016, 9, 5, 10, tzinfo=cycle.zone)
    amended = read(PLAN.replace("30 сентября 2016 г.", "14 октября 2016 г."))
    newer = versioned(cycle, [Change(3, at.date(), at, "приказ № 5", definition=amended)])
    assert why(newer, entries, "09-06", date(2016, 9, 30)) == "Basis: приказ № 5"


def test_words_that_are_not_the_plans_are_told_with_where_they_come_from(cycle: Cycle):
    noon = datetime(2016, 9, 29, 12, tzinfo=cycle.zone)
    day = 'срок: "30 сентября 2016 г."'
    derived = replace(cycle, definition=read(PLAN.replace(day, f"{day}, откуда срок: выведено из таблицы")))
    for ours, said in ((cycle, "В плане: «30 сентября»"), (derived, "Выведено из таблицы: «30 сентября»")):
        (told,) = sayings(ours, fold(ours, [])[REPORT], TOWN, noon)
        letter = render(Digest("проба", "Проба", TOWN.name, "", noon.date(), (told.line,), ""), catalog("ru"))
        assert said.replace("сентября", "сентября 2016 г.") in letter.text


def test_a_date_that_did_not_move_has_no_reason(cycle: Cycle):
    noon = datetime(2016, 9, 29, 12, tzinfo=cycle.zone)
    (told,) = sayings(cycle, fold(cycle, [])[REPORT], TOWN, noon)
    assert told.line.because is None
