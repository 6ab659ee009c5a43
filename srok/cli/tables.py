"""Reports as tables for people: the deviation log, who is late, and alike deviations as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text as Styled

from calendars.saying import Text, say, say_many
from srok.cli.common import due_shown, out, shown, table, tell, tr
from srok.i18n import current
from srok.reports import Row, standing, whose

CAUSE: dict[str, Text] = {
    "own": say("own"),
    "inherited": say("inherited"),
    "others": say("not with whoever is responsible"),
}
SLIP: dict[str, Text] = {
    "anchor": say("what it counts from moved"),
    "decision": say("a decision"),
    "amendment": say("an amendment"),
    "calendar": say("the calendar"),
}
STYLE = {
    "in_time": "green",
    "late": "yellow",
    "overdue": "bold red",
    "not_due": "",
    "undated": "dim",
    "removed": "dim",
    "not_applicable": "dim",
}


def print_deviations(rows: Sequence[Row], today: date, known: date | None = None) -> None:
    """Print the rows as a table and, below it, what does not fit; `known` is the day whose knowledge it shows."""
    out().print(_deviations_table(rows, heading(today, known)))
    for row in rows:
        if row["conflict"]:
            tell(say("! {case}: does not count: {conflict}", case=_case(row), conflict=row["conflict"]))
    if any(row["conflict"] for row in rows):
        tell(say("How to take such an entry back is told by: srok case"))


def heading(today: date, known: date | None) -> Text:
    """Say of which day a table is, and by whose knowledge."""
    if known is None:
        return say("Planned against actual as of {day}", day=today)
    return say("Planned against actual as of {day}, by what was known on {known}", day=today, known=known)


def _case(row: Row) -> str:
    return " / ".join(part for part in (row["event"], whose(row, current())) if part)


def _deviations_table(rows: Sequence[Row], title: Text) -> Table:
    columns = (
        say("No"),
        say("Whose"),
        say("Responsible"),
        say("State"),
        say("Status"),
        say("Planned"),
        say("Due"),
        say("Actual"),
        say("Delay"),
        say("Cause"),
    )
    made = table(tr(title), columns, ())
    for row in rows:
        made.add_row(
            _number(row),
            whose(row, current()) or "—",
            row["responsible"],
            stage(row) or row["state"],
            Styled(tr(standing(row)), STYLE[row["status"]]),
            shown(planned(row)),
            _due(row),
            _actual(row),
            delay(row),
            cause(row),
        )
    return made


def planned(row: Row) -> str | None:
    """Return the date that the plan gave first: what moved it since stands with the last day."""
    first: str | None = row["baseline"] or row["planned"]
    return first


def _number(row: Row) -> str:
    """Return the number of a row's event, marked where it is a step or has an entry that does not count."""
    return str(row["event"]) + (" !" if row["conflict"] else "") + (" ↳" if row["step"] else "")


def stage(row: Row) -> str | None:
    """Return the step that a row is about, with its round where it is not the first; None for a case as a whole."""
    if not row["step"] or row.get("round") in (None, 1):
        return row["step"] or None
    return tr(say("{step}, round {round}", step=row["step"], round=row["round"]))


def _actual(row: Row) -> str:
    """Return when it was done; what came after the hour of receipt, or on a day off, says as of which day it counts."""
    done = shown(row["actual"])
    if row["counted_on"] in (None, row["actual"]):
        return done
    at = f"{done}, {row['actual_at']}" if row["actual_at"] else done
    return tr(say("{done} (counts as of {day})", done=at, day=shown(row["counted_on"])))


def _due(row: Row) -> str:
    """Return the last day, with the hour where that counts, and by how much it has moved."""
    day = due_shown(row)
    if row["due"] and row["due_time"]:
        day = f"{day}, {row['due_time']}"
    return tr(say("{day} (moved {days})", day=day, days=f"{row['slip_days']:+}")) if row["slip_days"] else day


