"""`srok schema` prints the definition language for editors, its keys in the language asked for."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from srok.cli.app import run


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run([*arguments]) == 0
    shown: dict[str, Any] = json.loads(capsys.readouterr().out)
    return shown


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("schema",), "мероприятия"),
        (("schema", "--lang", "ru"), "мероприятия"),
        (("schema", "--lang", "en"), "events"),
        (("--lang", "en", "schema"), "events"),
        (("--lang", "ru", "schema", "--lang", "en"), "events"),
    ],
)
def test_the_keys_are_those_of_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], key: str
) -> None:
    monkeypatch.setenv("SROK_LANG", "ru")
    shown = printed(capsys, *arguments)
    Draft202012Validator.check_schema(shown)
    assert shown["properties"][key]["type"] == "array"


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--lang", "de"]) == 2
    assert "'ru', 'en'" in capsys.readouterr().err
