"""`srok amend` shows every date before it moves one, and adopts with a document, or says why it cannot."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from srok.store.database import Database
from srok.store.tables import OutboxRow

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
EVE = ("--now", "2016-08-31T10:00")
ADOPT = ("--apply", "--basis", "приказ № 7")


@pytest.fixture
def wording(data: Path, tmp_path: Path) -> Callable[..., Path]:
    """A file with the small plan in which pieces of text are replaced."""

    def write(*pairs: tuple[str, str], name: str = "new.yaml") -> Path:
        text = (data / "small.yaml").read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def store_damage(empty: Database, damage: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """What `verify` finds, by default at noon of the 1st of September."""
    return lambda moment="2016-09-01T12:00": damage(empty, moment)


#: Item 10 from 15 to 30 September 2016: 15 days for each of four municipalities.
LATER = ("до 15 сентября 2016 г.", "до 30 сентября 2016 г.")


def dues(cli, event: str) -> dict[str, str]:
    rows = cli("deviations", CYCLE, "--format", "json").json
    return {row["subject"]: row["due"] for row in rows if row["event"] == event and row["step"] is None}


def test_without_apply_nothing_is_changed(started, wording, store_damage):
    before = started("journal", CYCLE, "--json").json
    told = started("amend", CYCLE, wording(LATER), *NOW)
    assert told.status == 0, told.err
    assert "Ачинск, Бор, Вилюй and 1 more" in told.out
    assert "15.09.2016" in told.out
    assert "30.09.2016" in told.out
    assert "+15" in told.out
    assert "4 of 22 cases change" in told.out
    assert "Nothing has been changed yet" in told.out
    assert started("journal", CYCLE, "--json").json == before
    assert set(dues(started, "10").values()) == {"2016-09-15"}


def test_with_apply_the_dates_move_and_the_journal_says_by_what(started, wording, store_damage):
    told = started("amend", CYCLE, wording(LATER), *NOW, *ADOPT)
    assert told.status == 0, told.err
    assert "Recorded as entry 7" in told.out
    assert set(dues(started, "10").values()) == {"2016-09-30"}
    entry = started("journal", CYCLE, "--json").json[-1]
    assert (entry["kind"], entry["on"], entry["basis"]) == ("amend", "2016-09-01", "приказ № 7")
    assert "the plan was amended · приказ № 7" in started("journal", CYCLE).out
    assert store_damage() == []


def test_the_old_picture_can_still_be_had(started, wording):
    assert started("amend", CYCLE, wording(LATER), *NOW, *ADOPT).status == 0
    for option in ("--as-of", "--known-on"):
        rows = started("deviations", CYCLE, option, "2016-08-31", "--format", "json").json
        assert {row["due"] for row in rows if row["event"] == "10"} == {"2016-09-15"}


def test_the_slip_is_the_amendment_s(started, wording):
    assert started("amend", CYCLE, wording(LATER), *NOW, *ADOPT).status == 0
    rows = started("deviations", CYCLE, "--format", "json").json
    found = {(row["slip_days"], row["slip_cause"]) for row in rows if row["event"] == "10"}
    assert found == {(15, "amendment")}


def test_json_has_a_row_for_every_case_that_changes(started, wording):
    told = started("amend", CYCLE, wording(LATER), *NOW, "--json").json
    assert (told["adopted"], told["entries"], told["cases"], told["changed"]) == (False, [], 22, 4)
    (row,) = [row for row in told["rows"] if row["participant"] == "Бор"]
    assert (row["event"], row["what"]) == ("10", ["moves"])
    assert (row["before"]["due"], row["after"]["due"]) == ("2016-09-15", "2016-09-30")
    told = started("amend", CYCLE, wording(LATER), *NOW, *ADOPT, "--json").json
    assert (told["adopted"], told["entries"]) == (True, [7])


def test_items_that_come_and_go(started, wording, store_damage):
    new = wording(('№: "1", мероприятие: "Письмо', '№: "2", мероприятие: "Письмо'))
    told = started("amend", CYCLE, new, *NOW, *ADOPT)
    assert "appear: 1; are removed: 1; go on under the old wording: 0" in told.out
    rows = started("deviations", CYCLE, "--format", "json").json
    stand = {row["event"]: row["status"] for row in rows if row["event"] in ("1", "2")}
    assert stand == {"1": "removed", "2": "overdue"}
    assert store_damage() == []


def test_what_has_begun_can_be_recorded_under_the_old_wording(started, wording, store_damage):
    assert started("record", CYCLE, "10", "направить", "--participant", "Бор", *EVE).status == 0
    text = 'ответственный: ОМСУ, для каждого: ОМСУ, срок: "до 15 сентября 2016 г."'
    alone = wording(
        (text, 'ответственный: министерство, срок: "до 15 сентября 2016 г."'),
        (', открывается после: "10"', ""),
    )
    told = started("amend", CYCLE, alone, *NOW, *ADOPT)
    assert told.status == 0, told.err
    assert "go on under the old wording: 1" in told.out
    act = ("record", CYCLE, "10", "вернуть", "--participant", "Бор", "--data", "замечания=нет подписи")
    assert started(*act, "--now", "2016-09-02T10:00").status == 0
    assert started("record", CYCLE, "10", "направить", "--now", "2016-09-02T10:00").status == 0
    assert store_damage("2016-09-02T11:00") == []


# Letters ------------------------------------------------------------------------------------------------------


def test_a_letter_that_has_not_left_is_withdrawn_with_the_date_it_names(
    started, wording, empty, store_damage
):
    """The relay of these tests takes nothing, so what was written on the 1st waits."""
    # 10 working days before 15 September is 1 September: the reminder of item 10 is written.
    assert started("tick", *NOW).status in (0, 3)
    with empty.read() as session:
        assert [row.state for row in session.exec(select(OutboxRow)).all()] == ["deferred"] * 3
    preview = started("amend", CYCLE, wording(LATER), "--now", "2016-09-01T11:00")
    assert "2 letters that have not left are withdrawn" in preview.out
    with empty.read() as session:
        assert {row.state for row in session.exec(select(OutboxRow)).all()} == {"deferred"}
    assert started("amend", CYCLE, wording(LATER), "--now", "2016-09-01T11:00", *ADOPT).status == 0
    with empty.read() as session:
        states = {row.recipient: row.state for row in session.exec(select(OutboxRow)).all()}
    # The ministry's letter is about item 5, which stays.
    assert states == {"Ачинск": "superseded", "Вилюй": "superseded", "министерство": "deferred"}
    assert store_damage("2016-09-01T11:30") == []


# States -------------------------------------------------------------------------------------------------------

RENAMED = (
    (
        "направлено: {срок исполнен: да, у кого: министерство}",
        "получено: {срок исполнен: да, у кого: министерство}",
    ),
    ("в: направлено", "в: получено"),
    ("из: направлено", "из: получено"),
)


def test_a_state_without_a_counterpart_stands_in_the_way(started, wording, store_damage):
    assert started("record", CYCLE, "10", "направить", "--participant", "Бор", *EVE).status == 0
    for more in ((), ADOPT):
        told = started("amend", CYCLE, wording(*RENAMED), *NOW, *more)
        assert told.status == 1
        assert "1 case is in the state “направлено”" in told.err
        assert "готовится, получено, возвращено" in told.err
        assert '--state "направлено=' in told.err
    assert [entry["kind"] for entry in started("journal", CYCLE, "--json").json].count("amend") == 0
    told = started("amend", CYCLE, wording(*RENAMED), *NOW, *ADOPT, "--state", "направлено=получено")
    assert told.status == 0, told.err
    assert "the state “направлено” becomes “получено”" in told.out
    act = ("record", CYCLE, "10", "вернуть", "--participant", "Бор", "--data", "замечания=нет подписи")
    assert started(*act, "--now", "2016-09-02T10:00").status == 0
    assert store_damage("2016-09-02T11:00") == []


# What is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "more", "status", "told"),
    [
        ((("цикл: small-2016", "цикл: small-2017"),), (), 1, "definition of another cycle, “small-2017”"),
        ((("порядок: исполнение", "порядок: исполненье"),), (), 1, "new.yaml:"),
        ((LATER,), ("--on", "2016-08-24"), 1, "before the cycle started (25.08.2016)"),
        ((LATER,), ("--on", "вчера"), 1, "is not a date"),
        ((LATER,), ("--apply",), 2, "give the document it rests on (--basis)"),
        ((LATER,), ("--apply", "--basis", " "), 2, "give the document it rests on (--basis)"),
        ((LATER,), (*ADOPT, "--on", "2016-09-02"), 1, "lies in the future (today is 01.09.2016)"),
        ((LATER,), ("--state", "готовится"), 1, "is not OLD=NEW"),
        ((LATER,), ("--state", "готовтся=готовится"), 1, "did you mean “готовится”"),
        ((LATER,), ("--state", "готовится=готово", "--state", "готовится=готов"), 1, "given twice"),
        ((LATER,), ("--repeal",), 2, "give the file of the new wording, or --repeal alone"),
        ((LATER,), ("--set", "год=2017"), 1, "unknown setting"),
    ],
)
def test_what_cannot_be_adopted_is_told(started, wording, pairs, more, status, told):
    found = started("amend", CYCLE, wording(*pairs), *NOW, *more)
    assert found.status == status
    assert told in found.err
    assert len(started("journal", CYCLE, "--json").json) == 6


def test_a_file_and_a_cycle_that_are_not_there(started, tmp_path, wording):
    assert "there is no such file" in started("amend", CYCLE, tmp_path / "none.yaml", *NOW).err
    assert "did you mean “small-2016”" in started("amend", "small-2061", wording(LATER), *NOW).err
    assert started("amend", CYCLE, *NOW).status == 2


def test_the_same_wording_is_nothing_to_record(started, wording):
    for more in ((), ADOPT):
        told = started("amend", CYCLE, wording(), *NOW, *more)
        assert (told.status, told.out) == (0, "Nothing is different: there is nothing to record\n")
    assert len(started("journal", CYCLE, "--json").json) == 6


def test_one_after_the_other(started, wording, store_damage):
    assert started("amend", CYCLE, wording(LATER), *NOW, *ADOPT).status == 0
    told = started("amend", CYCLE, wording(), "--on", "2016-08-31", *NOW, *ADOPT)
    assert told.status == 1
    assert "earlier than the last change of this cycle (entry 7, 01.09.2016)" in told.err
    told = started("amend", CYCLE, wording(), *NOW, *ADOPT)
    assert told.status == 0
    assert "-15" in told.out
    assert set(dues(started, "10").values()) == {"2016-09-15"}
    assert store_damage() == []


def test_a_date_that_was_set_stays_and_is_told(started, wording):
    move = (
        "record",
        CYCLE,
        "10",
        "назначить срок",
        "--participant",
        "Бор",
        "--date",
        "2016-09-20",
        "--basis",
        "№ 1",
    )
    assert started(*move, *NOW).status == 0
    told = started("amend", CYCLE, wording(LATER), *NOW, *ADOPT)
    assert "3 of 22 cases change" in told.out
    assert "1 case keeps the date that was set for it" in told.out
    assert dues(started, "10")["Бор"] == "2016-09-20"


# A repeal -------------------------------------------------------------------------------------------------------


def test_a_repeal_removes_what_has_not_begun(started, store_damage):
    assert started("record", CYCLE, "10", "направить", "--participant", "Бор", *EVE).status == 0
    back = ("record", CYCLE, "10", "вернуть", "--participant", "Бор", "--data", "замечания=нет подписи")
    preview = started("amend", CYCLE, "--repeal", *NOW)
    assert "appear: 0; are removed: 21; go on under the old wording: 1" in preview.out
    assert started("amend", CYCLE, "--repeal", *NOW, "--apply", "--basis", "приказ № 9").status == 0
    rows = started("deviations", CYCLE, "--format", "json").json
    assert {row["reason"] for row in rows if row["status"] == "removed"} == {"приказ № 9"}
    assert started(*back, "--now", "2016-09-02T10:00").status == 0
    late = ("record", CYCLE, "19", "направить", "--participant", "Бор", "--now", "2016-09-02T10:00")
    assert "off the plan since 01.09.2016" in started(*late).err
    assert store_damage("2016-09-02T11:00") == []
    assert "nothing to record" in started("amend", CYCLE, "--repeal", "--now", "2016-09-02T11:00").out


# Values given at the start ----------------------------------------------------------------------------------------


def test_values_given_at_the_start_stay(cli, data, tmp_path):
    """A rule chosen with --set is not quietly given back by a file that does not know of it."""
    file = data / "small.yaml"
    people = data / "participants.csv"
    assert (
        cli(
            "start", file, "--participants", people, "--set", "roll=preceding", "--now", "2016-08-25T09:00"
        ).status
        == 0
    )
    told = cli("amend", CYCLE, file, *NOW)
    assert told.status == 1
    assert (
        "the cycle runs with preceding, the file says following: say which it is with --set roll=…"
        in told.err
    )
    assert "nothing to record" in cli("amend", CYCLE, file, "--set", "roll=preceding", *NOW).out
