"""Who follows answers for what had begun: what was overdue, called for or laid upon who left; the rest is its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import (
    Case,
    CaseKey,
    Change,
    Cycle,
    Entry,
    Inputs,
    Participant,
    Wish,
    admit,
    deviation,
    fold,
    status,
    versioned,
    watched,
    who,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")
PLAN = """
цикл: отчёты
название: Отчёты
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила: {перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}}
роли: {район: {каждый: да}, министерство: {}}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Письмо, ответственный: министерство, срок: "9 февраля 2026 г.", порядок: исполнение}
  - {№: "2", мероприятие: Отчёт, ответственный: район, для каждого: район, срок: "2 марта 2026 г.", порядок: исполнение}
  - №: "3"
    мероприятие: Сведения
    ответственный: район
    для каждого: район
    срок: в течение 10 рабочих дней
    отсчёт: {мероприятие: "1"}
    порядок: исполнение
  - №: "4"
    мероприятие: Заключение
    ответственный: министерство
    для каждого: район
    срок: в течение 5 рабочих дней
    отсчёт: {мероприятие: "2"}
    порядок: исполнение
  - {№: "5", мероприятие: План, ответственный: район, для каждого: район, срок: "1 июня 2026 г.", порядок: исполнение}
  - №: "6"
    мероприятие: Проверка
    ответственный: министерство
    срок: "27 февраля 2026 г."
    порядок: исполнение
    указать: {отстающие: участники}
  - №: "7"
    мероприятие: Устранение
    ответственный: район
    для каждого: район
    только для: {названных в: "6", сведения: отстающие}
    срок: "1 июня 2026 г."
    порядок: исполнение
  - {№: "8", мероприятие: Обзор, ответственный: район, для каждого: район, срок: "2 марта 2026 г.", порядок: обзор}
порядки:
  обзор:
    начало: готовится
    состояния:
      готовится: {у кого: район}
      направлен: {срок исполнен: да, у кого: министерство, срок: 3 рабочих дня}
      возвращён: {у кого: район, срок: 2 рабочих дня}
      принят: {конец: да}
    действия:
      направить: {из: [готовится, возвращён], в: направлен, кто: район}
      вернуть: {из: направлен, в: возвращён, кто: министерство}
      принять: {из: направлен, в: принят, кто: министерство}
