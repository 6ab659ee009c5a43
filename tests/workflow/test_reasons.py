"""Reasons are given, accepted and rejected; who is to be informed once a case is met is informed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from calendars.errors import RefusedError
from definitions import Moving
from workflow import Case, CaseKey, Cycle, Entry, Wish, fold

ROW = CaseKey("19", "Ачинск")


def says(trigger: str, on: str, event: str = "19", **more: str) -> Wish:
    return Wish(event, trigger, "Ачинск", date.fromisoformat(on), **more)


EXPLAINS = says("пояснить", "2016-11-21", note="болезнь исполнителя", actor="Ачинск")
ACCEPTS = says("принять причину", "2016-11-22", actor="министерство")
REJECTS = says("отклонить причину", "2016-11-22", actor="министерство", note="замещающий был")


@pytest.fixture
def after(plan_cycle: Cycle, admitted: Callable[..., list[Entry]]) -> Callable[..., Case]:
    """The row of Ачинск after wishes."""
    return lambda *wishes, **days: fold(plan_cycle, admitted(*wishes), **days)[ROW]


@pytest.mark.parametrize(
    ("wishes", "reason", "accepted"),
    [
        ((), "", None),
        ((EXPLAINS,), "болезнь исполнителя", None),
        ((EXPLAINS, ACCEPTS), "болезнь исполнителя", True),
        ((EXPLAINS, REJECTS), "болезнь исполнителя", False),
        ((EXPLAINS, REJECTS, replace(ACCEPTS, on=date(2016, 11, 23))), "болезнь исполнителя", True),
        ((EXPLAINS, ACCEPTS, replace(EXPLAINS, on=date(2016, 11, 24), note="слушания")), "слушания", None),
    ],
)
def test_a_reason_is_judged_and_a_new_one_is_not_judged_yet(
    wishes: tuple[Wish, ...], reason: str, accepted: bool | None, after: Callable[..., Case]
):
    case = after(*wishes)
    assert (case.reason, case.reason_accepted) == (reason, accepted)


def test_a_remark_made_with_an_act_leaves_an_accepted_reason_alone(after: Callable[..., Case]):
    sent = says("направить", "2016-11-23", note="с опозданием")
    case = after(EXPLAINS, ACCEPTS, sent)
    assert (case.reason, case.reason_accepted) == ("болезнь исполнителя", True)


def test_whoever_accepts_a_reason_does_not_make_a_late_case_one_in_time(after: Callable[..., Case]):
    case = after(says("направить", "2016-11-23"), EXPLAINS, ACCEPTS)
    assert case.actual == date(2016, 11, 23)
    assert case.due == date(2016, 11, 18)


def test_as_of_the_day_before_nobody_had_judged(after: Callable[..., Case]):
    assert after(EXPLAINS, ACCEPTS, as_of=date(2016, 11, 21)).reason_accepted is None


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ([ACCEPTS], "nobody has given a reason on 22.11.2016 yet"),
        ([EXPLAINS, replace(ACCEPTS, on=date(2016, 11, 20))], "nobody has given a reason on 20.11.2016 yet"),
        ([EXPLAINS, replace(ACCEPTS, actor="Ачинск")], "“Ачинск” may not do “принять причину” here"),
        ([EXPLAINS, replace(REJECTS, actor="ОМСУ")], "those who may: министерство"),
        ([EXPLAINS, replace(REJECTS, note="")], "say why the reason is rejected"),
    ],
)
def test_what_is_refused(wishes: list[Wish], why: str, admitted: Callable[..., list[Entry]]):
    with pytest.raises(RefusedError, match=why):
        admitted(*wishes)


@pytest.mark.parametrize(
    ("controlled_by", "may"),
    [("", {"министерство", "утвердивший план", "рабочая группа"}), ("рабочая группа", {"рабочая группа"})],
)
def test_where_nobody_may_move_the_date_whoever_controls_judges_else_whoever_does_not_owe(
    controlled_by: str, may: set[str], plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    definition = plan_cycle.definition
    events = tuple(
        replace(event, policy=replace(event.policy, moving=Moving(forbidden=True)))
        if event.number == "19"
        else event
        for event in definition.events
    )
    document = replace(definition.document, controlled_by=controlled_by)
    cycle = replace(plan_cycle, definition=replace(definition, events=events, document=document))
    found = set()
    for role in ("ОМСУ", "министерство", "утвердивший план", "рабочая группа"):
        try:
            admitted(EXPLAINS, replace(ACCEPTS, actor=role), of=cycle)
        except RefusedError:
            continue
        found.add(role)
    assert found == may


# What follows ------------------------------------------------------------------------------------------------

ADOPTED = says(
    "исполнить",
    "2017-06-20",
    "25",
    data={"орган": "Ачинский городской Совет", "решение": "№ 21-р от 20.06.2017"},
)
INFORMS = says("сообщить", "2017-06-26", "25", ref="№ 01-12 от 26.06.2017", actor="Ачинск")


def test_item_25_has_a_second_act_without_a_term(plan_cycle: Cycle, admitted: Callable[..., list[Entry]]):
    key = CaseKey("25", "Ачинск")
    met = fold(plan_cycle, admitted(ADOPTED))[key]
    assert (met.actual, met.informed) == (date(2017, 6, 20), None)
    informed = fold(plan_cycle, admitted(ADOPTED, INFORMS))[key]
    assert (informed.informed, informed.due, informed.conflicts) == (date(2017, 6, 26), date(2017, 6, 30), ())


def test_what_was_informed_of_a_decision_that_turns_out_wrong_becomes_a_visible_conflict(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    withdrawal = says("отозвать", "2017-07-03", "25", corrects=1)
    case = fold(plan_cycle, admitted(ADOPTED, INFORMS, withdrawal))[CaseKey("25", "Ачинск")]
    assert (case.actual, case.informed, [one.entry for one in case.conflicts]) == (None, None, [2])


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ([INFORMS], "on 26.06.2017 there is nothing to inform of yet"),
        (
            [ADOPTED, replace(INFORMS, on=date(2017, 6, 19))],
            "on 19.06.2017 there is nothing to inform of yet",
        ),
        ([ADOPTED, replace(INFORMS, ref="")], r"give number and date of the letter \(--ref\)"),
        ([ADOPTED, replace(INFORMS, actor="Канск")], "“Канск” may not do “сообщить” here"),
        (
            [says("сообщить", "2016-11-21", ref="№ 1")],
            "after event 19 there is nobody whom the definition wants",
        ),
    ],
)
def test_nobody_is_informed_of_what_has_not_happened(
    wishes: list[Wish], why: str, admitted: Callable[..., list[Entry]]
):
    with pytest.raises(RefusedError, match=why):
        admitted(*wishes)
