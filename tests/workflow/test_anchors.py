"""What terms count from, and what may be recorded: by the sketch of order 337 of the Altai Republic."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from calendars.errors import RefusedError
from workflow import CaseKey, Cycle, Participant, Wish, admit, fold

TOWNS = ("Горно-Алтайск", "Майминский район")

# What terms count from -----------------------------------------------------------------------------------


def test_the_date_of_a_document_given_with_an_event(altai_cycle: Cycle, recorded: Any):
    entries = recorded(
        Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": "№ 3 от 15.12.2017"}),
    )
    case = fold(altai_cycle, entries)[CaseKey("10", TOWNS[0])]
    assert case.due == date(2017, 12, 22)  # counted from the 15th, the day of the minutes, not from the 18th


SIGNED = {
    "дата подписи МО": "15.01.2018",
    "дата подписи министерства": "18.01.2018",
    "соглашение": "№ 1",
    "исходящий": "№ 9 от 18.01.2018",
}


def test_the_last_of_two_signatures(altai_cycle: Cycle, recorded: Any):
    entries = recorded(
        Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": "№ 3 от 15.12.2017"}),
        Wish("10", "исполнить", TOWNS[0], on=date(2017, 12, 22)),
        Wish("11", "исполнить", TOWNS[0], on=date(2018, 1, 19), data=SIGNED),
    )
    cases = fold(altai_cycle, entries)
    assert cases[CaseKey("12", TOWNS[0])].due == date(2018, 2, 19)  # 30 days after the 18th: Saturday 17.02
    assert cases[CaseKey("12", TOWNS[1])].due is None


@pytest.mark.parametrize("value", ["без номера", "15.12.2017", "№ 3 от вчера"])
def test_a_number_and_a_date_need_both(recorded: Any, value: str):
    with pytest.raises(RefusedError, match="number and a date"):
        recorded(Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": value}))


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        (
            '{мероприятие: "17", плановый срок: да}',
            "2019-06-18",
        ),  # 10 working days after 3.06.2019, 12.06 off
        ("{параметр: заседание}", "2018-02-15"),  # 10 after 1.02.2018
    ],
)
def test_a_planned_date_and_a_parameter(variant: Any, start: Any, anchor: str, due: str):
    definition = variant(
        ('отсчёт: {мероприятие: "10"}', f"отсчёт: {anchor}"),
        (
            "параметры: {отчётный год: {тип",
            "параметры: {заседание: {тип: дата, по умолчанию: 01.02.2018}, отчётный год: {тип",
        ),
    )
    assert str(fold(start(definition), ())[CaseKey("11", TOWNS[0])].due) == due


def test_a_term_counts_from_a_planned_date_and_opens_after_another_event(
    variant: Any, start: Any, recorded: Any
):
    """The one says by when, the other what it answers to: until that has come nothing can be done."""
    both = 'отсчёт: {мероприятие: "17", плановый срок: да}\n    открывается после: "10"'
    cycle = start(variant(('отсчёт: {мероприятие: "10"}', both)))
    key = CaseKey("11", TOWNS[0])
    case = fold(cycle, ())[key]
    assert (case.due, case.waits_for) == (date(2019, 6, 18), "10")  # 10 working days after 3.06.2019
    signed = Wish("11", "исполнить", TOWNS[0], on=date(2018, 1, 19), data=SIGNED)
    with pytest.raises(RefusedError, match="event 10 has not been recorded yet"):
        recorded(signed, of=cycle)
    ready = (
        Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": "№ 3 от 15.12.2017"}),
        Wish("10", "исполнить", TOWNS[0], on=date(2017, 12, 22)),
    )
    case = fold(cycle, recorded(*ready, signed, of=cycle))[key]
    assert (case.due, case.input_on, case.actual) == (date(2019, 6, 18), date(2017, 12, 22), signed.on)


RETURNED = """
  - №: "5"
    мероприятие: Доработка перечня
    ответственный: исполнительный орган
    для каждого: исполнительный орган
    срок: в течение 2 рабочих дней со дня возврата
    отсчёт: {мероприятие: "4", состояние: возвращено}
    порядок: исполнение
