"""A deadline that another act sets: its words stand in place of the plan's once they are given, and not before."""

from collections.abc import Callable
from datetime import date

import pytest

from calendars import Calendar
from calendars.errors import InputError
from definitions import Definition, Read, carried_over, event_deadline, with_settings

#: Item 10 has a date of its own; item 26 waits for a number of days, which will count from item 25.
TEXT = """
цикл: сроки
название: Сроки
календарь: ru
часовой пояс: Asia/Krasnoyarsk
параметры:
  срок материалов: {тип: срок}
  срок размещения: {тип: срок}
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли: {министерство: {}}
общие порядки: [исполнение]
мероприятия:
  - №: "10"
    мероприятие: Материалы
    ответственный: министерство
    срок: не позднее 15 сентября 2016 г.
    иной срок: срок материалов
    порядок: исполнение
  - №: "25"
    мероприятие: Утверждение
    ответственный: министерство
    срок: не позднее 30 июня 2017 г.
    указать: {решение: номер и дата}
    порядок: исполнение
  - №: "26"
    мероприятие: Размещение
    ответственный: министерство
    срок: в установленные законодательством сроки
    иной срок: срок размещения
    отсчёт: {мероприятие: "25", сведения: решение}
    порядок: исполнение
"""


@pytest.fixture
def definition(good: Callable[[str], Definition]) -> Definition:
    return good(TEXT)


def due(definition: Definition, calendar: Calendar, number: str, anchor: date | None = None) -> date | None:
    event = definition.event(number)
    assert event is not None
    return event_deadline(definition, event, calendar, anchor=anchor).due


def test_until_they_are_given_the_plan_holds(definition: Definition, calendar: Calendar):
    assert due(definition, calendar, "10") == date(2016, 9, 15)
    assert due(definition, calendar, "26", anchor=date(2017, 6, 20)) is None


def test_once_they_are_given_they_hold(definition: Definition, calendar: Calendar):
    """Ten working days after 20 June 2017, a Tuesday: 21-23 (3), 26-30 (8), 3 and 4 July (10)."""
    settings = ["срок материалов=до 9 сентября 2016 г.", "срок размещения=10 рабочих дней со дня утверждения"]
    changed = with_settings(definition, settings)
    assert due(changed, calendar, "10") == date(2016, 9, 9)
    assert due(changed, calendar, "26", anchor=date(2017, 6, 20)) == date(2017, 7, 4)
    assert due(changed, calendar, "26") is None


def test_the_explanation_does_not_call_them_the_plans(definition: Definition, calendar: Calendar):
    changed = with_settings(definition, ["срок материалов=не позднее 9 сентября 2016 г."])
    event = changed.event("10")
    assert event is not None
    first, *_ = event_deadline(changed, event, calendar).steps
    assert str(first) == "срок материалов: “не позднее 9 сентября 2016 г.”"


def test_words_that_are_derived_say_so(good: Callable[[str], Definition], calendar: Calendar):
    own = "срок: не позднее 15 сентября 2016 г."
    derived = good(TEXT.replace(own, f"{own}\n    откуда срок: выведено из таблицы дат"))
    event = derived.event("10")
    assert event is not None
    first, *_ = event_deadline(derived, event, calendar).steps
    assert str(first) == "выведено из таблицы дат: “не позднее 15 сентября 2016 г.”"
    given = with_settings(derived, ["срок материалов=не позднее 9 сентября 2016 г."])
    event = given.event("10")
    assert event is not None
    first, *_ = event_deadline(given, event, calendar).steps
    assert str(first) == "срок материалов: “не позднее 9 сентября 2016 г.”"


def test_a_later_wording_keeps_what_was_given(definition: Definition, calendar: Calendar):
    running = with_settings(definition, ["срок материалов=не позднее 9 сентября 2016 г."])
    assert due(carried_over(running, definition, ()), calendar, "10") == date(2016, 9, 9)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("срок материалов=как-нибудь", "“как-нибудь” is not understood as a deadline"),
        ("срок материалов=ежеквартально, до 10 числа", "срок материалов: "),
        ("срок материалов=5 рабочих дней со дня рассылки", "counts from “рассылки”, and event 10 .* from nothing"),
    ],
)  # fmt: skip
def test_words_that_the_event_cannot_follow_are_refused(definition: Definition, setting: str, told: str):
    with pytest.raises(InputError, match=told):
        with_settings(definition, [setting])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("иной срок: срок материалов", "иной срок: срок материал", "unknown parameter “срок материал”"),
        ("срок материалов: {тип: срок}", "срок материалов: {тип: дата}", "unknown parameter “срок материалов”"),
        (
            "срок материалов: {тип: срок}",
            "срок материалов: {тип: срок, по умолчанию: 10 рабочих дней}",
            "leave the default out",
        ),
        ("    иной срок: срок размещения\n", "", "say so with “отсчёт: внешний”"),
    ],
    ids=["no such parameter", "another kind", "a default", "nobody sets it"],
)  # fmt: skip
def test_what_check_tells(read: Callable[[str], Read], old: str, new: str, told: str):
    assert TEXT.count(old) == 1
    problems = [str(one.message) for one in read(TEXT.replace(old, new)).problems if one.severity == "error"]
    assert any(told in one for one in problems), problems
