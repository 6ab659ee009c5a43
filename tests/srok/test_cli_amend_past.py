"""`srok amend` warns of terms that it moves into the past, or before its own first day."""

from collections.abc import Callable
from pathlib import Path

import pytest

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
ADOPT = ("--apply", "--basis", "приказ № 7")


@pytest.fixture
def shortened(data: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A file with the small plan in which item 10 is due on a day."""

    def write(day: str) -> Path:
        text = (data / "small.yaml").read_text(encoding="utf-8").replace("15 сентября 2016", day)
        path = tmp_path / "new.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_term_moved_into_the_past_is_told(started, shortened):
    """In force on 25 August, looked at on 1 September: the 26th could be kept once, not any more."""
    file = shortened("26 августа 2016")
    told = started("amend", CYCLE, file, "--on", "2016-08-25", *NOW)
    assert "4 open cases would be overdue from the first day" in told.out
    assert "Attention" not in told.out


@pytest.mark.parametrize("more", [(), ADOPT])
@pytest.mark.parametrize(("day", "overdue"), [("2016-09-14", 0), ("2016-09-19", 4)])
def test_a_last_day_before_the_change_is_in_force_is_told(started, shortened, day, overdue, more):
    """Item 10 of four municipalities moves from 15 September to 22 August: before the change has a first day."""
    arguments = ("amend", CYCLE, shortened("22 августа 2016"), "--now", f"{day}T10:00")
    found = started(*arguments, "--json").json
    assert found["before_in_force"] == {"cases": 4, "overdue_already": overdue}
    assert [row["before_in_force"] for row in found["rows"] if row["event"] == "10"] == [True] * 4
    told = started(*arguments, *more)
    shown = f"{day[8:]}.09.2016"
    assert f"Attention: 4 open cases get a last day before {shown}" in told.out
    assert f"(overdue already: {overdue}; not overdue until now: {4 - overdue})" in told.out
    assert "would be overdue from the first day" not in told.out
