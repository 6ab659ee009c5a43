"""Cases follow from the entries alone: whatever their order, as of any day, as known on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import Calendar
from workflow import CaseKey, Cycle, Entry, fold, fold_only, with_downstream
from workflow.entries import CaseKind


def test_the_plan_has_627_cases_in_its_order(definition, calendar: Calendar, plan_cases, municipalities):
    cycle = municipalities(definition)
    cases = fold(cycle, ())
    assert len(cases) == 627
    counts = {number: 0 for number, _ in plan_cases}
    for key in cases:
        counts[key.event] += 1
    assert list(counts.items()) == plan_cases
    assert list(dict.fromkeys(key.event for key in cases)) == [number for number, _ in plan_cases]


def test_before_anything_happened(cycle: Cycle):
    cases = fold(cycle, ())
    assert {case.state for case in cases.values()} == {"ожидается", "готовится"}
    assert {case.actual for case in cases.values()} == {None}
    assert {case.key.event for case in cases.values() if case.applies != "yes"} == {"7"}
    assert {case.key.event for case in cases.values() if case.waits_for} == {"12", "20"}
    assert {case.key.event for case in cases.values() if case.due is None} == {"26"}


# What depends on what ------------------------------------------------------------------------------------


def test_12_waits_for_10_of_the_same_municipality(case_after, entry):
    sent = entry(1, "10 Ачинск", "направить", "2016-09-12")
    assert case_after([sent], "12 Ачинск").waits_for is None
    assert case_after([sent], "12 Канск").waits_for == "10"


def test_work_on_what_has_not_come_is_a_conflict(case_after, entry):
    case = case_after([entry(1, "12 Ачинск", "исполнить", "2016-09-20")], "12 Ачинск")
    assert (case.state, case.actual) == ("ожидается", None)
    assert [conflict.entry for conflict in case.conflicts] == [1]
    assert "event 10 has not been recorded yet" in str(case.conflicts[0].why)


def test_20_opens_as_19_arrives(case_after, entry):
    sent = entry(1, "19 Ачинск", "направить", "2016-11-17")
    assert case_after([], "20 Ачинск").deadline.opens is None
    assert case_after([sent], "20 Ачинск").deadline.opens == date(2016, 11, 17)
    assert case_after([sent], "20 Ачинск", as_of="2016-11-16").deadline.opens is None


@pytest.mark.parametrize(
    ("named", "achinsk", "kansk"),
    [([], "no", "no"), (["Канск"], "no", "yes"), (["Ачинск", "Канск"], "yes", "yes")],
)
def test_5_decides_for_whom_7_applies(case_after, entry, named: list[str], achinsk: str, kansk: str):
    found = entry(1, "5", "исполнить", "2016-06-30", data={"отстающие": named})
    assert case_after([], "7 Канск").applies == "unknown"
    assert case_after([found], "7 Ачинск").applies == achinsk
    assert case_after([found], "7 Канск").applies == kansk
    assert case_after([found], "7 Канск", as_of="2016-06-29").applies == "unknown"


@pytest.mark.parametrize(("named", "words"), [(None, "not known yet"), ([], "does not apply")])
def test_work_on_a_case_that_may_not_apply_is_a_conflict(
    case_after, entry, named: list[str] | None, words: str
):
    done = entry(2, "7 Канск", "исполнить", "2016-07-20")
    decided = [] if named is None else [entry(1, "5", "исполнить", "2016-06-30", data={"отстающие": named})]
    case = case_after([*decided, done], "7 Канск")
    assert case.actual is None
    assert words in str(case.conflicts[0].why)


def test_a_term_runs_from_the_day_of_its_anchor(changed, cycle_of, entry):
    cycle = cycle_of(
        changed(("срок: июль 2016 г.", 'срок: 10 рабочих дней со дня опроса\n    отсчёт: {мероприятие: "1"}'))
    )
    key = CaseKey("2", "Северный")
    waiting = fold(cycle, ())[key]
    assert (waiting.due, waiting.baseline, waiting.waits_for) == (None, None, "1")
    started = fold(cycle, [entry(1, "1", "исполнить", "2016-06-08")])[key]
    assert started.due == date(2016, 6, 23)  # 13 June 2016 is a day off
    moved = entry(2, "1", "исполнить", "2016-06-09", corrects=1, known="2016-06-20")
    assert fold(cycle, [entry(1, "1", "исполнить", "2016-06-08"), moved])[key].due == date(2016, 6, 24)


def test_a_fact_from_which_a_term_runs_out_of_the_calendar_is_kept(changed, cycle_of, entry):
    cycle = cycle_of(
        changed(
            ("срок: июль 2016 г.", 'срок: в течение 40 лет со дня опроса\n    отсчёт: {мероприятие: "1"}')
        )
    )
    cases = fold(cycle, [entry(1, "1", "исполнить", "2016-06-08")])
    assert cases[CaseKey("1")].actual == date(2016, 6, 8)
    case = cases[CaseKey("2", "Северный")]
    assert case.due is None
    assert "leaves the years" in str(case.deadline.waits) or "2056" in str(case.deadline.waits)


# What happened -------------------------------------------------------------------------------------------


def test_a_return_keeps_the_first_date(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12"),
        entry(2, "10 Ачинск", "вернуть", "2016-09-14"),
        entry(3, "10 Ачинск", "направить", "2016-09-20"),
    ]
    case = case_after(entries, "10 Ачинск")
    assert (case.state, case.actual, case.met_entry) == ("направлено", date(2016, 9, 12), 1)
    assert [(stay.state, str(stay.since), str(stay.until)) for stay in case.stays] == [
        ("готовится", "2016-06-01", "2016-09-12"),
        ("направлено", "2016-09-12", "2016-09-14"),
        ("возвращено", "2016-09-14", "2016-09-20"),
        ("направлено", "2016-09-20", "None"),
    ]


def test_a_late_report_of_an_early_event(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "вернуть", "2016-09-14"),
        entry(2, "10 Ачинск", "направить", "2016-09-12", known="2016-10-03"),
    ]
    assert case_after(entries, "10 Ачинск").state == "возвращено"
    assert case_after(entries, "10 Ачинск").conflicts == ()
    believed = case_after(entries, "10 Ачинск", known_on="2016-10-02")
    assert [conflict.entry for conflict in believed.conflicts] == [1]


def test_what_happened_before_the_cycle_began_was_not_waited_for(case_after, entry):
    case = case_after([entry(1, "10 Ачинск", "направить", "2016-05-20", known="2016-06-02")], "10 Ачинск")
    assert [(str(stay.since), str(stay.until)) for stay in case.stays] == [
        ("2016-05-20", "2016-05-20"),
        ("2016-05-20", "None"),
    ]


def test_what_does_not_fit_is_seen_and_not_lost(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12"),
        entry(2, "10 Ачинск", "направить", "2016-09-13"),
        entry(3, "10 Ачинск", "уничтожить", "2016-09-14"),
    ]
    case = case_after(entries, "10 Ачинск")
    assert (case.state, case.actual) == ("направлено", date(2016, 9, 12))
    assert [(conflict.entry, conflict.state) for conflict in case.conflicts] == [
        (2, "направлено"),
        (3, "направлено"),
    ]


def test_a_date_that_was_set(case_after, entry):
    set_date = entry(
        1, "26 Ачинск", "назначить срок", "2017-07-20", kind="set_date", day="2017-08-12", basis="№ 9"
    )
    case = case_after([set_date], "26 Ачинск")
    assert (case.deadline.planned, case.due) == (
        date(2017, 8, 12),
        date(2017, 8, 14),
    )  # from Saturday to Monday
    assert (case.moved, case.moved_on, case.baseline) == (True, date(2017, 7, 20), date(2017, 8, 12))
    assert case_after([set_date], "26 Ачинск", as_of="2017-07-19").due is None
    assert case_after([set_date], "26 Канск").due is None


def test_of_two_dates_that_were_set_the_later_decision_counts(case_after, entry):
    first = entry(
        2, "26 Ачинск", "назначить срок", "2017-07-01", kind="set_date", day="2017-08-31", known="2017-07-30"
    )
    second = entry(1, "26 Ачинск", "назначить срок", "2017-07-20", kind="set_date", day="2017-08-15")
    assert case_after([second, first], "26 Ачинск").due == date(2017, 8, 15)


def test_the_first_date_that_was_set_is_the_baseline_of_what_has_no_date_by_rule(case_after, entry):
    first = entry(1, "26 Ачинск", "назначить срок", "2017-07-01", kind="set_date", day="2017-08-15")
    second = entry(2, "26 Ачинск", "назначить срок", "2017-08-01", kind="set_date", day="2017-08-22")
    case = case_after([first, second], "26 Ачинск")
    assert (case.baseline, case.due) == (date(2017, 8, 15), date(2017, 8, 22))
    assert [(slip.cause, slip.days) for slip in case.slips] == [("decision", 7)]
    # A date that was written wrongly moves nothing when it is corrected.
    right = replace(first, number=2, day=date(2017, 8, 16), corrects=1)
    case = case_after([first, right], "26 Ачинск")
    assert (case.baseline, case.due, case.slips) == (date(2017, 8, 16), date(2017, 8, 16), ())


def test_what_counts_from_an_event_has_its_baseline_once_that_has_come(case_after, entry):
    """Materials of Monday 12 September count for item 12, whose date a decision then moves by a week."""
    sent = entry(1, "10 Ачинск", "направить", "2016-09-12")
    first = case_after([sent], "12 Ачинск")
    assert (first.baseline, first.slips) == (first.deadline.planned, ())
    week = first.due + timedelta(days=7)
    moved = entry(2, "12 Ачинск", "назначить срок", "2016-09-20", kind="set_date", day=str(week))
    case = case_after([sent, moved], "12 Ачинск")
    assert (case.baseline, case.due) == (first.baseline, week)
    assert [(slip.cause, slip.days) for slip in case.slips] == [("decision", 7)]


def test_a_case_removed_from_control(case_after, entry):
    removed = entry(1, "10 Ачинск", "снять с контроля", "2016-09-01", kind="remove", basis="распоряжение № 8")
    case = case_after([removed], "10 Ачинск")
    assert (case.removed, case.open, case.reason) == (True, False, "распоряжение № 8")
    back = entry(2, "10 Ачинск", "отозвать", "2016-09-05", kind="withdraw", corrects=1)
    assert case_after([removed, back], "10 Ачинск").open


def test_an_explanation_moves_nothing(case_after, entry):
    told = entry(1, "10 Ачинск", "пояснить", "2016-09-16", kind="annotate", note="болезнь главы")
    case = case_after([told], "10 Ачинск")
    assert (case.reason, case.state, case.actual) == ("болезнь главы", "готовится", None)


# Properties ----------------------------------------------------------------------------------------------

FIRST = date(2016, 9, 1)
ACTS = ("направить", "вернуть")


@st.composite
def journals(draw: st.DrawFn) -> list[tuple[CaseKind, str, int]]:
    """Facts about item 10 on different days: what, and on which day of September."""
    days = draw(st.lists(st.integers(1, 30), unique=True, max_size=8))
    return [
        (draw(st.sampled_from(["act", "set_date", "annotate"])), draw(st.sampled_from(ACTS)), day)
        for day in days
    ]


def recorded(facts: list[tuple[CaseKind, str, int]], entry) -> list[Entry]:
    return [
        entry(number, "10 Ачинск", trigger, f"2016-09-{day:02}", kind=kind, day="2016-10-03", note=f"{day}")
        for number, (kind, trigger, day) in enumerate(facts, start=1)
    ]


@settings(max_examples=100, deadline=None)
@given(facts=journals(), data=st.data())
def test_the_order_of_recording_does_not_matter(facts, data: st.DataObject, entry, case_after):
    other = data.draw(st.permutations(facts))
    one, two = (case_after(recorded(order, entry), "10 Ачинск") for order in (facts, other))
    assert [(stay.state, stay.since, stay.until) for stay in one.stays] == [
        (stay.state, stay.since, stay.until) for stay in two.stays
    ]
    assert (one.state, one.actual, one.deadline, one.reason) == (
        two.state,
        two.actual,
        two.deadline,
        two.reason,
    )
    assert [str(conflict.why) for conflict in one.conflicts] == [
        str(conflict.why) for conflict in two.conflicts
    ]


@settings(max_examples=100, deadline=None)
@given(facts=journals(), day=st.integers(1, 30))
def test_as_of_a_day_is_as_if_nothing_had_happened_later(facts, day: int, entry, case_after):
    entries = recorded(facts, entry)
    earlier = [one for one in entries if one.on.day <= day]
    assert case_after(entries, "10 Ачинск", as_of=f"2016-09-{day:02}") == case_after(earlier, "10 Ачинск")


@settings(max_examples=100, deadline=None)
@given(facts=journals())
def test_every_act_moved_the_case_or_is_a_conflict(facts, entry, case_after):
    case = case_after(recorded(facts, entry), "10 Ачинск")
    moved = {stay.entry for stay in case.stays if stay.entry is not None}
    refused = {conflict.entry for conflict in case.conflicts}
    assert moved | refused == {number for number, (kind, _, _) in enumerate(facts, 1) if kind == "act"}
    assert not moved & refused


def test_a_part_of_the_cycle_folds_as_in_the_whole(cycle: Cycle, entry):
    entries = [
        entry(1, "5", "исполнить", "2016-06-30", data={"отстающие": ["Канск"]}),
        entry(2, "10 Ачинск", "направить", "2016-09-12"),
        entry(3, "12 Ачинск", "исполнить", "2016-09-20"),
        entry(4, "7 Канск", "исполнить", "2016-07-20"),
    ]
    whole = fold(cycle, entries)
    for key in cycle.keys:
        assert fold_only(cycle, entries, [key])[key] == whole[key]


def test_what_an_entry_touches(cycle: Cycle):
    assert with_downstream(cycle, CaseKey("10", "Ачинск")) == (
        CaseKey("10", "Ачинск"),
        CaseKey("12", "Ачинск"),
    )
    assert set(with_downstream(cycle, CaseKey("5"))) == {
        CaseKey("5"),
        *(CaseKey("7", name) for name in ("Ачинск", "Канск", "Норильск")),
    }
