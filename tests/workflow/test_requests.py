"""Dates are asked for, granted and refused: item 19 of the Krasnoyarsk plan, which municipalities may ask to move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import RefusedError
from definitions import Moving
from workflow import Case, CaseKey, Cycle, Entry, Wish, admit, fold

ROW = CaseKey("19", "Ачинск")
DUE = date(2016, 11, 18)  # 20 November is a Sunday; the plan moves back


def asks(on: str = "2016-11-01", day: str = "2016-12-01", **more: str) -> Wish:
    told = {"note": "общественные слушания назначены на 25 ноября", "actor": "Ачинск", **more}
    return Wish(
        "19", "просить о переносе", "Ачинск", date.fromisoformat(on), day=date.fromisoformat(day), **told
    )


def grants(on: str = "2016-11-07", day: str = "2016-12-01", **more: str) -> Wish:
    data = {"причина": "слушания", "новая дата": day}
    told = {"basis": "письмо министерства от 07.11.2016 № 5", "actor": "министерство", **more}
    return Wish(
        "19",
        "назначить срок",
        "Ачинск",
        date.fromisoformat(on),
        day=date.fromisoformat(day),
        data=data,
        **told,
    )


def refuses(on: str = "2016-11-07", **more: str) -> Wish:
    told = {"note": "срок поручения не меняется", "actor": "министерство", **more}
    return Wish("19", "отказать в переносе", "Ачинск", date.fromisoformat(on), **told)


@pytest.fixture
def after(plan_cycle: Cycle, admitted: Callable[..., list[Entry]]) -> Callable[..., Case]:
    """The row of Ачинск after wishes."""
    return lambda *wishes, **days: fold(plan_cycle, admitted(*wishes), **days)[ROW]


def test_a_request_carries_the_proposed_date_and_moves_nothing(after: Callable[..., Case]):
    case = after(asks())
    (request,) = case.requests
    assert (request.proposed, request.on, request.by) == (date(2016, 12, 1), date(2016, 11, 1), "Ачинск")
    assert request.reason == "общественные слушания назначены на 25 ноября"
    assert (request.answered, request.answer) == (None, None)
    assert (case.due, case.moved) == (DUE, False)


def test_a_date_that_is_set_grants_what_was_asked_for(after: Callable[..., Case]):
    case = after(asks(), grants())
    assert [(one.answered, one.answer) for one in case.requests] == [("granted", 2)]
    assert case.due == date(2016, 12, 1)


def test_a_request_may_be_granted_with_another_date(after: Callable[..., Case]):
    case = after(asks(), grants(day="2016-11-25"))
    assert (case.requests[0].answered, case.due) == ("granted", date(2016, 11, 25))


def test_a_refused_request_leaves_the_date(after: Callable[..., Case]):
    case = after(asks(), refuses())
    assert [(one.answered, one.answer) for one in case.requests] == [("refused", 2)]
    assert (case.due, case.moved) == (DUE, False)


def test_whoever_was_refused_may_ask_again(after: Callable[..., Case]):
    case = after(asks(), refuses(), asks("2016-11-09", "2016-11-25"), grants("2016-11-10", "2016-11-25"))
    assert [one.answered for one in case.requests] == ["refused", "granted"]


def test_one_answer_answers_all_that_are_open(after: Callable[..., Case]):
    case = after(asks(), asks("2016-11-02", "2016-12-15"), refuses())
    assert [one.answered for one in case.requests] == ["refused", "refused"]


def test_what_was_set_after_a_request_was_made_does_not_refuse_it(after: Callable[..., Case]):
    """The letter of 1 November is recorded after it was granted on the 7th."""
    assert [one.answered for one in after(grants(), asks()).requests] == ["granted"]


def test_the_same_date_by_another_document_is_another_entry(after: Callable[..., Case]):
    again = grants("2016-11-08", basis="приказ от 08.11.2016 № 6")
    assert after(grants(), again).due == date(2016, 12, 1)


def test_a_date_that_was_set_otherwise_meanwhile_may_be_set_again(after: Callable[..., Case]):
    assert after(grants(), grants("2016-11-08", "2016-12-09"), grants("2016-11-09")).due == date(2016, 12, 1)


def test_once_the_answer_is_withdrawn_the_request_is_open_again(after: Callable[..., Case]):
    withdrawal = Wish("19", "отозвать", "Ачинск", date(2016, 11, 8), corrects=2)
    case = after(asks(), grants(), withdrawal)
    assert (case.requests[0].answered, case.due) == (None, DUE)


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2016-10-31", []), ("2016-11-01", [None]), ("2016-11-07", ["granted"])]
)
def test_as_of_a_day_only_what_had_happened_counts(
    as_of: str, expected: list[str | None], after: Callable[..., Case]
):
    case = after(asks(), grants(), as_of=date.fromisoformat(as_of))
    assert [one.answered for one in case.requests] == expected


# Who may -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        (
            [asks(actor="министерство")],
            "“министерство” may not do “просить о переносе” here; those who may: ОМСУ",
        ),
        ([asks(actor="Канск")], "“Канск” may not do “просить о переносе” here; those who may: ОМСУ"),
        ([asks(note="")], r"give the date \(--date\) and the reason \(--note\)"),
        ([replace(asks(), day=None)], r"give the date \(--date\) and the reason \(--note\)"),
        ([asks(), refuses(actor="Ачинск")], "those who may: министерство"),
        ([asks(), refuses(note="")], "say why the request is refused"),
        ([asks(), grants(actor="Ачинск")], "those who may: министерство"),
        ([refuses()], "nobody has asked to move the date, or all have had their answer"),
        ([asks(), refuses(), refuses("2016-11-08")], "all have had their answer"),
        ([asks(), refuses("2016-10-31")], "nobody has asked to move the date"),
        ([asks(day="2016-11-17")], "17.11.2016, is no later than the one that stands, 18.11.2016"),
        ([asks(day="2016-11-18")], "ask for a later one"),
        ([asks(day="2016-11-20")], "ask for a later one"),
        ([grants("2016-11-01"), asks("2016-11-02")], "no later than the one that stands, 01.12.2016"),
        ([grants("2016-11-01"), grants("2016-11-02")], "just this stands already as entry 1 of 01.11.2016"),
    ],
)
def test_who_may_ask_and_answer(wishes: list[Wish], why: str, admitted: Callable[..., list[Entry]]):
    last = wishes[-1]
    with pytest.raises(RefusedError, match=why):
        admitted(*wishes[:-1], last)


@pytest.mark.parametrize(
    ("moving", "why"),
    [
        (Moving(forbidden=True), "only a new wording of the document changes this"),
        (Moving(by=("утвердивший план",)), "those who may move it: утвердивший план"),
        (Moving(), "those who may move it: —"),
    ],
)
def test_elsewhere_no_request_is_offered(
    moving: Moving, why: str, plan_cycle: Cycle, moment: Callable[[str], datetime]
):
    """A term that an act sets changes by amendment alone; one that the plan sets, by its approver."""
    events = tuple(
        replace(event, policy=replace(event.policy, moving=moving)) if event.number == "19" else event
        for event in plan_cycle.definition.events
    )
    cycle = replace(plan_cycle, definition=replace(plan_cycle.definition, events=events))
    with pytest.raises(RefusedError, match=why):
        admit(cycle, (), asks(), 1, moment("2016-11-01"))
    with pytest.raises(RefusedError) as refusal:
        admit(cycle, (), Wish("19", "сделать", "Ачинск", date(2016, 11, 1)), 1, moment("2016-11-01"))
    assert "просить о переносе" not in str(refusal.value.message)


@pytest.mark.parametrize("asked", [False, True])
def test_what_is_offered_is_what_can_be_recorded_now(asked: bool, admitted: Callable[..., list[Entry]]):
    with pytest.raises(RefusedError, match="просить о переносе") as refusal:
        admitted(*([asks()] if asked else []), Wish("19", "сделать", "Ачинск", date(2016, 11, 1)))
    assert ("отказать в переносе" in str(refusal.value.message)) == asked


@given(
    st.permutations([asks(), grants(), asks("2016-11-09", "2016-12-20"), grants("2016-11-14", "2016-12-09")])
)
def test_the_order_of_recording_does_not_matter(
    plan_cycle: Cycle, moment: Callable[[str], datetime], wishes: list[Wish]
):
    kinds = {"просить о переносе": "request", "назначить срок": "set_date"}
    entries = [
        Entry(
            number,
            kinds[wish.trigger],
            wish.on,
            moment("2016-12-01"),
            case=ROW,
            day=wish.day,
            basis=wish.basis,
        )
        for number, wish in enumerate(wishes, start=1)
    ]
    case = fold(plan_cycle, entries)[ROW]
    assert [(one.on.day, one.proposed, one.answered) for one in case.requests] == [
        (1, date(2016, 12, 1), "granted"),
        (9, date(2016, 12, 20), "granted"),
    ]
    assert case.due == date(2016, 12, 9)