"""


def test_the_entry_into_a_state(variant: Any, start: Any, recorded: Any):
    definition = variant(("\nмероприятия:\n", f"\nмероприятия:\n{RETURNED}"))
    cycle = start(definition, Participant("минприроды", "исполнительный орган"))
    key = CaseKey("5", "минприроды")
    entries = recorded(
        Wish("4", "направить", "минприроды", date(2017, 12, 1)),
        Wish("4", "вернуть", "минприроды", date(2017, 12, 7), data={"замечания": "нет подписи"}),
        of=cycle,
    )
    assert fold(cycle, entries[:1])[key].due is None
    assert fold(cycle, entries)[key].due == date(2017, 12, 11)


@pytest.mark.parametrize(
    ("hour", "due"),
    [("17:00", "2018-01-10"), ("17:01", "2018-01-11"), ("", "2018-01-10")],
    ids=["in time", "after the hour", "hour unknown"],
)
def test_what_comes_after_the_hour_counts_from_the_next_working_day(
    variant: Any, start: Any, hour: str, due: str
):
    """One working day from the 9th is the 10th; from the 10th, the 11th (January 2018)."""
    definition = variant(
        (
            "в течение 10 рабочих дней с момента направления Минэкономразвития РА соглашений",
            "в течение 1 рабочего дня с момента направления",
        ),
        (
            "в течение 5 рабочих дней со дня утверждения Комиссией перечня дополнительных показателей",
            "до 1 февраля 2018 г.",
        ),
        ('    отсчёт: {мероприятие: "9", сведения: протокол}\n', ""),
    )
    cycle = start(definition)
    wish = Wish("10", "исполнить", TOWNS[0], date(2018, 1, 9), at=time.fromisoformat(hour) if hour else None)
    moment = datetime(2018, 1, 9, 20, tzinfo=cycle.zone)
    cases = fold(cycle, [admit(cycle, [], wish, 1, moment)])
    assert str(cases[CaseKey("11", TOWNS[0])].due) == due


# What may be recorded ------------------------------------------------------------------------------------


def test_a_term_set_by_an_act_is_not_moved(recorded: Any):
    wish = Wish("17", "назначить срок", on=date(2018, 5, 1), day=date(2019, 7, 1), basis="письмо")
    with pytest.raises(RefusedError, match="forbids"):
        recorded(wish)


def test_a_case_is_removed_by_whoever_may_with_what_is_asked(recorded: Any):
    wish = Wish("17", "снять с контроля", on=date(2018, 5, 1), basis="приказ", actor="комиссия")
    with pytest.raises(RefusedError, match="may not do"):
        recorded(wish)
    with pytest.raises(RefusedError, match="основание"):
        recorded(replace(wish, actor="министерство"))
    (entry,) = recorded(replace(wish, actor="министерство", data={"основание": "№ 7"}))
    assert entry.data == {"основание": "№ 7"}


def test_what_needs_another_result_waits_for_it(variant: Any, start: Any, recorded: Any):
    definition = variant(('отсчёт: {мероприятие: "10"}', 'отсчёт: {мероприятие: "10"}\n    нужен: "8"'))
    cycle = start(definition)
    ready = (
        Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": "№ 3 от 15.12.2017"}),
        Wish("10", "исполнить", TOWNS[0], on=date(2017, 12, 22)),
    )
    signed = Wish("11", "исполнить", TOWNS[0], on=date(2018, 1, 19), data=SIGNED)
    with pytest.raises(RefusedError, match="result of event 8"):
        recorded(*ready, signed, of=cycle)
    order = Wish("8", "исполнить", on=date(2017, 12, 20), data={"приказ": "№ 1 от 20.12.2017"})
    assert fold(cycle, recorded(*ready, order, signed, of=cycle))[CaseKey("11", TOWNS[0])].actual == date(
        2018, 1, 19
    )
