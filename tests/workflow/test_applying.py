"""Why a case does not apply: which event decided it, or that it was due before whom it is about took part."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Participant,
    amended,
    fold,
    set_before_joining,
    why_not_applicable,
)


def test_the_event_that_decided_is_named(cycle: Cycle, entry: Callable[..., Entry]):
    """Item 5 names who lags behind: Ачинск; item 7 is for those alone."""
    decided = entry(1, "5", "исполнить", "2016-09-01", data={"отстающие": ["Ачинск"]})
    cases = fold(cycle, [decided])
    said = why_not_applicable(cycle, cases[CaseKey("7", "Канск")], cases)
    assert said is not None
    assert str(said) == "item 5 decided so, on 01.09.2016"
    assert why_not_applicable(cycle, cases[CaseKey("7", "Ачинск")], cases) is None


def test_where_nothing_is_decided_nothing_is_said(cycle: Cycle):
    cases = fold(cycle, ())
    assert cases[CaseKey("7", "Канск")].applies == "unknown"
    assert {why_not_applicable(cycle, case, cases) for case in cases.values()} == {None}


def test_who_joined_after_a_term_is_told_so(cycle: Cycle, moment: Callable[[str], datetime]):
    """Item 10 was due on 15 September; Новый takes part since the 19th."""
    joins = Change(1, date(2016, 9, 19), moment("2016-09-19"), participant=Participant("Новый", "ОМСУ"))
    after = amended(cycle, [joins])
    cases = fold(after, ())
    said = why_not_applicable(after, cases[CaseKey("10", "Новый")], cases)
    assert str(said) == "its term, 15.09.2016, was over before it joined the cycle, on 19.09.2016"
    assert why_not_applicable(after, cases[CaseKey("19", "Новый")], cases) is None


@pytest.mark.parametrize(("day", "told"), [("2016-09-16", 1), ("2016-09-19", 0), ("2016-10-10", 0)])
def test_a_term_set_before_its_participant_joined_is_told(cycle, moment, entry, day: str, told: int):
    """Новый takes part since Monday 19 September: nobody waits for what was due on Friday the 16th."""
    joins = Change(1, date(2016, 9, 19), moment("2016-09-19"), participant=Participant("Новый", "ОМСУ"))
    after = amended(cycle, [joins])
    kept = entry(2, "10 Новый", "назначить срок", "2016-09-20", kind="set_date", day=day)
    case = fold(after, [kept])[CaseKey("10", "Новый")]
    assert (case.applies == "no") == bool(told)
    found = [str(text) for text in set_before_joining(after, kept, case)]
    assert len(found) == told
    assert all(
        "the term, 16.09.2016, lies before 19.09.2016, when its participant joined" in one for one in found
    )
