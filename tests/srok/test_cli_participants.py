"""`srok participants`: who takes part since when, and what a new list changes before it is adopted."""

import email
from collections.abc import Callable
from pathlib import Path

import pytest

from srok.store.database import Database

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
ADOPT = ("--apply", "--basis", "закон края № 5-100")
TOWNS = {
    "Ачинск": "ОМСУ;;achinsk@example.org;Уважаемый Иван Иванович!",
    "Бор": "ОМСУ;Europe/Kaliningrad;bor@example.org;",
    "Вилюй": "ОМСУ;Asia/Kamchatka;viluy@example.org;",
    "Глухой": "ОМСУ;;;",
}
NEW = "ОМСУ;;new@example.org;"


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """A file with these municipalities; the ministry's role is not in it."""

    def write(towns: dict[str, str]) -> Path:
        path = tmp_path / "new.csv"
        rows = [f"{name};{rest}" for name, rest in towns.items()]
        path.write_text("\n".join(["name;role;timezone;email;salutation", *rows]), encoding="utf-8")
        return path

    return write


@pytest.fixture
def whole(empty: Database, damage: Callable[..., list[str]]) -> Callable[[str], bool]:
    return lambda moment: damage(empty, moment) == []


def without(*names: str, **more: str) -> dict[str, str]:
    return {**{name: rest for name, rest in TOWNS.items() if name not in names}, **more}


def test_they_are_listed_with_the_day_since_which_they_take_part(started):
    told = started("participants", CYCLE)
    assert "since 25.08.2016" in told.out
    assert "Participants: 5; have left: 0" in told.out
    rows = {row["name"]: row for row in started("participants", CYCLE, "--json").json}
    assert rows["Бор"]["email"] == "bor@example.org"
    assert (rows["министерство"]["role"], rows["министерство"]["until"]) == ("министерство", None)


def test_the_same_list_changes_nothing(started, listed):
    """The ministry has a role that the list does not mention, so it stays."""
    assert "nothing to record" in started("participants", CYCLE, listed(TOWNS), *NOW).out


def test_who_joins_gets_the_cases_of_the_plan(started, listed, whole):
    """Items 7, 10, 12, 19 and 26 are for each municipality: five cases."""
    file = listed(without(Новый=NEW))
    told = started("participants", CYCLE, file, *NOW)
    assert "appear: 5; are removed: 0" in told.out
    assert len(started("journal", CYCLE, "--json").json) == 6
    told = started("participants", CYCLE, file, *NOW, *ADOPT)
    assert "Recorded as entry 7" in told.out
    rows = started("deviations", CYCLE, "--participant", "Новый", "--format", "json").json
    assert {row["event"] for row in rows} == {"7", "10", "12", "19", "26"}
    assert started("record", CYCLE, "10", "направить", "--participant", "Новый", *NOW).status == 0
    assert whole("2016-09-01T11:00")


def test_who_joins_late_is_not_late_with_what_was_due_before(started, listed, whole):
    """Item 10 was due on 15 September; Новый takes part since 19 September."""
    now = ("--now", "2016-09-19T10:00")
    assert started("participants", CYCLE, listed(without(Новый=NEW)), *now, *ADOPT).status == 0
    rows = started("deviations", CYCLE, "--participant", "Новый", "--format", "json").json
    stand = {row["event"]: row["status"] for row in rows}
    assert (stand["10"], stand["19"]) == ("not_applicable", "not_due")
    told = started("case", CYCLE, "10", "--participant", "Новый")
    assert (
        "does not apply: its term, 15.09.2016, was over before it joined the cycle, on 19.09.2016" in told.out
    )
    assert whole("2016-09-19T11:00")


def test_what_was_due_before_somebody_joins_does_not_appear(started, listed):
    """On 19 September the term of item 10 is over, and item 12 answers to it: of five cases three appear."""
    file, now = listed(without(Новый=NEW)), ("--now", "2016-09-19T10:00")
    told = started("participants", CYCLE, file, *now)
    assert "appear: 3;" in told.out
    found = {
        row["event"]: row["what"] for row in started("participants", CYCLE, file, *now, "--json").json["rows"]
    }
    assert (found["10"], found["19"]) == (["not_applicable"], ["appears"])


