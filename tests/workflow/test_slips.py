"""A slip of the hand is refused or shown; it never turns a late case into one in time, nor a true fact into none."""

from datetime import date

import pytest

from calendars.errors import RefusedError
from definitions.control_words import CONTROL_WORDS
from workflow import CONTROL, CaseKey, Cycle, Wish, admit, fold, upstream_keys, with_downstream

NOW = "2016-12-20"


def refused(cycle: Cycle, entries: list, wish: Wish, moment) -> str:
    with pytest.raises(RefusedError) as refusal:
        admit(cycle, entries, wish, 9, moment(NOW))
    return str(refusal.value)


def test_the_words_that_no_action_may_take_are_those_of_the_control_entries():
    assert set(CONTROL) == CONTROL_WORDS


def test_the_same_again_names_the_entry_that_stands(cycle: Cycle, entry, moment):
    sent = [entry(1, "10 Ачинск", "направить", "2016-09-20")]
    told = refused(cycle, sent, Wish("10", "направить", "Ачинск", date(2016, 9, 21)), moment)
    assert "entry 1 of 20.09.2016" in told
    assert "--corrects 1" in told


def test_an_earlier_date_does_not_quietly_take_the_place_of_a_later_one(cycle: Cycle, entry, moment):
    """Sent late on the 20th; the same recorded once more with the 10th would make it in time."""
    sent = [entry(1, "10 Ачинск", "направить", "2016-09-20")]
    told = refused(cycle, sent, Wish("10", "направить", "Ачинск", date(2016, 9, 10)), moment)
    assert "entry 1" in told
    assert "would no longer fit" in told
    assert "--corrects 1" in told


def test_a_correction_says_what_it_replaces_and_is_taken(cycle: Cycle, entry, moment):
    sent = [entry(1, "10 Ачинск", "направить", "2016-09-20")]
    wish = Wish("10", "направить", "Ачинск", date(2016, 9, 10), corrects=1)
    assert admit(cycle, sent, wish, 2, moment(NOW)).on == date(2016, 9, 10)


def test_a_return_that_was_forgotten_can_still_be_recorded(cycle: Cycle, entry, moment):
    sent = [entry(1, "10 Ачинск", "направить", "2016-09-10")]
    wish = Wish("10", "вернуть", "Ачинск", date(2016, 9, 12), data={"замечания": "нет целей"})
    assert admit(cycle, sent, wish, 2, moment(NOW)).trigger == "вернуть"


def test_nothing_is_answered_before_it_came(cycle: Cycle, entry, moment):
    sent = [entry(1, "10 Ачинск", "направить", "2016-09-14")]
    told = refused(cycle, sent, Wish("12", "исполнить", "Ачинск", date(2016, 9, 13)), moment)
    assert "13.09.2016 is earlier than 14.09.2016, the day of event 10" in told


def test_what_came_later_than_its_answer_is_a_conflict_that_shows(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-14"),
        entry(2, "12 Ачинск", "исполнить", "2016-09-16"),
        entry(3, "10 Ачинск", "направить", "2016-09-19", corrects=1),
    ]
    case = case_after(entries, "12 Ачинск")
    assert case.actual is None
    assert [conflict.entry for conflict in case.conflicts] == [2]


def test_a_year_with_a_slip_is_before_the_calendar(cycle: Cycle, moment):
    assert "before 01.01.2013" in refused(
        cycle, [], Wish("10", "направить", "Ачинск", date(1016, 9, 14)), moment
    )


def test_only_those_whose_rows_it_decides_are_named(cycle: Cycle, moment):
    wish = Wish("5", "исполнить", on=date(2016, 6, 29), data={"отстающие": "Канск; Ачинск; Канск"})
    assert admit(cycle, [], wish, 1, moment(NOW)).data["отстающие"] == ["Канск", "Ачинск"]
    ministry = Wish("5", "исполнить", on=date(2016, 6, 29), data={"отстающие": "министерство края"})
    assert "unknown participant" in refused(cycle, [], ministry, moment)


def test_an_explanation_is_not_lost_because_of_a_remark(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "пояснить", "2016-09-16", kind="annotate", note="болезнь главы"),
        entry(2, "10 Ачинск", "направить", "2016-09-20", note="вх. 17"),
    ]
    assert case_after(entries, "10 Ачинск").reason == "болезнь главы"


class TestMoves:
    """What a date was before its last change, and that giving a date back is a change as well."""

    @pytest.fixture
    def moves(self, entry) -> list:
        return [
            entry(
                1,
                "10 Ачинск",
                "назначить срок",
                "2016-09-02",
                kind="set_date",
                day="2016-09-20",
                basis="1",
            ),
            entry(
                2,
                "10 Ачинск",
                "назначить срок",
                "2016-09-05",
                kind="set_date",
                day="2016-09-26",
                basis="2",
            ),
        ]

    def test_the_date_before_is_the_one_told_last_not_the_first(self, case_after, moves):
        case = case_after(moves, "10 Ачинск")
        assert (case.moved_from, case.due) == (date(2016, 9, 20), date(2016, 9, 26))

    def test_a_date_given_back_is_told(self, case_after, moves, entry):
        back = entry(3, "10 Ачинск", "отозвать", "2016-09-06", kind="withdraw", corrects=2)
        case = case_after([*moves, back], "10 Ачинск")
        assert (case.moved_from, case.due, case.moved_on) == (
            date(2016, 9, 26),
            date(2016, 9, 20),
            date(2016, 9, 6),
        )

    def test_all_given_back_is_the_date_of_the_plan(self, case_after, moves, entry):
        back = [
            entry(3, "10 Ачинск", "отозвать", "2016-09-06", kind="withdraw", corrects=2),
            entry(4, "10 Ачинск", "отозвать", "2016-09-06", kind="withdraw", corrects=1),
        ]
        case = case_after([*moves, *back], "10 Ачинск")
        assert (case.moved, case.moved_from, case.due) == (False, date(2016, 9, 20), date(2016, 9, 15))


def test_an_entry_touches_just_the_cases_whose_facts_follow_from_it(cycle: Cycle):
    """The quick answer equals the plain one: a case is touched if anything that it depends on is."""

    def touches(key: CaseKey, source: CaseKey) -> bool:
        return key == source or any(touches(above, source) for above in upstream_keys(cycle, key))

    for source in (
        CaseKey("5"),
        CaseKey("10", "Ачинск"),
        CaseKey("19", "Канск"),
        CaseKey("27", "Канск"),
        CaseKey("8"),
    ):
        assert set(with_downstream(cycle, source)) == {key for key in cycle.keys if touches(key, source)}


def test_the_picture_of_a_day_does_not_know_the_moves_of_later_days(cycle: Cycle, entry):
    moved = entry(
        1, "10 Ачинск", "назначить срок", "2016-09-20", kind="set_date", day="2016-10-03", basis="1"
    )
    case = fold(cycle, [moved], as_of=date(2016, 9, 19))[CaseKey("10", "Ачинск")]
    assert (case.moved_on, case.moved_from) == (None, None)
