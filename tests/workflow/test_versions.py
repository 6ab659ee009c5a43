"""Versions of a cycle: participants who come, go, merge and change; which day has which; what was known when."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import Definition
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Entry,
    Participant,
    Wish,
    amended,
    case_of,
    changes_of,
    fold,
    known_at,
    member_changes,
    renamed_perhaps,
    versioned,
)

ZONE = ZoneInfo("Europe/Moscow")
NORTH, SOUTH = Participant("Северный", "район"), Participant("Южный", "район")
EAST = Participant("Восточный", "район")


def stamp(on: str, number: int = 9, known: str = "") -> Change:
    moment = datetime.combine(date.fromisoformat(known or on), datetime.min.time(), ZONE).replace(hour=12)
    return Change(number, date.fromisoformat(on), moment, "закон № 5")


def moved(cycle: Cycle, on: str, *members: Participant, into: dict[str, str] | None = None) -> Cycle:
    """The cycle with these participants from a day on."""
    number = 9 + len(changes_of(cycle))
    return amended(cycle, member_changes(cycle, members, into or {}, stamp(on, number)))


@pytest.fixture
def two(small: Definition, cycle_of) -> Cycle:
    """Item 1 of the minister on 8 June; item 2 of each district in July 2016: the last day is 31 July, a Sunday."""
    return cycle_of(small)


def cases(cycle: Cycle, *entries: Entry) -> dict[str, str]:
    """How the cases of item 2 stand."""
    found = fold(cycle, entries)
    told = {}
    for key, case in found.items():
        if key.event == "2":
            told[key.subject] = (
                "removed" if case.removed else case.applies if case.applies != "yes" else case.state
            )
    return told


# Who joins --------------------------------------------------------------------------------------------------


def test_who_joins_has_rows_from_that_day(two: Cycle):
    after = moved(two, "2016-07-04", NORTH, SOUTH, EAST)
    assert cases(after) == {"Северный": "ожидается", "Южный": "ожидается", "Восточный": "ожидается"}
    assert fold(after, [])[CaseKey("2", "Восточный")].since == date(2016, 7, 4)
    assert CaseKey("2", "Восточный") not in fold(after, [], as_of=date(2016, 7, 3))


def test_what_was_due_before_somebody_joined_does_not_apply_to_them(two: Cycle):
    assert cases(moved(two, "2016-08-01", NORTH, SOUTH, EAST))["Восточный"] == "no"
    assert cases(moved(two, "2016-07-31", NORTH, SOUTH, EAST))["Восточный"] == "ожидается"


def test_a_new_address_of_one_does_not_excuse_others(two: Cycle, changed):
    """An amendment of the same day adds item 3 with a term that is past: it is overdue, not void."""
    text = ('№: "2"', '№: "3"')
    new = changed(text)
    other = Participant("Северный", "район", email="north@example.org")
    day = amended(two, member_changes(two, (other, SOUTH), {}, stamp("2016-08-01")))
    after = amended(
        day, [Change(20, date(2016, 8, 1), stamp("2016-08-01").recorded_at, "№ 6", definition=new)]
    )
    assert fold(after, [])[CaseKey("3", "Северный")].applies == "yes"


# Who leaves -------------------------------------------------------------------------------------------------


def test_who_leaves_for_good_takes_all_rows_along(two: Cycle, entry):
    """Even what had begun: there is nobody who could bring it to an end. What was done stays."""
    assert cases(moved(two, "2016-07-04", NORTH)) == {"Северный": "ожидается", "Южный": "removed"}
    done = entry(5, "2 Южный", "исполнить", "2016-07-01")
    assert cases(moved(two, "2016-07-04", NORTH), done)["Южный"] == "исполнено"


@pytest.fixture
def rounds(changed) -> Definition:
    """The small plan with a state in between: what is handed in may be given back."""
    act = "      исполнить: {из: ожидается, в: исполнено, кто: министр}"
    return changed(
        ("      исполнено: {срок исполнен: да}", "      сдано: {}\n      исполнено: {срок исполнен: да}"),
        (act, f"      сдать: {{из: ожидается, в: сдано}}\n{act.replace('ожидается', '[ожидается, сдано]')}"),
    )


def test_what_had_begun_passes_to_the_successor(rounds: Definition, cycle_of, entry):
    cycle = cycle_of(rounds)
    merged = moved(cycle, "2016-07-04", NORTH, into={"Южный": "Северный"})
    handed_in = entry(5, "2 Южный", "сдать", "2016-07-01")
    assert cases(merged, handed_in) == {"Северный": "ожидается", "Южный": "сдано"}
    key = CaseKey("2", "Южный")
    assert merged.in_role(merged.event_of(key), key, "район") == (NORTH,)
    assert cases(moved(cycle, "2016-07-04", NORTH), handed_in)["Южный"] == "removed"
    accepted = entry(6, "2 Южный", "исполнить", "2016-07-20")
    assert fold(merged, [handed_in, accepted])[key].actual == date(2016, 7, 20)


def test_a_successor_of_a_successor_stands_for_both(two: Cycle):
    once = moved(two, "2016-07-04", SOUTH, EAST, into={"Северный": "Южный"})
    twice = moved(once, "2016-07-05", EAST, into={"Южный": "Восточный"})
    assert (twice.follower("Северный"), twice.has_left("Северный")) == ("Восточный", False)
    gone = moved(once, "2016-07-05", EAST)
    assert (gone.follower("Северный"), gone.has_left("Северный")) == ("", True)


def test_who_comes_back_has_the_old_rows_again(two: Cycle):
    away = moved(two, "2016-07-04", NORTH)
    back = moved(away, "2016-07-11", NORTH, SOUTH)
    assert cases(back) == {"Северный": "ожидается", "Южный": "ожидается"}
    assert fold(back, [])[CaseKey("2", "Южный")].since == date(2016, 6, 1)
    assert cases(back.at(date(2016, 7, 8)))["Южный"] == "removed"


def test_who_comes_back_comes_to_the_words_of_the_day(two: Cycle, changed):
    """Away while «ожидается» got another name; what that name became was said then, and holds for them too."""
    away = moved(two, "2016-07-04", NORTH)
    new = changed(("ожидается", "в работе"))
    known = stamp("2016-07-05").recorded_at
    renamed = Change(11, date(2016, 7, 5), known, "№ 6", definition=new, states={"ожидается": "в работе"})
    back = moved(amended(away, [renamed]), "2016-07-11", NORTH, SOUTH)
    assert cases(back) == {"Северный": "в работе", "Южный": "в работе"}
    assert not any(case.conflicts for case in fold(back, []).values())


def test_a_case_of_one_who_left_can_still_be_reported(two: Cycle):
    after = moved(two, "2016-07-04", NORTH)
    assert case_of(after, Wish("2", "исполнить", "Южный")) == CaseKey("2", "Южный")
    with pytest.raises(RefusedError, match="unknown participant"):
        case_of(after, Wish("2", "исполнить", "Западный"))


# The list against those who take part -------------------------------------------------------------------------


def test_the_same_list_changes_nothing(two: Cycle):
    assert member_changes(two, (SOUTH, NORTH), {}, stamp("2016-07-04")) == ()


def test_a_list_of_one_role_leaves_the_others_alone(small: Definition, calendar: Calendar):
    members = (NORTH, SOUTH, Participant("Иванов", "министр"))
    cycle = Cycle("small", small, calendar, members, date(2016, 6, 1))
    changes = member_changes(cycle, (NORTH,), {}, stamp("2016-07-04"))
    assert [(change.name, change.participant) for change in changes] == [("Южный", None)]


def test_a_changed_address_is_a_change_of_that_one(two: Cycle):
    other = Participant("Южный", "район", email="south@example.org", head="Иванов")
    (change,) = member_changes(two, (NORTH, other), {}, stamp("2016-07-04"))
    assert (change.participant, change.name) == (other, "")
    after = amended(two, [change])
    assert [member.name for member in after.participants] == ["Северный", "Южный"]
    assert after.by_name["Южный"].email == "south@example.org"
    assert fold(after, []) == fold(two, [])


@pytest.mark.parametrize(
    ("listed", "into", "told"),
    [
        ((NORTH, SOUTH), {"Южный": "Северный"}, "“Южный” is in the list"),
        ((NORTH,), {"Южный": "Севрный"}, "did you mean “Северный”"),
        ((NORTH,), {"Юнный": "Северный"}, "did you mean “Южный”"),
        ((EAST,), {"Южный": "Северный"}, "unknown participant “Северный”"),
    ],
)
def test_a_successor_is_one_who_stays_of_one_who_leaves(two: Cycle, listed, into, told):
    with pytest.raises(RefusedError, match=told):
        member_changes(two, listed, into, stamp("2016-07-04"))


def test_a_successor_can_be_named_later(rounds: Definition, cycle_of, entry):
    """Forgotten when Южный left: what it had begun was removed with it, and goes on from now."""
    handed_in = entry(5, "2 Южный", "сдать", "2016-07-01")
    gone = moved(cycle_of(rounds), "2016-07-04", NORTH)
    assert cases(gone, handed_in)["Южный"] == "removed"
    followed = moved(gone, "2016-07-11", NORTH, into={"Южный": "Северный"})
    assert cases(followed, handed_in)["Южный"] == "сдано"
    assert moved(followed, "2016-07-11", NORTH, into={"Южный": "Северный"}) == followed


def test_a_newcomer_with_almost_the_same_name_may_be_the_one_who_leaves(two: Cycle):
    renamed = Participant("Южный район", "район")
    changes = member_changes(two, (NORTH, renamed), {}, stamp("2016-07-04"))
    (hint,) = renamed_perhaps(two, changes)
    assert '--into "Южный=Южный район"' in str(hint)
    followed = member_changes(two, (NORTH, renamed), {"Южный": "Южный район"}, stamp("2016-07-04"))
    assert list(renamed_perhaps(two, followed)) == []


# Which version --------------------------------------------------------------------------------------------------


def test_all_who_come_and_go_on_a_day_make_one_version(two: Cycle):
    after = moved(two, "2016-07-04", EAST, Participant("Западный", "район"))
    assert len(after.versions) == 2
    assert after.at(date(2016, 7, 3)) is after.versions[0]
    assert after.at(date(2016, 7, 4)) is after
    assert two.at(date(2000, 1, 1)) is two


def test_one_who_joins_and_leaves_on_the_same_day_is_not_forgotten(two: Cycle):
    """What was recorded of them meanwhile would have no case."""
    after = moved(moved(two, "2016-07-04", NORTH, SOUTH, EAST), "2016-07-04", NORTH, SOUTH)
    assert len(after.versions) == 3
    assert cases(after)["Восточный"] == "removed"


def test_an_amendment_and_a_merger_of_one_day_both_hold_for_what_goes_on(rounds, cycle_of, changed, entry):
    """July becomes August by the amendment; Южный has begun, and passes to Северный on the same day."""
    cycle = cycle_of(rounds)
    (item,) = (event for event in rounds.events if event.number == "2")
    (other,) = (event for event in changed(("июль 2016", "август 2016")).events if event.number == "2")
    events = tuple(replace(event, terms=other.terms) if event is item else event for event in rounds.events)
    new = replace(rounds, events=events)
    moment = stamp("2016-07-04").recorded_at
    once = amended(cycle, [Change(9, date(2016, 7, 4), moment, "№ 6", definition=new)])
    after = moved(once, "2016-07-04", NORTH, into={"Южный": "Северный"})
    case = fold(after, [entry(5, "2 Южный", "сдать", "2016-07-01")])[CaseKey("2", "Южный")]
    assert (case.state, case.due) == ("сдано", date(2016, 8, 31))


def test_by_what_was_known_earlier_a_later_change_is_not_there(two: Cycle):
    """Recorded on 20 July, in force since 4 July."""
    changes = member_changes(two, (NORTH,), {}, stamp("2016-07-04", known="2016-07-20"))
    after = versioned(two, changes)
    assert known_at(after, date(2016, 7, 19)) == two
    assert known_at(after, date(2016, 7, 20)) is after
    assert not fold(after, [], as_of=date(2016, 7, 10), known_on=date(2016, 7, 19))[
        CaseKey("2", "Южный")
    ].removed
    assert fold(after, [], as_of=date(2016, 7, 10))[CaseKey("2", "Южный")].removed
