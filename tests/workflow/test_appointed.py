"""Curators and expert groups are appointed by items 4 and 6 of the Krasnoyarsk plan: for a town, since a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import RefusedError
from notifications import recipients
from workflow import Case, CaseKey, Cycle, Entry, Participant, Wish, concerned, fold, fold_only, who

ACHINSK, KANSK = CaseKey("10", "Ачинск"), CaseKey("10", "Канск")


def curator(whom: str, who: str = "Иванов И. И.", on: str = "2016-06-28", **more: str) -> Wish:
    corrects = more.pop("corrects", None)
    data = {"роль": "куратор", "для": whom, "кто": who, "почта": "ivanov@econ.example", **more}
    return Wish("4", "назначить", on=date.fromisoformat(on), data=data, corrects=corrects and int(corrects))


def names(cycle: Cycle, case: Case, role: str = "куратор") -> list[str]:
    return [member.name for member in who(cycle, case, role)]


def test_who_was_appointed_stands_in_the_rows_of_that_municipality_alone(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    cases = fold(plan_cycle, admitted(curator("Ачинск")))
    assert names(plan_cycle, cases[ACHINSK]) == ["Иванов И. И."]
    assert names(plan_cycle, cases[KANSK]) == []
    (ivanov,) = who(plan_cycle, cases[ACHINSK], "куратор")
    assert ivanov.email == "ivanov@econ.example"


def test_the_case_of_the_event_that_appoints_has_everybody(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    found = fold(plan_cycle, admitted(curator("Ачинск"), curator("Канск", "Петрова П. П.")))[CaseKey("4")]
    people = [(one.whom, one.person.name, one.since, one.entry) for one in found.people["куратор"]]
    day = date(2016, 6, 28)
    assert people == [("Ачинск", "Иванов И. И.", day, 1), ("Канск", "Петрова П. П.", day, 2)]


def test_one_entry_appoints_for_several(plan_cycle: Cycle, admitted: Callable[..., list[Entry]]):
    entries = admitted(curator("Ачинск; Канск"))
    cases = fold(plan_cycle, entries)
    assert names(plan_cycle, cases[ACHINSK]) == names(plan_cycle, cases[KANSK]) == ["Иванов И. И."]
    assert names(plan_cycle, cases[CaseKey("10", "Норильск")]) == []
    assert {key.subject for key in concerned(plan_cycle, entries)} == {"", "Ачинск", "Канск"}
    with pytest.raises(RefusedError, match="unknown participant “Каннск”"):
        admitted(curator("Ачинск; Каннск"))


def test_a_survey_of_the_ministry_is_filled_in_by_all_curators_each_for_their_own(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    appointed = curator("Ачинск"), curator("Канск", "Петрова П. П.")
    case = fold(plan_cycle, admitted(*appointed))[CaseKey("8")]
    assert names(plan_cycle, case) == ["Иванов И. И.", "Петрова П. П."]
    told = {"готовность разделов": "раздел 1", "что мешает": "нет"}
    answer = Wish("8", "ответ", "Канск", date(2016, 7, 31), actor="Петрова П. П.", data=told)
    entries = admitted(*appointed, answer)
    assert entries[-1].row == "Канск"
    with pytest.raises(RefusedError, match="answers for Ачинск alone"):
        admitted(*appointed, replace(answer, actor="Иванов И. И."))


def test_a_later_appointment_replaces_from_its_day_on(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    entries = admitted(curator("Ачинск"), curator("Ачинск", "Петрова П. П.", on="2016-09-01"))
    for day, expected in [
        ("2016-06-27", []),  # nobody yet
        ("2016-06-28", ["Иванов И. И."]),
        ("2016-08-31", ["Иванов И. И."]),
        ("2016-09-01", ["Петрова П. П."]),
    ]:
        case = fold(plan_cycle, entries, as_of=date.fromisoformat(day))[ACHINSK]
        assert names(plan_cycle, case) == expected


def test_what_was_known_on_a_day_leaves_out_appointments_recorded_later(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    entries = admitted(curator("Ачинск"), now="2016-07-04")
    known = [
        names(plan_cycle, fold(plan_cycle, entries, known_on=day)[ACHINSK])
        for day in (date(2016, 7, 3), date(2016, 7, 4))
    ]
    assert known == [[], ["Иванов И. И."]]


def test_an_appointment_can_be_corrected_and_withdrawn(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    corrected = curator("Канск", corrects="1")
    cases = fold(plan_cycle, admitted(curator("Ачинск"), corrected))
    assert [names(plan_cycle, cases[key]) for key in (ACHINSK, KANSK)] == [[], ["Иванов И. И."]]
    withdrawal = Wish("4", "отозвать", on=date(2016, 6, 29), corrects=1)
    assert not fold(plan_cycle, admitted(curator("Ачинск"), withdrawal))[ACHINSK].people


def test_one_person_has_one_address_the_last_that_was_given(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    moved = curator("Канск", on="2016-07-01", почта="new@econ.example")
    cases = fold(plan_cycle, admitted(curator("Ачинск"), moved))
    assert {who(plan_cycle, cases[key], "куратор")[0].email for key in (ACHINSK, KANSK)} == {
        "new@econ.example"
    }


def test_who_takes_part_already_keeps_their_own_address(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    data = {"роль": "экспертная группа", "для": "Ачинск", "кто": "Рабочая группа"}
    entries = admitted(Wish("6", "назначить", on=date(2016, 7, 8), data=data))
    (group,) = fold(plan_cycle, entries)[CaseKey("6")].people["экспертная группа"]
    assert group.person.email == "group@econ.example"
    with pytest.raises(RefusedError, match=r"takes part in the cycle, with the address group@econ\.example"):
        admitted(Wish("6", "назначить", on=date(2016, 7, 8), data={**data, "почта": "other@econ.example"}))


# Letters -----------------------------------------------------------------------------------------------------


def reached(cycle: Cycle, case: Case) -> set[str]:
    return {member.email for member in recipients(cycle, case)}


def test_letters_go_to_who_was_appointed_and_no_more_to_whom_the_file_names(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    before = fold(plan_cycle, ())[ACHINSK]
    assert reached(plan_cycle, before) == {"0@omsu.example", "head0@omsu.example", "sidorov@econ.example"}
    cases = fold(plan_cycle, admitted(curator("Ачинск")))
    assert reached(plan_cycle, cases[ACHINSK]) == {
        "0@omsu.example",
        "head0@omsu.example",
        "ivanov@econ.example",
    }
    assert "sidorov@econ.example" in reached(plan_cycle, cases[KANSK])


def test_a_delay_of_the_ministry_is_copied_to_no_curator_of_a_municipality(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    case = fold(plan_cycle, admitted(curator("Ачинск")))[CaseKey("13")]
    assert reached(plan_cycle, case) == {"min@econ.example"}


@pytest.fixture(scope="module")
def owed_by_curators(plan_cycle: Cycle) -> Cycle:
    """The plan with item 7 owed by the curator, as «сопровождение» is in the document."""
    events = tuple(
        replace(event, responsible=("куратор",), only_for=None) if event.number == "7" else event
        for event in plan_cycle.definition.events
    )
    return replace(plan_cycle, definition=replace(plan_cycle.definition, events=events))


def test_what_an_appointed_role_owes_waits_for_nobody_until_somebody_is_appointed(
    owed_by_curators: Cycle, admitted: Callable[..., list[Entry]]
):
    key = CaseKey("7", "Ачинск")
    assert recipients(owed_by_curators, fold(owed_by_curators, ())[key]) == ()
    entries = admitted(curator("Ачинск"), of=owed_by_curators)
    cases = fold(owed_by_curators, entries)
    assert reached(owed_by_curators, cases[key]) == {"ivanov@econ.example"}
    done = Wish("7", "исполнить", "Ачинск", date(2016, 7, 20), actor="Иванов И. И.")
    assert admitted(curator("Ачинск"), done, of=owed_by_curators)[-1].trigger == "исполнить"
    with pytest.raises(RefusedError, match=r"may not do “исполнить” here; those who may: куратор"):
        admitted(curator("Ачинск"), replace(done, actor="Ачинск"), of=owed_by_curators)


# What is refused ---------------------------------------------------------------------------------------------

GIVEN = {"роль": "куратор", "для": "Ачинск", "кто": "Иванов И. И.", "почта": "ivanov@econ.example"}


@pytest.mark.parametrize(
    ("event", "changed", "why"),
    [
        (
            "10",
            {},
            r"event 10 appoints nobody; roles that events appoint: куратор \(event 4\), экспертная группа",
        ),
        ("4", {"роль": ""}, "say to which role: --data role=NAME; this event fills: куратор"),
        ("4", {"роль": "куратр"}, "unknown role “куратр”; did you mean “куратор”"),
        ("4", {"роль": "экспертная группа"}, "unknown role “экспертная группа”; known here: куратор"),
        ("4", {"для": ""}, r"“куратор” is appointed for each “ОМСУ”: say for whom \(--data for=NAME\)"),
        ("4", {"для": "Ачинк"}, "unknown participant “Ачинк”; did you mean “Ачинск”"),
        ("4", {"для": "Минэкономразвития"}, "unknown participant “Минэкономразвития”"),
        ("4", {"кто": ""}, "say who is appointed: --data who=NAME"),
        ("4", {"почта": ""}, "say where letters to whoever is appointed go: --data email=ADDRESS"),
        ("4", {"почта": "ivanov@econ"}, "“ivanov@econ” is not an e-mail address"),
        ("4", {"часовой пояс": "Красноярск"}, "unknown time zone “Красноярск”"),
        ("4", {"почтта": "x"}, "unknown value “почтта”; did you mean “почта”"),
    ],
)
def test_what_an_appointment_must_say(
    event: str, changed: dict[str, str], why: str, admitted: Callable[..., list[Entry]]
):
    subject = "Ачинск" if event == "10" else ""
    with pytest.raises(RefusedError, match=why):
        admitted(Wish(event, "назначить", subject, date(2016, 6, 28), data={**GIVEN, **changed}))


@pytest.mark.parametrize("actor", ["Ачинск", "ОМСУ", "Рабочая группа"])
def test_only_who_owes_the_event_appoints(actor: str, admitted: Callable[..., list[Entry]]):
    wish = replace(curator("Ачинск"), actor=actor)
    with pytest.raises(RefusedError, match="those who may: министерство"):
        admitted(wish)
    assert admitted(replace(wish, actor="Минэкономразвития"))


def test_what_is_offered_says_to_appoint_only_where_an_event_appoints(admitted: Callable[..., list[Entry]]):
    offered = {}
    for event in ("4", "13"):
        with pytest.raises(RefusedError) as refusal:
            admitted(Wish(event, "сделать", on=date(2016, 6, 28)))
        offered[event] = str(refusal.value.message).partition("always possible:")[2].split(", ")
    assert "назначить" in [name.strip() for name in offered["4"]]
    assert "назначить" not in [name.strip() for name in offered["13"]]


# How far it reaches ------------------------------------------------------------------------------------------


def test_an_appointment_reaches_the_cases_that_name_the_role_and_no_others(
    plan_cycle: Cycle, admitted: Callable[..., list[Entry]]
):
    entries = admitted(curator("Ачинск"))
    reaches = set(concerned(plan_cycle, entries))
    before, after = fold(plan_cycle, ()), fold(plan_cycle, entries)
    assert reaches - {CaseKey("4")} == {
        key for key in after if before[key] != after[key] and key != CaseKey("4")
    }
    assert ACHINSK in reaches
    assert KANSK not in reaches


@given(
    st.permutations(
        [("Ачинск", "А", "2016-06-28"), ("Ачинск", "Б", "2016-07-05"), ("Канск", "В", "2016-06-30")]
    )
)
def test_the_order_of_recording_does_not_matter(
    plan_cycle: Cycle, moment: Callable[[str], datetime], order: list[tuple[str, str, str]]
):
    entries = [
        Entry(
            number,
            "appoint",
            date.fromisoformat(day),
            moment("2016-08-01"),
            case=CaseKey("4"),
            data={"роль": "куратор", "для": whom, "кто": name, "почта": f"{number}@econ.example"},
        )
        for number, (whom, name, day) in enumerate(order, start=1)
    ]
    cases = fold(plan_cycle, entries)
    assert [names(plan_cycle, cases[key]) for key in (ACHINSK, KANSK)] == [["Б"], ["В"]]
    alone = fold_only(plan_cycle, entries, [ACHINSK])
    assert alone[ACHINSK] == cases[ACHINSK]


def test_until_somebody_is_appointed_whom_the_file_names_in_that_role_fills_it(plan_cycle: Cycle):
    named = replace(
        plan_cycle,
        participants=(
            *plan_cycle.participants,
            Participant("Общий куратор", "куратор", email="k@econ.example"),
        ),
    )
    case = fold(named, ())[ACHINSK]
    assert names(named, case) == ["Общий куратор"]
