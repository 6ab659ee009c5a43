"""A municipality within a region: its rows are with its own region alone, and count from what that region did."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import CaseKey, Cycle, Participant, Wish, admit, case_of, fold, read_participants

PLAN = """
cycle: pilots
title: Pilots
calendar: ru
timezone: Europe/Moscow
rules: {roll: {dates: following, windows: none, decided_by: us}}
roles:
  region: {each: yes}
  town: {each: yes, within: region}
shared_flows: исполнение
events:
  - {number: "1", event: Agreement, responsible: region, for_each: region, deadline: not_set, flow: исполнение}
  - {number: "2", event: Decision, responsible: town, for_each: [town, region], anchor: {event: "1"},
     deadline: в течение 1 месяца со дня заключения соглашения, flow: исполнение}
  - {number: "3", event: Summary, responsible: region, for_each: region, opens_after: {event: "2", all: yes},
     deadline: 1 июня 2021 г., flow: исполнение}
"""
TABLE = "name;role;region\nAltai;region;\nKaluga;region;\nBiysk;town;Altai\nObninsk;town;Kaluga\n"


@pytest.fixture(scope="module")
def pilots() -> Definition:
    found = read_definition(PLAN.encode(), "plan.yaml")
    assert found.definition is not None, found.problems
    return found.definition


@pytest.fixture(scope="module")
def cycle(pilots: Definition, calendar: Calendar) -> Cycle:
    read = read_participants(TABLE.encode(), "who.csv", pilots)
    assert read.problems == ()
    return Cycle("pilots", pilots, calendar, read.participants, date(2020, 12, 1))


def test_a_row_only_with_the_one_it_belongs_to(cycle: Cycle):
    assert [str(key) for key in cycle.keys_of(cycle.event("2"))] == [
        "2 / Biysk / Altai",
        "2 / Obninsk / Kaluga",
    ]


def test_it_counts_from_its_own_region(cycle: Cycle):
    now = datetime(2021, 1, 14, 12, tzinfo=ZoneInfo("Europe/Moscow"))
    done = admit(cycle, [], Wish("1", "исполнить", "Altai"), 1, now)
    cases = fold(cycle, [done])
    # 14.01 + 1 month = 14.02.2021, a Sunday
    assert cases[CaseKey("2", "Biysk", "Altai")].due == date(2021, 2, 15)
    assert cases[CaseKey("2", "Obninsk", "Kaluga")].due is None


def test_nobody_need_name_the_region_of_a_town(cycle: Cycle):
    assert case_of(cycle, Wish("2", "исполнить", "Biysk")) == CaseKey("2", "Biysk", "Altai")


def test_a_region_that_is_not_its_own_has_no_row_with_it(cycle: Cycle):
    with pytest.raises(RefusedError, match="leaves the row"):
        case_of(cycle, Wish("2", "исполнить", "Biysk", agency="Kaluga"))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Tver;town;", "the column “region” is to say to whom of them this one belongs"),
        ("Tver;town;Kalluga", "unknown participant “Kalluga”; did you mean “Kaluga”?"),
    ],
)
def test_who_belongs_to_nobody_is_told(pilots: Definition, row: str, told: str):
    problems = read_participants((TABLE + row + "\n").encode(), "who.csv", pilots).problems
    assert [(one.line, str(one.message)) for one in problems] == [(6, told)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("within: region", "within: regions", "unknown role “regions”; did you mean “region”?"),
        ("within: region", "within: town", "“town” cannot stand above itself: name another role"),
        (
            "[town, region]",
            "[region, town]",
            "“town” belong to “region”: name them first, so that each has a row with its own",
        ),
        (
            "within: region}",
            "within: region, participants: {Biysk: {}}}",
            "say to whom this one belongs: in “data”, under “region”",
        ),
    ],
)
def test_what_does_not_fit_is_told(old: str, new: str, told: str):
    problems = read_definition(PLAN.replace(old, new).encode(), "plan.yaml").problems
    assert told in [str(problem.message) for problem in problems]


def test_towns_that_the_definition_names(calendar: Calendar):
    named = "within: region, participants: {Biysk: {data: {region: Altai}}}}"
    found = read_definition(PLAN.replace("within: region}", named).encode(), "plan.yaml").definition
    assert found is not None
    read = read_participants(b"name;role\nAltai;region\n", "who.csv", found)
    biysk = Participant("Biysk", "town", data={"region": "Altai"})
    cycle = Cycle("pilots", found, calendar, (biysk, *read.participants), date(2020, 12, 1))
    assert cycle.keys_of(cycle.event("2")) == (CaseKey("2", "Biysk", "Altai"),)


def test_towns_alone_may_be_listed_where_the_regions_take_part_already(pilots: Definition, cycle: Cycle):
    towns = b"name;role;region\nBiysk;town;Altai\nBelokurikha;town;Altai\n"
    assert read_participants(towns, "who.csv", pilots, cycle.participants).problems == ()
    assert len(read_participants(towns, "who.csv", pilots).problems) == 2


def test_a_region_that_the_list_leaves_out_is_there_no_more(pilots: Definition, cycle: Cycle):
    listed = b"name;role;region\nAltai;region;\nObninsk;town;Kaluga\n"
    (problem,) = read_participants(listed, "who.csv", pilots, cycle.participants).problems
    assert (problem.line, str(problem.message)) == (3, "unknown participant “Kaluga”; known here: Altai")
