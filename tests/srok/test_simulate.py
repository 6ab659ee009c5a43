"""A cycle is played on a virtual clock, from moment to moment, by the same record and tick as in earnest."""

import email
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import Definition, read_scenario
from notifications.channels.memory import MemoryChannel
from srok.demo import FILE
from srok.gather import Post
from srok.material import Material, Span, span_of
from srok.scenario import acts_of
from srok.simulate import play
from srok.store import facts
from srok.store.database import Database
from srok.store.journal import entries_of
from workflow import CONTROL, Cycle, Participant

SCENARIO = """
scenario: A trial
starts: 2016-08-25
ends: 2016-12-31
course:
  - {steps: [{before_due: 2}]}
  - {events: ["5"], steps: [{before_due: 0, data: {отстающие: [Бор]}}]}
  - {events: ["10"], participants: [Бор], steps: [{before_due: 1, recorded_after: 4}]}
  - {events: ["10"], participants: [Вилюй], steps: [{after_due: 3, correction: {days: 5, earlier_by: 4}}]}
  - {events: ["12"], steps: [{after: "10", days: 5}]}
  - {events: ["19"], participants: [Вилюй], silent: yes}
"""


@pytest.fixture
def material(definition: Definition, participants: Sequence[Participant]) -> Callable[[str | None], Material]:
    def made(scenario: str | None) -> Material:
        members, calendar = tuple(participants), load_calendar()
        cycle = Cycle("small", definition, calendar, members, date.min)
        if scenario is None:
            return Material(definition, calendar, members, span_of(cycle))
        names = [member.name for member in members]
        read = read_scenario(scenario.encode(), "s.yaml", definition, names, CONTROL).scenario
        assert read is not None
        return Material(
            definition, calendar, members, Span(read.starts, read.ends), tuple(acts_of(read, cycle))
        )

    return made


@pytest.fixture
def played(
    empty: Database, material: Callable[[str | None], Material]
) -> Callable[[str | None], tuple[list[Any], list[date]]]:
    """Play a scenario; return the letters and the days that were reached."""

    def run(scenario: str | None) -> tuple[list[Any], list[date]]:
        channel, days = MemoryChannel(), []
        done = play(
            empty, material(scenario), Post(lambda: channel, "srok@example.org", "", ENGLISH), days.append
        )
        assert done.letters == len(channel.sent)
        return channel.sent, days

    return run


def test_everything_of_the_scenario_is_in_the_journal(played: Callable[..., Any], empty: Database) -> None:
    played(SCENARIO)
    with empty.read() as session:
        entries = [entry for entry in entries_of(session, "small-2016") if entry.case]
    assert len(entries) == 1 + 1 + 4 + 1 + 4 + 3 + 1  # items 5, 7, 10 and its correction, 12, 19 but one
    corrected = next(entry for entry in entries if entry.corrects)
    assert (corrected.case.subject, corrected.on) == ("Вилюй", date(2016, 9, 14))
    (late,) = [entry for entry in entries if entry.case.subject == "Бор" and entry.case.event == "10"]
    assert late.on == date(2016, 9, 14)
    assert late.recorded_at.date() == date(2016, 9, 20)


def test_the_clock_only_goes_forward_and_stops_at_the_end(
    played: Callable[..., Any], empty: Database
) -> None:
    _, days = played(SCENARIO)
    assert days == sorted(days)
    assert days[-1] == date(2016, 12, 31)
    with empty.read() as session:
        assert facts.clock(session)[0]


def test_a_letter_goes_to_whoever_is_silent_and_none_about_what_is_done(played: Callable[..., Any]) -> None:
    letters, _ = played(SCENARIO)
    late = [letter for letter in letters if dated(letter) > date(2016, 11, 22)]
    assert late
    assert {letter.recipient for letter in late} == {"viluy@example.org"}


def test_without_a_scenario_everybody_gets_every_reminder(played: Callable[..., Any]) -> None:
    letters, _ = played(None)
    mine = [dated(letter) for letter in letters if letter.recipient == "achinsk@example.org"]
    september = [
        date(2016, 9, day) for day in (1, 12, 14, 15, 16, 23, 30)
    ]  # 10, 3, 1 days before; the day; overdue
    october = [date(2016, 10, day) for day in (7, 14, 21, 28)]
    november = [date(2016, 11, day) for day in (7, 11)]  # the 4th is a holiday
    assert [day for day in mine if day < date(2016, 11, 15)] == [*september, *october, *november]


def dated(letter: Any) -> date:
    return email.utils.parsedate_to_datetime(email.message_from_bytes(letter.message)["Date"]).date()


# On the command line -------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, data: Path) -> Path:
    """A definition with a scenario and participants beside it."""
    (tmp_path / "small.yaml").write_bytes((data / "small.yaml").read_bytes())
    (tmp_path / "small.participants.csv").write_bytes((data / "participants.csv").read_bytes())
    (tmp_path / "small.scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def test_simulate_takes_what_lies_beside_the_definition(cli: Callable[..., Any], folder: Path) -> None:
    done = cli("simulate", folder / "small.yaml", "--json")
    assert done.status == 0
    assert (done.json["from"], done.json["to"], done.json["entries"]) == ("2016-08-25", "2016-12-31", 15)
    by_case = {(row["event"], row["subject"]): row["status"] for row in done.json["deviations"]}
    assert by_case["10", "Бор"] == "in_time"
    assert by_case["19", "Вилюй"] == "overdue"
    assert by_case["7", "Ачинск"] == "not_applicable"
    assert sum(done.json["statuses"].values()) == len(by_case)


def test_simulate_leaves_no_database_behind(cli: Callable[..., Any], folder: Path) -> None:
    before = sorted(folder.iterdir())
    assert cli("simulate", folder / "small.yaml").status == 0
    assert sorted(folder.iterdir()) == before


def test_simulate_needs_to_know_who_takes_part(cli: Callable[..., Any], folder: Path) -> None:
    (folder / "small.participants.csv").unlink()
    done = cli("simulate", folder / "small.yaml")
    assert done.status == 1
    assert "small.participants.csv" in done.err


def test_simulate_tells_where_a_scenario_is_wrong(cli: Callable[..., Any], folder: Path) -> None:
    wrong = folder / "other.yaml"
    wrong.write_text(SCENARIO.replace("[Вилюй], silent", "[Вилуй], silent"), encoding="utf-8")
    done = cli("simulate", folder / "small.yaml", "--scenario", wrong)
    assert done.status == 1
    assert done.err.startswith(f"{wrong}:11:")
    assert "Вилюй" in done.err


def test_check_reads_a_scenario_with_what_lies_beside_it(cli: Callable[..., Any], folder: Path) -> None:
    done = cli("check", folder / "small.scenario.yaml")
    assert (done.status, done.err) == (0, "")
    assert "entries it would make: 15" in done.out
    (folder / "small.scenario.yaml").write_text(SCENARIO.replace("after_due", "after_deu"), encoding="utf-8")
    done = cli("check", folder / "small.scenario.yaml")
    assert done.status == 1
    assert "after_due" in done.err


def test_what_lies_in_the_library_is_good(cli: Callable[..., Any]) -> None:
    files = [FILE, FILE.with_suffix(".scenario.yaml")]
    assert cli("check", *files).status == 0
