"""`srok phrase` keeps its promises to scripts, and shows people where a phrase stops making sense."""

import json

import pytest
import typer
from typer.testing import CliRunner, Result

from srok.cli.phrase import phrase

APP = typer.Typer()
APP.command()(phrase)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(APP, arguments, input=stdin, catch_exceptions=False)


def test_json_has_the_reading_in_its_public_keys_and_in_words() -> None:
    result = run("не позднее 43 рабочих дней, следующих за отчетным периодом", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "type": "offset",
        "n": 43,
        "unit": "working_day",
        "direction": "after",
        "bound": "latest",
        "anchor": "отчетным периодом",
        "reading": "не позднее 43 рабочих дней, следующих за отчетным периодом",
    }


def test_json_names_a_doubtful_wording() -> None:
    assert "“до” with a date" in json.loads(run("до 1 декабря 2016 г.", "--json").stdout)["ambiguous"]


def test_json_of_a_phrase_not_understood_tells_where() -> None:
    result = run("до карамель", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["at"] == [3, 11]


@pytest.mark.parametrize(
    ("lines", "status"), [("8 июня 2016 г.\nежегодно\n", 0), ("карамель\n\n8 июня 2016 г.\n", 1)]
)
def test_stdin_gives_an_object_for_every_line(lines: str, status: int) -> None:
    result = run("--stdin", "--json", stdin=lines)
    assert result.exit_code == status
    assert ["error" in json.loads(line) for line in result.stdout.splitlines()] == [
        line in ("карамель", "") for line in lines.splitlines()
    ]


def test_stdin_that_is_not_utf_8_is_not_understood() -> None:
    result = run("--stdin", "--json", stdin="до июля".encode("cp1251"))
    assert result.exit_code == 1
    assert "error" in json.loads(result.stdout)


def test_people_see_the_sentence_and_the_warnings() -> None:
    result = run("в течение 5 дней со дня подписания")
    assert result.exit_code == 0
    assert result.stdout.startswith("не позднее 5 календарных дней со дня подписания\nwarning: ")


def test_people_see_the_characters_at_fault() -> None:
    result = run("до 30 февраля 2017 года")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == ["до 30 февраля 2017 года", "   ^^^^^^^^^^^^^^^^^^^^"]


@pytest.mark.parametrize("arguments", [(), ("ежегодно", "--stdin")])
def test_a_phrase_comes_from_one_place(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
