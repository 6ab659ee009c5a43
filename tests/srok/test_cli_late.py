"""`srok record` after `srok amend`: what happened before is recorded by the words of its day, in either language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from srok.store.database import Database

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
LATER = ("--now", "2016-09-05T10:00")
EARLY, LATE = ("--on", "2016-08-30"), ("--on", "2016-09-02")
CASE = ("--participant", "Ачинск")


@pytest.fixture
def amended(started, data: Path, tmp_path: Path):
    """The cycle in which materials are sent, no longer «направить», from 1 September on."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    path = tmp_path / "new.yaml"
    path.write_text(text.replace("      направить: {", "      send: {"), encoding="utf-8")
    done = started("amend", CYCLE, path, *NOW, "--apply", "--basis", "приказ № 7")
    assert done.status == 0, done.err
    return started


@pytest.fixture
def record(amended):
    return lambda *arguments: amended("record", CYCLE, *arguments)


def state(cli, name: str = "Ачинск") -> str:
    rows = cli("deviations", CYCLE, "--format", "json").json
    return next(row["state"] for row in rows if (row["event"], row["subject"]) == ("10", name))


def test_an_early_fact_has_its_early_name(record, amended, empty: Database, damage: Callable[..., list[str]]):
    done = record("10", "направить", *CASE, *EARLY, *LATER)
    assert done.status == 0, done.err
    assert state(amended) == "направлено"
    corrected = record("10", "направить", *CASE, "--corrects", "8", "--ref", "№ 15", *LATER, "--json")
    assert (corrected.status, corrected.json[0]["conflicts"]) == (0, [])
    assert amended("journal", CYCLE, "--json").json[-1]["on"] == "2016-08-30"
    assert damage(empty, "2016-09-05T12:00") == []


def test_a_late_fact_has_its_new_name(record, amended):
    assert record("10", "send", *CASE, *LATE, *LATER).status == 0
    assert state(amended) == "направлено"


@pytest.mark.parametrize(
    ("given", "day", "other"), [("send", EARLY, "направить"), ("направить", LATE, "send")]
)
def test_the_name_of_another_day_is_refused_with_that_of_its_own(record, given, day, other):
    told = record("10", given, *CASE, *day, *LATER)
    assert told.status == 1
    assert f"unknown action “{given}”. Possible in the state “готовится”: {other};" in told.err


@pytest.mark.parametrize("name", ["set-date", "назначить срок"])
def test_control_entries_of_early_days_too(record, name):
    done = record("10", name, *CASE, *EARLY, "--date", "2016-09-20", "--basis", "приказ № 8", *LATER)
    assert done.status == 0, done.err


def test_a_file_with_facts_of_both_days(record, amended, tmp_path):
    """One of its lines is wrong: the others are told right by the words of their days."""
    path = tmp_path / "facts.csv"
    lines = ["event;trigger;participant;on", "10;направить;Ачинск;2016-08-30", "10;send;Бор;2016-09-02"]
    path.write_text("\n".join([*lines, "10;send;Вилюй;2016-08-30"]), encoding="utf-8")
    told = record("--from", path, *LATER)
    assert (told.status, told.err.count("unknown action")) == (1, 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    done = record("--from", path, *LATER)
    assert done.status == 0, done.err
    assert (state(amended), state(amended, "Бор")) == ("направлено", "направлено")


def test_what_was_recorded_in_the_morning_stands_after_the_change_of_the_day(started, data, tmp_path):
    morning = started("record", CYCLE, "10", "направить", *CASE, "--now", "2016-09-01T09:00")
    assert morning.status == 0, morning.err
    text = (data / "small.yaml").read_text(encoding="utf-8")
    path = tmp_path / "new.yaml"
    path.write_text(text.replace("      направить: {", "      send: {"), encoding="utf-8")
    looked = started("amend", CYCLE, path, *NOW, "--json").json
    done = started("amend", CYCLE, path, *NOW, "--apply", "--basis", "приказ № 7")
    assert (looked["rows"], done.status) == ([], 0)
    assert state(started) == "направлено"
    rows = started("deviations", CYCLE, "--format", "json").json
    assert not any(row["conflict"] for row in rows if row["step"] is None)


def test_what_it_answered_to_by_the_wording_of_the_day_counts(started, data, tmp_path):
    """Item 12 opened after item 10; from 1 September on it opens after item 19, which has not come."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    path = tmp_path / "new.yaml"
    path.write_text(text.replace('открывается после: "10"', 'открывается после: "19"'), encoding="utf-8")
    done = started("amend", CYCLE, path, *NOW, "--apply", "--basis", "приказ № 7")
    assert done.status == 0, done.err
    told = started("record", CYCLE, "12", "исполнить", *CASE, *EARLY, *LATER)
    assert (told.status, "event 10 has not been recorded yet" in told.err) == (1, True)
    sent = started("record", CYCLE, "10", "направить", *CASE, "--on", "2016-08-29", *LATER)
    assert sent.status == 0, sent.err
    done = started("record", CYCLE, "12", "исполнить", *CASE, *EARLY, *LATER)
    assert done.status == 0, done.err
    told = started("record", CYCLE, "12", "исполнить", "--participant", "Бор", *LATE, *LATER)
    assert (told.status, "event 19 has not been recorded yet" in told.err) == (1, True)
