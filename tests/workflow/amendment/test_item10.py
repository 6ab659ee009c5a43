"""The worked example: item 10 of the Krasnoyarsk plan, moved by an amendment of 1 September 2016."""

from datetime import date
from pathlib import Path

import pytest

from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Slip,
    amended,
    fold,
    seen,
    status,
)

LIBRARY = Path(__file__).parents[3] / "definitions" / "library" / "krasnoyarsk-2016.yaml"


@pytest.fixture(scope="module")
def world(municipalities, worded, entry, amendment) -> tuple[Cycle, list[Entry], Change]:
    text = LIBRARY.read_text(encoding="utf-8")
    old = 'срок: "до 15 сентября 2016 г."'
    assert text.count(old) == 1
    cycle = municipalities(worded(text))
    new = worded(text.replace(old, 'срок: "до 30 сентября 2016 г."'))
    entries = [
        entry(100, "10 Ачинск", "направить", "2016-08-30"),
        entry(101, "10 Боготол", "направить", "2016-09-20"),
    ]
    return cycle, entries, amendment(99, "2016-09-01", new)


class TestItem10OfTheKrasnoyarskPlan:
    """From 15 September (a Thursday) to 30 September 2016 (a Friday), by an amendment of 1 September.

    30 - 15 = 15 calendar days for each of the 61 municipalities but Achinsk, which sent on 30 August: what was done
    is judged by the wording of its day.
    """

    def test_60_of_627_cases_move_and_nothing_else(self, world, compared):
        cycle, entries, change = world
        found = compared(cycle, entries, change, today="2016-09-02")
        assert len(fold(cycle, entries)) == 627
        assert len(found) == 61 - 1
        assert {one.key.event for one in found.values()} == {"10"}
        assert {one.what for one in found.values()} == {("moves",)}

    def test_every_one_slips_by_15_days_because_of_the_amendment(self, world, compared):
        cycle, entries, change = world
        for one in compared(cycle, entries, change, today="2016-09-02").values():
            assert (one.before.due, one.after.due) == (date(2016, 9, 15), date(2016, 9, 30))
            assert (one.after.baseline, one.after.slips) == (date(2016, 9, 15), (Slip("amendment", 15),))

    def test_what_was_sent_keeps_its_day(self, world):
        cycle, entries, change = world
        after = fold(amended(cycle, [change]), entries)
        achinsk = after[CaseKey("10", "Ачинск")]
        assert (achinsk.actual, achinsk.due, achinsk.slips) == (date(2016, 8, 30), date(2016, 9, 15), ())
        assert after[CaseKey("10", "Боготол")].actual == date(2016, 9, 20)

    def test_what_was_late_by_the_old_term_is_in_time_by_the_new(self, world):
        """Sent on 20 September: after the 15th, before the 30th."""
        cycle, entries, change = world
        key, today = CaseKey("10", "Боготол"), date(2016, 10, 3)
        old = fold(cycle, entries)[key]
        assert status(old, today) == "late"
        assert status(fold(amended(cycle, [change]), entries)[key], today) == "in_time"

    def test_the_term_of_item_12_stays(self, world):
        """«Сентябрь 2016 г.» ends on 30 September, whatever becomes of item 10."""
        cycle, entries, change = world
        for key, case in fold(amended(cycle, [change]), entries).items():
            if key.event == "12":
                assert (case.due, case.slips) == (date(2016, 9, 30), ())

    def test_on_the_day_before_and_by_what_was_known_then_the_old_term_holds(self, world):
        cycle, entries, change = world
        after, key = amended(cycle, [change]), CaseKey("10", "Канск")
        assert fold(after, entries, as_of=date(2016, 8, 31))[key].due == date(2016, 9, 15)
        assert fold(after, entries, as_of=date(2016, 9, 1))[key].due == date(2016, 9, 30)
        assert fold(after, entries, known_on=date(2016, 8, 31))[key].due == date(2016, 9, 15)
        assert seen(after, known_on=date(2016, 8, 31)) == cycle
