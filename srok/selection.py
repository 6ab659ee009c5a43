"""Which rows of the deviation log somebody asks for, in which order, and alike ones as one. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from srok.reports import Row
from workflow import Cycle


def chosen(
    rows: Iterable[Row],
    *,
    event: str | None = None,
    names: Collection[str] = (),
    statuses: Collection[str] = (),
) -> list[Row]:
    """Return the rows of an event, of whoever has one of these names, in one of these statuses (empty: any)."""
    return [
        row
        for row in rows
        if event in (None, row["event"])
        and (not names or not _concerned(row).isdisjoint(names))
        and (not statuses or row["status"] in statuses)
    ]


def names_of(cycle: Cycle, participant: str) -> set[str]:
    """Return the names under which rows speak of a participant: its own, and a role that nobody else has."""
    return {participant} | {
        role for role, members in cycle.by_role.items() if [one.name for one in members] == [participant]
    }


def _concerned(row: Row) -> set[str]:
    owed = ", ".join(part for part in (row["responsible"], row["holder"]) if part)
    return {row["subject"], row["agency"], *owed.split(", ")}


def latest_first(rows: Iterable[Row]) -> list[Row]:
    """Return rows by how late they are, in working days, then in calendar days; alike ones stay in order."""
    return sorted(rows, key=lambda row: (-row["delay_working_days"], -row["delay_days"]))


def of_cases(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of cases as a whole, without those of their steps."""
    return [row for row in rows if row["step"] is None]


_ALIKE = ("event", "step", "status", "delay_cause", "slip_cause")


def grouped(rows: Iterable[Row]) -> list[Row]:
    """Return one row for each deviation: how many rows and participants it has, who, and the range of its days."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((*(row[name] for name in _ALIKE), _holder(row)), []).append(row)
    return [_group(alike) for alike in groups.values()]


def _holder(row: Row) -> str | None:
    """Return who held a step, or a case that is late in other hands, unless that is whoever the row is about.

    Then alike steps are many participants'.
    """
    if row["delay_cause"] == "others":
        return ", ".join(one["holder"] for one in row["in_other_hands"])
    return row["holder"] if row["step"] and row["holder"] != row["subject"] else None


def _group(alike: Sequence[Row]) -> Row:
    names = list(dict.fromkeys(row["subject"] or row["agency"] or row["responsible"] for row in alike))
    found: Row = {name: alike[0][name] for name in _ALIKE}
    found |= {
        "holder": _holder(alike[0]),
        "rows": len(alike),
        "participants": len([name for name in names if name]),
    }
    for name in ("slip_days", "delay_days", "delay_working_days"):
        days = [row[name] for row in alike]
        found |= {f"{name}_least": min(days), f"{name}_most": max(days)}
    return {**found, "names": names}


def flat(row: Row) -> Row:
    """Return a row whose lists are texts, for a table of plain cells."""
    return {name: _told(value) if isinstance(value, list) else value for name, value in row.items()}


def _told(items: Iterable[Any]) -> str:
    return "; ".join(one if isinstance(one, str) else _parts(one) for one in items)


def _parts(item: Row) -> str:
    """Return the move of a date as «anchor 10 +3», a missing row as «10 / Канск +5», who had it as «агентство +2»."""
    if "cause" in item:
        what = " ".join(part for part in (item["cause"], item["event"]) if part)
    elif "holder" in item:
        what = item["holder"]
    else:
        what = " / ".join(item[name] for name in ("event", "subject", "agency", "period") if item[name])
    return f"{what} {item['days']:+}"
