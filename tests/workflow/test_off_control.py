"""What is done after a case was taken off control moves nobody else's date: srok says that nobody waits for it."""

from collections.abc import Callable
from datetime import date

import pytest

from calendars import Calendar
from definitions import read_definition
from workflow import Case, CaseKey, Cycle, Entry, Inputs, Participant, deviation, fold, forecasts, status

PLAN = """
цикл: ц
название: Проверка
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  ОМСУ: {каждый: да}
  министерство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "2", мероприятие: Отчёт, ответственный: ОМСУ, для каждого: ОМСУ, срок: "16 марта 2026 г.", порядок: исполнение}
  - {№: "3", мероприятие: Свод, ответственный: министерство, срок: "в течение 5 рабочих дней со дня отчётов",
     отсчёт: {мероприятие: "2", все: да}, порядок: исполнение}
  - {№: "4", мероприятие: Доклад, ответственный: министерство, открывается после: {мероприятие: "2", все: да},
     срок: "10 апреля 2026 г.", порядок: исполнение}
"""
SUMMARY, REPORT = CaseKey("3"), CaseKey("4")
Make = Callable[..., Entry]


@pytest.fixture(scope="module")
def ours(calendar: Calendar) -> Cycle:
    definition = read_definition(PLAN.encode(), "план.yaml").definition
    assert definition is not None
    members = (*(Participant(name, "ОМСУ") for name in ("Ачинск", "Канск")), Participant("м", "министерство"))
    return Cycle("ц", definition, calendar, members, date(2026, 2, 2))


def off(entry: Make, number: int, town: str, on: str) -> Entry:
    return entry(number, f"2 {town}", "снять с контроля", on, kind="remove", basis="приказ")


def done(entry: Make, number: int, case: str, on: str) -> Entry:
    return entry(number, case, "исполнить", on)


@pytest.fixture
def after_the_rest(ours: Cycle, entry: Make) -> Callable[..., dict[CaseKey, Case]]:
    """Achinsk was taken off control on 10 March, Kansk reported on the 11th."""
    first = off(entry, 1, "Ачинск", "2026-03-10"), done(entry, 2, "2 Канск", "2026-03-11")
    return lambda *more: fold(ours, [*first, *more])


def test_what_is_done_after_it_was_taken_off_moves_no_date(after_the_rest, entry: Make):
    """5 working days after Wednesday 11 March 2026: 12, 13, 16, 17, 18."""
    late = done(entry, 3, "2 Ачинск", "2026-03-18")
    for cases in (after_the_rest(), after_the_rest(late)):
        assert cases[SUMMARY].due == date(2026, 3, 18)
        assert cases[REPORT].input_on == date(2026, 3, 11)
    assert cases[CaseKey("2", "Ачинск")].actual == date(2026, 3, 18)


def test_it_makes_no_entry_of_others_impossible(after_the_rest, entry: Make):
    """The report was made on the 12th, when nobody waited any more."""
    cases = after_the_rest(done(entry, 3, "4", "2026-03-12"), done(entry, 4, "2 Ачинск", "2026-03-18"))
    assert (cases[REPORT].actual, cases[REPORT].conflicts) == (date(2026, 3, 12), ())


def test_nobody_inherits_a_delay_from_it(ours: Cycle, after_the_rest, entry: Make):
    cases = after_the_rest(done(entry, 3, "2 Ачинск", "2026-04-14"), done(entry, 4, "4", "2026-04-15"))
    found = deviation(cases[REPORT], date(2026, 4, 15), Inputs(ours, cases))
    assert (found.inherited_from, found.own.days) == ((), 5)


def test_what_was_done_before_it_was_taken_off_still_counts(ours: Cycle, entry: Make):
    """5 working days after Tuesday 17 March: 18, 19, 20, 23, 24; also where it is recorded afterwards."""
    first = off(entry, 1, "Ачинск", "2026-03-18"), done(entry, 2, "2 Канск", "2026-03-11")
    cases = fold(ours, [*first, done(entry, 3, "2 Ачинск", "2026-03-17")])
    assert cases[SUMMARY].due == date(2026, 3, 24)


def test_a_forecast_does_not_count_from_it_either(ours: Cycle, entry: Make):
    """Kansk is expected on Monday 16 March: 17, 18, 19, 20, 23."""
    entries = off(entry, 1, "Ачинск", "2026-03-10"), done(entry, 2, "2 Ачинск", "2026-03-20")
    found = forecasts(ours, fold(ours, entries))[SUMMARY]
    assert (found.due, found.waits_for) == (date(2026, 3, 23), (CaseKey("2", "Канск"),))


@pytest.mark.parametrize(
    ("off", "sent", "days"),
    [
        # due on Monday 16 March 2026; the 21st and 22nd are a weekend
        ("2026-03-10", None, (0, 0)),
        ("2026-03-16", None, (0, 0)),
        ("2026-03-23", None, (7, 5)),
        ("2026-03-23", "2026-03-18", (2, 2)),  # it had come by then
        ("2026-03-18", "2026-03-23", (2, 2)),  # it came later
        ("2026-03-23", "2026-03-13", (0, 0)),
    ],
)
def test_it_stays_as_late_as_it_was_that_day(
    ours: Cycle, entry: Make, off: str, sent: str | None, days: tuple[int, int]
):
    """However many days have gone by since."""
    more = [done(entry, 2, "2 Ачинск", sent)] if sent else []
    gone = entry(1, "2 Ачинск", "снять с контроля", off, kind="remove", basis="приказ")
    cases = fold(ours, [gone, *more])
    case = cases[CaseKey("2", "Ачинск")]
    found = deviation(case, date(2026, 6, 1), Inputs(ours, cases))
    assert ((found.own.days, found.own.working), status(case, date(2026, 6, 1))) == (days, "removed")
