"""What fits is recorded; what does not is refused with what would be allowed."""

from datetime import date, datetime, time

import pytest

from calendars.errors import RefusedError
from workflow import CaseKey, Cycle, Entry, Wish, admit, case_of, fold

NOW = "2016-09-20"


@pytest.fixture
def journal(recorder) -> list[Entry]:
    """Item 5 has found Kansk behind; Achinsk has sent its materials (entry 2) and explained something (entry 3)."""
    return recorder(
        ("2016-06-30", Wish("5", "исполнить", data={"отстающие": "Канск"})),
        ("2016-09-12", Wish("10", "направить", "Ачинск", actor="Ачинск", ref="№ 17")),
        ("2016-09-13", Wish("10", "пояснить", "Ачинск", note="без приложений")),
    )


def test_what_is_recorded(cycle: Cycle, journal: list[Entry], moment):
    wish = Wish(
        " 10\u00a0", "напра\u00adвить", "Норильск ", date(2016, 9, 15), time(17, 30), ref="№ 3", key="к-1"
    )
    found = admit(cycle, journal, wish, 4, moment(NOW))
    assert (found.number, found.kind, found.case, found.trigger) == (
        4,
        "act",
        CaseKey("10", "Норильск"),
        "направить",
    )
    assert (found.on, found.at, found.recorded_at) == (date(2016, 9, 15), time(17, 30), moment(NOW))
    assert (found.ref, found.key) == ("№ 3", "к-1")


def test_without_a_day_it_happened_today_by_the_clock_of_the_cycle(cycle: Cycle):
    now = datetime.fromisoformat("2016-09-12T18:00:00+00:00")  # the 13th in Krasnoyarsk
    assert admit(cycle, [], Wish("10", "направить", "Ачинск"), 1, now).on == date(2016, 9, 13)


def test_lists_of_participants_become_lists(journal: list[Entry]):
    assert journal[0].data == {"отстающие": ["Канск"]}


@pytest.mark.parametrize("nobody", ["", "нет", "Нет", "none", "-"])
def test_that_nobody_is_behind_can_be_said(cycle: Cycle, moment, nobody: str):
    entry = admit(cycle, [], Wish("5", "исполнить", data={"отстающие": nobody}), 1, moment(NOW))
    assert entry.data == {"отстающие": []}
    assert fold(cycle, [entry])[CaseKey("7", "Канск")].applies == "no"


def test_several_participants(cycle: Cycle, moment):
    wish = Wish("5", "исполнить", data={"отстающие": "Канск;\u00a0Ачинск ;"})
    assert admit(cycle, [], wish, 1, moment(NOW)).data == {"отстающие": ["Канск", "Ачинск"]}


@pytest.mark.parametrize(
    ("trigger", "kind"),
    [
        ("set-date", "set_date"),
        ("назначить срок", "set_date"),
        ("remove", "remove"),
        ("снять с контроля", "remove"),
    ],
)
def test_control_entries_fit_every_case_in_both_languages(cycle: Cycle, moment, trigger: str, kind: str):
    wish = Wish("26", trigger, "Ачинск", day=date(2017, 8, 15), basis="приказ № 9")
    assert admit(cycle, [], wish, 1, moment(NOW)).kind == kind


# Refused: the wish, and words that the refusal must have ----------------------------------------------------

