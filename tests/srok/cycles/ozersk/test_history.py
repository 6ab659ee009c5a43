"""The cycle of Ozersk: what the practice's passport dates is replayed from it, and results lead back to the plan.

The dates and the numbers of acts are those of section 15 of the passport. Working days are counted by hand, the first
day of a stay left out and its last one in, by the production calendars of 2018 and 2019: 5 November 2018 is a day off,
Saturday 29 December 2018 is worked and the 31st is not, January 2019 is worked from the 9th.
"""

from datetime import date

import pytest

NAME = "ozersk-strategy"

#: event, state, first and last day, days, working days.
STAYS = [
    # October 2-5, 8-12, 15-19, 22-25: 4 + 5 + 5 + 4
    ("9", "не назначены", "2018-10-01", "2018-10-25", 24, 18),
    # October 26, 29-31; November 1-2, 6-9, 12-16, 19-22: 1 + 3 + 2 + 4 + 5 + 4
    ("9", "назначены", "2018-10-25", "2018-11-22", 28, 19),
    # October 22 (all 23 but the first), November 21, December 3-7, 10-14, 17-21, 24-26: 22 + 21 + 18
    ("10", "проект", "2018-10-01", "2018-12-26", 86, 61),
    # two more: December 27 and 28
    ("11", "разрабатывается", "2018-10-01", "2018-12-28", 88, 63),
    # December 29; January 17, February 20, March 1, 4-7, 11-15, 18-22, 25-28: 1 + 17 + 20 + 19
    ("11", "утверждён", "2018-12-28", "2019-03-28", 90, 57),
    # March 29; April 22, May 18, June 19, July 1-5, 8-10: 1 + 22 + 18 + 19 + 8
    ("11", "изменён", "2019-03-28", "2019-07-10", 104, 68),
]

#: What the passport lets one say of a day: the hearings were appointed before the council was there.
PICTURES = [
    ("2018-10-24", {"1": "ожидается", "9": "не назначены", "10": "проект", "11": "разрабатывается"}),
    ("2018-10-25", {"1": "ожидается", "9": "назначены", "10": "проект", "11": "разрабатывается"}),
    ("2018-10-29", {"1": "исполнено", "9": "назначены", "10": "проект", "11": "разрабатывается"}),
    ("2018-11-22", {"1": "исполнено", "9": "проведены", "10": "проект", "11": "разрабатывается"}),
    ("2018-12-26", {"1": "исполнено", "9": "проведены", "10": "утверждена", "11": "разрабатывается"}),
    ("2018-12-28", {"1": "исполнено", "9": "проведены", "10": "утверждена", "11": "утверждён"}),
    ("2019-03-27", {"1": "исполнено", "9": "проведены", "10": "утверждена", "11": "утверждён"}),
    ("2019-03-28", {"1": "исполнено", "9": "проведены", "10": "утверждена", "11": "изменён"}),
]


def test_how_long_each_stage_took(lived, stays):
    assert [row for event in ("9", "10", "11") for row in stays(lived, event)] == STAYS
    for _event, _state, since, until, days, _working in STAYS:
        assert (date.fromisoformat(until) - date.fromisoformat(since)).days == days


@pytest.mark.parametrize(("day", "states"), PICTURES)
def test_how_it_stood_on_a_day(lived, day: str, states: dict[str, str]):
    rows = lived("deviations", NAME, "--as-of", day, "--format", "json").json
    assert {row["event"]: row["state"] for row in rows if row["event"] in states} == states


def test_what_the_passport_does_not_date_is_not_recorded(lived):
    """The plan (11) is done once it is published too, and the passport does not say when that was."""
    rows = lived("deviations", NAME, "--format", "json").json
    assert {row["event"] for row in rows if row["actual"]} == {"1", "9", "10"}


def test_the_plan_is_done_when_it_is_published_however_late_that_is_told(lived):
    where = "где опубликован=официальный сайт"
    told = lived("record", NAME, "11", "опубликовать", "--on", "2018-12-29", "--data", where)
    assert told.status == 0, told.err
    plan = lived("case", NAME, "11", "--json").json
    assert (plan["actual"], plan["state"]) == ("2018-12-29", "изменён")


def test_each_act_stands_with_its_number_and_date(lived):
    acts = [entry["data"] for entry in lived("journal", NAME, "--json").json if entry["event"]]
    assert acts == [
        {"постановление": "№ 24 от 29.10.2018"},
        {"решение": "№ 212 от 25.10.2018"},
        {},
        {"решение": "№ 261 от 26.12.2018"},
        {"постановление": "№ 3309 от 28.12.2018"},
        {"постановление": "№ 706 от 28.03.2019", "что изменено": acts[5]["что изменено"]},
        {"постановление": "№ 1683 от 10.07.2019", "что изменено": acts[6]["что изменено"]},
    ]


def test_no_action_waits_for_another(lived):
    """In life the hearings came before the council, so nothing is refused for its order among the actions."""
    done = lived("record", NAME, "12", "организовать", "--on", "2018-10-02", "--now", "2019-08-01T12:00")
    assert done.status == 0, done.err