def test_a_merger_hands_over_what_has_begun(started, listed, whole):
    """Бор has sent its item 10 on 31 August, and it was given back; Бор then becomes a part of Ачинск.

    Item 12, the ministry's answer to it, had been called for: the ministry goes on with that.
    """
    act = ("record", CYCLE, "10", "направить", "--participant", "Бор")
    back = ("record", CYCLE, "10", "вернуть", "--participant", "Бор", "--data", "замечания=нет подписи")
    for one in (act, back):
        assert started(*one, "--now", "2016-08-31T10:00").status == 0
    file, into = listed(without("Бор")), ("--into", "Бор=Ачинск")
    told = started("participants", CYCLE, file, *into, *NOW)
    assert "appear: 0; are removed: 3; pass into other hands: 1" in told.out
    rows = {
        row["event"]: row["what"]
        for row in started("participants", CYCLE, file, *into, *NOW, "--json").json["rows"]
    }
    assert (rows["10"], rows["12"]) == (["goes_on", "hands"], ["goes_on"])
    assert "passes into the hands of Ачинск" in told.out
    assert started("participants", CYCLE, file, *into, *NOW, *ADOPT).status == 0
    rows = {row["name"]: row for row in started("participants", CYCLE, "--json").json}
    assert (rows["Бор"]["until"], rows["Бор"]["into"]) == ("2016-09-01", "Ачинск")
    assert "until 01.09.2016; followed by Ачинск" in started("participants", CYCLE).out
    assert "left the cycle · Бор → Ачинск · закон края № 5-100" in started("journal", CYCLE).out
    assert started(*act, "--now", "2016-09-02T10:00").status == 0
    told = started("deviations", CYCLE, "--participant", "Бор", "--format", "json").json
    assert {row["event"] for row in told} == {"7", "10", "12", "19", "26"}
    assert "10 / Бор" in started("journal", CYCLE, "10", "--participant", "Бор").out
    assert whole("2016-09-02T11:00")


@pytest.fixture
def leaves(listed):
    """Бор leaves on 20 September, when its item 10 is three working days late; nothing was recorded of it."""

    def leave(run, *into: str):
        file = listed(without("Бор"))
        return run("participants", CYCLE, file, *into, "--now", "2016-09-20T10:00", *ADOPT)

    return leave


def letter(message: bytes) -> str:
    return email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()


def test_what_is_overdue_passes_to_the_successor(cli, leaves, whole, tick, relay):
    told = leaves(cli, "--into", "Бор=Ачинск")
    assert "10 │ Бор   │ passes into the hands of Ачинск" in told.out
    (row,) = cli("deviations", CYCLE, "--participant", "Бор", "--event", "10", "--format", "json").json
    assert (row["subject"], row["responsible"], row["holder"]) == ("Бор", "Ачинск", "Ачинск")
    assert (row["status"], row["delay_working_days"]) == ("overdue", 3)
    case = cli("case", CYCLE, "10", "--participant", "Бор").out
    assert "Бор has left; Ачинск stands in its place" in case
    assert "In whose hands: Ачинск" in case
    tick("2016-09-20T11:00")
    (text,) = [letter(message) for to, message in relay.letters if to.startswith("achinsk")]
    assert "Бор" in text
    assert "bor" not in relay.reached
    assert whole("2016-09-20T12:00")
    done = ("record", CYCLE, "10", "направить", "--participant", "Бор")
    assert cli(*done, "--now", "2016-09-21T10:00").status == 0
    assert (
        cli("record", CYCLE, "12", "исполнить", "--participant", "Бор", "--now", "2016-09-22T10:00").status
        == 0
    )


def test_what_is_overdue_and_nobodys_is_closed_and_stays_late(started, leaves, whole):
    told = leaves(started)
    assert "is closed: it is overdue, but nobody stands for Бор any more" in told.out
    (row,) = started("deviations", CYCLE, "--participant", "Бор", "--event", "10", "--format", "json").json
    assert (row["status"], row["responsible"], row["holder"]) == ("removed", "Бор", None)
    assert (row["delay_days"], row["delay_working_days"], row["delay_cause"]) == (5, 3, "own")
    assert row["reason"] == "Бор left with no successor: закон края № 5-100"
    case = started("case", CYCLE, "10", "--participant", "Бор").out
    assert "Бор has left; nobody stands in its place" in case
    assert "delay: 5 days (3 working)" in case
    assert whole("2016-09-20T12:00")


