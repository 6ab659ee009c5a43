"""What users install is what is tested, and nothing is missing from it."""

import importlib
import os
import re
import sysconfig
import zipfile
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path

import pytest

from definitions.phrases import grammar

pytestmark = pytest.mark.skipif(
    os.environ.get("SROK_TEST_WHEEL") != "1", reason="runs on the installed wheel only: make test"
)
ROOM_NAMES = ("calendars", "definitions", "workflow", "notifications", "srok")


@pytest.fixture(scope="module")
def packed(root: Path) -> list[str]:
    (wheel,) = (root / "dist").glob("srok-*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize("room", ROOM_NAMES)
def test_a_room_is_imported_from_the_wheel(room: str) -> None:
    assert Path(importlib.import_module(room).__file__).is_relative_to(sysconfig.get_path("purelib"))


@pytest.mark.parametrize(
    "pattern",
    [
        *(f"{room}/py.typed" for room in ROOM_NAMES),
        "calendars/regions/ru.yaml",
        "definitions/library/*.yaml",
        "definitions/phrases/*.lark",
        "definitions/phrases/parser.tables",
        "notifications/templates/*",
        "srok/locale/ru/LC_MESSAGES/srok.po",
        "srok/store/migrations/versions/*.py",
        "srok-*.dist-info/licenses/LICENSE",
        "srok-*.dist-info/entry_points.txt",
    ],
)
def test_the_wheel_carries(packed: list[str], pattern: str) -> None:
    assert [name for name in packed if fnmatch(name, pattern)]


def test_the_wheel_has_every_file_of_the_rooms_and_no_other(packed: list[str], root: Path) -> None:
    files = {
        path.relative_to(root).as_posix()
        for room in ROOM_NAMES
        for path in (root / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    made = {"definitions/phrases/parser.tables"}  # by hatch_build.py
    assert {name for name in packed if ".dist-info/" not in name} == files | made


def test_the_parser_of_phrases_is_taken_ready_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(**_: object) -> None:
        pytest.fail("the tables in the wheel are of another grammar or another Lark")

    monkeypatch.setattr(grammar, "build_parser", build)
    assert grammar.load_parser().parse("до 1 июня 2026 г.")


def test_the_version_is_the_one_in_the_changelog(root: Path) -> None:
    released = re.search(r"(?m)^## \[?(\d[\w.]*)", (root / "CHANGELOG.md").read_text())
    assert released
    assert distribution("srok").version == released[1]
