"""The days of the stays of a case, one after the other, are all its days: none is lost at the hour of receipt."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from definitions import read_definition
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Days,
    Entry,
    Participant,
    between,
    calendar_of,
    fold,
    held_span,
    members_of,
    step_deviation,
)

SHEET = CaseKey("7", "Чемал", "минтруд")
STARTED, TODAY = date(2019, 2, 1), date(2019, 6, 28)


PLAN = (Path(__file__).parent / "data" / "sheets.yaml").read_text()
#: Only what is agreed meets the due date; it was due when the cycle started, so that every day is a late one.
AGREED = (
    PLAN.replace("{срок исполнен: да, у кого: ведомство", "{у кого: ведомство", 1)
    .replace("      согласован: {", "      согласован: {срок исполнен: да, ")
    .replace("    срок исполнен: внесением\n", "")
    .replace("15 марта 2019", "1 февраля 2019")
)


def _cycle(text: str) -> Cycle:
    definition = read_definition(text.encode(), "sheets.yaml").definition
    assert definition is not None
    town, ministry = Participant("Чемал", "муниципалитет"), Participant("Минэкономразвития", "министерство")
    return Cycle("sheets", definition, load_calendar(), (*members_of(definition), town, ministry), STARTED)


SHEETS, LATE = _cycle(PLAN), _cycle(AGREED)


def after(*acts: tuple[str, date, time | None], cycle: Cycle = SHEETS) -> Case:
    entries = [
        Entry(
            number=number,
            kind="act",
            on=on,
            recorded_at=datetime(2019, 6, 28, 12, tzinfo=cycle.zone),
            case=SHEET,
            trigger=trigger,
            at=at,
        )
        for number, (trigger, on, at) in enumerate(acts, start=1)
    ]
    case = fold(cycle, entries)[SHEET]
    assert not case.conflicts
    return case


def spans(case: Case) -> list[tuple[date, date | None]]:
    return [held_span(SHEETS, case, stay) for stay in case.stays]


def test_what_is_handed_back_after_the_hour_is_held_until_it_is_received():
    """Returned on Friday, 22 March 2019, after 17:00: the town has it from Monday, and one working day from then."""
    case = after(
        ("внести", date(2019, 3, 15), time(12)),
        ("вернуть", date(2019, 3, 22), time(17, 30)),
        ("внести", date(2019, 3, 26), time(12)),
    )
    assert spans(case)[1:] == [
        (date(2019, 3, 15), date(2019, 3, 25)),
        (date(2019, 3, 25), date(2019, 3, 26)),
        (date(2019, 3, 26), None),
    ]
    found = [step_deviation(SHEETS, case, step, date(2019, 3, 26)) for step in case.steps]
    # by the agency 18, 19, 20, 21, 22, 25 | by the town 26
    assert [one.held for one in found] == [Days(10, 6), Days(1, 1), Days()]
    # 18 March was the last day, and it was handed back as of the 25th: one of six working days was given.
    assert [(one.status, one.delay) for one in found[:2]] == [("late", Days(7, 5)), ("in_time", Days())]


def test_today_nobody_has_held_it_longer_than_until_today():
    """On Friday evening what was returned after 17:00 has been held until Friday, whoever has it on Monday."""
    case = after(("внести", date(2019, 3, 15), time(12)), ("вернуть", date(2019, 3, 22), time(17, 30)))
    found = [step_deviation(SHEETS, case, step, date(2019, 3, 22)) for step in case.steps]
    assert [one.held for one in found] == [Days(7, 5), Days()]


def test_what_is_handed_in_again_after_the_hour_is_late_whatever_meets_the_due_date():
    """Returned on Monday, 18 March 2019; one working day later, after 17:00, it was handed in: that is the 20th."""
    case = after(
        ("внести", date(2019, 3, 18), time(10)),
        ("вернуть", date(2019, 3, 18), time(16)),
        ("внести", date(2019, 3, 19), time(17, 30)),
        ("согласовать", date(2019, 3, 22), time(16)),
        cycle=LATE,
    )
    found = [step_deviation(LATE, case, step, TODAY) for step in case.steps]
    town, agency = found[1:3]
    assert (town.ended, town.status, town.delay) == (date(2019, 3, 20), "late", Days(1, 1))
    assert (town.held, town.charged) == (Days(2, 2), Days(2, 2))  # 19, 20
    assert (agency.held, agency.charged) == (Days(2, 2), Days(2, 2))  # 21, 22
    assert (agency.status, agency.delay) == ("late", Days(1, 1))  # 21 was the last


def test_what_stays_in_the_same_hands_is_received_by_nobody():
    """Agreed after 17:00 of the last day by the agency, which has it still: in time, and held that one day."""
    case = after(("внести", date(2019, 3, 18), time(10)), ("согласовать", date(2019, 3, 19), time(18)))
    found = step_deviation(SHEETS, case, case.steps[0], TODAY)
    assert (found.status, found.ended, found.held) == ("in_time", date(2019, 3, 19), Days(1, 1))


HOURS = st.sampled_from([None, time(9), time(17), time(17, 1), time(23)])


@st.composite
def rounds(draw: st.DrawFn) -> list[tuple[str, date, time | None]]:
    """Handed in and returned some times, then perhaps agreed and forwarded."""
    names = ["внести", "вернуть"] * draw(st.integers(0, 4)) + draw(
        st.sampled_from([[], ["внести"], ["внести", "согласовать"], ["внести", "согласовать", "направить"]])
    )
    day, acts = date(2019, 3, 1), []
    for name in names:
        day += timedelta(days=draw(st.integers(0, 5)))
        acts.append((name, day, draw(HOURS)))
    return acts


@given(rounds())
def test_the_days_of_the_stays_are_the_days_of_the_case(acts: list[tuple[str, date, time | None]]):
    case = after(*acts)
    found = spans(case)
    assert all(over == began for (_, over), (began, _) in pairwise(found))
    assert [began for began, _ in found] == sorted(began for began, _ in found)
    calendar = calendar_of(SHEETS, SHEET)
    held = [between(calendar, began, over or TODAY) for began, over in found]
    whole = between(calendar, STARTED, TODAY)
    assert (sum(one.days for one in held), sum(one.working for one in held)) == (whole.days, whole.working)
    days = {stay.entry: one for stay, one in zip(case.stays, held, strict=True)}
    for step in case.steps:
        assert step_deviation(SHEETS, case, step, TODAY).held == days[step.stay.entry]


@given(rounds())
def test_of_what_is_late_each_bears_just_the_days_that_it_held_it(acts: list[tuple[str, date, time | None]]):
    case = after(*acts, cycle=LATE)
    assert case.due == STARTED
    met = next((one.since for one in case.stays if one.state == "согласован"), TODAY)
    found = [step_deviation(LATE, case, step, TODAY) for step in case.steps]
    until_met = [one for step, one in zip(case.steps, found, strict=True) if step.state != "согласован"]
    calendar = calendar_of(LATE, SHEET)
    for one in until_met:
        assert one.charged == between(calendar, one.began, min(met, one.ended or met))
        assert one.charged == one.held or one.ended is None or one.ended > met
    first = between(calendar, STARTED, min(met, held_span(LATE, case, case.stays[0])[1] or TODAY))
    whole = between(calendar, STARTED, met)
    borne = [first, *(one.charged for one in found)]
    assert (sum(one.days for one in borne), sum(one.working for one in borne)) == (whole.days, whole.working)


@pytest.mark.parametrize("day", range(15, 31))
def test_of_any_day_as_well(day: int):
    """As of each day of March what everybody has held so far is what has passed since it was handed in."""
    case = after(
        ("внести", date(2019, 3, 15), time(12)),
        ("вернуть", date(2019, 3, 22), time(17, 30)),
        ("внести", date(2019, 3, 26), time(18)),
    )
    today = date(2019, 3, day)
    held = [step_deviation(SHEETS, case, step, today).held.days for step in case.steps]
    assert sum(held) == day - 15


#: The sheet is made in March; the days that the town takes are counted, without a limit.
COUNTED = _cycle(
    PLAN.replace("15 марта 2019 г.", "март 2019 г.").replace(
        "готовится: {у кого: муниципалитет", "готовится: {у кого: муниципалитет, срок: не установлен"
    )
)


@pytest.mark.parametrize(
    ("handed_in", "since", "held"),
    [
        # From Friday, 1 March 2019, on: 4-7 (4), 8 March is a holiday, 11, 12.
        (date(2019, 3, 12), date(2019, 3, 1), Days(11, 6)),
        # Handed in before the period begins: nobody held it within the period.
        (date(2019, 2, 20), date(2019, 2, 20), Days()),
    ],
)
def test_days_without_a_limit_are_nobodys_before_the_period_of_the_event(
    handed_in: date, since: date, held: Days
):
    case = after(("внести", handed_in, time(12)), cycle=COUNTED)
    found = step_deviation(COUNTED, case, case.steps[0], TODAY)
    assert (case.steps[0].stay.since, found.held) == (since, held)