def print_late(rows: Sequence[Row], today: date, known: date | None = None) -> None:
    """Print who is late now, the latest first; `known` is the day whose knowledge it shows."""
    if not rows:
        tell(say("Nothing is overdue as of {day}", day=today))
        return
    columns = (
        say("No"),
        say("Whose"),
        say("Stage"),
        say("In whose hands"),
        say("Due"),
        say("Working days late"),
        say("Days late"),
        say("Cause"),
    )
    lines = [
        (
            _number(row),
            whose(row, current()) or "—",
            stage(row) or row["state"],
            row["holder"] or row["responsible"],
            _due(row),
            str(row["delay_working_days"]),
            str(row["delay_days"]),
            cause(row),
        )
        for row in rows
    ]
    title = say("Overdue as of {day}: {number}", day=today, number=len(rows))
    if known is not None:
        title = say("{title}, by what was known on {known}", title=title, known=known)
    out().print(table(tr(title), columns, lines))


def print_groups(rows: Sequence[Row], today: date, known: date | None = None) -> None:
    """Print one line for each deviation; of many names the first few."""
    columns = (
        say("No"),
        say("Stage"),
        say("Status"),
        say("Cause"),
        say("Cases"),
        say("Participants"),
        say("Delay, working days"),
        say("Who"),
    )
    lines = [
        (
            row["event"],
            ": ".join(part for part in (stage(row), row["holder"]) if part) if row["step"] else "",
            tr(standing(row)),
            _causes(row),
            str(row["rows"]),
            str(row["participants"]),
            with_range(row, "delay_working_days"),
            names_shown(row["names"]),
        )
        for row in rows
    ]
    out().print(table(tr(heading(today, known)), columns, lines))


def with_range(row: Row, name: str) -> str:
    """Return the range of a group's days: «3» or «3–12»; nothing where there are none."""
    least, most = row[f"{name}_least"], row[f"{name}_most"]
    if not most:
        return ""
    return str(most) if least == most else f"{least}–{most}"


def names_shown(names: Sequence[str], most: int = 5) -> str:
    """Return names on one line; of many, the first few and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    more = say_many("and {number} more", "and {number} more", len(names) - most)
    return tr(say("{names} {more}", names=tuple(names[:most]), more=more))


def _causes(row: Row) -> str:
    found = [CAUSE[row["delay_cause"]]] if row["delay_cause"] else []
    if row["delay_cause"] == "others":
        found = [say("{cause}: {names}", cause=found[0], names=row["holder"])]
    if row["slip_cause"]:
        found.append(say("moved: {why}", why=SLIP[row["slip_cause"]]))
    return "; ".join(map(tr, found))


def cause(row: Row) -> str:
    """Say whose delay it is, its own, of what was missing or of who had it; of a step, how long it was held."""
    parts: list[Text | str] = []
    if row["delay_cause"]:
        what = CAUSE[row["delay_cause"]]
        part = row[f"delay_{row['delay_cause']}_days"]
        if part != row["delay_days"]:
            what = say("{cause} ({part} of {all})", cause=what, part=part, all=row["delay_days"])
        if names := _whose_fault(row):
            what = say("{cause}: {names}", cause=what, names=names_shown(names, 2))
        parts.append(what)
    if row["step"]:
        parts.append(
            say_many("held {number} working day", "held {number} working days", row["held_working_days"])
        )
    return "; ".join(tr(part) if isinstance(part, Text) else part for part in parts)


def _whose_fault(row: Row) -> list[str]:
    """Return what was missing, or who had a case without owing it, where that is why it is late."""
    if row["delay_cause"] == "others":
        return [one["holder"] for one in row["in_other_hands"]]
    return [_missing(one) for one in row["inherited_from"]] if row["delay_cause"] == "inherited" else []


def _missing(row: Row) -> str:
    return _case({"participant": None, **row})


def delay(row: Row) -> str:
    """Say how late a row is, in calendar and in working days."""
    if not row["delay_days"]:
        return ""
    days = say_many("{number} day", "{number} days", row["delay_days"])
    return tr(say("{days} ({working} working)", days=days, working=row["delay_working_days"]))
