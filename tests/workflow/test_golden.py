"""Recorded journals fold to the pictures that people drew of them, today and after every change of the code."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from workflow import Case, CaseKey, Cycle, Entry, Inputs, deviation, fold, status

GOLDEN = Path(__file__).parent / "golden"
PICTURES = [
    pytest.param(journal, picture, id=f"{path.stem}: {picture['about']}")
    for path in sorted(GOLDEN.glob("*.json"))
    for journal in [json.loads(path.read_text())]
    for picture in journal["pictures"]
]


def entry_from(row: dict[str, Any]) -> Entry:
    more = {name: value for name, value in row.items() if name not in ("event", "subject")}
    more |= {"on": date.fromisoformat(row["on"]), "recorded_at": datetime.fromisoformat(row["recorded_at"])}
    if "day" in row:
        more["day"] = date.fromisoformat(row["day"])
    return Entry(case=CaseKey(row["event"], row["subject"]), **more)


def shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def drawn(case: Case, today: date, inputs: Inputs) -> dict[str, Any]:
    """Everything a picture may name."""
    found = deviation(case, today, inputs)
    facts = {name: shown(getattr(case, name)) for name in ("state", "applies", "baseline", "due", "actual")}
    facts |= {name: getattr(case, name) for name in ("waits_for", "reason", "moved")}
    facts |= {name: shown(getattr(case.deadline, name)) for name in ("opens", "planned")}
    facts |= {"status": status(case, today), "conflicts": [conflict.entry for conflict in case.conflicts]}
    return facts | vars(found)


@pytest.mark.parametrize(("journal", "picture"), PICTURES)
def test_picture(cycle: Cycle, journal: dict[str, Any], picture: dict[str, Any]):
    entries = [entry_from(row) for row in journal["entries"]]
    days = {name: date.fromisoformat(picture[name]) for name in ("as_of", "known_on") if name in picture}
    cases = fold(cycle, entries, **days)
    today = date.fromisoformat(picture["today"])
    for key, expected in picture["cases"].items():
        event, _, subject = key.partition(" / ")
        facts = drawn(cases[CaseKey(event, subject)], today, Inputs(cycle, cases))
        assert {name: facts[name] for name in expected} == expected, key
