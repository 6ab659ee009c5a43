"""Control entries on the command line: the Krasnoyarsk plan with its 61 municipalities, and tables of 61 rows."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "definitions" / "data" / "sketches" / "krasnoyarsk.yaml"
MEMBERS = ROOT / "tests" / "definitions" / "data" / "krasnoyarsk-0.1.0.participants.csv"
CYCLE = "krasnoyarsk-2016"


@pytest.fixture(scope="module")
def towns() -> list[str]:
    with MEMBERS.open(newline="", encoding="utf-8") as file:
        return [row["название"] for row in csv.DictReader(file, delimiter=";") if row["роль"] == "ОМСУ"]


@pytest.fixture
def plan(cli):
    """The command line with the sketch of the plan started."""
    assert cli("start", PLAN, "--participants", MEMBERS, "--now", "2016-06-01T09:00").status == 0
    return cli


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table as Excel would."""

    def written(name: str, header: str, rows: Iterable[str]) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return written


def rows(cli, event: str) -> dict[str | None, dict]:
    found = cli("deviations", CYCLE, "--format", "json").json
    return {row["subject"]: row for row in found if row["event"] == event}


def test_a_schedule_gives_each_of_61_its_own_target_and_20_november_stays(plan, towns, table):
    days = {town: date(2016, 10, 10) + timedelta(days=number % 30) for number, town in enumerate(towns)}
    assert len(days) == 61
    schedule = table(
        "график.csv",
        "мероприятие;действие;участник;срок;основание",
        (f"19;ориентир;{town};{day:%d.%m.%Y};примерный график от 22.09.2016" for town, day in days.items()),
    )
    told = plan("record", CYCLE, "--from", schedule, "--now", "2016-09-22T12:00")
    assert (told.status, told.err) == (0, "")
    found = rows(plan, "19")
    assert {town: row["target"] for town, row in found.items()} == {
        town: f"{day}" for town, day in days.items()
    }
    assert {row["due"] for row in found.values()} == {"2016-11-18"}


def test_a_table_sets_a_date_for_each_of_61(plan, towns, table):
    """Item 26 waits for its number of days: until a lawyer has counted it, it has no date and nobody is late."""
    assert {row["status"] for row in rows(plan, "26").values()} == {"undated"}
    days = {town: date(2017, 7, 10) + timedelta(days=number % 5) for number, town in enumerate(towns)}
    dates = table(
        "сроки.csv",
        "мероприятие;действие;участник;срок;основание;акт",
        (
            f"26;назначить срок;{town};{day:%d.%m.%Y};служебная записка от 03.07.2017;№ 7 от 03.07.2017"
            for town, day in days.items()
        ),
    )
    assert plan("record", CYCLE, "--from", dates, "--now", "2017-07-03T12:00").status == 0
    assert {town: row["due"] for town, row in rows(plan, "26").items()} == {
        town: f"{day}" for town, day in days.items()
    }


def test_one_wrong_target_and_none_is_set(plan, towns, table):
    schedule = table(
        "график.csv",
        "мероприятие;действие;участник;срок;основание",
        ["19;ориентир;Ачинск;14.10.2016;график", "19;ориентир;Канск;25.11.2016;график"],
    )
    told = plan("record", CYCLE, "--from", schedule, "--now", "2016-09-22T12:00")
    assert told.status == 1
    assert "график.csv:3:1: error: the target 25.11.2016 lies after the last day, 18.11.2016" in told.err
    assert {row["target"] for row in rows(plan, "19").values()} == {None}


@pytest.fixture
def aimed(plan, table):
    """The plan with targets of item 19 on 28 October for Achinsk and on 14 October for Kansk."""
    lines = (f"19;ориентир;{town};{day}.10.2016;график" for town, day in (("Ачинск", 28), ("Канск", 14)))
    schedule = table("график.csv", "мероприятие;действие;участник;срок;основание", lines)
    assert plan("record", CYCLE, "--from", schedule, "--now", "2016-09-22T12:00").status == 0
    return plan


def test_an_amendment_tells_of_targets_that_come_to_lie_after_the_term(aimed, tmp_path):
    """15 October 2016 is a Saturday, so due on Friday the 14th: the target of Kansk is on that day, and stays."""
    new = tmp_path / "new.yaml"
    text = PLAN.read_text(encoding="utf-8")
    new.write_text(text.replace("срок: до 20 ноября 2016 г.", "срок: до 15 октября 2016 г."), "utf-8")
    amend = ("amend", CYCLE, new, "--now", "2016-09-26T10:00")
    what = {
        row["participant"]: row["what"]
        for row in aimed(*amend, "--json").json["rows"]
        if row["event"] == "19"
    }
    assert (what["Ачинск"], what["Канск"]) == (["moves", "target"], ["moves"])
    told = aimed(*amend, "--apply", "--basis", "приказ № 7").out
    assert "Attention: 1 case has a target later than its new term: nobody is reminded of it" in told
    town = aimed("case", CYCLE, "19", "--participant", "Ачинск").out
    assert "target: 28.10.2016 (basis: график); it is later than the term, so nobody aims at it" in town
    assert "nobody aims at it" not in aimed("case", CYCLE, "19", "--participant", "Канск").out


