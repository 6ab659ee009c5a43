"""What commands that look back share: a cycle as of a day, as it was known on a day, or now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer

from calendars.errors import InputError
from calendars.saying import Text, say
from srok.cli.common import read_date
from srok.cli.opened import database, present
from srok.deviations import View
from srok.store import cycles
from srok.store.journal import entries_of
from workflow import Cycle, Entry, Wish, case_of, fold, fold_only, seen

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="What had happened by that day.")]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", metavar="DATE", help="What was known on that day.")
]


@dataclass(frozen=True)
class Seen:
    """A cycle at a moment with the entries that were known then; `known` is the day whose knowledge was asked for."""

    view: View
    entries: list[Entry]
    known: date | None

    @property
    def cycle(self) -> Cycle:
        """The cycle, in its version of that day."""
        return self.view.cycle


def look(name: str, as_of: str | None, known_on: str | None, wish: Wish | None = None) -> Seen:
    """Return a cycle as of a day; of the case that `wish` names and what that depends on alone, where one is named.

    Raises InputError for a day to come: nobody is late yet with what falls due by then.
    """
    opened = database()
    now = present(opened, None)
    by, known = (None if text is None else read_date(text) for text in (as_of, known_on))
    with opened.read() as session:
        cycle = cycles.load(session, name)
        local = now.astimezone(cycle.zone)
        _check_past((by, known), local)
        then = seen(cycle, by, known)
        keys = None if wish is None else [case_of(then, wish)]
        entries = entries_of(session, name) if keys is None else cycles.entries_for(session, cycle, keys)
    told = [one for one in entries if known is None or one.recorded_at.astimezone(cycle.zone).date() <= known]
    cases = fold(then, told, as_of=by) if keys is None else fold_only(then, told, keys, as_of=by)
    today = by or known or local.date()
    at = local.time() if today == local.date() else None
    return Seen(View(then, cases, today, at), told, known)


def _check_past(days: tuple[date | None, ...], local: datetime) -> None:
    for day in days:
        if day is not None and day > local.date():
            raise InputError(
                say(
                    "{day} lies in the future (today is {today}): nobody is late yet with what falls due by then",
                    day=day,
                    today=local.date(),
                )
            )


def as_of_day(found: Seen) -> Text:
    """Say of which day a table is, and by whose knowledge."""
    if found.known is None:
        return say("As of {day}", day=found.view.today)
    return say("As of {day}, by what was known on {known}", day=found.view.today, known=found.known)
