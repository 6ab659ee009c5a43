"""What lies ahead, what is left out and what moves; the hours that count; who may take a thing back."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from calendars.errors import RefusedError
from workflow import CaseKey, Inputs, Wish, admit, deviation, fold, status

TOWNS = ("Горно-Алтайск", "Майминский район")

SITTING = """
  - №: "1"
    мероприятие: Назначение заседания
    ответственный: министерство
    срок: 1 марта 2018 г.
    порядок: исполнение
    указать: {заседание: дата}
  - №: "2"
    мероприятие: Материалы к заседанию
    ответственный: муниципалитет
    для каждого: муниципалитет
    срок: не позднее чем за 5 рабочих дней до заседания
    отсчёт: {мероприятие: "1", сведения: заседание}
    порядок: исполнение
  - №: "3"
    мероприятие: Свод материалов
    ответственный: министерство
    срок: не установлен
    порядок: исполнение
    открывается после: {мероприятие: "2", все: да}
  - №: "5"
    мероприятие: Повестка
    ответственный: министерство
    срок: за 3 рабочих дня до доклада
    отсчёт: {мероприятие: "6", плановый срок: да}
    порядок: исполнение
  - №: "6"
    мероприятие: Сам доклад
    ответственный: министерство
    срок: 20 июня 2018 г.
    порядок: исполнение
    перенос срока: {кто: министерство}