def test_a_date_that_is_set_before_the_target_is_told_of(aimed):
    moved = ("--basis", "письмо", "--actor", "министерство", "--data", "причина=слушания")
    given = (*moved, "--data", "новая дата=2016-10-21", "--date", "2016-10-21", "--now", "2016-09-26T10:00")
    set_by = ("record", CYCLE, "19", "назначить срок", "--participant")
    told = aimed(*set_by, "Ачинск", *given)
    assert told.status == 0
    assert "the target 28.10.2016 is later than the new term, 21.10.2016" in told.out + told.err
    other = aimed(*set_by, "Канск", *given)
    assert "later than the new term" not in other.out + other.err


def test_61_curators_are_appointed_by_a_table_of_whom(plan, towns, table):
    """The column «кто» is whom, not who recorded it."""
    curators = table(
        "кураторы.csv",
        "мероприятие;действие;роль;для;кто;почта",
        (
            f"4;назначить;куратор;{town};Куратор {number % 6};k{number % 6}@econ.example"
            for number, town in enumerate(towns)
        ),
    )
    told = plan("record", CYCLE, "--from", curators, "--now", "2016-06-28T12:00")
    assert (told.status, told.err) == (0, "")
    entries = plan("journal", CYCLE, "4", "--json").json
    assert len(entries) == 61
    assert {entry["actor"] for entry in entries} == {None}
    assert entries[0]["data"]["кто"] == "Куратор 0"
    assert plan("verify", CYCLE).status == 0


def test_one_curator_from_the_command_line(plan):
    data = ("роль=куратор", "для=Ачинск", "кто=Иванов И. И.", "почта=ivanov@econ.example")
    given = [word for pair in data for word in ("--data", pair)]
    told = plan("record", CYCLE, "4", "назначить", *given, "--now", "2016-06-28T12:00")
    assert told.out == "Recorded as entry 66\n"
    again = plan("record", CYCLE, "4", "appoint", *given[:-2], "--now", "2016-06-28T12:00")
    assert again.status == 1
    assert "say where letters to whoever is appointed go" in again.err


ASK = ("record", CYCLE, "19", "просить о переносе", "--participant", "Ачинск", "--actor", "Ачинск")


def test_an_appointment_is_the_same_in_either_language(plan):
    """The same key again: what is given has other names, and is what was given."""
    given = ("куратор", "Ачинск", "Иванов И. И.", "ivanov@econ.example")
    for trigger, names, told in (
        ("назначить", ("роль", "для", "кто", "почта"), "Recorded"),
        ("appoint", ("role", "for", "who", "email"), "Already recorded"),
    ):
        data = [
            part for name, value in zip(names, given, strict=True) for part in ("--data", f"{name}={value}")
        ]
        entry = plan("record", CYCLE, "4", trigger, *data, "--key", "k", "--now", "2016-06-28T12:00")
        assert entry.out.startswith(f"{told} as entry")


def test_a_request_is_open_until_it_is_answered(plan):
    asked = plan(*ASK, "--date", "2016-12-01", "--note", "слушания", "--now", "2016-11-01T12:00")
    assert asked.status == 0
    row = rows(plan, "19")["Ачинск"]
    assert (row["requested"], row["due"]) == ("2016-12-01", "2016-11-18")
    refused = plan(
        *("record", CYCLE, "19", "отказать в переносе", "--participant", "Ачинск"),
        *("--actor", "министерство", "--note", "поручение", "--now", "2016-11-02T12:00"),
    )
    assert refused.status == 0
    assert rows(plan, "19")["Ачинск"]["requested"] is None


def test_elsewhere_nobody_may_ask(plan):
    told = plan(*ASK[:2], "10", *ASK[3:], "--date", "2016-10-01", "--note", "x", "--now", "2016-09-01T12:00")
    assert told.status == 1
    assert "nobody may ask to move a date of event 10; those who may move it: утвердивший план" in told.err


def test_a_reason_and_its_judgement(plan):
    town = ("--participant", "Ачинск")
    plan("record", CYCLE, "19", "пояснить", *town, "--note", "болезнь", "--now", "2016-11-21T12:00")
    judged = plan(
        "record",
        CYCLE,
        "19",
        "принять причину",
        *town,
        "--actor",
        "министерство",
        "--now",
        "2016-11-22T12:00",
    )
    assert judged.status == 0
    row = rows(plan, "19")["Ачинск"]
    assert (row["reason"], row["reason_accepted"]) == ("болезнь", True)


def test_the_journal_names_the_document_and_who_decided(started):
    now = ("--now", "2016-09-01T10:00")
    later = ("--date", "2016-09-30", "--basis", "письмо № 7", "--actor", "министерство")
    of_bor = ("--participant", "Бор")
    assert started("record", "small-2016", "10", "назначить срок", *of_bor, *later, *now).status == 0
    off = ("--basis", "приказ № 8", "--actor", "министерство")
    assert started("record", "small-2016", "19", "снять с контроля", *of_bor, *off, *now).status == 0
    told = started("journal", "small-2016").out
    assert "назначить срок 30.09.2016 · министерство · письмо № 7" in told
    assert "снять с контроля · министерство · приказ № 8" in told
