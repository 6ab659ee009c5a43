"""What the commands share that change a running cycle: shown first, and adopted only when that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from tempfile import TemporaryFile
from typing import TextIO

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say, say_many
from srok.cli.common import echo, json_document, out, read_date, shown, table, tell, tr
from srok.cli.opened import cycle_of, database, present
from srok.differences import Alike, Groups, difference_row
from srok.i18n import current
from srok.store.amending import Look, Make, Plan, Proposal, adopt, propose
from srok.tally import Tally


def change(
    name: str,
    make: Make,
    *,
    on: str | None,
    apply: bool,
    basis: str,
    now: str | None,
    as_json: bool,
    notes: Sequence[Text] = (),
) -> None:
    """Show what changes do to a cycle, and adopt them if that is asked for; `notes` are told beside."""
    if apply and not basis.strip():
        raise UsageError(say("to adopt a change, give the document it rests on (--basis)"))
    opened = database()
    told = present(opened, now, cycle_of(opened, name).zone)
    day = None if on is None else read_date(on)
    basis = basis.strip()
    with TemporaryFile("w+", encoding="utf-8") as rows:
        see = partial(_seen, rows=rows if as_json else None)
        if apply:
            proposal = adopt(opened, name, make, told, see, on=day, basis=basis)
        else:
            proposal = propose(opened, name, make, told, see, on=day, basis=basis)
        if as_json:
            rows.seek(0)
            echo(json_document(_facts(proposal, adopted=apply), "rows", map(json.loads, rows)))
        else:
            _print(proposal, notes, adopted=apply)
    if proposal.problems:
        raise InputError(proposal.problems[0].message, proposal.problems)


@dataclass(frozen=True)
class _Seen:
    """What is told of changes: counts, and a row for all cases that change alike."""

    tally: Tally
    groups: Groups


def _seen(plan: Plan, looks: Iterator[Look], rows: TextIO | None) -> _Seen:
    """Count what changes; with a file, write a row for each case there, for there may be very many."""
    seen = _Seen(Tally(plan.today, plan.changes), Groups(current()))
    if rows:
        rows.truncate(0)  # somebody has recorded meanwhile, and this is another look
        rows.seek(0)
    for look in looks:
        seen.tally.look(look.before, look.after)
        for one in look.found:
            seen.tally.add(one)
            if rows:
                rows.write(json.dumps(difference_row(one, plan.today, seen.tally.on)) + "\n")
            else:
                seen.groups.add(one, look.after)
    return seen


def _facts(proposal: Proposal[_Seen], *, adopted: bool) -> dict[str, object]:
    tally = proposal.seen.tally
    return {
        "cycle": proposal.name,
        "on": tally.on.isoformat() if proposal.changes else None,
        "adopted": adopted and bool(proposal.changes),
        "entries": [change.number for change in proposal.changes] if adopted else [],
        "cases": tally.cases if proposal.changes else len(proposal.after.keys),
        "changed": tally.changed,
        "letters_withdrawn": proposal.letters,
        "before_in_force": {"cases": tally.lost, "overdue_already": tally.overdue},
    }


def _print(proposal: Proposal[_Seen], notes: Sequence[Text], *, adopted: bool) -> None:
    if not proposal.changes:
        tell(say("Nothing is different: there is nothing to record"))
        return
    if proposal.seen.tally.changed:
        _print_differences(proposal)
    tell(*proposal.seen.tally.totals())
    if proposal.letters:
        tell(
            say_many(
                "{number} letter that has not left is withdrawn",
                "{number} letters that have not left are withdrawn",
                proposal.letters,
            )
        )
    tell(*notes)
    if adopted:
        numbers = tuple(str(change.number) for change in proposal.changes)
        tell(
            say_many(
                "Recorded as entry {numbers}", "Recorded as entries {numbers}", len(numbers), numbers=numbers
            )
        )
    elif not proposal.problems:
        tell(say("Nothing has been changed yet: to adopt this, add --apply --basis TEXT"))


def _print_differences(proposal: Proposal[_Seen]) -> None:
    """Print a line for all cases of an event that change alike."""
    columns = (say("No"), say("Whose"), say("What changes"), say("Due"), say("Will be due"), say("Days"))
    versions = reversed(proposal.after.versions)
    events = dict.fromkeys(event.number for one in versions for event in one.definition.events)
    title = say("From {day}: {name}", day=proposal.changes[0].on, name=proposal.name)
    out().print(table(tr(title), columns, [_line(row) for row in proposal.seen.groups.rows(events)]))


def _line(row: Alike) -> tuple[str, ...]:
    return (
        row.event,
        _names(row),
        "; ".join(row.what),
        _shown(*row.before),
        _shown(*row.after),
        f"{row.days:+d}" if row.days else "",
    )


def _names(row: Alike) -> str:
    names, more = ", ".join(row.whose), row.number - len(row.whose)
    if not names or not more:
        return names or "—"
    return tr(say_many("{names} and {number} more", "{names} and {number} more", more, names=names))


def _shown(day: date | None, forecast: bool) -> str:
    return tr(say("{day} (forecast)", day=day)) if forecast else shown(day)
