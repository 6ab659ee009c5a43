"""Whatever a user gives, srok answers with a sentence and an exit status: no traceback, no password."""

import json
import os
import random
import sqlite3
import tempfile
from pathlib import Path

import pytest

from srok.catcher import catch

CYCLE = "small-2016"
ACT = ("record", CYCLE, "10", "направить", "--participant", "Ачинск")


@pytest.fixture
def files(data):
    return data / "small.yaml", "--participants", data / "participants.csv", "--now", "2016-08-25T09:00"


# The database --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("start",), ACT, ("journal", CYCLE), ("tick",), ("deviations", CYCLE), ("verify",)]
)
@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///missing/folder/srok.db",
        "sqlite:///.",
        "sqlite:///plan.txt",
        "nonsense",
        "postgresql://u:hunter2@host/db",
    ],
)
def test_a_database_that_cannot_be_used(cli, files, monkeypatch, command, address):
    monkeypatch.setenv("SROK_DATABASE_URL", address)
    Path("plan.txt").write_text("A long text that is no database. " * 100)
    told = cli(*command, *(files if command == ("start",) else ()))
    assert (told.status, told.out) == (3, "")
    assert told.err.startswith("error: ")
    assert "hunter2" not in told.err


def test_a_database_that_others_write_to_for_too_long(started, monkeypatch, url):
    monkeypatch.setattr("srok.store.database.BUSY_MS", 1)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        other.execute("BEGIN IMMEDIATE")
        told = started(*ACT)
        other.rollback()
    assert told.status == 3
    assert "is busy: others are writing; try again in a minute" in told.err
    assert started(*ACT).status == 0


@pytest.fixture
def nobody():
    """Be a user who owns nothing, for a while: what may only be read does not stop the superuser."""
    if os.geteuid() != 0:
        yield
        return
    os.chdir("/")  # the folder of the test is not for others
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def read_only(cli, files, monkeypatch):
    """The command line with the small cycle in a database and a folder that may only be read."""
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "srok.db"
        monkeypatch.setenv("SROK_DATABASE_URL", f"sqlite:///{path}")
        assert cli("start", *files).status == 0
        for leftover in folder.glob("srok.db?*"):
            leftover.unlink()
        path.chmod(0o444)
        folder.chmod(0o555)
        yield cli
        folder.chmod(0o755)


@pytest.mark.parametrize("command", [ACT, ("tick", "--now", "2016-09-01T14:00")])
def test_a_database_that_may_only_be_read(read_only, nobody, command):
    told = read_only(*command)
    assert (told.status, told.out) == (3, "")
    assert "srok.db" in told.err


# `verify` ------------------------------------------------------------------------------------------------


def test_verify_says_what_it_found(started, url):
    assert (started("verify").status, started("verify", CYCLE).status) == (0, 0)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute("UPDATE entry SET note = 'x' WHERE number = 3")
    told = started("verify")
    assert (told.status, told.out) == (1, "")
    assert "error: the guard entry_no_update of the journal is missing" in told.err
    assert "error: small-2016: entry 3 has been changed" in told.err


