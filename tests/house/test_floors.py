"""Who may import what, and who may look at the clock."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

Modules = dict[str, ast.Module]

ONLY_USER = {
    "aiosmtplib": "notifications/channels/smtp.py",
    "apscheduler": "srok/scheduler.py",
    "transitions": "workflow/machine.py",
    "docx": ("srok/planimport/word.py", "srok/office/word.py"),  # one reads, one writes
    "openpyxl": ("srok/planimport/excel.py", "srok/office/excel.py"),
    "numpy": "calendars/bulk.py",
    "lark": "definitions/phrases/",
    "sqlmodel": "srok/store/",
    "sqlalchemy": "srok/store/",
    "alembic": "srok/store/",
}
OUTSIDE_WORLD = {"asyncio", "http", "os", "smtplib", "socket", "sqlite3", "subprocess", "threading", "urllib"}
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime", "gmtime", "sleep"},
    "func": {"now", "current_date", "current_timestamp"},  # of the database
}


def imported(tree: ast.Module) -> Iterator[str]:
    """The top-level names that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize(("library", "place"), ONLY_USER.items())
def test_one_place_knows_the_library(modules: Modules, library: str, place: str | tuple[str, ...]) -> None:
    users = {path for path, tree in modules.items() if library in imported(tree)}
    assert users
    assert {path for path in users if not path.startswith(place)} == set()


def test_four_rooms_do_not_touch_the_outside_world(modules: Modules) -> None:
    pure = {
        path: OUTSIDE_WORLD.intersection(imported(tree))
        for path, tree in modules.items()
        if not path.startswith(("srok/", "notifications/channels/"))
    }
    assert {path: found for path, found in pure.items() if found} == {}


def clock_readings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rpartition(".")[2]
            if node.attr in CLOCKS.get(owner, ()):
                yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (
                f"{node.lineno}: {alias.name}" for alias in node.names if alias.name in CLOCKS["time"]
            )


def test_only_the_clock_module_reads_the_clock(modules: Modules) -> None:
    found = {path: list(clock_readings(tree)) for path, tree in modules.items()}
    assert found.pop("srok/clock.py")
    assert {path: readings for path, readings in found.items() if readings} == {}


@pytest.mark.parametrize(
    "code",
    [
        "datetime.now(UTC)",
        "dt.datetime.today()",
        "datetime.date.today()",
        "time.monotonic()",
        "from time import time",
    ],
)
def test_a_reading_of_the_clock_is_seen(code: str) -> None:
    assert list(clock_readings(ast.parse(code)))


@pytest.mark.parametrize(
    "lower_first", [("calendars", "srok"), ("definitions", "workflow"), ("workflow", "notifications")]
)
def test_an_import_from_a_floor_above_is_refused(
    tmp_path: Path, root: Path, rooms: tuple[str, ...], lower_first: tuple[str, str]
) -> None:
    lower, upper = lower_first
    shutil.copy(root / "pyproject.toml", tmp_path)
    for room in rooms:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text(f"import {upper}\n" if room == lower else "")
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{lower} is not allowed to import {upper}" in result.stdout
