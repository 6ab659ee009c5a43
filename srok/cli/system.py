"""`srok tick`, `run` and `doctor`: what keeps a database going."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Iterator
from contextvars import copy_context
from datetime import datetime
from importlib.metadata import version
from typing import Annotated

import typer

import calendars
from calendars.errors import Problem, SrokError, SystemFault
from calendars.saying import Text, say
from notifications.channels.smtp import SmtpChannel
from srok import clock, settings
from srok.cli.common import AsJson, print_json, tell, tell_problems
from srok.cli.opened import Now, database, present
from srok.i18n import catalog
from srok.store import facts, projection, sending
from srok.store.database import Database, shown
from srok.tick import Post, Ticked
from srok.tick import tick as do_tick


def post() -> Post:
    """Return how letters leave, by the settings."""
    chosen = settings.load()
    url = chosen.smtp_url.get_secret_value()
    letters = catalog(chosen.letters_lang)
    return Post(lambda: SmtpChannel(url), chosen.sender, chosen.contact, letters, chosen.rehearsal)


def tick(now: Now = None, as_json: AsJson = False) -> None:
    """Do what time alone has made due, once."""
    opened = database()
    done = do_tick(opened, present(opened, now), post())
    if as_json:
        print_json(
            {"gathered": done.gathered, "sent": done.sent, "deferred": done.deferred, "failed": done.failed}
        )
    else:
        _tell_tick(done)
    _tell_trouble(done)
    if done.deferred or done.refused:
        raise typer.Exit(SystemFault.exit_status)


def _tell_tick(done: Ticked) -> None:
    tell(
        say(
            "Letters written: {gathered}, sent: {sent}, waiting: {deferred}, refused: {failed}",
            gathered=done.gathered,
            sent=done.sent,
            deferred=done.deferred,
            failed=done.failed,
        )
    )


def _tell_trouble(done: Ticked) -> None:
    if done.went_back:
        message = say(
            "the clock has gone back: the last tick was at {last}; every case has been looked at anew",
            last=done.went_back.astimezone(),
        )
        tell_problems([Problem(message, severity="warning")])
    troubles = [
        say("the letter to {address} was refused: {why}", address=refusal.address, why=refusal.why)
        for refusal in done.refused
    ]
    if done.deferred:
        troubles.append(
            say("{number} letters wait for the mail relay: {why}", number=done.deferred, why=done.trouble)
        )
    tell_problems(Problem(trouble) for trouble in troubles)


def run() -> None:
    """Scheduler and mail in one process, until it is stopped."""
    opened = database(create=True)
    with opened.read() as session:
        virtual, _ = facts.clock(session)
    if virtual:
        raise SystemFault(say("this database lives on a virtual clock: use tick --now"))
    from srok.scheduler import run_forever  # noqa: PLC0415 - slow to import, and only this command needs it

    # The scheduler's threads would not know which language was asked for.
    context, sending = copy_context(), post()
    run_forever(
        lambda: context.copy().run(_tick_and_look, opened, sending),
        clock.now,
        lambda: tell(say("srok is running; stop it with Ctrl+C")),
    )


def _tick_and_look(opened: Database, sending: Post) -> datetime | None:
    """Tick; trouble is told and tried again at the next turn, never the end of the process."""
    try:
        done = do_tick(opened, clock.now(), sending)
        if done.gathered or done.deferred or done.failed:
            _tell_tick(done)
        _tell_trouble(done)
        with opened.read() as session:
            return projection.next_wake(session)
    except SrokError as error:
        tell_problems([Problem(error.message)])
        return None


# Doctor --------------------------------------------------------------------------------------------------


_LETTERS: dict[str, Text] = {
    "queued": say("waiting"),
    "sending": say("on their way"),
    "sent": say("sent"),
    "deferred": say("to be tried again"),
    "failed": say("failed"),
    "superseded": say("out of date"),
}


def doctor(
    relay: Annotated[bool, typer.Option("--relay/--no-relay", help="Try to reach the mail relay.")] = True,
) -> None:
    """Settings, database, relay, calendars, packages: what is wrong and how to mend it."""
    troubles = list(_examine(relay=relay))
    tell_problems(Problem(trouble) for trouble in troubles)
    if troubles:
        raise typer.Exit(3)
    tell(say("All is well"))


def _examine(*, relay: bool) -> Iterator[Text]:
    chosen = settings.load()
    typer.echo(f"srok {version('srok')}, Python {platform.python_version()}")
    for name, value in {**chosen.model_dump(), "database_url": shown(chosen.database_url)}.items():
        typer.echo(f"SROK_{name.upper()} = {value}")
    try:
        opened = Database(chosen.database_url, create=False)
        with opened.read() as session:
            letters = sending.counts(session)
        tell(
            say(
                "Database: {path}; letters: {letters}",
                path=str(opened.path),
                letters=tuple(
                    say("{status}: {number}", status=_LETTERS[state], number=number)
                    for state, number in letters.items()
                )
                or None,
            )
        )
    except SrokError as error:
        yield error.message
    _calendars()
    if relay:
        yield from _relay(chosen.smtp_url.get_secret_value())


def _calendars() -> None:
    """Show the federal calendar, and warn from 15 October on if the next year has no decree."""
    today = clock.now().date()
    calendar = calendars.load_calendar()
    years = range(calendar.first.year, calendar.last.year + 1)
    official = max(year for year in years if calendar.status(year) == "official")
    tell(
        say(
            "Calendar {name}: {first}–{official} by decree, to {last} by the law alone",
            name=calendar.name,
            first=calendar.first.year,
            official=official,
            last=calendar.last.year,
        )
    )
    tell_problems(calendars.missing_acts(calendar, today))


def _relay(url: str) -> Iterator[Text]:
    async def reach() -> None:
        async with SmtpChannel(url) as channel:
            await channel.connect()

    try:
        asyncio.run(reach())
        tell(say("The mail relay answers"))
    except SrokError as error:
        yield error.message
