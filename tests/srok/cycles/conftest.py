"""What the tests of the library's cycles share: a cycle played by its own scenario, with the command line upon it."""

from collections.abc import Callable
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


@pytest.fixture
def played(cli: Callable[..., Any], url: str) -> Callable[..., Callable[..., Any]]:
    """Play a cycle of the library by the scenario beside it; return the command line on what came of it."""

    def command_line(name: str, *settings: str) -> Callable[..., Any]:
        database = Database(url)
        play(
            database,
            material_of(LIBRARY / f"{name}.yaml", settings=settings),
            Post(MemoryChannel, "srok@example.org", "", ENGLISH),
        )
        database.close()
        return cli

    return command_line
