"""When all have come: what was done stays done whoever joins or leaves afterwards, and who took over is waited for."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from definitions import Definition, read_definition
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Participant,
    Wish,
    admit,
    fold,
    fold_only,
    reach,
    status,
    versioned,
    with_downstream,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")
PLAN = """
цикл: свод
название: Отчёты и свод
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила: {перенос: {даты: следующий рабочий день, окна: не переносить, решил: министр}}
роли: {район: {каждый: да}, министерство: {}}
общие порядки: [исполнение]
порядки:
  отчёт:
    начало: готовится
    состояния: {готовится: {}, проект: {}, направлен: {срок исполнен: да, конец: да}}
    действия:
      начать: {из: готовится, в: проект}
      направить: {из: [готовится, проект], в: направлен}
мероприятия:
  - {№: "1", мероприятие: Отчёт, ответственный: район, для каждого: район, срок: "2 марта 2026 г.", порядок: отчёт}
  - №: "3"
    мероприятие: Свод
    ответственный: министерство
    отсчёт: {мероприятие: "1", все: да}
    срок: в течение 5 рабочих дней со дня представления отчётов
    порядок: исполнение
"""
SUMMARY = CaseKey("3")


def noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZONE).replace(hour=12)


@pytest.fixture(scope="module")
def definition() -> Definition:
    found = read_definition(PLAN.encode(), "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


@pytest.fixture(scope="module")
def cycle(definition: Definition, calendar: Calendar) -> Cycle:
    members = (Participant("А", "район"), Participant("Б", "район"), Participant("министр", "министерство"))
    return Cycle("свод", definition, calendar, members, date(2026, 2, 2))


@pytest.fixture
def recorded(cycle: Cycle) -> Callable[..., list[Entry]]:
    def record(
        *acts: tuple[str, str, str, str], of: Cycle = cycle, known: Iterable[Entry] = ()
    ) -> list[Entry]:
        entries = list(known)
        for event, whose, action, on in acts:
            day = date.fromisoformat(on)
            entries.append(admit(of, entries, Wish(event, action, whose, day), len(entries) + 10, noon(day)))
        return entries

    return record


def joins(name: str, on: str) -> Change:
    day = date.fromisoformat(on)
    return Change(5, day, noon(day), "закон № 5", participant=Participant(name, "район"))


def leaves(name: str, into: str, on: str) -> Change:
    day = date.fromisoformat(on)
    return Change(6, day, noon(day), "закон № 6", name=name, into=into)


def test_who_joins_undoes_no_report_that_was_made_before(cycle: Cycle, recorded):
    entries = recorded(
        ("1", "А", "направить", "2026-02-12"),
        ("1", "Б", "направить", "2026-02-16"),
        ("3", "", "исполнить", "2026-02-17"),
    )
    after = fold(versioned(cycle, [joins("В", "2026-02-18")]), entries)[SUMMARY]
    assert (after.actual, after.conflicts, after.waits_for) == (date(2026, 2, 17), (), None)
    # Monday 16 February; 17, 18, 19, 20 and 24 (Monday 23 is a holiday).
    assert after.due == date(2026, 2, 24)


def test_who_joins_before_it_is_made_is_waited_for(cycle: Cycle, recorded):
    entries = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "направить", "2026-02-16"))
    after = fold(versioned(cycle, [joins("В", "2026-02-17")]), entries)[SUMMARY]
    assert (after.waits_for, after.due) == ("1", None)


def test_what_one_who_left_had_done_still_counts(cycle: Cycle, recorded):
    """Б reported last, on 2 March: 3, 4, 5, 6 and 10 March (Monday 9 is a day off), whether Б leaves later or not."""
    entries = recorded(
        ("1", "А", "направить", "2026-02-12"),
        ("1", "Б", "направить", "2026-03-02"),
        ("3", "", "исполнить", "2026-03-03"),
    )
    gone = versioned(cycle, [leaves("Б", "А", "2026-03-04")])
    before, after = (fold(of, entries)[SUMMARY] for of in (cycle, gone))
    assert after == replace(before)
    assert (after.due, status(after, date(2026, 3, 20))) == (date(2026, 3, 10), "in_time")


def test_what_somebody_took_over_is_waited_for(cycle: Cycle, recorded):
    entries = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "начать", "2026-02-16"))
    gone = versioned(cycle, [leaves("Б", "А", "2026-03-04")])
    assert fold(gone, entries)[SUMMARY].waits_for == "1"
    entries = recorded(("1", "Б", "направить", "2026-03-05"), of=gone, known=entries)
    # Thursday 5 March: 6, 10, 11, 12 and 13 March.
    after = fold(gone, entries)[SUMMARY]
    assert (after.waits_for, after.input_on, after.due) == (None, date(2026, 3, 5), date(2026, 3, 13))


def test_what_was_removed_with_whoever_left_is_not(cycle: Cycle, recorded):
    entries = recorded(("1", "А", "направить", "2026-02-12"))
    gone = versioned(cycle, [leaves("Б", "", "2026-02-20")])
    assert fold(gone, entries)[SUMMARY].waits_for is None


def amended(definition: Definition, old: str, new: str, on: str) -> Change:
    found = read_definition(PLAN.replace(old, new).encode(), "план.yaml").definition
    assert found not in (None, definition)
    day = date.fromisoformat(on)
    return Change(7, day, noon(day), "приказ № 7", definition=found)


def test_an_amendment_of_the_title_forgets_nobody_who_left(cycle: Cycle, definition: Definition, recorded):
    title = amended(definition, "Отчёты и свод", "Отчёты и свод (уточнено)", "2026-03-05")
    left = leaves("Б", "А", "2026-03-04")
    done = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "направить", "2026-03-02"))
    begun = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "начать", "2026-02-16"))
    for entries, waits, due in ((done, None, date(2026, 3, 10)), (begun, "1", None)):
        before, after = (
            fold(versioned(cycle, changes), entries)[SUMMARY] for changes in ([left], [left, title])
        )
        assert (before.waits_for, before.due) == (waits, due)
        assert after == before


def test_what_was_taken_over_comes_in_by_the_wording_that_is_new(
    cycle: Cycle, definition: Definition, recorded
):
    """The new wording has an item 4 after 3: what somebody took over before it was there reaches both."""
    more = (
        '  - {№: "4", мероприятие: Письмо, ответственный: министерство, срок: "1 апреля 2026 г.", '
        'открывается после: "3", порядок: исполнение}\n'
    )
    wider = amended(definition, "    порядок: исполнение\n", "    порядок: исполнение\n" + more, "2026-03-05")
    now = versioned(cycle, [leaves("Б", "А", "2026-03-04"), wider])
    taken = CaseKey("1", "Б")
    assert set(with_downstream(now, taken)) == {taken, SUMMARY, CaseKey("4")}
    assert reach(now, taken).below == {SUMMARY, CaseKey("4")}
    begun = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "начать", "2026-02-16"))
    after = recorded(("1", "Б", "направить", "2026-03-06"), of=now, known=begun)
    # Friday 6 March; 10, 11, 12, 13 and 16 (Monday 9 is a day off).
    assert fold(now, after)[SUMMARY].due == date(2026, 3, 16)
    assert fold_only(now, after, [SUMMARY])[SUMMARY] == fold(now, after)[SUMMARY]


def test_where_two_wordings_contradict_each_other_nothing_goes_in_circles(cycle: Cycle, recorded):
    turned = PLAN.replace(
        '    отсчёт: {мероприятие: "1", все: да}\n    срок: в течение 5 рабочих дней со дня представления отчётов\n',
        '    срок: "10 марта 2026 г."\n',
    ).replace('срок: "2 марта 2026 г.", порядок', 'срок: "2 марта 2026 г.", открывается после: "3", порядок')
    found = read_definition(turned.encode(), "план.yaml").definition
    assert found is not None
    day = date(2026, 3, 5)
    changes = [leaves("Б", "А", "2026-03-04"), Change(7, day, noon(day), "приказ № 7", definition=found)]
    now = versioned(cycle, changes)
    assert now.order == ()
    entries = recorded(("1", "А", "направить", "2026-02-12"), ("1", "Б", "начать", "2026-02-16"))
    cases = fold(now, entries)
    assert {key: fold_only(now, entries, [key])[key] for key in cases} == cases
