"""The demo plays the whole plan, 27 items for 61 municipalities, really sends its letters, always the same ones."""

import csv
import email
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

pytestmark = pytest.mark.slow

SROK = Path(sys.executable).with_name("srok")
PUBLISHED = Path(__file__).parents[1] / "calendars" / "data" / "ru_published.json"
#: Two machines as unlike as one can pretend: neither the zone, the reader's language nor the hash seed may show.
MACHINES = (
    (("--json",), {"TZ": "UTC", "PYTHONHASHSEED": "1", "SROK_LANG": "ru"}),
    ((), {"TZ": "Asia/Kamchatka", "PYTHONHASHSEED": "2", "SROK_LANG": "en"}),
)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What two demos leave, run side by side and once for all workers of the test run; `printed` is what they said."""
    own = tmp_path_factory.getbasetemp()
    home = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    found = [home / f"demo-{number}" for number in range(len(MACHINES))]
    with FileLock(home / "demos.lock"):
        if not (found[-1] / "printed").exists():
            _run(found)
    return found


def _run(folders: list[Path]) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SROK_")}
    running = [
        subprocess.Popen(
            [SROK, "demo", "--no-web", "--keep", folder.name, *options],
            cwd=folder.parent, env=clean | machine, stdout=subprocess.PIPE, text=True,
        )
        for folder, (options, machine) in zip(folders, MACHINES, strict=True)
    ]  # fmt: skip
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    for folder, output in zip(folders, outputs, strict=True):
        (folder / "printed").write_text(output)


@pytest.fixture(scope="session")
def demo(folders: list[Path]) -> dict[str, Any]:
    return json.loads((folders[0] / "printed").read_text())


@pytest.fixture(scope="session")
def printed(folders: list[Path]) -> str:
    """What the demo prints for people."""
    return (folders[1] / "printed").read_text()


@pytest.fixture(scope="session")
def select(demo: dict[str, Any]) -> Callable[..., list[Any]]:
    """What a query finds in the demo's database."""

    def found(query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(demo["database"])) as opened:
            return opened.execute(query, values).fetchall()

    return found


@pytest.fixture(scope="session")
def letters(demo: dict[str, Any]) -> list[tuple[str, datetime, str]]:
    """Each letter that arrived: the address, the moment by the recipient's clock, and its text."""
    return [_letter(path) for path in sorted(Path(demo["letters"]).glob("*.eml"))]


def _letter(path: Path) -> tuple[str, datetime, str]:
    message = email.message_from_bytes(path.read_bytes())
    text = message.get_payload()[0].get_payload(decode=True).decode()
    return message["To"], parsedate_to_datetime(message["Date"]), text


