"""A mistyped name of a database is told, never made into an empty one that then looks whole."""

import pytest

from srok.cli.app import run


@pytest.mark.parametrize(
    "command",
    [["verify"], ["journal", "x"], ["deviations", "x"], ["tick"], ["record", "x", "1", "исполнить"]],
    ids=lambda command: command[0],
)
def test_a_database_that_is_not_there_is_said_to_be_missing(tmp_path, monkeypatch, capsys, command):
    monkeypatch.setenv("SROK_DATABASE_URL", f"sqlite:///{tmp_path}/mistyped.db")

    assert run(["--lang", "en", *command]) == 3

    assert "there is no database at" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
