"""A target beside the due date: the schedule of item 13 names a day for each municipality, and 20 November stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from definitions.model import Target
from workflow import Case, CaseKey, Cycle, Days, Entry, Inputs, Wish, deviation, fold, status

ROW = CaseKey("19", "Ачинск")
DUE = date(2016, 11, 18)


def aims(day: str, on: str = "2016-09-22", **more: str) -> Wish:
    told = {"basis": "примерный график от 22.09.2016", "actor": "министерство", **more}
    return Wish("19", "ориентир", "Ачинск", date.fromisoformat(on), day=date.fromisoformat(day), **told)


@pytest.fixture
def after(plan_cycle: Cycle, admitted: Callable[..., list[Entry]]) -> Callable[..., Case]:
    """The row of Ачинск after wishes."""
    return lambda *wishes, **days: fold(plan_cycle, admitted(*wishes), **days)[ROW]


def test_a_target_stands_beside_the_due_date_and_moves_nothing(after: Callable[..., Case]):
    case = after(aims("2016-10-28"))
    assert (case.target, case.target_known) == (date(2016, 10, 28), date(2016, 9, 22))
    assert (case.due, case.baseline_due, case.moved, case.slips) == (DUE, DUE, False, ())


@pytest.mark.parametrize(
    ("sent", "expected"),
    [("2016-10-28", "in_time"), ("2016-10-31", "in_time"), ("2016-11-18", "in_time"), ("2016-11-21", "late")],
)
def test_whoever_misses_the_target_alone_is_not_late(
    sent: str, expected: str, after: Callable[..., Case], plan_cycle: Cycle
):
    done = Wish("19", "направить", "Ачинск", date.fromisoformat(sent))
    case = after(aims("2016-10-28"), done)
    today = date(2016, 12, 1)
    assert status(case, today) == expected
    assert (deviation(case, today, Inputs(plan_cycle, {})).delay_days > 0) == (expected == "late")


@pytest.mark.parametrize(
    ("sent", "later", "working"),
    [("2016-10-27", 0, 0), ("2016-10-28", 0, 0), ("2016-10-31", 3, 1), ("2016-11-18", 21, 14)],
)
def test_how_much_later_than_the_target_stands_beside_the_delay(
    sent: str, later: int, working: int, after: Callable[..., Case], plan_cycle: Cycle
):
    """From Friday 28 October: Monday the 31st is 3 days; 18 November 21, less 6 at weekends and 4 November."""
    case = after(aims("2016-10-28"), Wish("19", "направить", "Ачинск", date.fromisoformat(sent)))
    found = deviation(case, date(2016, 12, 1), Inputs(plan_cycle, {}))
    assert (found.after_target, found.delay_days) == (Days(later, working), 0)


def test_a_later_entry_moves_it_from_its_day_on(after: Callable[..., Case]):
    wishes = aims("2016-10-28"), aims("2016-11-11", "2016-10-20")
    assert after(*wishes).target == date(2016, 11, 11)
    assert after(*wishes, as_of=date(2016, 10, 19)).target == date(2016, 10, 28)
    assert after(*wishes, as_of=date(2016, 9, 21)).target is None


def test_who_asked_for_another_date_has_an_answer_in_a_target_that_is_moved(after: Callable[..., Case]):
    asks = Wish(
        "19",
        "просить о переносе",
        "Ачинск",
        date(2016, 10, 17),
        day=date(2016, 11, 11),
        note="слушания",
        actor="Ачинск",
    )
    case = after(aims("2016-10-28"), asks, aims("2016-11-11", "2016-10-20"))
    assert [(one.answered, one.answer) for one in case.requests] == [("granted", 3)]
    assert (case.target, case.due) == (date(2016, 11, 11), DUE)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (aims("2016-11-19"), "the target 19.11.2016 lies after the last day, 18.11.2016"),
        (aims("2016-10-28", basis=""), r"give the date \(--date\) and the schedule it rests on \(--basis\)"),
        (replace(aims("2016-10-28"), day=None), "to set a target"),
        (
            aims("2016-10-28", actor="Ачинск"),
            "“Ачинск” may not do “ориентир” here; those who may: министерство",
        ),
        (replace(aims("2016-09-10", "2016-09-01"), event="10"), "event 10 has no target beside its deadline"),
    ],
)
def test_what_is_refused(wish: Wish, why: str, admitted: Callable[..., list[Entry]]):
    with pytest.raises(RefusedError, match=why):
        admitted(wish)


def test_the_same_target_by_the_same_schedule_stands_already(admitted: Callable[..., list[Entry]]):
    with pytest.raises(
        RefusedError, match=r"just this stands already as entry 1 of 22\.09\.2016: .* --corrects 1"
    ):
        admitted(aims("2016-10-28"), aims("2016-10-28", "2016-09-23"))
    assert len(admitted(aims("2016-10-28"), aims("2016-10-28", "2016-09-23", basis="график № 2"))) == 2


def test_the_last_day_itself_may_be_the_target(after: Callable[..., Case]):
    assert after(aims("2016-11-18")).target == DUE


@pytest.fixture(scope="module")
def laid_down(plan_cycle: Cycle) -> Cycle:
    """The plan with a schedule that names one day for all, under a name of its own."""

    def one_day(definition: Definition) -> Definition:
        changed = {
            "13": {"needs": {"направить до": "date"}},
            "19": {"target": Target("13", "направить до")},
        }
        events = (replace(event, **changed.get(event.number, {})) for event in definition.events)
        return replace(definition, events=tuple(events))

    return replace(plan_cycle, definition=one_day(plan_cycle.definition))


def test_a_schedule_that_names_one_day_for_all_is_the_target_of_all_but_who_has_their_own(
    laid_down: Cycle, admitted: Callable[..., list[Entry]]
):
    schedule = Wish("13", "исполнить", on=date(2016, 9, 22), data={"направить до": "2016-11-01"})
    cases = fold(laid_down, admitted(schedule, aims("2016-10-28", "2016-09-26"), of=laid_down))
    assert (cases[ROW].target, cases[ROW].target_known) == (date(2016, 10, 28), date(2016, 9, 26))
    other = cases[CaseKey("19", "Канск")]
    assert (other.target, other.target_known) == (date(2016, 11, 1), date(2016, 9, 22))
    assert str(other.target_because) == "by the schedule of item 13, “направить до”"
    assert str(cases[ROW].target_because) == "basis: примерный график от 22.09.2016"
