"""A target is reminded of and never missed; what follows a case that is met is told once to those who owe it."""

from datetime import date, datetime

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import read_definition
from notifications import Digest, Line, Told, recipients, render, sayings
from workflow import CaseKey, Cycle, Entry, Participant, fold

PLAN = """
цикл: проба
название: Проба
календарь: ru
часовой пояс: Europe/Moscow
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  напоминания: {рабочих дней до срока: [3], в день срока: да, "просрочка, рабочих дней": 1, копии: [{кому: глава}]}
роли:
  ОМСУ: {каждый: да}
  министерство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "13", мероприятие: График, ответственный: министерство, срок: "1 сентября 2016 г.", порядок: исполнение,
     указать: {направить до: дата}}
  - {№: "19", мероприятие: Направление проекта, ответственный: ОМСУ, для каждого: ОМСУ, срок: "20 октября 2016 г.",
     ориентир: {мероприятие: "13", сведения: направить до}, затем: {сообщить: министерство}, порядок: исполнение}
"""
TOWN = Participant("Ачинск", "ОМСУ", email="t@example.org", head="Глава", head_email="head@example.org")
MINISTRY = Participant("Минэк", "министерство", email="ministry@example.org")
KEY = CaseKey("19", "Ачинск")
DUE = date(2016, 10, 20)


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    read = read_definition(PLAN.encode(), "проба.yaml")
    assert read.definition, [str(problem.message) for problem in read.problems]
    return Cycle("проба", read.definition, load_calendar(), (TOWN, MINISTRY), date(2016, 8, 1))


def at(cycle: Cycle, text: str) -> datetime:
    return datetime.fromisoformat(f"2016-{text}T12:00").replace(tzinfo=cycle.zone)


def act(cycle: Cycle, number: int, key: CaseKey, day: str, *, known: str = "", **more: object) -> Entry:
    more = {"kind": "act", "trigger": "исполнить", **more}
    return Entry(
        number=number,
        on=at(cycle, day).date(),
        recorded_at=at(cycle, known or day),
        case=key,
        **more,
    )


def told(cycle: Cycle, entries: list[Entry], day: str, *had: Told) -> dict[str, list[Line]]:
    case = fold(cycle, entries)[KEY]
    found = {who.name: sayings(cycle, case, who, at(cycle, day), had) for who in recipients(cycle, case)}
    return {name: [one.line for one in news] for name, news in found.items() if news}


def scheduled(cycle: Cycle, target: str, known: str = "08-29") -> list[Entry]:
    return [act(cycle, 1, CaseKey("13"), known, data={"направить до": f"2016-{target}"})]


# Targets -------------------------------------------------------------------------------------------------


def test_a_target_is_reminded_of_before_it_and_on_its_day(cycle):
    entries = scheduled(cycle, "10-10")  # a Monday
    assert told(cycle, entries, "10-04") == {}
    (line,) = told(cycle, entries, "10-05")["Ачинск"]
    assert (line.rung, line.due, line.term, line.days) == ("target", date(2016, 10, 10), DUE, 3)
    assert "Глава <head@example.org>" not in told(cycle, entries, "10-10")
    (line,) = told(cycle, entries, "10-10")["Ачинск"]
    assert (line.rung, line.days) == ("target", 0)


def test_a_target_that_has_passed_is_never_overdue(cycle):
    entries = scheduled(cycle, "10-10")
    assert told(cycle, entries, "10-11") == {}
    assert [line.rung for line in told(cycle, entries, "10-20")["Ачинск"]] == ["today"]
    assert told(cycle, scheduled(cycle, "10-10", known="10-12"), "10-12") == {}


@pytest.mark.parametrize("target", ["10-20", "10-25"])
def test_a_target_that_is_no_earlier_than_the_deadline_says_nothing(cycle, target: str):
    lines = told(cycle, scheduled(cycle, target), "10-20")["Ачинск"]
    assert [line.rung for line in lines] == ["today"]


def test_a_target_that_moves_is_told_to_whoever_was_told_another(cycle):
    had = Told("ahead:3", date(2016, 10, 10), "Ачинск", 4, "*target")
    (line,) = told(cycle, scheduled(cycle, "10-14"), "10-06", had)["Ачинск"]
    assert (line.rung, line.due, line.moved_from) == ("target", date(2016, 10, 14), date(2016, 10, 10))
    assert told(cycle, scheduled(cycle, "10-14"), "10-06") == {}
    assert told(cycle, scheduled(cycle, "10-04"), "10-06", had) == {}


def test_target_and_deadline_are_remembered_apart(cycle):
    entries = scheduled(cycle, "10-17")
    had = Told("today", date(2016, 10, 17), "Ачинск", 4, "*target")
    assert [line.rung for line in told(cycle, entries, "10-17", had)["Ачинск"]] == ["ahead"]


def test_an_item_whose_target_and_deadline_are_both_ahead_stands_once_in_a_letter(cycle):
    """Monday, 17 October, is the target; Thursday, 20 October, is three working days off."""
    case = fold(cycle, scheduled(cycle, "10-17"))[KEY]
    (saying,) = sayings(cycle, case, TOWN, at(cycle, "10-17"))
    assert (saying.line.rung, saying.line.due, saying.line.term) == ("target", date(2016, 10, 17), DUE)
    had = list(saying.told("Ачинск"))
    assert {(one.part, one.due) for one in had} == {("*target", date(2016, 10, 17)), ("", DUE)}
    assert sayings(cycle, case, TOWN, at(cycle, "10-17"), had) == []


# What follows --------------------------------------------------------------------------------------------


def done(cycle: Cycle, *more: Entry, known: str = "") -> list[Entry]:
    return [act(cycle, 2, KEY, "10-07", known=known), *more]


def test_what_follows_is_told_once_after_the_case_is_met(cycle):
    found = told(cycle, done(cycle), "10-07")
    (line,) = found["Ачинск"]
    assert (line.rung, line.due, line.inform) == ("inform", date(2016, 10, 7), "Минэк")
    assert set(found) == {"Ачинск"}
    had = Told("inform", date(2016, 10, 7), "Ачинск", 4, "*inform")
    assert told(cycle, done(cycle), "10-10", had) == {}
    # Nor once more when the day on which it was met is corrected.
    assert told(cycle, [act(cycle, 2, KEY, "10-06")], "10-10", had) == {}


def test_what_follows_is_told_also_where_the_case_was_recorded_late(cycle):
    assert "Ачинск" in told(cycle, done(cycle, known="11-21"), "11-21")


def test_nothing_is_left_to_tell_once_it_was_told(cycle):
    informed = act(cycle, 3, KEY, "10-10", kind="inform", trigger="сообщить", ref="№ 5")
    assert told(cycle, done(cycle, informed), "10-10") == {}


# How it reads --------------------------------------------------------------------------------------------


def test_neither_is_called_a_deadline(cycle):
    (target,) = told(cycle, scheduled(cycle, "10-10"), "10-05")["Ачинск"]
    (inform,) = told(cycle, done(cycle), "10-07")["Ачинск"]
    digest = Digest("проба", "Проба", "Ачинск", "", date(2016, 10, 5), (target, inform), "")
    text = render(digest, ENGLISH).text
    assert "Target: 10.10.2016, Monday; 3 working days left; the deadline itself is 20.10.2016\n" in text
    assert "Done: 07.10.2016, Friday; tell: Минэк\n" in text
    assert "Deadline:" not in text
