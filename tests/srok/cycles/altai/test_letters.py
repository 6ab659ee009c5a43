"""Who is written to when sheets do not come: heads answer for them (point 14), the First Deputy controls (point 3)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srok.catcher import catch

DEPUTY = "zam1@altai.example"


@pytest.fixture
def written(
    srok: Callable[..., Any],
    file: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, set[str]]:
    """To whom letters went on each day; the last day was 29 August 2018, and nobody has handed in anything."""
    members = "--participants", file("participants.csv")
    assert srok("start", file("yaml"), *members, "--now", "2018-08-01T09:00").status == 0
    found = {}
    with catch(tmp_path / "letters") as catcher:
        monkeypatch.setenv("SROK_SMTP_URL", catcher.url)
        for day in ("2018-08-29", "2018-08-30", "2018-09-03"):
            assert srok("tick", "--now", f"{day}T10:00").status == 0
            names = (path.name for path in (tmp_path / "letters").glob(f"{day}-*.eml"))
            found[day] = {name.removeprefix(f"{day}-").removesuffix(".eml") for name in names}
    return found


def test_heads_hear_on_the_first_working_day_after_and_the_first_deputy_on_the_third(written):
    """30 August is the first working day after, 31 August the second, Monday 3 September the third."""
    heads = {day: {name for name in names if name.startswith("glava@")} for day, names in written.items()}
    assert [len(heads[day]) for day in sorted(heads)] == [0, 11, 0]
    assert [DEPUTY in written[day] for day in sorted(written)] == [False, False, True]
    assert "kurator@economy.example" in written["2018-08-29"]