"""
MERGED = "2026-03-10"


def noon(on: str) -> datetime:
    return datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=ZONE)


def leaves(name: str, into: str, on: str, number: int = 50) -> Change:
    return Change(number, date.fromisoformat(on), noon(on), f"закон от {on}", name=name, into=into)


@pytest.fixture(scope="module")
def definition() -> Definition:
    found = read_definition(PLAN.encode(), "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


@pytest.fixture(scope="module")
def cycle(definition: Definition, calendar: Calendar) -> Cycle:
    members = (*(Participant(name, "район") for name in "АБ"), Participant("министр", "министерство"))
    return Cycle("отчёты", definition, calendar, members, date(2026, 2, 2))


@pytest.fixture(scope="module")
def merged(cycle: Cycle) -> Cycle:
    """А becomes a part of Б on Tuesday 10 March; item 2 was due on Monday 2 March."""
    return versioned(cycle, [leaves("А", "Б", MERGED)])


@pytest.fixture
def done(entry: Callable[..., Entry]) -> Callable[..., Entry]:
    return lambda number, case, on, **data: entry(number, case, "исполнить", on, data=data)


def of(cycle: Cycle, row: str, *entries: Entry, **days: date) -> Case:
    event, _, whose = row.partition(" ")
    return fold(cycle, entries, **days)[CaseKey(event, whose)]


def test_the_successor_answers_for_what_was_overdue(merged: Cycle):
    case = of(merged, "2 А")
    assert (case.removed, case.state, status(case, date(2026, 3, 10))) == (False, "ожидается", "overdue")
    assert [one.name for one in who(merged, case, "район")] == ["Б"]
    assert [(one.due, one.roles) for one in watched(merged, case)] == [(date(2026, 3, 2), ("район",))]


def test_the_successor_has_it_since_the_succession(cycle: Cycle, merged: Cycle):
    """Sent on 4 March and given back the next day, to А; Б has it since the 10th, and knows of it since then."""
    sent = admit(cycle, [], wish_8("направить", 4), 7, noon("2026-03-05"))
    back = admit(cycle, [sent], wish_8("вернуть", 5), 8, noon("2026-03-05"))
    (step,) = watched(merged, of(merged, "8 А", sent, back))
    assert (step.step, step.since, step.known_since) == ("возвращён", date(2026, 3, 10), date(2026, 3, 10))
    twice = versioned(
        merged.versions[0], [*merged.changes, leaves("Б", "В", "2026-03-20", 60), joins("В", 61)]
    )
    (step,) = watched(twice, of(twice, "8 А", sent, back))
    assert step.since == date(2026, 3, 20)
    (with_ministry,) = watched(merged, of(merged, "8 А", sent))
    assert (with_ministry.since, with_ministry.known_since) == (date(2026, 3, 4), date(2026, 3, 5))


def joins(name: str, number: int) -> Change:
    member = Participant(name, "район")
    return Change(number, date(2026, 3, 20), noon("2026-03-20"), "закон", participant=member)


def test_the_successor_can_still_do_it_and_what_answers_to_it_begins_then(merged: Cycle, done):
    """Five working days after Thursday 12 March: 13, 16, 17, 18 and 19 March."""
    assert of(merged, "4 А").waits_for == "2"
    sent = admit(merged, [], Wish("2", "исполнить", "А", date(2026, 3, 12)), 60, noon("2026-03-12"))
    assert (of(merged, "2 А", sent).actual, of(merged, "4 А", sent).due) == (
        date(2026, 3, 12),
        date(2026, 3, 19),
    )
    assert of(merged, "4 А", sent, done(61, "4 А", "2026-03-18")).actual == date(2026, 3, 18)


def test_what_was_called_for_passes_and_what_was_not_is_off(merged: Cycle, done):
    """Item 3 counts 10 working days from item 1: from Friday 6 March to 23 March (9 March is a day off)."""
    assert of(merged, "3 А").removed
    called = of(merged, "3 А", done(5, "1", "2026-03-06"))
    assert (called.removed, called.due) == (False, date(2026, 3, 23))
    assert of(merged, "3 А", done(5, "1", "2026-03-11")).removed


def test_what_was_laid_upon_it_by_name_passes(merged: Cycle, done):
    named = done(5, "6", "2026-02-27", отстающие=["А"])
    assert (of(merged, "7 А", named).removed, of(merged, "7 Б", named).applies) == (False, "no")
    assert of(merged, "7 А", done(5, "6", "2026-02-27", отстающие=["Б"])).removed


def test_what_had_not_begun_is_off_for_the_successor_has_its_own(merged: Cycle):
    theirs, own = of(merged, "5 А"), of(merged, "5 Б")
    assert (theirs.removed, theirs.off_since, theirs.had_begun) == (True, date(2026, 3, 10), False)
    assert (own.removed, own.due) == (False, date(2026, 6, 1))


def test_on_the_last_day_of_its_term_nothing_is_overdue_yet(cycle: Cycle):
    assert of(versioned(cycle, [leaves("А", "Б", "2026-03-02")]), "2 А").removed
    assert not of(versioned(cycle, [leaves("А", "Б", "2026-03-03")]), "2 А").removed


def test_a_new_date_given_to_the_successor_does_not_take_it_off(merged: Cycle, entry):
    later = entry(60, "2 А", "назначить срок", "2026-03-11", kind="set_date", day="2026-03-31", basis="№ 8")
    case = of(merged, "2 А", later)
    assert (case.removed, case.due) == (False, date(2026, 3, 31))


def test_who_was_formed_by_the_merger_answers_too(cycle: Cycle):
    """В takes part since 10 March: its own item 2 does not apply, those of А and Б are in its hands."""
    joins = Change(52, date(2026, 3, 10), noon(MERGED), "закон", participant=Participant("В", "район"))
    after = versioned(cycle, [leaves("А", "В", MERGED, 50), leaves("Б", "В", MERGED, 51), joins])
    assert of(after, "2 В").applies == "no"
    for whose in "АБ":
        case = of(after, f"2 {whose}")
        assert (case.open, [one.name for one in who(after, case, "район")]) == (True, ["В"])


# Nobody follows ---------------------------------------------------------------------------------------------


def test_without_a_successor_it_is_closed_and_its_delay_stays(cycle: Cycle):
    """From 2 to 10 March: 8 days, 5 of them worked (3, 4, 5, 6 and 10), whenever one looks."""
    gone = versioned(cycle, [leaves("А", "", MERGED)])
    case = of(gone, "2 А")
    assert (case.removed, case.had_begun, case.reason) == (True, True, "закон от 2026-03-10")
    for today in (date(2026, 3, 10), date(2026, 5, 5)):
        found = deviation(case, today, Inputs(gone, {case.key: case}))
        assert (found.delay_days, found.delay_working_days, found.delay_cause) == (8, 5, "own")
        assert status(case, today) == "removed"
    with pytest.raises(RefusedError, match="off the plan since"):
        admit(gone, [], Wish("2", "исполнить", "А", date(2026, 3, 12)), 60, noon("2026-03-12"))


def test_a_late_report_of_what_was_done_is_kept_and_opens_nothing(cycle: Cycle):
    """Done on 4 March, two days after the last, which the ministry learns of after А has left for good."""
    gone = versioned(cycle, [leaves("А", "", MERGED)])
    late = admit(gone, [], Wish("2", "исполнить", "А", date(2026, 3, 4)), 60, noon("2026-03-12"))
    case = of(gone, "2 А", late)
    assert (case.actual, case.removed, case.open, watched(gone, case)) == (date(2026, 3, 4), True, False, ())
    assert deviation(case, date(2026, 5, 5), Inputs(gone, {case.key: case})).delay_days == 2
    stepwise = of(gone, "8 А", late := admit(gone, [], wish_8("направить", 4), 60, noon("2026-03-12")))
    assert (stepwise.removed, stepwise.step, watched(gone, stepwise)) == (True, None, ())
    with pytest.raises(RefusedError, match="off the plan since"):
        admit(gone, [late], wish_8("вернуть", 11), 61, noon("2026-03-12"))


def test_what_was_reported_before_somebody_left_goes_on(cycle: Cycle):
    sent = admit(cycle, [], wish_8("направить", 4), 7, noon("2026-03-05"))
    gone = versioned(cycle, [leaves("А", "", MERGED)])
    assert of(gone, "8 А", sent).step is not None
    back = admit(gone, [sent], wish_8("вернуть", 11), 60, noon("2026-03-12"))
    assert of(gone, "8 А", sent, back).state == "возвращён"


def test_who_has_left_does_nothing_any_more(merged: Cycle):
    wish = Wish("2", "исполнить", "А", date(2026, 3, 12), actor="А")
    with pytest.raises(RefusedError, match="may not do"):
        admit(merged, [], wish, 60, noon("2026-03-12"))
    before = replace(wish, on=date(2026, 3, 9))
    assert admit(merged, [], before, 60, noon("2026-03-12")).actor == "А"


def wish_8(trigger: str, day: int) -> Wish:
    return Wish("8", trigger, "А", date(2026, 3, day))


def test_it_ends_when_the_successor_leaves_for_good(merged: Cycle):
    gone = versioned(merged.versions[0], [*merged.changes, leaves("Б", "", "2026-03-20", 60)])
    case = of(gone, "2 А")
    assert (case.removed, case.off_since) == (True, date(2026, 3, 20))
    assert case.reason == "закон от 2026-03-20"
    assert of(gone, "5 А").off_since == date(2026, 3, 10)


def test_it_ends_when_the_plan_is_repealed(merged: Cycle):
    """What is in its first state ends for everybody, as late as it is: 18 days, 4 + 4 + 5 of them worked."""
    repeal = Change(60, date(2026, 3, 20), noon("2026-03-20"), "приказ № 9", repealed=True)
    after = versioned(merged.versions[0], [*merged.changes, repeal])
    for whose in "АБ":
        case = of(after, f"2 {whose}")
        assert (case.removed, case.off_since, case.reason) == (True, date(2026, 3, 20), "приказ № 9")
        found = deviation(case, date(2026, 5, 5), Inputs(after, {case.key: case}))
        assert (found.delay_days, found.delay_working_days) == (18, 13)


def test_until_the_day_of_the_merger_it_was_its_own(merged: Cycle):
    case = of(merged, "2 А", as_of=date(2026, 3, 9))
    assert [one.name for one in who(merged.at(date(2026, 3, 9)), case, "район")] == ["А"]
    assert not of(merged, "5 А", as_of=date(2026, 3, 9)).removed
