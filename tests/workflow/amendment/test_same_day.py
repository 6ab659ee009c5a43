"""A change and entries of one day: what was recorded before it goes by the version before, the rest by the new."""

from dataclasses import replace
from datetime import date

import pytest

from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Folding,
    Participant,
    amended,
    fold,
    known_at,
    lost_states,
    version_of,
    versioned,
)

NORTH, SOUTH, SHORT = CaseKey("1", "Север"), CaseKey("1", "Юг"), CaseKey("2")
DAY = "2016-09-01"
RENAMED = ("сдать:", "представить:")


def conflicts(cycle: Cycle, entries: list[Entry]) -> list[int]:
    return [one.entry for case in fold(cycle, entries).values() for one in case.conflicts]


@pytest.fixture
def amending(small_cycle: Cycle, plan, amendment):
    """The cycle with «сдать» called «представить» from 1 September on, by entry 9 of that day."""
    return amended(small_cycle, [amendment(9, DAY, plan(RENAMED))])


def test_what_was_recorded_in_the_morning_stays_as_it_was(amending: Cycle, entry):
    case = fold(amending, [entry(5, "1 Север", "сдать", DAY)])[NORTH]
    assert (case.state, case.conflicts) == ("на проверке", ())


def test_what_is_recorded_afterwards_goes_by_the_new_wording(amending: Cycle, entry):
    entries = [entry(10, "1 Север", "представить", DAY), entry(11, "1 Юг", "сдать", DAY)]
    assert fold(amending, entries)[NORTH].state == "на проверке"
    assert conflicts(amending, entries) == [11]


def test_a_correction_stands_where_the_entry_stood_that_it_corrects(amending: Cycle, entry):
    entries = [entry(5, "1 Север", "сдать", DAY), entry(12, "1 Север", "сдать", DAY, corrects=5, ref="№ 8")]
    assert conflicts(amending, entries) == []
    assert fold(amending, entries)[NORTH].stays[-1].entry == 12


def test_a_change_of_an_earlier_day_counts_from_its_day_on_for_what_came_after_it(
    small_cycle: Cycle, plan, amendment, entry
):
    """Entry 9, of 5 September, counts from the 1st: what stood by then about the 1st stays, about the 2nd misfits."""
    after = amended(small_cycle, [amendment(9, DAY, plan(RENAMED))])
    entries = [entry(5, "1 Север", "сдать", DAY), entry(6, "1 Юг", "сдать", "2016-09-02")]
    assert conflicts(after, entries) == [6]


def test_the_order_of_recording_does_not_matter_on_other_days(amending: Cycle, entry):
    early = [entry(5, "1 Север", "сдать", "2016-08-31"), entry(6, "1 Юг", "представить", "2016-09-02")]
    late = [replace(one, number=one.number + 10) for one in early]
    assert conflicts(amending, early) == conflicts(amending, late) == []


def test_the_preview_shows_what_adoption_leaves(small_cycle: Cycle, plan, amendment, compared, entry):
    morning = [entry(5, "1 Север", "сдать", DAY), entry(6, "2", "завершить", DAY)]
    new = plan(RENAMED, ('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'))
    change = amendment(9, DAY, new)
    found = compared(small_cycle, morning, change, today=DAY)
    assert {name: one.what for name, one in found.items()} == {"4": ("appears",)}
    cases = fold(amended(small_cycle, [change]), morning)
    assert (cases[SHORT].actual, cases[SHORT].removed) == (date(2016, 9, 1), False)


def test_a_state_that_a_case_was_in_that_morning_needs_a_counterpart(
    small_cycle: Cycle, plan, amendment, entry
):
    states = (
        ("на проверке: {у кого", "рассмотрение: {у кого"),
        ("в: на проверке", "в: рассмотрение"),
        ("из: на проверке", "из: рассмотрение"),
    )
    morning = [entry(5, "1 Север", "сдать", DAY)]
    change = amendment(9, DAY, plan(*states))
    after = amended(small_cycle, [change])
    assert len(lost_states(Folding(after).of(after.keys, lambda *_: morning), [change])) == 1
    named = replace(change, states={"на проверке": "рассмотрение"})
    assert fold(amended(small_cycle, [named]), morning)[NORTH].state == "рассмотрение"


def test_what_was_met_that_morning_is_judged_by_the_wording_before(
    small_cycle: Cycle, plan, amendment, entry
):
    """Item 2 was due on 30 September; the amendment of the 1st brings that forward to 31 August."""
    after = amended(small_cycle, [amendment(9, DAY, plan(("30 сентября", "31 августа")))])
    done = entry(5, "2", "завершить", DAY)
    assert fold(after, [done])[SHORT].due == date(2016, 9, 30)
    assert fold(after, [replace(done, number=10)])[SHORT].due == date(2016, 8, 31)


