"""A last day that moves: told once to whoever took another day for it, and it opens no storm of letters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from calendars import load_calendar
from definitions import HEAD, Copy, Reminders, read_definition
from notifications import Told, recipients, sayings
from workflow import CaseKey, Cycle, Participant, fold

DEFINITION = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  ОМСУ: {каждый: да}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Отчёт, ответственный: ОМСУ, для каждого: ОМСУ, срок: "30 сентября 2016 г.",
     порядок: исполнение}
"""
ACHINSK = Participant("Ачинск", "ОМСУ", email="a@example.org", head="Петров", head_email="head@example.org")
HEAD_NAME = "Петров <head@example.org>"
DUE, OTHER = date(2016, 9, 30), date(2016, 9, 23)  # Fridays


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    read = read_definition(DEFINITION.encode(), "проба.yaml")
    assert read.definition, [str(problem.message) for problem in read.problems]
    return Cycle("проба", read.definition, load_calendar(), (ACHINSK,), date(2016, 6, 1))


@pytest.fixture
def told(cycle: Cycle) -> Callable[..., dict[str, tuple[list[str], str, date | None]]]:
    """Who is told what on a day: the rungs that are remembered, how the line stands, and what the date was."""

    def ask(day: str, *had: Told, copy: int | None = None, due: date = DUE, **case: date | None):
        copies = () if copy is None else (Copy((HEAD,), copy),)
        ladder = Reminders(days_before=(10, 3, 1), copies=copies)
        own = replace(cycle, definition=replace(cycle.definition, reminders=ladder))
        found = fold(own, ())[CaseKey("1", "Ачинск")]
        known = case.get("moved_on")
        found = replace(found, deadline=replace(found.deadline, due=due), known_since=known, **case)
        noon = datetime.combine(date.fromisoformat(f"2016-{day}"), datetime.min.time(), UTC).replace(hour=9)
        news = {who.name: sayings(own, found, who, noon, had) for who in recipients(own, found)}
        return {
            name: ([rung.name for rung in one.rungs], one.line.rung, one.line.moved_from)
            for name, told in news.items()
            for one in told
        }

    return ask


# Somebody set it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "rungs", "kind"),
    [
        ("09-20", ["ahead:10", "moved"], "moved"),  # ten days before was the 16th: the notice stands for it
        ("09-26", ["ahead:10", "moved"], "moved"),
        ("09-27", ["ahead:3"], "ahead"),  # whoever could not be told for a week hears of the date itself
        ("09-30", ["today"], "today"),
    ],
)
def test_a_date_that_was_set_is_told_to_those_who_knew_nothing(told, day: str, rungs: list[str], kind: str):
    found = told(day, moved_on=date(2016, 9, 20), moved_from=OTHER)
    assert found == {"Ачинск": (rungs, kind, OTHER)}


def test_a_date_set_for_the_past_is_told_in_one_line(told):
    found = told("10-12", moved_on=date(2016, 10, 12), moved_from=date(2016, 12, 1))
    assert found == {"Ачинск": (["moved", "late", "overdue:2016-10-12"], "overdue", date(2016, 12, 1))}


def test_a_date_set_for_the_day_itself_says_that_this_is_the_last_day(told):
    found = told("09-30", moved_on=date(2016, 9, 30), moved_from=date(2016, 12, 1))
    assert found == {"Ачинск": (["moved", "today", "late"], "today", date(2016, 12, 1))}


def test_a_date_set_and_given_back_before_anybody_was_told_is_no_news(told):
    assert told("09-12", moved_on=date(2016, 9, 12), moved_from=DUE) == {}
    known = Told("ahead:10", DUE, "Ачинск")
    assert told("09-19", known, moved_on=date(2016, 9, 19), moved_from=OTHER) == {}


# It followed from something else -------------------------------------------------------------------------


def test_whoever_was_told_another_day_is_told_of_the_move_and_what_it_was(told):
    had = (Told("moved", date(2016, 9, 1), "Ачинск", 3), Told("ahead:10", OTHER, "Ачинск", 7))
    assert told("09-13", *had) == {"Ачинск": (["moved"], "moved", OTHER)}


def test_the_notice_is_told_once_and_the_ladder_goes_on(told):
    had = Told("ahead:10", OTHER, "Ачинск", 7), Told("moved", DUE, "Ачинск", 8)
    assert told("09-13", *had) == {}
    assert told("09-16", *had) == {"Ачинск": (["ahead:10"], "ahead", None)}


def test_whoever_was_told_nothing_has_the_ladder_alone(told):
    assert told("09-13", Told("ahead:10", OTHER, "Канск", 7)) == {}
    assert told("09-19", Told("ahead:10", OTHER, "Канск", 7)) == {"Ачинск": (["ahead:10"], "ahead", None)}


def test_the_notice_stands_for_what_the_ladder_says_of_the_new_day(told):
    assert told("09-27", Told("ahead:1", OTHER, "Ачинск", 7)) == {
        "Ачинск": (["ahead:3", "moved"], "moved", OTHER)
    }


# No storm ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copy", "known", "silent", "told_on"),
    [
        (3, "10-03", "10-04", "10-05"),  # three working days after Friday 30 September: still to come
        (3, "10-05", "10-07", "10-10"),  # it was to be that day: three working days later
        (3, "10-10", "10-12", "10-13"),
        (1, "10-10", "10-10", "10-11"),
    ],
)
def test_an_escalation_that_was_past_when_the_date_became_known_counts_from_then(
    told, copy: int, known: str, silent: str, told_on: str
):
    late = {"moved_on": date.fromisoformat(f"2016-{known}"), "moved_from": OTHER, "copy": copy}
    assert set(told(known, **late)) == set(told(silent, **late)) == {"Ачинск"}
    assert set(told(told_on, **late)) == {"Ачинск", HEAD_NAME}
    rungs, kind, _ = told(told_on, **late)[HEAD_NAME]
    assert (rungs, kind) == ([f"overdue:2016-{told_on}"], "overdue")


def test_escalations_repeat_from_their_first_day(told):
    late = {"moved_on": date(2016, 10, 10), "moved_from": OTHER, "copy": 3}
    had = Told("overdue:2016-10-13", DUE, HEAD_NAME, 9)
    assert HEAD_NAME not in told("10-19", had, **late)
    assert told("10-20", had, **late)[HEAD_NAME][0] == ["overdue:2016-10-20"]


def test_a_copy_of_the_day_itself_has_no_second_letter_after_the_notice(told):
    late = {"moved_on": date(2016, 10, 10), "moved_from": OTHER, "copy": 0}
    rungs, kind, _ = told("10-10", **late)[HEAD_NAME]
    assert (rungs, kind) == (["moved", "late"], "overdue")
    had = [Told(rung, DUE, HEAD_NAME, 9) for rung in rungs]
    assert HEAD_NAME not in told("10-11", *had, **late)


def test_a_last_day_before_the_start_is_told_where_it_became_known_after_it(told):
    assert told("06-02", due=date(2016, 5, 20)) == {}
    rungs, kind, was = told("06-02", due=date(2016, 5, 20), moved_on=date(2016, 6, 2), moved_from=DUE)[
        "Ачинск"
    ]
    assert ("moved" in rungs, kind, was) == (True, "overdue", DUE)
