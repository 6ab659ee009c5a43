"""How the people of Ozersk take part: proposals, results and opinions lead back to the plan and the strategy.

The days are the scenario's own, but for those of the acts in section 15 of the passport. Working days are counted by
hand as in the history's tests; January to November 2019 have 17, 20, 20, 22, 18, 19, 23, 22, 21, 23 and 20 of them.
"""

from datetime import date

import pytest

NAME = "ozersk-strategy"

#: Event, state, first and last day, days, working days.
INVENTED = [
    # October 2-5, 8-12, 15: 4 + 5 + 1
    ("6", "не начат", "2018-10-01", "2018-10-15", 14, 10),
    # October 16-19, 22-26, 29-31; November 21; December 3: 12 + 21 + 1
    ("6", "идёт", "2018-10-15", "2018-12-03", 49, 34),
    # October 22, November 21, December 3-7, 10-14, 17-21, 24-28: 22 + 21 + 20
    ("11", "разрабатывается", "2018-10-01", "2018-12-28", 88, 63),
    # December 29, a working Saturday
    ("11", "утверждён", "2018-12-28", "2018-12-29", 1, 1),
    # January 17, February 20, March 1, 4-7, 11-15, 18-22, 25-28: 17 + 20 + 19
    ("11", "опубликован", "2018-12-29", "2019-03-28", 89, 56),
    # March 29; April 22, May 18, June 19, July 1-5, 8-10: 1 + 22 + 18 + 19 + 8
    ("11", "изменён", "2019-03-28", "2019-07-10", 104, 68),
    # July 11, 12
    ("11", "изменён", "2019-07-10", "2019-07-12", 2, 2),
    # October 22, November 21, December 21 (the 29th among them), January 9-11, 14: 22 + 21 + 21 + 4
    ("12", "не организован", "2018-10-01", "2019-01-14", 105, 68),
    # January 15-18, 21-25, 28-31; February 20, March 20, April 22, May 18, June 19, July 23, August 22, September 21,
    # October 23, November 20 (not the 4th), December 15: 13 + 20 + 20 + 22 + 18 + 19 + 23 + 22 + 21 + 23 + 20 + 15
    ("12", "ведётся", "2019-01-14", "2019-12-20", 340, 236),
    # October 22, November 21, December 3-7, 10-14, 17-21, 24-27: 22 + 21 + 19
    ("р4-1", "не проводилось", "2018-10-01", "2018-12-27", 87, 62),
    # December 28, 29; January 17, February 20, March 20, April 22, May 18, June 3-7, 10-11, 13-14, 17-20:
    # 2 + 17 + 20 + 20 + 22 + 18 + 13
    ("р4-1", "проводится", "2018-12-27", "2019-06-20", 175, 112),
    # 2018: 22 + 21 + 21; 2019: 17 + 20 + 20 + 22 + 18 + 19 + 23 + 22 + 21 + 23 + 20;
    # December 2-6, 9-13, 16-20, 23, 24: 64 + 225 + 17
    ("р4-2", "не проводилось", "2018-10-01", "2019-12-24", 449, 306),
    # the same up to November 2019, and December 2: 64 + 225 + 1
    ("р4-3", "не проводилось", "2018-10-01", "2019-12-02", 427, 290),
]


def test_the_collecting_of_proposals_ends_when_each_is_answered(played):
    cli = played(NAME)
    rows = cli("sheet", NAME, "6", "--format", "json").json
    assert {row["row"]: row["state"] for row in rows} == {"1": "учтено", "2": "отклонено", "3": "учтено"}


def test_the_scenario_goes_from_results_and_proposals_back_to_the_plan(played, stays):
    cli = played(NAME)
    assert [
        row for event in ("6", "11", "12", "р4-1", "р4-2", "р4-3") for row in stays(cli, event)
    ] == INVENTED
    for _event, _state, since, until, days, _working in INVENTED:
        assert (date.fromisoformat(until) - date.fromisoformat(since)).days == days
    rows = cli("deviations", NAME, "--format", "json").json
    assert [row["event"] for row in rows if not row["actual"]] == []


def test_the_scenario_tells_each_thing_on_its_day(played):
    """What cites an act waits for that act alone, not for all that ever becomes of the plan."""
    told = [entry for entry in played(NAME)("journal", NAME, "--json").json if entry["event"]]
    assert [entry["on"] for entry in told] == sorted(entry["on"] for entry in told)


# From proposals to an amended plan and strategy (12) ---------------------------------------------------------

#: Day: how each proposal stands on it. Two of them are open at once, and two are met by one decree.
CORRECTIONS = [
    ("2019-03-11", {"1": "предложена"}),
    ("2019-03-18", {"1": "предложена", "2": "предложена"}),
    ("2019-03-28", {"1": "внесена", "2": "предложена"}),
    ("2019-06-17", {"1": "внесена", "2": "предложена", "3": "предложена"}),
    ("2019-07-10", {"1": "внесена", "2": "внесена", "3": "внесена"}),
    ("2019-09-02", {"1": "внесена", "2": "внесена", "3": "внесена", "4": "предложена"}),
    ("2019-09-16", {"1": "внесена", "2": "внесена", "3": "внесена", "4": "отклонена"}),
]


@pytest.mark.parametrize(("day", "states"), CORRECTIONS)
def test_several_proposals_are_open_at_once(played, day: str, states: dict[str, str]):
    rows = played(NAME)("sheet", NAME, "12", "--as-of", day, "--format", "json").json
    assert {row["row"]: row["state"] for row in rows} == states


def proposed(cli, row: str = "1", on: str = "2019-03-11"):
    whose = "раздел=По мере поступления предложений"
    more = "--row", row, "--note", "благоустроить проспект Карла Маркса", "--data", whose, "--on", on
    done = cli("record", NAME, "12", "добавить строку", *more)
    assert done.status == 0, done.err