def test_what_ends_that_morning_was_held_by_the_wording_before(small_cycle: Cycle, plan, amendment, entry):
    states = (
        ("на проверке: {у кого", "рассмотрение: {у кого"),
        ("в: на проверке", "в: рассмотрение"),
        ("из: на проверке", "из: рассмотрение"),
    )
    after = amended(small_cycle, [amendment(9, DAY, plan(*states))])
    handed = entry(5, "1 Север", "сдать", "2016-08-30")
    accepted = [
        entry(6, "1 Север", "принять", DAY),
        entry(12, "1 Север", "принять", DAY, corrects=6, ref="№ 8"),
    ]
    for entries in ([handed, accepted[0]], [handed, *accepted]):
        case = fold(after, entries)[NORTH]
        stay = case.stays[1]
        assert (stay.state, case.state, case.conflicts) == ("на проверке", "принят", ())
        assert version_of(after, NORTH, stay) is after.versions[0]


# Other changes -----------------------------------------------------------------------------------------------


def test_whoever_leaves_at_noon_may_have_handed_in_that_morning(small_cycle: Cycle, amendment, plan, entry):
    gone = Change(9, date(2016, 9, 1), amendment(9, DAY, plan()).recorded_at, "закон № 5", name="Юг")
    after = amended(small_cycle, [gone])
    entries = [entry(5, "1 Юг", "сдать", "2016-08-31"), entry(6, "1 Юг", "принять", DAY)]
    case = fold(after, entries)[SOUTH]
    assert (case.actual, case.conflicts) == (date(2016, 9, 1), ())


def test_a_repeal_does_not_undo_the_morning(small_cycle: Cycle, amendment, plan, entry):
    moment = amendment(9, DAY, plan()).recorded_at
    after = amended(small_cycle, [Change(9, date(2016, 9, 1), moment, "приказ № 9", repealed=True)])
    case = fold(after, [entry(5, "2", "завершить", DAY)])[SHORT]
    assert (case.actual, case.removed, case.conflicts) == (date(2016, 9, 1), False, ())


def test_two_who_leave_on_a_day_leave_one_after_the_other_if_something_came_in_between(
    small_cycle: Cycle, amendment, plan, entry
):
    moment = amendment(9, DAY, plan()).recorded_at
    first, second = (
        Change(number, date(2016, 9, 1), moment, "закон № 5", name=name)
        for number, name in ((9, "Север"), (12, "Юг"))
    )
    cycle = versioned(small_cycle, [first, second])
    assert len(cycle.versions) == 3
    entries = [entry(10, "1 Юг", "сдать", DAY), entry(11, "1 Юг", "принять", DAY)]
    assert fold(cycle, entries)[SOUTH].actual == date(2016, 9, 1)
    assert len(versioned(small_cycle, [first, replace(second, number=10)]).versions) == 2


def test_a_day_has_its_newest_version_at_its_end(small_cycle: Cycle, amending: Cycle, entry):
    """As of that day the state has its new name; as it was known the day before there is no change yet."""
    day = date(2016, 9, 1)
    assert amending.at(day) is amending
    assert amending.at(day, 8) is amending.versions[0]
    morning = [entry(5, "1 Север", "сдать", DAY)]
    assert fold(amending, morning, as_of=day) == fold(amending, morning)
    assert fold(amending, morning, known_on=date(2016, 8, 31)) == fold(small_cycle, [])
    assert known_at(amending, date(2016, 8, 31)) == small_cycle


def test_a_participant_added_that_day_has_rows_for_the_rest_of_it(small_cycle: Cycle, amendment, plan, entry):
    came = Change(
        9, date(2016, 9, 1), amendment(9, DAY, plan()).recorded_at, participant=Participant("Центр", "район")
    )
    after = amended(small_cycle, [came])
    assert fold(after, [entry(10, "1 Центр", "сдать", DAY)])[CaseKey("1", "Центр")].state == "на проверке"


def test_what_was_begun_in_the_morning_passes_to_the_successor(small_cycle: Cycle, amendment, plan, entry):
    moment = amendment(9, DAY, plan()).recorded_at
    merged = Change(9, date(2016, 9, 1), moment, "закон № 5", name="Юг", into="Север")
    case = fold(amended(small_cycle, [merged]), [entry(5, "1 Юг", "сдать", DAY)])[SOUTH]
    assert (case.state, case.removed, case.conflicts) == ("на проверке", False, ())
