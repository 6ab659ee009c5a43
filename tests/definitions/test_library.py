"""The plan in the library is the plan that was approved, and its dates are the ones worked out from it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from calendars import Calendar
from definitions import Definition, Given, deadline, example_due, read_definition, with_settings

NUMBERS = [str(number) for number in range(1, 28)]
IN_THE_TABLE = {
    "министерство": "ministry",
    "рабочая группа": "working_group",
    "ОМСУ": "municipality",
    "кадровый центр": "training_centre",
}


def by_number(table: list[dict[str, str]], key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in table}


def test_it_has_the_items_of_the_plan_in_their_order(plan: Definition, rows):
    assert [event.number for event in plan.events] == NUMBERS
    assert [row["number"] for row in rows("krasnoyarsk_plan.csv")] == NUMBERS
    assert [row["item"] for row in rows("krasnoyarsk_plan_dates.csv")] == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_an_item_says_what_the_plan_says(plan: Definition, rows, number: str):
    event, row = plan.event(number), by_number(rows("krasnoyarsk_plan.csv"), "number")[number]
    assert event is not None
    responsible = ", ".join(event.responsible)
    if event.coordinator:
        responsible += f", координатор - {event.coordinator}"
    assert {
        "number": event.number,
        "title": event.title,
        "responsible": responsible,
        "phrase": event.terms[0].phrase,
        "interaction": event.interaction,
    } == row


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("settings", "column"),
    [
        ([], "due_roll_following"),
        (["roll=preceding"], "due_roll_preceding"),
        (["windows_roll=following"], "due_if_windows_roll_following_too"),
    ],
)
def test_dates(plan: Definition, calendar: Calendar, rows, number: str, settings: list[str], column: str):
    row = by_number(rows("krasnoyarsk_plan_dates.csv"), "item")[number]
    definition = with_settings(plan, settings)
    event = definition.event(number)
    assert event is not None
    found = deadline(event.terms[0].phrase, event.terms[0].reading, definition.roll, calendar)
    shown = {"planned_on": found.planned, column: found.due, "window_from": found.opens}
    assert {name: day.isoformat() if day else "" for name, day in shown.items()} == {
        name: row[name] for name in shown
    }
    assert found.provisional == ()


@pytest.mark.parametrize("number", NUMBERS)
def test_who_is_responsible_and_whose_rows_they_are(plan: Definition, rows, number: str):
    row = by_number(rows("krasnoyarsk_plan_dates.csv"), "item")[number]
    event = plan.event(number)
    assert event is not None
    responsible = "+".join(IN_THE_TABLE[role] for role in event.responsible)
    if event.coordinator:
        responsible += f" (coordinator: {IN_THE_TABLE[event.coordinator]})"
    assert responsible == row["responsible"]
    assert event.for_each == ("ОМСУ" if row["cases"] == "61" else None)


def test_627_cases(plan: Definition, rows):
    municipalities = rows("krasnoyarsk_municipalities.csv")
    assert Counter(row["kind"] for row in municipalities) == {"urban_district": 17, "district": 44}
    assert sum(len(municipalities) if event.for_each else 1 for event in plan.events) == 627


def test_what_depends_on_what(plan: Definition):
    assert {event.number: event.upstream for event in plan.events if event.upstream} == {
        "7": ("5",),
        "12": ("10",),
        "19": ("13",),  # its example dates are targets
        "20": ("19", "17"),
        "22": ("20",),
        "26": ("25",),
    }


def test_item_26_has_no_date_and_says_what_it_waits_for(plan: Definition, calendar: Calendar):
    event = plan.event("26")
    assert event is not None
    found = deadline(event.terms[0].phrase, event.terms[0].reading, plan.roll, calendar)
    assert (found.planned, found.due) == (None, None)
    assert found.waits is not None
    assert "waits for: законодательств" in str(found.waits)


def test_item_19_explains_its_sunday(plan: Definition, calendar: Calendar):
    event = plan.event("19")
    assert event is not None
    steps = [
        str(step)
        for step in deadline(event.terms[0].phrase, event.terms[0].reading, plan.roll, calendar).steps
    ]
    told = "\n".join(steps)
    assert "до 20 ноября 2016 г." in steps[0]
    assert "20.11.2016" in told
    assert "Sunday" in told
    assert "Monday" in told
    assert "rule of the definition" in told
    assert plan.roll.decided_by in told
    assert "21.11.2016" in steps[-1]


def test_item_20_opens_when_item_19_comes_and_ends_when_the_plan_says(plan: Definition, calendar: Calendar):
    event = plan.event("20")
    assert event is not None
    before = deadline(event.terms[0].phrase, event.terms[0].reading, plan.roll, calendar)
    assert (before.opens, before.due) == (None, date(2016, 12, 1))
    assert before.waits is not None
    after = deadline(
        event.terms[0].phrase, event.terms[0].reading, plan.roll, calendar, Given(anchor=date(2016, 11, 17))
    )
    assert (after.opens, after.due, after.waits) == (date(2016, 11, 17), date(2016, 12, 1), None)


def test_its_examples_come_out(plan: Definition, calendar: Calendar):
    assert len(plan.examples) == 14
    assert [example_due(plan, one, calendar) for one in plan.examples] == [one.due for one in plan.examples]


def test_the_ladder_of_the_plan(plan: Definition):
    assert plan.reminders.days_before == (10, 3, 1)
    assert (plan.reminders.on_the_day, plan.reminders.overdue_after, plan.reminders.overdue_every) == (
        True,
        1,
        7,
    )


def test_the_month_of_its_approval_is_missing_and_is_not_guessed(plan: Definition, data: Path):
    """The plan says «07» _____ 2016 г.; whoever fills the blank in is told no more."""
    assert plan.document.dated.startswith("«07» _____ 2016 г.")
    text = (data.parents[2] / "definitions" / "library" / "krasnoyarsk-2016.yaml").read_text(encoding="utf-8")
    for written, told in ((text, 1), (text.replace("«07» _____ 2016 г.", "07.06.2016"), 0)):
        problems = read_definition(written.encode(), "plan.yaml").problems
        assert sum("has a blank in it" in str(one.message) for one in problems) == told
