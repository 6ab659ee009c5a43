"""Every key that a command prints in JSON is explained in the reference of commands."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from srok.cli.app import run
from workflow.differences import What
from workflow.requests import Request

TESTS = Path(__file__).parents[1]
PLAN = TESTS / "workflow" / "data" / "sheets.yaml"
SURVEY = TESTS / "srok" / "data" / "sheet.yaml"
ANSWERS = TESTS / "srok" / "answers" / "data"
PAGE = Path(__file__).parents[2] / "docs" / "ru" / "cli.md"

#: What lies below is named by definitions, not by srok: what is given with an act, how many have which status.
OPEN = {"data", "statuses", "scores"}
NOW = ("--now", "2019-03-29T12:00")
SHEET = ("7", "--participant", "Чемал", "--agency", "минтруд")


def explained() -> set[str]:
    text = PAGE.read_text(encoding="utf-8")
    return set(re.findall(r"`([^`\n]+)`", text[text.index("## Что в JSON") : text.index("## Настройки")]))


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from keys(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            if name not in OPEN:
                yield from keys(one)


@pytest.fixture
def printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., set[str]]:
    """The keys that a command prints, in a folder with a cycle under way."""
    for name in [name for name in os.environ if name.startswith("SROK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SROK_DATABASE_URL", f"sqlite:///{tmp_path / 'srok.db'}")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> set[str]:
        status = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        assert status == 0, told.err
        return set(keys(json.loads(told.out)))

    return command


@pytest.fixture
def begun(printed: Callable[..., set[str]]) -> Callable[..., set[str]]:
    """Sheets in two agencies under way, one of them late."""
    members = ("--participants", ANSWERS / "participants.csv")
    found = printed("start", PLAN, *members, "--now", "2019-02-01T09:00", "--json")
    found |= printed(
        "record", "листы-2018", "--from", ANSWERS / "acts.csv", "--now", "2019-03-25T11:00", "--json"
    )
    found |= printed("tick", *NOW, "--json")
    assert found <= explained()
    return lambda command, *rest: printed(command, "листы-2018", *rest, "--json")


def test_a_case_and_the_log(begun: Callable[..., set[str]]) -> None:
    found = (
        begun("case", *SHEET) | begun("case", "16") | begun("case", "7-записка", "--participant", "минтруд")
    )
    found |= begun("journal") | begun("participants")
    assert {"hands", "held_from", "counted_until", "came", "held"} <= found
    assert found - explained() == set()


def test_what_does_not_count(begun: Callable[..., set[str]]) -> None:
    withdrawn = begun("record", "7", "отозвать", *SHEET[1:], "--corrects", "16", *NOW)
    found = begun("case", *SHEET)
    assert "mend" in found
    assert (withdrawn | found) - explained() == set()


def test_requests() -> None:
    assert {field.name for field in fields(Request)} <= explained()


def test_the_log_of_deviations(printed: Callable[..., set[str]], begun: Callable[..., set[str]]) -> None:
    log = ("deviations", "листы-2018", "--format", "json")
    assert (printed(*log) | printed(*log, "--group")) - explained() == set()


def test_what_an_amendment_would_change(begun: Callable[..., set[str]], tmp_path: Path) -> None:
    old, new = "ведомство, срок: 1 рабочий день", "ведомство, срок: 3 рабочих дня"
    (tmp_path / "new.yaml").write_text(PLAN.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    found = begun("amend", tmp_path / "new.yaml", *NOW, "--on", "2019-03-28", "--apply", "--basis", "приказ")
    assert {"before_in_force", "step_due", "into_the_past"} <= found
    case = begun("case", *SHEET)
    assert "says" in case
    assert (found | case) - explained() == set()
    assert set(get_args(What)) <= explained()


def test_a_plan_and_what_comes_of_it(printed: Callable[..., set[str]]) -> None:
    members = ("--participants", ANSWERS / "participants.csv")
    found = printed("plan", PLAN, *members, "--json") | printed("explain", PLAN, "7", "--json")
    found |= printed("simulate", PLAN, *members, "--json")
    assert {"forecast_due", "opens", "letters"} <= found
    assert found - explained() == set()


def test_rows_inside_a_case(printed: Callable[..., set[str]], tmp_path: Path) -> None:
    (tmp_path / "who.csv").write_text("название\nМайма\n", encoding="utf-8")
    printed("start", SURVEY, "--participants", "who.csv", "--now", "2018-07-01T09:00", "--json")
    found = printed("sheet", "лист-2018", "8", "--format", "json")
    found |= printed(
        "sheet", "лист-2018", "7", "--participant", "Майма", "--agency", "минздрав", "--format", "json"
    )
    assert {"unanswered", "wording"} <= found
    assert found - explained() == set()


def test_a_rating(printed: Callable[..., set[str]], tmp_path: Path) -> None:
    (tmp_path / "who.csv").write_text("название\nМайма\n", encoding="utf-8")
    (tmp_path / "figures.csv").write_text("участник;всего;не исполнено\nМайма;5;1\n", encoding="utf-8")
    score = "{решения: {столбец: не исполнено, из: всего, лучше: меньше}}"
    rating = f"для каждого: муниципалитет, не более: 2, при нуле: 2, оценки: {score}"
    (tmp_path / "rated.yaml").write_text(
        f"{SURVEY.read_text(encoding='utf-8')}\nрейтинг: {{{rating}}}\n", encoding="utf-8"
    )
    printed("start", "rated.yaml", "--participants", "who.csv", "--now", "2018-07-01T09:00", "--json")
    made = ("rating", "лист-2018", "--indicators", "figures.csv", "--format", "json")
    found = printed(*made) | printed(*made, "--explain", "Майма")
    assert {"estimate", "how"} <= found
    assert found - explained() == set()


def test_working_days(printed: Callable[..., set[str]]) -> None:
    found = printed("calendar", "add", "2016-01-01", "3", "--json")
    found |= printed("calendar", "count", "2016-01-01", "2016-02-01", "--json")
    found |= printed("calendar", "show", "2016", "--json") | printed("calendar", "check", "--json")
    found |= printed("calendar", "list", "--json")
    assert found - explained() == set()
