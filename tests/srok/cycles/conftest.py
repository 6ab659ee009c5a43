"""What the tests of the library's cycles share: a cycle played by its own scenario, with the command line upon it."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from calendars.saying import ENGLISH
from notifications.channels.memory import MemoryChannel
from srok.cli.material import material_of
from srok.gather import Post
from srok.simulate import play
from srok.store.database import Database

LIBRARY = Path(__file__).parents[3] / "definitions" / "library"


@pytest.fixture(scope="session")
def library() -> Path:
    return LIBRARY


@pytest.fixture(scope="session")
def played_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Play a cycle of the library by the scenario beside it, once; return the file of its database."""

    @cache
    def file_of(name: str, *settings: str) -> Path:
        file = tmp_path_factory.mktemp(name) / "srok.db"
        database = Database(f"sqlite:///{file}")
        material = material_of(LIBRARY / f"{name}.yaml", settings=settings)
        play(database, material, Post(MemoryChannel, "srok@example.org", "", ENGLISH))
        database.close()
        return file

    return file_of


@pytest.fixture
def played(
    cli: Callable[..., Any], played_once: Callable[..., Path], tmp_path: Path
) -> Callable[..., Callable[..., Any]]:
    """Return the command line on a copy of the database of a cycle that was played."""

    def command_line(name: str, *settings: str) -> Callable[..., Any]:
        shutil.copy(played_once(name, *settings), tmp_path / "srok.db")
        return cli

    return command_line