def test_who_leaves_for_good_takes_even_what_has_begun(started, listed, whole):
    act = ("record", CYCLE, "10", "направить", "--participant", "Бор")
    back = ("record", CYCLE, "10", "вернуть", "--participant", "Бор", "--data", "замечания=нет подписи")
    for one in (act, back):
        assert started(*one, "--now", "2016-08-31T10:00").status == 0
    assert "are removed: 4;" in started("participants", CYCLE, listed(without("Бор")), *NOW, *ADOPT).out
    rows = started("deviations", CYCLE, "--format", "json").json
    stand = {row["event"]: row["status"] for row in rows if row["subject"] == "Бор" and row["step"] is None}
    assert stand == {"7": "removed", "10": "in_time", "12": "removed", "19": "removed", "26": "removed"}
    assert whole("2016-09-01T11:00")


def test_a_new_address_changes_no_case(started, listed, whole):
    file = listed({**TOWNS, "Бор": "ОМСУ;Europe/Kaliningrad;other@example.org;"})
    told = started("participants", CYCLE, file, *NOW, *ADOPT)
    assert "0 of 22 cases change" in told.out
    assert "the data of a participant changed · Бор" in started("journal", CYCLE).out
    rows = {row["name"]: row for row in started("participants", CYCLE, "--json").json}
    assert rows["Бор"]["email"] == "other@example.org"
    assert whole("2016-09-01T11:00")


def test_letters_go_to_the_address_of_the_day(cli, listed, tick, relay):
    """10 working days before 15 September is 1 September: the reminder goes to the new address."""
    file = listed({**TOWNS, "Ачинск": "ОМСУ;;new@example.org;"})
    assert cli("participants", CYCLE, file, "--now", "2016-08-31T10:00", *ADOPT).status == 0
    tick("2016-09-01T10:00")
    assert "new" in relay.reached
    assert "achinsk" not in relay.reached


def test_a_name_almost_the_same_may_be_the_same(started, listed):
    file = listed(without("Вилюй", Вилюйск=TOWNS["Вилюй"]))
    assert '--into "Вилюй=Вилюйск"' in started("participants", CYCLE, file, *NOW).out
    followed = started("participants", CYCLE, file, "--into", "Вилюй=Вилюйск", *NOW)
    assert "--into" not in followed.out


@pytest.mark.parametrize(
    ("towns", "more", "status", "told"),
    [
        (without("Бор"), ("--into", "Бор=Ачиск"), 1, "did you mean “Ачинск”"),
        (without(), ("--into", "Бор=Ачинск"), 1, "“Бор” is in the list"),
        (without("Бор"), ("--into", "Бор"), 1, "is not OLD=NEW"),
        (without("Бор"), ("--apply",), 2, "give the document it rests on"),
        (without("Бор"), (*ADOPT, "--on", "2016-08-01"), 1, "before the cycle started"),
        ({**TOWNS, "Новый": "ОМСКУ;;;"}, (), 1, "new.csv:6:1: error: unknown role"),
        ({}, (), 1, "has a header and no rows"),
    ],
)
def test_what_cannot_be_is_told(started, listed, towns, more, status, told):
    found = started("participants", CYCLE, listed(towns), *NOW, *more)
    assert found.status == status
    assert told in found.err
    assert len(started("journal", CYCLE, "--json").json) == 6


def test_without_a_file_there_is_nothing_to_adopt(started):
    assert started("participants", CYCLE, *ADOPT).status == 2
    assert "did you mean" in started("participants", "small-2061").err


def test_nobody_follows_itself_and_names_to_choose_from_are_told_once(started, listed):
    file = listed(without("Бор"))
    assert "cannot follow itself" in started("participants", CYCLE, file, "--into", "Бор=Бор", *NOW).err
    told = started("participants", CYCLE, file, "--into", "Бор=Никто", *NOW).err
    assert told.count("Ачинск") == 1


def test_a_successor_of_another_role_is_warned_of(started, listed):
    told = started("participants", CYCLE, listed(without("Бор")), "--into", "Бор=министерство", *NOW)
    assert (
        "“министерство” follows “Бор”, but takes part as “министерство”, not as “ОМСУ”" in told.out + told.err
    )


def test_who_comes_back_has_its_cases_back(started, listed):
    into = ("--into", "Бор=Ачинск")
    assert started("participants", CYCLE, listed(without("Бор")), *into, *NOW, *ADOPT).status == 0
    told = started("participants", CYCLE, listed(TOWNS), "--now", "2016-09-05T10:00").out
    assert "passes into the hands of Бор" in told
    assert "hands of │" not in " ".join(told.split())
