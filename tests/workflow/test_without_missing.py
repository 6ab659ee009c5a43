"""What waits for all rows, and can go on without those that are missing: since when, and what it was done without."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import read_definition
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Entry,
    Inputs,
    Participant,
    Wish,
    admit,
    begun_without,
    deviation,
    fold,
    forecasts,
    judge,
    missing_told,
    watched,
)

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
  - {№: "3", мероприятие: Оценка, ответственный: министерство, срок: не установлен, порядок: исполнение,
     открывается после: {мероприятие: "2", все: да, можно без недостающих: да}}
  - {№: "4", мероприятие: Доклад, ответственный: министерство, срок: "10 апреля 2026 г.", порядок: исполнение,
     открывается после: {мероприятие: "2", все: да, можно без недостающих: да}}
"""
ESTIMATE, REPORT = CaseKey("3"), CaseKey("4")
TOWNS = ("Ачинск", "Канск", "Норильск")
Make = Callable[..., Entry]


def cycle_of(text: str, calendar: Calendar) -> Cycle:
    definition = read_definition(text.encode(), "план.yaml").definition
    assert definition is not None
    members = (*(Participant(name, "ОМСУ") for name in TOWNS), Participant("м", "министерство"))
    return Cycle("ц", definition, calendar, members, date(2026, 2, 2))


@pytest.fixture(scope="module")
def ours(calendar: Calendar) -> Cycle:
    return cycle_of(PLAN, calendar)


def sent(entry: Make, number: int, town: str, on: str) -> Entry:
    return entry(number, f"2 {town}", "исполнить", on)


def missing(case: Case) -> tuple[str, ...]:
    return tuple(key.subject for key in case.missing)


def test_it_is_in_its_owner_s_hands_since_the_first_row_and_says_what_is_missing(ours: Cycle, entry: Make):
    nothing = fold(ours, [])[ESTIMATE]
    assert (nothing.waits_for, missing(nothing)) == ("2", ())
    first = fold(ours, [sent(entry, 1, "Канск", "2026-03-12")])[ESTIMATE]
    assert (first.waits_for, first.input_on, missing(first)) == (
        None,
        date(2026, 3, 12),
        ("Ачинск", "Норильск"),
    )


def test_with_all_there_it_is_so_since_the_last(ours: Cycle, entry: Make):
    days = ("2026-03-12", "2026-03-16", "2026-03-20")
    rows = [
        sent(entry, number, town, day) for number, (town, day) in enumerate(zip(TOWNS, days, strict=True), 1)
    ]
    case = fold(ours, rows)[ESTIMATE]
    assert (case.waits_for, case.input_on, missing(case)) == (None, date(2026, 3, 20), ())


def test_a_row_taken_off_control_is_not_missing(ours: Cycle, entry: Make):
    off = entry(2, "2 Ачинск", "снять с контроля", "2026-03-13", kind="remove", basis="приказ")
    assert missing(fold(ours, [sent(entry, 1, "Канск", "2026-03-12"), off])[ESTIMATE]) == ("Норильск",)


def test_it_is_done_without_them_and_what_comes_later_changes_nothing(ours: Cycle, entry: Make):
    acts = [sent(entry, 1, "Канск", "2026-03-12"), entry(2, "3", "исполнить", "2026-04-01")]
    before = fold(ours, acts)[ESTIMATE]
    assert (before.actual, before.conflicts, missing(before)) == (
        date(2026, 4, 1),
        (),
        ("Ачинск", "Норильск"),
    )
    late = sent(entry, 3, "Ачинск", "2026-04-20"), sent(entry, 4, "Норильск", "2026-04-21")
    assert fold(ours, [*acts, *late])[ESTIMATE] == before
    # what had come by that day, though it was recorded later, was not missing
    in_time = fold(ours, [*acts, sent(entry, 3, "Ачинск", "2026-03-16")])[ESTIMATE]
    assert (missing(in_time), in_time.input_on) == (("Норильск",), date(2026, 3, 12))


def test_without_any_row_there_is_nothing_to_go_on_with(ours: Cycle, entry: Make):
    now = datetime(2026, 4, 1, 12, tzinfo=ours.zone)
    wish = Wish("3", "исполнить")
    with pytest.raises(RefusedError, match="event 2 has not been recorded yet, and this one answers to it"):
        admit(ours, [], wish, 1, now)
    early = Wish("3", "исполнить", on=date(2026, 3, 10))
    with pytest.raises(RefusedError, match=r"10\.03\.2026 is earlier than 12\.03\.2026, the day of event 2"):
        admit(ours, [sent(entry, 1, "Канск", "2026-03-12")], early, 2, now)


def test_whoever_begins_it_is_told_what_is_missing(ours: Cycle, entry: Make):
    now = datetime(2026, 4, 1, 12, tzinfo=ours.zone)
    one = judge(ours, [sent(entry, 1, "Канск", "2026-03-12")], Wish("3", "исполнить"), 2, now)
    told = [str(doubt) for doubt in begun_without(one.entry, one.before, one.after)]
    assert told == [
        "3 was begun without what is missing: 2 / Ачинск, 2 / Норильск; what comes later is not in it"
    ]


def test_the_forecast_says_that_it_need_not_be_waited_for(ours: Cycle, entry: Make):
    cases = fold(ours, [sent(entry, 1, "Канск", "2026-03-12")])
    found = forecasts(ours, cases, date(2026, 4, 1))[ESTIMATE]
    assert [key.subject for key in found.waits_for] == ["Ачинск", "Норильск"]
    assert str(found.says) == (
        "waits for item 2 (2 of 3 are missing, was due on 16.03.2026); this can be done without what is missing"
    )


def test_its_owner_is_reminded_of_its_term(ours: Cycle, entry: Make):
    """10 April 2026; while nothing has come there is nothing to remind of."""
    nothing, some = fold(ours, []), fold(ours, [sent(entry, 1, "Канск", "2026-03-12")])
    assert watched(ours, nothing[REPORT]) == ()
    (one,) = watched(ours, some[REPORT])
    assert (one.due, [key.subject for key in one.missing]) == (date(2026, 4, 10), ["Ачинск", "Норильск"])


def test_a_delay_while_rows_are_missing_is_inherited(ours: Cycle, entry: Make):
    """Due on 10 April, done on the 20th: Achinsk came on the 15th, Norilsk never."""
    acts = [sent(entry, 1, "Канск", "2026-03-12"), sent(entry, 2, "Ачинск", "2026-04-15")]
    cases = fold(ours, [*acts, entry(3, "4", "исполнить", "2026-04-20")])
    found = deviation(cases[REPORT], date(2026, 5, 1), Inputs(ours, cases))
    assert (found.inherited.days, found.own.days) == (10, 0)
    assert [one.key.subject for one in found.inherited_from] == ["Норильск", "Ачинск"]


def test_of_one_row_alone_none_can_be_missing():
    lone = PLAN.replace("все: да, можно", "можно")
    told = [str(one.message) for one in read_definition(lone.encode(), "план.yaml").problems]
    assert "“можно без недостающих” is for what waits for all rows: add “все: да”" in told


def test_a_reporting_period_is_named_as_people_say_it():
    rows = [CaseKey("7", "Канск", "Минтруд", "2018-6M"), CaseKey("7", "Ачинск")]
    assert str(missing_told(rows)) == "7 / Канск / Минтруд / 6 months of 2018, 7 / Ачинск"
