"""What the commands share that change a running cycle: shown first, and adopted only when that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say, say_many
from srok.cli.common import out, print_json, read_date, shown, table, tell, tr
from srok.cli.opened import cycle_of, database, present
from srok.differences import Alike, alike, difference_row, impossible, totals
from srok.i18n import current
from srok.store.amending import Make, Proposal, adopt, propose


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
    if apply:
        proposal = adopt(opened, name, make, told, on=day, basis=basis)
    else:
        proposal = propose(opened, name, make, told, on=day, basis=basis)
    if as_json:
        print_json(_facts(proposal, adopted=apply))
    else:
        _print(proposal, notes, adopted=apply)
    if proposal.problems:
        raise InputError(proposal.problems[0].message, proposal.problems)


def _facts(proposal: Proposal, *, adopted: bool) -> dict[str, object]:
    on = proposal.changes[0].on if proposal.changes else proposal.today
    lost, overdue = impossible(proposal.found, on)
    return {
        "cycle": proposal.name,
        "on": proposal.changes[0].on.isoformat() if proposal.changes else None,
        "adopted": adopted and bool(proposal.changes),
        "entries": [change.number for change in proposal.changes] if adopted else [],
        "cases": len(proposal.after.cases),
        "changed": len(proposal.found),
        "letters_withdrawn": proposal.letters,
        "before_in_force": {"cases": lost, "overdue_already": overdue},
        "rows": [difference_row(one, proposal.today, on) for one in proposal.found],
    }


def _print(proposal: Proposal, notes: Sequence[Text], *, adopted: bool) -> None:
    if not proposal.changes:
        tell(say("Nothing is different: there is nothing to record"))
        return
    if proposal.found:
        print_differences(proposal)
    tell(*totals(proposal.found, len(proposal.after.cases), proposal.today, proposal.changes))
    tell(*_kept_dates(proposal))
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


def _kept_dates(proposal: Proposal) -> list[Text]:
    """Say how many cases keep a date that somebody set for them although the words of their term change."""
    before, after = proposal.before.cycle, proposal.after.cycle
    moved = (key for key, case in proposal.after.cases.items() if case.open and case.moved)
    kept = sum(
        1
        for key in moved
        if key in proposal.before.cases and before.event_of(key).terms != after.event_of(key).terms
    )
    if not kept:
        return []
    return [
        say_many(
            "{number} case keeps the date that was set for it, although its term is worded otherwise now",
            "{number} cases keep the dates that were set for them, although their terms are worded otherwise now",
            kept,
        )
    ]


def print_differences(proposal: Proposal) -> None:
    """Print a line for all cases of an event that change alike."""
    columns = (say("No"), say("Whose"), say("What changes"), say("Due"), say("Will be due"), say("Days"))
    rows = alike(proposal.found, proposal.after, current())
    title = say("From {day}: {name}", day=proposal.changes[0].on, name=proposal.name)
    out().print(table(tr(title), columns, [_line(row) for row in rows]))


def _line(row: Alike) -> tuple[str, ...]:
    return (
        row.event,
        _names(row.whose),
        "; ".join(row.what),
        _shown(*row.before),
        _shown(*row.after),
        f"{row.days:+d}" if row.days else "",
    )


def _names(whose: tuple[str, ...], most: int = 3) -> str:
    names = [name for name in whose if name]
    if len(names) <= most:
        return ", ".join(names) or "—"
    more = say_many("{names} and {number} more", "{names} and {number} more", len(names) - most)
    return tr(more.with_values(names=", ".join(names[:most])))


def _shown(day: date | None, forecast: bool) -> str:
    return tr(say("{day} (forecast)", day=day)) if forecast else shown(day)