def made(cli, act: str, on: str, row: str = "1"):
    return cli("record", NAME, "12", "внести корректировку", "--row", row, "--data", f"акт={act}", "--on", on)


#: What is not recorded in 10 or 11 as an amendment: of no such number, of another date, what approved the two, the
#: decision on hearings, and an amendment that came later.
NOT_AMENDMENTS = [
    ("№ 999 от 28.03.2019", "2019-07-10"),
    ("№ 706 от 29.03.2019", "2019-07-10"),
    ("№ 3309 от 28.12.2018", "2019-07-10"),
    ("№ 261 от 26.12.2018", "2019-07-10"),
    ("№ 212 от 25.10.2018", "2019-07-10"),
    ("№ 1683 от 10.07.2019", "2019-07-09"),
]


@pytest.mark.parametrize(("act", "on"), NOT_AMENDMENTS)
def test_a_correction_names_no_act_that_did_not_amend(lived, act: str, on: str):
    proposed(lived)
    refused = made(lived, act, on)
    assert refused.status != 0
    assert act in refused.err
    assert "№ 706 от 28.03.2019" in refused.err


@pytest.mark.parametrize(
    ("act", "on"), [("№ 706 от 28.03.2019", "2019-03-28"), ("1683 от 10.07.2019", "2019-07-10")]
)
def test_a_correction_names_an_amendment_recorded_in_11(lived, act: str, on: str):
    proposed(lived)
    done = made(lived, act, on)
    assert done.status == 0, done.err


def test_the_strategy_is_corrected_too_with_what_was_taken_into_account(lived):
    act = "решение=№ 300 от 30.07.2019"
    lacking = lived(
        "record", NAME, "10", "изменить", "--data", act, "--data", "что изменено=цели", "--on", "2019-07-30"
    )
    assert lacking.status != 0
    assert "что учтено" in lacking.err
    seen = "--data", "что изменено=цели", "--data", "что учтено=опрос жителей", "--on", "2019-07-30"
    assert lived("record", NAME, "10", "изменить", "--data", act, *seen).status == 0
    proposed(lived)
    done = made(lived, "№ 300 от 30.07.2019", "2019-07-30")
    assert done.status == 0, done.err


def test_documents_and_people_are_counted_whole(played):
    given = "--data", "утверждено документов, единиц=30,5", "--data", "участвует жителей старше 14 лет=9305"
    refused = played(NAME)("record", NAME, "12", "отметить результаты", *given)
    assert refused.status != 0
    assert "30,5" in refused.err


# Who has what in hand ----------------------------------------------------------------------------------------

#: Sections 14 and 10 of the passport together: who is responsible for each action.
RESPONSIBLE = {
    "1": "глава",
    "2": "администрация",
    "3": "администрация",
    "5": "модераторы сайтов",
    "6": "администрация, Собрание депутатов",
    "7": "Общественная палата",
    "8": "администрация, Общественная палата",
    "9": "Собрание депутатов, администрация",
    "10": "Собрание депутатов",
    "11": "администрация",
    "12": "администрация",
    "р4-1": "администрация, Общественная палата",
    "р4-2": "администрация, Общественная палата",
    "р4-3": "администрация",
}


def test_each_action_is_owed_by_whom_the_passport_names(lived):
    rows = lived("deviations", NAME, "--format", "json").json
    assert {row["event"]: row["responsible"] for row in rows if row["event"] != "4"} == RESPONSIBLE


def test_the_deputies_appoint_hearings_and_the_administration_organises_them(lived):
    before = lived("case", NAME, "9", "--as-of", "2018-10-24", "--json").json
    after = lived("case", NAME, "9", "--as-of", "2018-10-25", "--json").json
    assert (before["holder"], after["holder"]) == ("Собрание депутатов", "администрация")


@pytest.mark.parametrize("who", ["администрация", "Собрание депутатов"])
def test_proposals_to_the_draft_are_collected_by_both(lived, who: str):
    done = lived("record", NAME, "6", "начать сбор", "--on", "2018-10-15", "--actor", who)
    assert done.status == 0, done.err


def test_another_town_brings_its_own_sites(cli, library, tmp_path):
    rows = (library / f"{NAME}.participants.csv").read_text().replace("ozersk74.ru;", "trehgorny.example;")
    (tmp_path / "members.csv").write_text(rows)
    begun = cli(
        "start",
        library / f"{NAME}.yaml",
        "--participants",
        tmp_path / "members.csv",
        "--now",
        "2018-10-01T09:00",
    )
    assert begun.status == 0, begun.err
    found = cli("deviations", NAME, "--format", "json").json
    assert [row["subject"] for row in found if row["event"] == "4"] == ["trehgorny.example", "ozersk.ru"]
    where = "на каких сайтах=trehgorny.example"
    done = cli("record", NAME, "5", "исполнить", "--data", where, "--now", "2018-11-08T16:00")
    assert done.status == 0, done.err


def test_a_broadcast_was_on_a_site_and_not_on_a_person(lived):
    """Action 5: «На сайте ozersk.ru»."""
    refused = lived("record", NAME, "5", "исполнить", "--data", "на каких сайтах=ozersk.ru; Глава округа")
    assert refused.status == 1
    assert "“Глава округа” does not take part as “модераторы сайтов”" in refused.err
    assert "ozersk74.ru, ozersk.ru" in refused.err
    strange = lived("record", NAME, "5", "исполнить", "--data", "на каких сайтах=ozersk.com")
    assert strange.status == 1
    assert "did you mean “ozersk.ru”" in strange.err
    done = lived("record", NAME, "5", "исполнить", "--data", "на каких сайтах=ozersk.ru")
    assert done.status == 0, done.err