def test_verify_says_how_many_cases_were_not_compared(started, url):
    """Whoever marks a case keeps it from being compared; that shows."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE case_state SET stale = 1, state = 'x' WHERE event = '10'")
    told = started("verify")
    assert (told.status, told.err) == (0, "")
    assert "small-2016: 4 cases wait to be folded anew, and were not compared" in told.out


def test_a_clock_that_cannot_be_read(started, url):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE facts SET clock = 'noon'")
    assert started("verify").status == 3


# Mail ----------------------------------------------------------------------------------------------------


def test_tick_sends_and_says_how_many(started, monkeypatch, tmp_path):
    with catch(tmp_path / "letters") as catcher:
        monkeypatch.setenv("SROK_SMTP_URL", catcher.url)
        done = started("tick", "--now", "2016-09-01T14:00", "--json")
    assert (done.status, done.json) == (0, {"gathered": 3, "sent": 3, "deferred": 0, "failed": 0})
    assert len(catcher.letters) == 3


def test_a_relay_that_is_down_is_a_fault_of_the_system(started, monkeypatch, tmp_path):
    monkeypatch.setenv("SROK_SMTP_URL", "smtp://srok:hunter2@127.0.0.1:9")
    told = started("tick", "--now", "2016-09-01T14:00")
    assert told.status == 3
    assert "3 letters wait for the mail relay: The mail relay smtp://127.0.0.1:9 cannot be used" in told.err
    assert "hunter2" not in told.out + told.err
    with catch(tmp_path / "letters") as catcher:
        monkeypatch.setenv("SROK_SMTP_URL", catcher.url)
        assert started("tick", "--now", "2016-09-01T14:10").status == 0
    assert len(catcher.letters) == 3


@pytest.mark.parametrize(
    "address", ["nonsense", "http://x:hunter2@y", "smtp://", "smtp://x:hunter2/@host", "smtp://h:99999"]
)
def test_an_address_of_the_relay_that_makes_no_sense(started, monkeypatch, address):
    monkeypatch.setenv("SROK_SMTP_URL", address)
    told = started("tick", "--now", "2016-09-01T14:00")
    assert told.status in {1, 3}
    assert "The address of the mail relay is not understood" in told.err
    assert "hunter2" not in told.out + told.err


def test_a_sender_that_is_no_address(started, monkeypatch):
    monkeypatch.setenv("SROK_SENDER", "nobody")
    told = started("tick", "--now", "2016-09-01T14:00")
    assert told.status in {1, 3}
    assert "nobody" in told.err


def test_doctor_shows_no_password(cli, monkeypatch):
    for database in ("postgresql://u:hunter2@host/db", "u:hunter2@host", "sqlite:///srok.db"):
        monkeypatch.setenv("SROK_DATABASE_URL", database)
        for relay in ("smtp://u:hunter2@127.0.0.1:9", "smtp://u:hunter2/#@127.0.0.1:9", "hunter2"):
            monkeypatch.setenv("SROK_SMTP_URL", relay)
            told = cli("doctor")
            assert told.status == 3
            assert "hunter2" not in told.out + told.err


def test_doctor_on_a_good_day(started, monkeypatch, tmp_path):
    with catch(tmp_path / "letters") as catcher:
        monkeypatch.setenv("SROK_SMTP_URL", catcher.url)
        told = started("doctor")
    assert (told.status, told.err) == (0, "")
    assert "The mail relay answers" in told.out


# Reports -------------------------------------------------------------------------------------------------


def test_the_deviation_log_keeps_its_contract(started):
    assert started(*ACT, "--now", "2016-09-19T10:00").status == 0
    rows = started("deviations", CYCLE, "--format", "json").json
    assert len(rows) == 22
    row = next(row for row in rows if (row["event"], row["subject"]) == ("10", "Ачинск"))
    expected = {
        "status": "late", "state": "направлено", "due": "2016-09-15", "actual": "2016-09-19", "baseline": "2016-09-15",
        "delay_days": 4, "delay_working_days": 2, "delay_cause": "own", "slip_days": 0, "slip_cause": None,
        "moved": False,
        "step": None, "round": None, "agency": None, "period": None, "target": None, "forecast": None, "conflict": None,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    keys = {"responsible", "holder", "planned", "provisional", "reason", "recorded_at", "event", "subject"}
    assert keys <= row.keys()


def test_what_was_known_on_a_day_and_what_had_happened_by_it(started):
    assert started(*ACT, "--on", "2016-09-05", "--now", "2016-09-20T10:00").status == 0

    def actual(*options: str) -> list[str | None]:
        rows = started("deviations", CYCLE, "--format", "json", *options).json
        return [row["actual"] for row in rows if (row["event"], row["subject"]) == ("10", "Ачинск")]

    assert actual() == actual("--as-of", "2016-09-05") == actual("--known-on", "2016-09-20") == ["2016-09-05"]
    assert actual("--as-of", "2016-09-04") == actual("--known-on", "2016-09-19") == [None]


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
def test_days_may_be_typed_as_people_write_them(started, option):
    assert started(*ACT, "--now", "2016-09-05T10:00").status == 0
    written = [
        started("deviations", CYCLE, "--format", "json", option, day).json
        for day in ("2016-09-05", "2016-9-5", "05.09.2016", "5.9.2016")
    ]
    assert written == [written[0]] * 4
    refused = started("deviations", CYCLE, option, "05.09.16")
    assert (refused.status, "“05.09.16” is not a date like" in refused.err) == (1, True)


@pytest.mark.parametrize("day", ["2016-10-01", "2016-10-1", "01.10.2016", "1.10.2016"])
def test_the_plan_from_a_day_that_is_typed_as_people_write_it(cli, data, day):
    rows = cli("plan", data / "small.yaml", "--today", day, "--json").json
    assert {row["event"] for row in rows} == {"12", "19", "26"}
    assert cli("calendar", "roll", day, "following", "--json").json["date"] == "2016-10-03"


def test_the_deviation_log_as_csv(started):
    header, *rows = started("deviations", CYCLE, "--format", "csv").out.splitlines()
    assert (header.split(";")[0], len(rows)) == ("event", 22)


# Settings ------------------------------------------------------------------------------------------------


def test_settings_come_from_a_file_too(cli):
    Path("srok.env").write_text("SROK_CONTACT=Иванова, 22-22-22\n", encoding="utf-8")
    assert "Иванова, 22-22-22" in cli("doctor", "--no-relay").out


def test_a_file_of_settings_that_cannot_be_read(cli):
    Path("srok.env").write_bytes("SROK_CONTACT=Иванова".encode("cp1251"))
    told = cli("doctor")
    assert (told.status, told.out) == (2, "")
    assert "srok.env cannot be read" in told.err


# Anything at all -----------------------------------------------------------------------------------------

ODD = [
    "", " ", "-", "--", "—", "0", "-1", "999999999999999999999", "1e9", "NaN", "\x00", "\u00ad", "\u202e", "🙂",
    "ё" * 5000,
    "../../etc/passwd", "'; DROP TABLE entry; --", "%s%n", "{name}", "a=b", "=1+1", "2016-02-30", "9999-12-31",
    "0001-01-01",
    "2016-09-01T10:00", "small.yaml", "participants.csv", "binary.bin", "empty.csv", ".", "missing", "small-2016", "10",
    "направить", "Ачинск", "исполнить", "set-date", "назначить срок", "\udcff",
]  # fmt: skip
OPTIONS = {
    "check": [],
    "plan": ["--participants", "--set", "--today", "--format"],
    "explain": ["--participant", "--participants", "--set"],
    "phrase": [],
    "start": ["--participants", "--set", "--now"],
    "record": ["--from", "--participant", "--on", "--at", "--date", "--ref", "--file", "--data", "--basis",
               "--corrects",
               "--note", "--actor", "--key", "--now"],
    "journal": ["--participant"],
    "tick": ["--now"],
    "deviations": ["--as-of", "--known-on", "--format"],
    "verify": [],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_arguments_at_all_give_a_traceback(started, data, seed, monkeypatch):
    """40 odd command lines a seed."""
    for name in ("small.yaml", "participants.csv"):
        Path(name).write_bytes((data / name).read_bytes())
    Path("binary.bin").write_bytes(bytes(range(256)) * 20)
    Path("empty.csv").touch()
    chance = random.Random(seed)  # noqa: S311
    for _ in range(40):
        command = chance.choice(list(OPTIONS))
        arguments = [chance.choice(ODD) for _ in range(chance.randrange(4))]
        if command in {"record", "journal", "deviations"} and chance.random() < 0.7:
            arguments.insert(0, CYCLE)
        for option in chance.sample(OPTIONS[command], k=min(len(OPTIONS[command]), chance.randrange(4))):
            arguments += [option, chance.choice(ODD)]
        told = started(command, *arguments)
        assert told.status in {0, 1, 2, 3}, (command, arguments)
        assert told.status == 0 or told.err or json.loads(told.out), (command, arguments)
    assert started("verify").status == 0
