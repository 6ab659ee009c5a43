"""What the tests of the cycle of Ozersk share: its history as the passport tells it, recorded once."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NAME = "ozersk-strategy"


@pytest.fixture(scope="session")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(NAME)


@pytest.fixture
def lived(cli: Callable[..., Any], library: Path, lived_once: Path, tmp_path: Path) -> Callable[..., Any]:
    """The command line on 1 August 2019, with the history of the passport recorded: once, and copied after."""
    if not list(lived_once.iterdir()):
        members = library / f"{NAME}.participants.csv"
        begun = cli("start", library / f"{NAME}.yaml", "--participants", members, "--now", "2018-10-01T09:00")
        assert begun.status == 0, begun.err
        recorded = cli("record", NAME, "--from", library / f"{NAME}.history.csv", "--now", "2019-08-01T12:00")
        assert recorded.status == 0, recorded.err
        _copy(tmp_path, lived_once)
    _copy(lived_once, tmp_path)
    return cli


def _copy(source: Path, target: Path) -> None:
    """Copy a database with what it has not yet taken over from its log."""
    for file in source.glob("srok.db*"):
        shutil.copy(file, target)


@pytest.fixture
def stays() -> Callable[..., list[tuple[object, ...]]]:
    """The stays of an event that are over: event, state, first and last day, days, working days."""

    def over(cli: Callable[..., Any], event: str) -> list[tuple[object, ...]]:
        found = cli("case", NAME, event, "--json").json["stays"]
        columns = "state", "since", "until", "held_days", "held_working_days"
        return [(event, *(stay[one] for one in columns)) for stay in found if stay["until"]]

    return over