@pytest.fixture(scope="session")
def log(demo: dict[str, Any]) -> dict[tuple[str, str], dict[str, str]]:
    """The cases of the deviation log that the demo left, by event and subject; steps stand beside them."""
    text = Path(demo["deviations"]).read_text(encoding="utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return {(row["event"], row["subject"]): row for row in rows if not row["step"]}


@pytest.fixture
def srok(demo: dict[str, Any]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command on the demo's database."""
    environment = os.environ | {"SROK_DATABASE_URL": f"sqlite:///{demo['database']}", "SROK_LANG": "en"}
    return lambda *arguments: subprocess.run(
        [SROK, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_what_is_printed_names_what_lies_there(demo: dict[str, Any]) -> None:
    assert demo["cycle"] == "krasnoyarsk-2016"
    assert all(Path(demo[name]).is_absolute() for name in ("database", "letters", "deviations"))
    assert demo["cases"] == sum(demo["statuses"].values()) == 627


@pytest.mark.parametrize("table", ["entry", "case_state", "outbox", "said"])
def test_two_runs_leave_the_same_tables(folders: list[Path], table: str) -> None:
    """Hashes, moments and message ids included."""
    dumps = []
    for folder in folders:
        with closing(sqlite3.connect(folder / "srok.db")) as opened:
            dumps.append(opened.execute(f"SELECT * FROM {table}").fetchall())
    assert dumps[0]
    assert dumps[0] == dumps[1]


def test_two_runs_leave_the_same_files(folders: list[Path]) -> None:
    first, second = (
        {path.name: path.read_bytes() for path in (folder / "letters").iterdir()} for folder in folders
    )
    assert first == second
    logs = [(folder / "deviations.csv").read_bytes() for folder in folders]
    assert logs[0] == logs[1]


def test_the_journal_is_whole(srok: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = srok("verify")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_letter_that_was_written_arrived_once(
    demo: dict[str, Any], letters: list[Any], select: Callable[..., list[Any]]
) -> None:
    (states,) = select("SELECT count(*), sum(state = 'sent'), count(DISTINCT message_id) FROM outbox")
    assert set(states) == {len(letters)} == {demo["sent"]}


def test_nobody_gets_two_letters_on_one_day(letters: list[tuple[str, datetime, str]]) -> None:
    most = Counter((address, at.date()) for address, at, _ in letters).most_common(1)
    assert most[0][1] == 1


def test_letters_leave_in_working_hours_of_working_days(letters: list[tuple[str, datetime, str]]) -> None:
    assert {at.utcoffset().total_seconds() for _, at, _ in letters} == {7 * 3600}  # Krasnoyarsk
    assert [at for _, at, _ in letters if _is_day_off(at.date())] == []
    assert [at for _, at, _ in letters if not time(9) <= at.time() < time(18)] == []


def _is_day_off(day: date) -> bool:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))[str(day.year)]
    if day.weekday() >= 5:
        return day.isoformat() not in published["working_weekend_days"]
    return day.isoformat() in published["nonworking_weekdays"]


def test_nobody_is_told_of_another_municipality(
    demo: dict[str, Any], letters: list[tuple[str, datetime, str]], select: Callable[..., list[Any]]
) -> None:
    members = [json.loads(data) for (data,) in select("SELECT data FROM entry WHERE kind = 'join'")]
    municipalities = {member["name"]: member["email"] for member in members if member["role"] == "ОМСУ"}
    assert len(municipalities) == 61
    for recipient, subject in select("SELECT DISTINCT recipient, subject FROM said"):
        assert recipient not in municipalities or recipient == subject
    names = {email: name for name, email in municipalities.items()}
    any_name = re.compile("|".join(rf"\b{name}\b" for name in sorted(municipalities, key=len, reverse=True)))
    for address, _, text in letters:
        if address in names:
            assert set(any_name.findall(text)) == {names[address]}


# What it prints for people -------------------------------------------------------------------------------


def test_people_see_every_municipality_and_every_event(printed: str, log: dict[tuple[str, str], Any]) -> None:
    for subject in {subject for _, subject in log if subject}:
        assert re.search(rf"(?m)^ *{subject} +│", printed)
    common = [event for event, subject in log if not subject]
    assert len(common) == 17
    for event in common:
        assert re.search(rf"(?m)^│ {event} +│", printed)


def test_people_see_a_letter_and_a_date_that_explains_itself(printed: str) -> None:
    assert re.search(r"(?m)^Subject: .*\S", printed)
    assert "Уважаемый глава" in printed
    assert "20.11.2016 is a Sunday" in printed
    assert "the last day in time is 21.11.2016" in printed


def test_the_commands_to_try_next_work(printed: str) -> None:
    commands = re.findall(r"(?m)^  (SROK_DATABASE_URL=.*)$", printed)
    assert len(commands) == 3
    path = f"{SROK.parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command],
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


# The story that the scenario tells -----------------------------------------------------------------------


def test_the_matrix_has_something_of_everything(demo: dict[str, Any]) -> None:
    many, some, few = (demo["statuses"][name] for name in ("in_time", "late", "overdue"))
    assert many > 400
    assert 20 < some < 120
    assert 3 < few < 20
    assert demo["statuses"]["undated"] > 0
    # Item 7: of 61 municipalities item 5 found 9 behind, and one was not asked, so nothing is known of it.
    assert demo["statuses"]["not_applicable"] == 61 - 9 - 1
    assert demo["statuses"]["not_due"] == 1


def test_item_7_is_for_those_that_item_5_found_behind(log: dict[tuple[str, str], dict[str, str]]) -> None:
    applies = [subject for (event, subject), row in log.items() if event == "7" and row["applies"] == "yes"]
    assert len(applies) == 9


def test_reviews_inherit_delays(log: dict[tuple[str, str], dict[str, str]]) -> None:
    causes = Counter((event, row["delay_cause"]) for (event, _), row in log.items() if row["delay_cause"])
    assert causes["12", "inherited"]
    assert causes["20", "inherited"]
    assert causes["20", "own"]


def test_what_was_done_in_time_and_told_late_looks_overdue_only_until_it_is_told(
    srok: Callable[..., subprocess.CompletedProcess[str]], log: dict[tuple[str, str], dict[str, str]]
) -> None:
    done = srok("deviations", "krasnoyarsk-2016", "--known-on", "2016-09-20", "--format", "json")
    then = {(row["event"], row["subject"]): row["status"] for row in json.loads(done.stdout)}
    assert then["10", "Эвенкийский район"] == "overdue"
    assert log["10", "Эвенкийский район"]["status"] == "in_time"


def test_a_corrected_entry_stays_readable(
    srok: Callable[..., subprocess.CompletedProcess[str]], log: dict[tuple[str, str], dict[str, str]]
) -> None:
    done = srok("journal", "krasnoyarsk-2016", "10", "--participant", "Канск", "--json")
    wrong, right = json.loads(done.stdout)
    assert right["corrects"] == wrong["entry"]
    assert wrong["on"] == "2016-09-20"
    assert (log["10", "Канск"]["actual"], log["10", "Канск"]["status"]) == ("2016-09-14", "in_time")


def test_the_day_of_the_first_dispatch_counts_where_the_materials_came_back(
    log: dict[tuple[str, str], dict[str, str]],
) -> None:
    row = log["10", "Боготол"]
    assert (row["state"], row["actual"], row["status"]) == ("направлено", "2016-09-08", "in_time")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = subprocess.run(
        [SROK, "demo", "--keep", tmp_path], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
