"""`srok case`: all about one case, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from calendars.errors import InputError
from calendars.saying import Text, say, say_many
from srok.cli.case_parts import (
    INDENT,
    conflicts,
    counted,
    entry,
    given,
    passed,
    print_inside,
    print_stays,
    request,
    section,
)
from srok.cli.common import AgencyName, AsJson, PeriodName, due_shown, print_json, shown, tell, tr
from srok.cli.opened import CycleName
from srok.cli.picture import AsOf, KnownOn, look
from srok.cli.tables import CAUSE, planned
from srok.dossier import dossier
from srok.i18n import current
from srok.reports import Row, standing, whose
from workflow import Wish, case_of

_MOST = 5


def case(
    cycle: CycleName,
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="The number of the event.", show_default=False)
    ],
    participant: Annotated[str, typer.Option("--participant", help="Whose row.")] = "",
    agency: AgencyName = "",
    period: PeriodName = "",
    as_of: AsOf = None,
    known_on: KnownOn = None,
    as_json: AsJson = False,
) -> None:
    """All about one case: in whose hands it is, its dates and why, what was recorded."""
    wish = Wish(event, "", participant, agency=agency, period=period)
    found = look(cycle, as_of, known_on, wish)
    key = case_of(found.cycle, wish)
    if key not in found.view.cases:
        raise InputError(say("the plan had no such row then: {row}", row=str(key)))
    facts = dossier(found.view, key, found.entries, current())
    if as_json:
        print_json(facts)
        return
    _print(facts)


def _print(facts: Row) -> None:
    typer.echo(f"{facts['event']}. {facts['title']}")
    if name := whose(facts, current()):
        typer.echo(name)
    tell(*_state(facts))
    section(say("Dates"), map(tr, _dates(facts)))
    section(say("Why that date"), (f"{number}. {step}" for number, step in enumerate(facts["why"], start=1)))
    section(say("What was missing"), _missing(facts["inherited_from"]))
    begun = (
        say("Done without")
        if len(facts["stays"]) > 1
        else say("Not come yet, and this can be done without it")
    )
    section(begun, _without(facts["without"]))
    section(say("Given"), iter(given(facts["data"])))
    print_stays(facts)
    print_inside(facts)
    section(say("Requests"), (tr(request(one)) for one in facts["requests"]))
    section(say("Does not count"), conflicts(facts["conflicts"]))
    section(say("Entries"), map(entry, facts["entries"]))


# What a case is like now ---------------------------------------------------------------------------------


def _state(facts: Row) -> Iterator[Text]:
    at = f", {facts['at']}" if facts["at"] else ""
    yield say("As of {day}{at}", day=shown(facts["as_of"]), at=at)
    yield say("State: {state}; the deadline: {status}", state=facts["state"], status=standing(facts))
    if facts["applies"] == "unknown" and facts["decided_by"]:
        yield say("Whether it applies follows from item {event}", event=facts["decided_by"])
    yield from map(passed, facts["passed"])
    hands = facts["hands"]
    if hands is not None:
        since = shown(hands["since"]) + (f", {hands['since_at']}" if hands["since_at"] else "")
        since += counted(hands["since"], hands["since_at"], hands["held_from"], facts["received_until"])
        begun = hands["since"] <= facts["as_of"]
        told = _HANDS if begun else _HANDS_AHEAD
        yield told.with_values(holder=hands["holder"], since=since)
        if begun:
            yield _held(hands)
    elif facts["sent_back"]:
        yield say(
            "Nobody can act: item {event} was sent back on {day}, and is to be handed in again",
            event=facts["blocked_by"],
            day=shown(facts["sent_back"]),
        )
    elif facts["blocked_by"]:
        yield say("Nobody can act yet: item {event} has not come", event=facts["blocked_by"])
    if facts["reason"]:
        yield _reason(facts)


_HANDS = say("In whose hands: {holder}, since {since}")
_HANDS_AHEAD = say("In whose hands: {holder}; days count from {since}, when the period of the plan begins")


def _held(hands: Row) -> Text:
    days = say_many("{number} working day", "{number} working days", hands["working_days"])
    if hands["of"] is None:
        return say("Held for {days}", days=days)
    until = shown(hands["until"]) + (f", {hands['until_at']}" if hands["until_at"] else "")
    return say(
        "Held for {days}, allowed {of}; the last day is {until}", days=days, of=hands["of"], until=until
    )


def _reason(facts: Row) -> Text:
    if facts["status"] == "removed":
        return say("Removed from control: {basis}", basis=facts["reason"])
    judged = {True: say("accepted"), False: say("not accepted"), None: say("not judged yet")}
    return say("Reason: {reason} ({judged})", reason=facts["reason"], judged=judged[facts["reason_accepted"]])


def _dates(facts: Row) -> Iterator[Text]:
    if facts["why_not_applicable"]:
        yield say("does not apply: {why}", why=facts["why_not_applicable"])
    first = planned(facts)
    yield say("planned: {day}", day=shown(first))
    if facts["planned"] != first:
        yield say("planned now: {day}", day=shown(facts["planned"]))
    due = due_shown(facts) + (f", {facts['due_time']}" if facts["due_time"] else "")
    yield say("the last day: {day}", day=due)
    if facts["target"]:
        yield _target(facts)
    if facts["waits_for"]:
        yield say("waits: {what}", what=facts["waits_for"])
    for one in facts["slips"]:
        yield say("moved: {how}", how=one["says"])
    yield from _done(facts)
    if facts["delay_cause"]:
        yield _delay(facts)


def _target(facts: Row) -> Text:
    day, why = shown(facts["target"]), facts["target_because"]
    if facts["due"] and facts["target"] > facts["due"]:
        return say("target: {day} ({why}); it is later than the term, so nobody aims at it", day=day, why=why)
    return say("target: {day} ({why})", day=day, why=why)


def _done(facts: Row) -> Iterator[Text]:
    if facts["actual"]:
        at = f", {facts['actual_at']}" if facts["actual_at"] else ""
        at += counted(facts["actual"], facts["actual_at"], facts["counted_on"], facts["received_until"])
        yield say("done: {day}{at}", day=shown(facts["actual"]), at=at)
    if facts["informed"]:
        yield say("informed of it: {day}", day=shown(facts["informed"]))
    if facts["to_inform"]:
        yield say("still to be informed: {roles}", roles=tuple(facts["to_inform"]))


def _delay(facts: Row) -> Text:
    """Say how late it is and whose delay that is, each part by itself where there are several."""
    whole = _both(facts, "delay")
    parts = [name for name in CAUSE if facts[f"delay_{name}_days"]]
    if len(parts) > 1:
        told = [
            say("{cause}: {days}", cause=_cause(facts, name), days=_both(facts, f"delay_{name}"))
            for name in parts
        ]
        return say("delay: {whole}; of it {parts}", whole=whole, parts="; ".join(map(tr, told)))
    return say("delay: {whole}; {cause}", whole=whole, cause=_cause(facts, facts["delay_cause"]))


def _cause(facts: Row, name: str) -> Text:
    others = ", ".join(one["holder"] for one in facts["in_other_hands"])
    return say("{cause} ({names})", cause=CAUSE[name], names=others) if name == "others" else CAUSE[name]


def _both(row: Row, name: str) -> Text:
    """Say a stretch of time in calendar and in working days."""
    prefix = f"{name}_" if name else ""
    days = say_many("{number} day", "{number} days", row[f"{prefix}days"])
    return say("{days} ({working} working)", days=days, working=row[f"{prefix}working_days"])


# Whose delay it is ---------------------------------------------------------------------------------------


def _missing(rows: Sequence[Row], depth: int = 0) -> Iterator[str]:
    """Yield what was missing, the last to come first; below each what that waited for, and who held it meanwhile."""
    for row in rows[:_MOST]:
        yield INDENT * depth + tr(_came(row))
        for held in row["held"]:
            yield INDENT * (depth + 1) + tr(
                say(
                    "{holder}, “{state}”: {days}",
                    holder=held["holder"],
                    state=held["state"],
                    days=_both(held, ""),
                )
            )
        yield from _missing(row["inherited_from"], depth + 1)
    yield from (INDENT * depth + more for more in _more(rows))


def _without(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the rows without which the case can go on, or went on."""
    yield from map(_called, rows[:_MOST])
    yield from _more(rows)


def _more(rows: Sequence[Row]) -> Iterator[str]:
    """Yield how many rows there are besides those that are shown."""
    if len(rows) > _MOST:
        yield tr(say_many("and {number} more", "and {number} more", len(rows) - _MOST))


def _called(row: Row) -> str:
    return " / ".join(part for part in (row["event"], whose(row, current())) if part)


def _came(row: Row) -> Text:
    name, days = _called(row), _both(row, "")
    if row["came"]:
        return say("{case}: came on {day}; missing for {days}", case=name, day=shown(row["came"]), days=days)
    return say("{case}: still missing, for {days} so far", case=name, days=days)
