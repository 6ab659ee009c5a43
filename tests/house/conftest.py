"""What the tests of the house share: the checkout, its rooms, their modules, all its text."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("calendars", "definitions", "workflow", "notifications", "srok")
NOT_OURS = {"dist", "__pycache__", "requirements"}
NOT_TEXT = {".docx", ".xlsx", ".pdf", ".png", ".db"}


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def rooms() -> tuple[str, ...]:
    return ROOMS


@pytest.fixture(scope="session")
def modules() -> dict[str, ast.Module]:
    """Every module of the five rooms, parsed, by its path in the checkout."""
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in paths}


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = parts[0].startswith(".") and parts[0] != ".ci"
    return path.is_file() and not hidden and not NOT_OURS & set(parts) and path.suffix not in NOT_TEXT


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every text file of the project, by its path in the checkout."""
    paths = sorted(path for path in ROOT.rglob("*") if _is_ours(path))
    return {path.relative_to(ROOT).as_posix(): path.read_bytes().decode(errors="replace") for path in paths}