"""


@pytest.fixture
def sitting(variant: Any, start: Any) -> Any:
    return start(
        variant(
            ("\nмероприятия:\n", f"\nмероприятия:\n{SITTING}"),
            ("перенос срока: запрещён ", "перенос срока: {кто: министерство} "),
        )
    )


APPOINTED = Wish("1", "исполнить", on=date(2018, 2, 20), data={"заседание": "20.03.2018"})


def test_what_is_due_before_a_day_can_be_done_before_it(sitting: Any, recorded: Any):
    """The sitting is on 20 March; five working days before it is the 13th; the first of March is in time."""
    done = Wish("2", "исполнить", TOWNS[0], date(2018, 3, 1))
    case = fold(sitting, recorded(APPOINTED, done, of=sitting))[CaseKey("2", TOWNS[0])]
    assert (case.due, case.actual, case.conflicts) == (date(2018, 3, 13), date(2018, 3, 1), ())


def test_a_row_removed_from_control_is_not_waited_for(sitting: Any, recorded: Any):
    entries = recorded(
        APPOINTED,
        Wish("2", "исполнить", TOWNS[0], date(2018, 3, 1)),
        Wish("2", "снять с контроля", TOWNS[1], date(2018, 3, 2), basis="приказ", data={"основание": "№ 1"}),
        Wish("3", "исполнить", on=date(2018, 3, 5)),
        of=sitting,
    )
    assert fold(sitting, entries)[CaseKey("3")].actual == date(2018, 3, 5)


def test_a_planned_date_gives_a_baseline_and_moves_what_counts_from_it(sitting: Any, recorded: Any):
    assert str(fold(sitting, ())[CaseKey("5")].baseline_due) == "2018-06-15"
    moved = Wish("6", "назначить срок", on=date(2018, 5, 1), day=date(2018, 6, 27), basis="поручение")
    case = fold(sitting, recorded(moved, of=sitting))[CaseKey("5")]
    slip = deviation(case, date(2018, 5, 2), Inputs(sitting, {}))
    assert (str(case.due), slip.slip_days, slip.slip_cause) == ("2018-06-22", 7, "anchor")


def test_whoever_may_not_do_a_thing_may_not_take_it_back(sitting: Any, recorded: Any):
    moved = Wish("6", "назначить срок", on=date(2018, 5, 1), day=date(2018, 6, 27), basis="поручение")
    back = Wish("6", "отозвать", on=date(2018, 5, 2), corrects=1, actor="комиссия")
    with pytest.raises(RefusedError, match="may not do"):
        recorded(moved, back, of=sitting)
    assert len(recorded(moved, replace(back, actor="министерство"), of=sitting)) == 2


def test_an_act_is_taken_back_by_who_may_do_it(sitting: Any, recorded: Any):
    back = Wish("1", "отозвать", on=date(2018, 2, 21), corrects=1, actor=TOWNS[0])
    with pytest.raises(RefusedError, match="may not do"):
        recorded(APPOINTED, back, of=sitting)


def test_a_date_found_out_is_set_once_where_moving_is_forbidden(recorded: Any):
    found = Wish("8", "назначить срок", on=date(2018, 1, 10), day=date(2018, 2, 1), basis="письмо")
    (entry,) = recorded(found)
    with pytest.raises(RefusedError, match="forbids"):
        recorded(found, replace(found, day=date(2018, 3, 1)))
    slip = replace(found, day=date(2018, 2, 2), corrects=entry.number)
    assert len(recorded(found, slip)) == 2


@pytest.mark.parametrize(("at", "late"), [("12:00", False), ("12:01", True), ("", False)])
def test_the_hour_decides_on_the_last_day(variant: Any, start: Any, recorded: Any, at: str, late: bool):
    cycle = start(variant(('"до 1 июня года, следующего за отчетным"', "до 12:00 15 июня 2018 г.")))
    wish = Wish("17", "исполнить", on=date(2018, 6, 15), at=time.fromisoformat(at) if at else None)
    entry = admit(cycle, [], wish, 1, datetime(2018, 6, 15, 20, tzinfo=cycle.zone))
    case = fold(cycle, [entry])[CaseKey("17")]
    assert (status(case, date(2018, 6, 20)) == "late") is late
    assert deviation(case, date(2018, 6, 20), Inputs(cycle, {})).delay_days == 0


def test_the_hour_of_receipt_counts_for_a_state_too(variant: Any, start: Any):
    definition = variant(
        (
            (
                "в течение 10 рабочих дней с момента направления Минэкономразвития РА соглашений\n"
                '    отсчёт: {мероприятие: "10"}'
            ),
            (
                "в течение 1 рабочего дня с момента направления\n"
                '    отсчёт: {мероприятие: "10", состояние: исполнено}'
            ),
        ),
        (
            "в течение 5 рабочих дней со дня утверждения Комиссией перечня дополнительных показателей",
            "до 1 февраля 2018 г.",
        ),
        ('    отсчёт: {мероприятие: "9", сведения: протокол}\n', ""),
    )
    cycle = start(definition)
    wish = Wish("10", "исполнить", TOWNS[0], date(2018, 1, 9), at=time(18, 0))
    entry = admit(cycle, [], wish, 1, datetime(2018, 1, 9, 20, tzinfo=cycle.zone))
    assert fold(cycle, [entry])[CaseKey("11", TOWNS[0])].due == date(2018, 1, 11)


@pytest.mark.parametrize(
    ("at", "counted", "late"),
    [("17:00", "2018-03-30", False), ("17:01", "2018-04-02", True), ("", "2018-03-30", False)],
)
def test_what_comes_in_after_the_hour_of_the_last_day_is_late(
    variant: Any, start: Any, at: str, counted: str, late: bool
):
    """Friday 30 March 2018 is the last day; what comes in after the hour counts as come in on Monday."""
    definition = variant(
        ("в течение 30 календарных дней со дня подписания Соглашения", "не позднее 30 марта 2018 г."),
        (
            (
                '    отсчёт: {мероприятие: "11", сведения: [дата подписи МО, дата подписи министерства]}'
                "   # последняя из двух\n"
            ),
            "",
        ),
    )
    cycle = start(definition)
    wish = Wish("12", "направить", TOWNS[0], date(2018, 3, 30), at=time.fromisoformat(at) if at else None)
    entry = admit(cycle, [], wish, 1, datetime(2018, 3, 30, 20, tzinfo=cycle.zone))
    case = fold(cycle, [entry])[CaseKey("12", TOWNS[0])]
    found = deviation(case, date(2018, 4, 10), Inputs(cycle, {}))
    assert (str(case.actual), str(case.counted_on)) == ("2018-03-30", counted)
    assert (status(case, date(2018, 4, 10)) == "late") is late
    assert (found.delay_days, found.delay_working_days) == ((3, 1) if late else (0, 0))
