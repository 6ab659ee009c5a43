"""What was recorded of one case, for people: who held it, what lies inside it, its entries and which of them count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from calendars.saying import Text, say
from definitions import as_day
from srok.cli.common import out, shown, table, tell, tr
from srok.cli.tables import names_shown, stage
from srok.reports import Row, standing

#: How much deeper each level stands.
INDENT = "  "


def section(title: Text, lines: Iterator[str]) -> None:
    """Print a heading and what stands below it; nothing where there is nothing."""
    found = list(lines)
    if found:
        typer.echo(f"\n{tr(title)}")
        for line in found:
            typer.echo(f"{INDENT}{line}")


def print_stays(facts: Row) -> None:
    """Print who held it how long, where it has been in more than one state."""
    if len(facts["stays"]) < 2 and not facts["steps"]:  # noqa: PLR2004 - one stay is what the state says already
        return
    steps = {(row["step"], _moment(row, "actual")): row for row in facts["steps"]}
    lines = []
    for stay in facts["stays"]:
        step = steps.get((stay["state"], _moment(stay, "until")))
        lines.append(
            (
                (stage(step) if step else None) or stay["state"],
                stay["holder"] or "—",
                _moment(stay, "since"),
                _moment(stay, "until"),
                str(stay["held_working_days"]),
                shown(step["due"]) + (f", {step['due_time']}" if step["due_time"] else "") if step else "—",
                tr(standing(step)) if step else "",
            )
        )
    columns = (
        say("State"),
        say("In whose hands"),
        say("Since"),
        say("Until"),
        say("Working days"),
        say("Due"),
        say("Status"),
    )
    typer.echo()
    out().print(table(tr(say("Who held it")), columns, lines))
    for row in facts["steps"]:
        for one in row["slips"]:
            tell(say("The last day of “{stage}” moved: {how}", stage=stage(row), how=one["says"]))


def _moment(row: Row, name: str) -> str:
    day = shown(row[name])
    return f"{day}, {row[f'{name}_at']}" if row[f"{name}_at"] else day


def print_inside(facts: Row) -> None:
    """Print the rows of a sheet, or who has answered."""
    rows = ((f"{row['row']}: {row['state']}" + _given(row)) for row in facts["sheet"])
    section(say("Sheet"), rows)
    silent = [row["participant"] for row in facts["answers"] if row["unanswered"]]
    section(
        say("Answers"),
        (row["participant"] + _given(row) for row in facts["answers"] if not row["unanswered"]),
    )
    if silent:
        tell(say("No answer: {names}", names=names_shown(silent)))


def _given(row: Row) -> str:
    return "".join(f"; {part}" for part in (*given(row["data"]), row["comment"]) if part)


def shown_value(value: Any) -> str:  # noqa: ANN401 - whatever was given by name
    """Return what was given by name as people read it."""
    if isinstance(value, list):
        return "; ".join(value) or "—"
    day = as_day(str(value))
    return shown(day) if day else str(value)


def given(values: Mapping[str, Any]) -> list[str]:
    """Return what was given by name, each with its name."""
    return [f"{name}: {shown_value(value)}" for name, value in values.items() if value]


def counted(day: str | None, at: str | None, counted_on: str | None, hour: str | None) -> str:
    """Return as of which day what came after the hour of receipt, or on a day off, counts; nothing for the rest."""
    if day is None or counted_on in (None, day):
        return ""
    late = at is not None and hour is not None and at > hour
    told = _COUNTED_LATE if late else _COUNTED
    return f" ({tr(told.with_values(hour=hour, day=shown(counted_on)))})"


_COUNTED_LATE = say("after {hour}, counts as of {day}")
_COUNTED = say("counts as of {day}")


def passed(one: Row) -> Text:
    """Say who stands for a participant that has left."""
    if one["to"] is None:
        return say("{left} has left; nobody stands in its place", left=one["from"])
    return say("{left} has left; {follower} stands in its place", left=one["from"], follower=one["to"])


def request(one: Row) -> Text:
    """Say what somebody asked for, and what was answered."""
    answer = {None: say("no answer yet"), "granted": say("granted"), "refused": say("refused")}[
        one["answered"]
    ]
    return say(
        "entry {number} of {on}: to {day}, because {why}: {answer}",
        number=one["entry"],
        on=shown(one["on"]),
        day=shown(one["proposed"]),
        why=one["reason"] or "—",
        answer=answer,
    )


def conflicts(rows: Sequence[Row]) -> Iterator[str]:
    """Yield which entries do not fit and why, each with the command that takes it back."""
    for one in rows:
        yield tr(say("entry {number}: {why}", number=one["entry"], why=one["why"]))
        yield INDENT + tr(say("to take it back: {command}", command=one["mend"]))


def whom_or_what(row: Row) -> str:
    """Return whom an entry about a case appointed, or what was given with it."""
    return ", ".join(row["data"].values()) if row["kind"] == "appoint" else "; ".join(given(row["data"]))


def entry(row: Row) -> str:
    """Return an entry on one line, with why it does not count if it does not."""
    at = f", {row['at']}" if row["at"] else ""
    done = f"{row['trigger']} {shown(row['date'])}" if row["date"] else row["trigger"]
    parts = (row.get("row"), done, whom_or_what(row), row["ref"], row["basis"], row["note"], row["actor"])
    told = " · ".join(part for part in parts if part)
    line = f"{row['entry']:>4}  {shown(row['on'])}{at}  {told}"
    return (
        line if row["counts"] else tr(say("{entry} (does not count: {why})", entry=line, why=row["why_not"]))
    )