REFUSED: dict[str, tuple[Wish, tuple[str, ...]]] = {
    "unknown event": (Wish("28", "исполнить"), ("unknown event “28”",)),
    "no participant": (Wish("10", "направить"), ("“ОМСУ”", "name the participant")),
    "a participant of one for all": (Wish("5", "исполнить", "Канск"), ("event 5 is one for all",)),
    "unknown participant": (
        Wish("10", "направить", "Канкс"),
        ("unknown participant “Канкс”", "did you mean “Канск”"),
    ),
    "a participant of another role": (Wish("10", "направить", "Минэкономразвития"), ("unknown participant",)),
    "unknown action": (
        Wish("10", "отправить", "Канск"),
        (
            "unknown action “отправить”",
            "Possible in the state “готовится”: направить",
            "always possible",
            "назначить срок",
        ),
    ),
    "an action that the state does not allow": (
        Wish("10", "направить", "Ачинск"),
        (
            "“направить” is not possible in the state “направлено”",
            "Possible in the state “направлено”: вернуть",
        ),
    ),
    "an action of another flow": (Wish("10", "согласовать", "Канск"), ("unknown action",)),
    "tomorrow": (
        Wish("10", "направить", "Канск", date(2016, 9, 21)),
        ("21.09.2016 lies in the future", "today is 20.09.2016"),
    ),
    "later today": (
        Wish("10", "направить", "Канск", date(2016, 9, 20), time(12, 1)),
        ("12:01 has not come yet", "12:00"),
    ),
    "work on what has not come": (
        Wish("12", "исполнить", "Канск"),
        (
            "event 10 has not been recorded yet",
            "In the state “ожидается” no action is possible now; always possible: назначить срок",
        ),
    ),
    "a case that does not apply": (
        Wish("7", "исполнить", "Ачинск"),
        ("does not apply", "event 5", "no action is possible now"),
    ),
    "a date without a basis": (Wish("26", "set-date", "Канск", day=date(2017, 8, 1)), ("--date", "--basis")),
    "a basis without a date": (Wish("26", "set-date", "Канск", basis="приказ"), ("--date", "--basis")),
    "a date outside the calendar": (
        Wish("26", "set-date", "Канск", day=date(2055, 1, 1), basis="приказ"),
        ("the calendar “ru”",),
    ),
    "removed without a basis": (Wish("10", "remove", "Канск"), ("--basis",)),
    "an explanation of nothing": (Wish("10", "annotate", "Канск"), ("--note",)),
    "withdrawn, but what": (Wish("10", "withdraw", "Ачинск"), ("--corrects NUMBER",)),
    "an entry of another case": (
        Wish("10", "направить", "Ачинск", corrects=1),
        ("entry 1 is not an entry of this case", "2, 3"),
    ),
    "an entry that is not there": (Wish("10", "направить", "Канск", corrects=77), ("entry 77", "—")),
    "an explanation in place of a fact": (
        Wish("10", "annotate", "Ачинск", note="опечатка", corrects=2),
        ("entry 2 is “направить”", "“annotate” cannot correct", "withdraw it"),
    ),
    "a return without what is wrong": (
        Wish("10", "вернуть", "Ачинск"),
        ("“вернуть” needs: замечания", "--data"),
    ),
    "a return with nothing said": (
        Wish("10", "вернуть", "Ачинск", data={"замечания": " "}),
        ("“вернуть” needs: замечания",),
    ),
    "somebody who may not": (
        Wish("10", "вернуть", "Ачинск", actor="Ачинск", data={"замечания": "нет"}),
        ("“Ачинск” may not do “вернуть”", "министерство"),
    ),
    "a role that may not": (Wish("10", "направить", "Канск", actor="кадровый центр"), ("may not", "ОМСУ")),
    "a municipality for another": (Wish("10", "направить", "Канск", actor="Ачинск"), ("“Ачинск” may not",)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(cycle: Cycle, journal: list[Entry], moment, name: str):
    wish, words = REFUSED[name]
    with pytest.raises(RefusedError) as refused:
        admit(cycle, journal, wish, 4, moment(NOW))
    for word in words:
        assert word in str(refused.value)


def test_monitoring_must_say_who_is_behind(cycle: Cycle, moment):
    with pytest.raises(RefusedError, match="needs: отстающие"):
        admit(cycle, [], Wish("5", "исполнить"), 1, moment(NOW))
    with pytest.raises(RefusedError, match="did you mean “Канск”"):
        admit(cycle, [], Wish("5", "исполнить", data={"отстающие": "Ачинск; Канс"}), 1, moment(NOW))


def test_before_the_monitoring_nobody_knows_who_is_behind(cycle: Cycle, moment):
    with pytest.raises(RefusedError, match="not known yet whether this case applies"):
        admit(cycle, [], Wish("7", "исполнить", "Канск"), 1, moment(NOW))


def test_of_many_participants_not_all_are_listed(municipalities, definition, moment):
    with pytest.raises(RefusedError, match="this cycle has 61 of them"):
        admit(municipalities(definition), [], Wish("10", "направить", "Zürich"), 1, moment(NOW))


def test_the_ministry_and_people_by_name_may(cycle: Cycle, journal: list[Entry], moment):
    for actor in ("министерство", "Минэкономразвития", "Иванова А.А.", ""):
        wish = Wish("10", "вернуть", "Ачинск", actor=actor, data={"замечания": "нет анализа"})
        assert admit(cycle, journal, wish, 4, moment(NOW)).actor == actor


def test_what_an_event_asks_for_is_a_list_whichever_act_gives_it(changed, cycle_of, moment):
    """Also an act that does not meet the deadline yet may name participants."""
    cycle = cycle_of(
        changed(
            ("порядок: исполнение\n  - №", "порядок: исполнение\n    указать: {отстающие: участники}\n  - №"),
            ("ожидается: {}", "ожидается: {}\n      начато: {}"),
            ("    действия:\n", "    действия:\n      начать: {из: ожидается, в: начато}\n"),
        )
    )
    entry = admit(cycle, [], Wish("1", "начать", data={"отстающие": "Южный"}), 1, moment(NOW))
    assert entry.data == {"отстающие": ["Южный"]}
    assert fold(cycle, [entry])[CaseKey("1")].named == {"отстающие": ("Южный",)}


# Corrections ---------------------------------------------------------------------------------------------


def test_a_correction_without_a_day_keeps_the_day(cycle: Cycle, journal: list[Entry], moment):
    wish = Wish("10", "направить", "Ачинск", ref="№ 71", corrects=2)
    found = admit(cycle, journal, wish, 4, moment(NOW))
    assert (found.on, found.ref, found.corrects) == (date(2016, 9, 12), "№ 71", 2)
    case = fold(cycle, [*journal, found])[CaseKey("10", "Ачинск")]
    assert (case.actual, case.met_entry) == (date(2016, 9, 12), 4)


def test_a_correction_may_name_another_day(cycle: Cycle, journal: list[Entry], moment):
    wish = Wish("10", "направить", "Ачинск", date(2016, 9, 14), corrects=2)
    assert admit(cycle, journal, wish, 4, moment(NOW)).on == date(2016, 9, 14)


def test_what_was_corrected_or_withdrawn_is_not_corrected_again(cycle: Cycle, journal: list[Entry], moment):
    correction = admit(cycle, journal, Wish("10", "направить", "Ачинск", corrects=2), 4, moment(NOW))
    withdrawal = admit(cycle, journal, Wish("10", "withdraw", "Ачинск", corrects=2), 4, moment(NOW))
    for last, corrects, told in (
        (correction, 2, "entry 2 is already corrected by entry 4"),
        (withdrawal, 2, "entry 2 is already withdrawn by entry 4"),
        (withdrawal, 4, "entry 4 is itself a withdrawal"),
    ):
        wish = Wish("10", "withdraw", "Ачинск", corrects=corrects)
        with pytest.raises(RefusedError, match=told):
            admit(cycle, [*journal, last], wish, 5, moment(NOW))


def test_whoever_corrects_what_is_corrected_by_a_word_not_known_is_told_the_entry_that_counts(
    cycle: Cycle, journal: list[Entry], moment
):
    corrected = [
        *journal,
        admit(cycle, journal, Wish("10", "направить", "Ачинск", corrects=2), 4, moment(NOW)),
    ]
    again = admit(cycle, corrected, Wish("10", "направить", "Ачинск", corrects=4), 5, moment(NOW))
    with pytest.raises(RefusedError, match="entry 2 is already corrected by entry 5"):
        admit(cycle, [*corrected, again], Wish("10", "отправить", "Ачинск", corrects=2), 6, moment(NOW))


def test_a_correction_can_be_withdrawn_and_the_entry_corrected_again(
    cycle: Cycle, journal: list[Entry], moment
):
    known = [*journal]
    for wish in (
        Wish("10", "направить", "Ачинск", date(2016, 9, 19), corrects=2),
        Wish("10", "withdraw", "Ачинск", corrects=4),
        Wish("10", "направить", "Ачинск", date(2016, 9, 13), corrects=2),
    ):
        known.append(admit(cycle, known, wish, len(known) + 1, moment(NOW)))
    assert fold(cycle, known)[CaseKey("10", "Ачинск")].actual == date(2016, 9, 13)


def test_case_of(cycle: Cycle):
    assert case_of(cycle, Wish("5", "исполнить")) == CaseKey("5")
    assert case_of(cycle, Wish("10", "направить", "Ачинск")) == CaseKey("10", "Ачинск")
