"""Before anything has happened: forecasts of very many rows, one at a time and at no more than their number costs."""

from dataclasses import replace
from datetime import date
from typing import Any

from calendars import Calendar
from definitions import Anchor, Definition
from workflow import CaseKey, Cycle, Participant, fold, forecasts, forecasts_at_start

TOWN, OTHER = "Горно-Алтайск", "Майминский район"


def counting(definition: Definition, number: str, anchor: Anchor) -> Definition:
    """The definition with another anchor of an event, also one that the language has no words for."""
    events = (replace(one, anchor=anchor) if one.number == number else one for one in definition.events)
    return replace(definition, events=tuple(events))


def test_at_the_start_rows_one_by_one_have_the_dates_of_all_together(variant: Any, start: Any):
    """Also where an exception leaves a row out, and what counts from it alone has no date."""
    definition = variant(
        ('    отсчёт: {мероприятие: "9", сведения: протокол}\n', ""),
        (
            "в течение 5 рабочих дней со дня утверждения Комиссией перечня дополнительных показателей",
            f"до 22 декабря 2017 г.\n    кроме: {{участники: [{OTHER}]}}",
        ),
    )
    cycle = start(counting(definition, "7-записка", Anchor(event="11")))
    together, alone = forecasts(cycle, fold(cycle, ())), forecasts_at_start(cycle)
    found = {key: alone(key) for key in cycle.keys}
    assert {key: (one.due, one.opens) for key, one in found.items() if one} == {
        key: (one.due, one.opens) for key, one in together.items()
    }
    assert [str(found[CaseKey(number, TOWN)].due) for number in ("11", "12")] == ["2018-01-15", "2018-02-14"]
    assert found[CaseKey("11", OTHER)].due is None
    assert str(found[CaseKey("12", TOWN)].says).startswith("waits for item 11 (forecast for 15.01.2018); ")


def test_a_plan_without_participants_has_forecasts_too(variant: Any, calendar: Calendar):
    definition = variant(
        ('    отсчёт: {мероприятие: "9", сведения: протокол}\n', ""),
        (
            "в течение 5 рабочих дней со дня утверждения Комиссией перечня дополнительных показателей",
            "до 22 декабря 2017 г.",
        ),
    )
    cycle = Cycle("altai", definition, calendar, (), date(2017, 12, 1))
    found = forecasts_at_start(cycle)
    assert [str(found(CaseKey(number)).due) for number in ("11", "12")] == ["2018-01-15", "2018-02-14"]


def test_a_long_chain_of_events_is_followed_to_its_end(altai: Definition, calendar: Calendar):
    """Each of 400 events counts one working day from the one before."""
    (one,) = (event for event in altai.events if event.number == "11")
    term = replace(one.terms[0], reading=replace(one.terms[0].reading, n=1))
    first = replace(one, number="0", for_each=None, anchor=None, terms=altai.event("17").terms)
    chain = [
        replace(first, number=str(number), anchor=Anchor(event=str(number - 1)), terms=(term,))
        for number in range(1, 400)
    ]
    cycle = Cycle("цепь", replace(altai, events=(*reversed(chain), first)), calendar, (), date(2017, 12, 1))
    key = CaseKey("399")
    assert forecasts_at_start(cycle)(key).due == forecasts(cycle, fold(cycle, ()))[key].due is not None


def test_a_case_is_looked_at_once_whatever_it_waits_for(altai: Definition, start: Any):
    """300 towns whose agreements each wait for all lists: every row above is asked once, not once for each town."""
    lists = counting(altai, "11", Anchor(event="4"))
    many = tuple(Participant(f"район {n}", "муниципалитет") for n in range(300))
    bodies = tuple(Participant(f"орган {n}", "исполнительный орган") for n in range(300))
    cycle = start(lists, *many, *bodies)
    cases = fold(cycle, ())

    class Asked(dict[Any, Any]):
        times = 0

        def get(self, *key: Any) -> Any:
            self.times += 1
            return super().get(*key)

    asked = Asked(cases)
    assert forecasts(cycle, asked)[CaseKey("11", "район 299")].due == date(2017, 12, 15)
    assert asked.times < 2 * len(cases)
