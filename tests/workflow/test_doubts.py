"""Days that may be a slip are told of: what was decided on another day, last year's number, a period not yet begun."""

from datetime import date, datetime

import pytest

from definitions import read_definition
from workflow import CaseKey, Cycle, Wish, admit, doubtful_days, fold_only, members_of

PLAN = """
цикл: стратегия
название: Стратегия
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли: {министерство: {участники: {Минэкономразвития: {}}}}
общие порядки: [исполнение]
мероприятия:
  - {№: "24", мероприятие: Обсуждение, ответственный: министерство, срок: апрель 2017 г., порядок: исполнение}
  - {№: "25", мероприятие: Утверждение, ответственный: министерство, срок: "до июля 2017 г.", порядок: исполнение,
     срок исполнен: решением, указать: {решение: номер и дата}}
  - {№: "26", мероприятие: Размещение, ответственный: министерство, порядок: исполнение,
     срок: в течение 10 рабочих дней со дня утверждения, отсчёт: {мероприятие: "25", сведения: решение}}
  - {№: "27", мероприятие: Протокол, ответственный: министерство, срок: "до октября 2017 г.", порядок: исполнение,
     указать: {протокол: номер и дата, письмо: номер и дата}}
  - {№: "28", мероприятие: Рассылка, ответственный: министерство, порядок: исполнение,
     срок: в течение 5 рабочих дней со дня утверждения протокола, отсчёт: {мероприятие: "27", сведения: протокол}}
"""


@pytest.fixture
def told(calendar):
    """Record a wish on 3 July 2017, at its own day, in a cycle of 1 June 2016; return what is said of it."""
    definition = read_definition(PLAN.encode(), "план.yaml").definition
    cycle = Cycle("стратегия", definition, calendar, members_of(definition), date(2016, 6, 1))
    now = datetime(2017, 7, 3, 12, tzinfo=cycle.zone)

    def record(event: str, on: str, **data: str) -> str:
        key = CaseKey(event)
        wish = Wish(event, "исполнить", on=date.fromisoformat(on), data=data)
        entry = admit(cycle, [], wish, 1, now)
        before = fold_only(cycle, [], [key])[key]
        return "; ".join(str(one) for one in doubtful_days(entry, before, cycle))

    return record


def test_a_decision_of_last_year_is_told_with_the_year_that_it_would_fit(told):
    words = told("25", "2017-06-30", решение="№ 5 от 30.06.2016")
    assert "решение: 30.06.2016 is a year or more earlier than 30.06.2017, the day of “исполнить”" in words
    assert "with the year 2017 it would be 30.06.2017" in words
    assert "--corrects 1" in words


def test_a_decision_of_before_the_entry_is_told_with_the_day_to_give(told):
    """Without --on the entry is of 3 July, a Monday: late by 3 days, though the decision was of 30 June."""
    words = told("25", "2017-07-03", решение="№ 5 от 30.06.2017")
    assert "решение: 30.06.2017 is earlier than 03.07.2017" in words
    assert "--on 30.06.2017 --corrects 1" in words


def test_a_decision_of_the_day_of_the_entry_is_as_it_should_be(told):
    assert told("25", "2017-06-30", решение="№ 5 от 30.06.2017") == ""


@pytest.mark.parametrize(
    ("protocol", "letter", "right"),
    [
        ("20.06.2016", "20.06.2017", "20.06.2017"),  # counted from: a year before 27 June 2017
        ("28.06.2016", "20.06.2017", ""),  # 28.06.2017 would be after the entry: no slip of the year
        ("20.06.2017", "20.06.2017", ""),  # written down some days after: as it should be
        ("20.06.2017", "20.06.2016", ""),  # nothing counts from the letter
    ],
)
def test_where_another_term_counts_from_a_date_its_year_is_looked_at(
    told, protocol: str, letter: str, right: str
):
    words = told("27", "2017-06-27", протокол=f"№ 1 от {protocol}", письмо=f"№ 2 от {letter}")
    assert (f"with the year 2017 it would be {right}" in words) if right else words == ""


@pytest.mark.parametrize(("on", "early"), [("2016-07-20", True), ("2017-03-31", True), ("2017-04-01", False)])
def test_what_is_done_before_its_period_is_told(told, on: str, early: bool):
    words = told("24", on)
    assert ("is earlier than 01.04.2017, when the period that the plan has for it begins" in words) == early
