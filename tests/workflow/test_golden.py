"""Recorded journals fold to the pictures that people drew of them, today and after every change of the code.

The definitions beside the journals are those that the cycles keep: they stay as they are when the library changes.
"""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from definitions import Definition, read_definition
from workflow import (
    Case,
    CaseKey,
    Change,
    Cycle,
    Entry,
    Inputs,
    Participant,
    deviation,
    fold,
    members_of,
    seen,
    status,
    versioned,
)

GOLDEN = Path(__file__).parent / "golden"
PICTURES = [
    pytest.param(journal, picture, id=f"{path.stem}: {picture['about']}")
    for path in sorted(GOLDEN.glob("*.json"))
    for journal in [json.loads(path.read_text())]
    for picture in journal["pictures"]
]
#: The cycle of a journal that names none.
USUAL = {
    "definition": "krasnoyarsk-2016.yaml",
    "calendar": "ru",
    "started_on": "2016-06-01",
    "participants": [
        *({"name": name, "role": "ОМСУ"} for name in ("Ачинск", "Канск", "Норильск")),
        {"name": "Минэкономразвития", "role": "министерство"},
    ],
}


def edited(text: str, edits: list[list[str]]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def read(text: str) -> Definition:
    found = read_definition(text.encode(), "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


def cycle_from(journal: dict[str, Any]) -> Cycle:
    """Start the cycle of a journal, and change it as the journal says."""
    told = journal.get("cycle", USUAL)
    text = edited((GOLDEN / told["definition"]).read_text(), told.get("edits", []))
    definition = read(text)
    members = (*members_of(definition), *(Participant(**one) for one in told["participants"]))
    day = date.fromisoformat(told["started_on"])
    first = Cycle("golden", definition, load_calendar(told["calendar"]), members, day)
    return versioned(first, (change_from(row, text) for row in journal.get("changes", ())))


def change_from(row: dict[str, Any], text: str) -> Change:
    more = {**row, **moments(row)}
    if edits := more.pop("edits", None):
        more["definition"] = read(edited(text, edits))
    if "calendar" in more:
        more["calendar"] = load_calendar(more["calendar"])
    if "participant" in more:
        more["participant"] = Participant(**more["participant"])
    return Change(**more)


def entry_from(row: dict[str, Any]) -> Entry:
    parts = ("event", "subject", "agency", "period")
    more = {name: value for name, value in row.items() if name not in parts} | moments(row)
    return Entry(case=CaseKey(*(row.get(part, "") for part in parts)), **more)


def moments(row: dict[str, Any]) -> dict[str, Any]:
    found = {
        "on": date.fromisoformat(row["on"]),
        "recorded_at": datetime.fromisoformat(row["recorded_at"]),
    }
    found |= {"day": date.fromisoformat(row["day"])} if "day" in row else {}
    return found | ({"at": time.fromisoformat(row["at"])} if "at" in row else {})


def shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def drawn(case: Case, today: date, inputs: Inputs) -> dict[str, Any]:
    """Everything a picture may name."""
    found = deviation(case, today, inputs)
    own = (
        "state",
        "applies",
        "baseline",
        "due",
        "actual",
        "counted_on",
        "since",
        "known_since",
        "target",
        "informed",
    )
    facts = {name: shown(getattr(case, name)) for name in own}
    facts |= {
        name: getattr(case, name) for name in ("waits_for", "reason", "reason_accepted", "moved", "removed")
    }
    facts |= {name: shown(getattr(case.deadline, name)) for name in ("opens", "planned")}
    facts |= {"status": status(case, today), "conflicts": [conflict.entry for conflict in case.conflicts]}
    facts["slips"] = [[slip.cause, slip.days] for slip in case.slips]
    facts["steps"] = [
        [step.state, step.round, shown(step.stay.since), shown(step.due), shown(step.stay.until)]
        for step in case.steps
    ]
    facts["requests"] = [[shown(one.proposed), one.answered] for one in case.requests]
    facts["people"] = {role: [one.person.name for one in those] for role, those in case.people.items()}
    return facts | vars(found)


@pytest.mark.parametrize(("journal", "picture"), PICTURES)
def test_picture(journal: dict[str, Any], picture: dict[str, Any]):
    cycle = cycle_from(journal)
    entries = [entry_from(row) for row in journal["entries"]]
    days = {name: date.fromisoformat(picture[name]) for name in ("as_of", "known_on") if name in picture}
    folded = fold(cycle, entries, **days)
    inputs, cases = Inputs(seen(cycle, **days), folded), {str(key): case for key, case in folded.items()}
    today = date.fromisoformat(picture["today"])
    for name, expected in picture["cases"].items():
        if expected is None:
            assert name not in cases
            continue
        facts = drawn(cases[name], today, inputs)
        assert {fact: facts[fact] for fact in expected} == expected, name
