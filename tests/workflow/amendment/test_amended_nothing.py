"""An amendment that changes nothing moves nothing; one that is taken back restores every date."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendars import Calendar, Day
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Slip,
    Wish,
    admit,
    amended,
    fold,
    versioned,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")


DAYS = st.dates(date(2016, 8, 1), date(2016, 11, 1))


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Acts of the small plan, in any order, fitting or not, and dates that are set."""
    found: list[Entry] = []
    for number in range(5, 5 + draw(st.integers(0, 8))):
        key = draw(
            st.sampled_from([CaseKey("1", "Север"), CaseKey("1", "Юг"), CaseKey("2"), CaseKey("3", "Юг")])
        )
        on = draw(DAYS)
        moment = datetime.combine(draw(st.dates(on, date(2016, 12, 1))), datetime.min.time(), ZONE)
        if draw(st.integers(0, 4)) == 0:
            found.append(Entry(number, "set_date", on, moment, key, day=draw(DAYS), basis="приказ"))
        else:
            trigger = draw(st.sampled_from(["сдать", "вернуть", "принять", "завершить"]))
            found.append(Entry(number, "act", on, moment, key, trigger))
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=journals(), on=DAYS)
def test_an_amendment_that_changes_nothing_moves_nothing(
    small_cycle: Cycle, entries, on, amendment, compared
):
    change = amendment(4, on.isoformat(), small_cycle.definition)
    same = amended(small_cycle, [change])
    assert len(same.versions) == 2
    assert fold(same, entries) == fold(small_cycle, entries)
    assert compared(small_cycle, entries, change, today="2016-10-01") == {}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=journals(), days=st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_an_amendment_taken_back_restores_every_date(small_cycle: Cycle, entries, days, plan, amendment):
    """What an amendment moved, one that says the old words again moves back: all but what was done meanwhile."""
    other = plan(("15 сентября 2016", "20 сентября 2016"), ("30 сентября 2016", "14 октября 2016"))
    there, back = (
        amendment(3, days[0].isoformat(), other),
        amendment(4, days[1].isoformat(), small_cycle.definition),
    )
    twice = fold(versioned(small_cycle, [there, back]), entries)
    for key, case in fold(small_cycle, entries).items():
        assert (twice[key].actual, twice[key].state) == (case.actual, case.state)
        if case.actual is not None and days[0] <= case.actual < days[1]:
            continue
        assert twice[key].due == case.due
        assert sum(slip.days for slip in twice[key].slips) == sum(slip.days for slip in case.slips)


def test_the_calendar_is_the_cause_where_the_wording_is_the_same(
    small_cycle: Cycle, calendar: Calendar, compared
):
    """A decree that makes Friday 30 September 2016 a day off moves item 2 to Monday, 3 October: 3 days."""
    off = Day(date(2016, 9, 30), "transfer", title="перенос")
    decreed = replace(calendar, days=tuple(sorted((*calendar.days, off), key=lambda day: day.date)))
    moment = datetime(2016, 9, 1, 12, tzinfo=ZONE)
    change = Change(9, date(2016, 9, 1), moment, "постановление", calendar=decreed, calendars={})
    found = compared(small_cycle, [], change, today="2016-09-01")
    assert {name: one.what for name, one in found.items()} == {"2": ("moves",)}
    assert found["2"].after.slips == (Slip("calendar", 3),)


def test_an_act_can_be_taken_back_whose_action_the_new_wording_does_not_know(
    small_cycle: Cycle, entry, plan, amendment
):
    renamed = plan(("завершить: {из", "закончить: {из"))
    after = amended(small_cycle, [amendment(9, "2016-09-05", renamed)])
    done = entry(5, "2", "завершить", "2016-09-01")
    wish = Wish("2", "отозвать", actor="министр", on=date(2016, 9, 6), corrects=5)
    taken_back = admit(after, [done], wish, 10, datetime(2016, 9, 6, 12, tzinfo=ZONE))
    assert fold(after, [done])[CaseKey("2")].actual == date(2016, 9, 1)
    assert fold(after, [done, taken_back])[CaseKey("2")].actual is None
