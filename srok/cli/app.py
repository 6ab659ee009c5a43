"""The application: commands put together, help translated, every error told and turned into an exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextvars import copy_context
from importlib import import_module
from io import StringIO
from typing import Annotated, Any

import typer

from calendars.errors import InputError, Problem, SrokError, UsageError
from calendars.saying import ENGLISH, Catalog, say
from srok import i18n, settings
from srok.cli.common import tell_problems
from srok.cli.library_words import in_words

#: Where each command lies, in the order of help.
COMMANDS = {
    "check": "plan",
    "plan": "plan",
    "explain": "why",
    "phrase": "phrase",
    "schema": "schema",
    "import": "importing",
    "calendar": "calendar",
    "simulate": "show",
    "demo": "show",
    "start": "cycles",
    "record": "record",
    "amend": "amend",
    "participants": "participants",
    "journal": "cycles",
    "case": "case",
    "sheet": "sheet",
    "tick": "system",
    "run": "system",
    "deviations": "deviations",
    "report": "report",
    "rating": "rating",
    "verify": "cycles",
    "doctor": "system",
}


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the application with these commands."""
    app = typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    app.callback()(language)
    for name in names:
        module = import_module(f"srok.cli.{COMMANDS[name]}")
        if name == "calendar":
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name, None) or module.import_plan)
    return app


def language(
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="ru|en", help="The language: ru or en.")
    ] = None,
) -> None:
    """Deadlines and workflow for planning cycles."""
    if lang is not None:
        i18n.use(lang)


def main() -> None:
    """Run the command line; a user's mistake is told without a traceback."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status (see `calendars.errors`)."""
    # In a context of its own, so that its language is not left behind for the next in the same process.
    return copy_context().run(_run, arguments)


def _run(arguments: list[str]) -> int:
    try:
        i18n.use(_language(arguments))
        _check_text(arguments)
        command = typer.main.get_command(application(_asked(arguments)))
        translate(command, i18n.current())
        return _invoked(command, arguments)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except InputError as error:
        tell_problems(error.problems)
        return error.exit_status
    except SrokError as error:
        tell_problems([Problem(error.message)])
        return error.exit_status
    except BrokenPipeError:
        sys.stderr.close()
        return 0


#: What the library raises for a command line that it cannot read: its own class is private.
_Misused: Any = typer.BadParameter.__base__


def _invoked(command: Any, arguments: list[str]) -> int:  # noqa: ANN401 - Typer keeps its copy of click private
    try:
        status = command(arguments, prog_name="srok", standalone_mode=False)
    except _Misused as error:
        error.show(told := StringIO())
        typer.echo(_in_language(told.getvalue(), i18n.current()), err=True, nl=False)
        return UsageError.exit_status
    return status if isinstance(status, int) else 0


def _in_language(text: str, catalog: Catalog) -> str:
    return text if catalog is ENGLISH else in_words(text, catalog)


def _asked(arguments: list[str]) -> Iterable[str]:
    """Return the command asked for, else all: the database that others need takes half a second to load."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--lang":
            next(rest, None)
        elif not argument.startswith("-"):
            return (argument,) if argument in COMMANDS else COMMANDS
    return COMMANDS


def _check_text(arguments: list[str]) -> None:
    """Refuse bytes that are no text: the journal could not keep them, nor could they be told."""
    for argument in arguments:
        told = argument.encode("utf-8", "backslashreplace").decode()
        if told != argument:
            raise UsageError(
                say("“{argument}” is not text in UTF-8: set the terminal to UTF-8", argument=told)
            )


def _language(arguments: list[str]) -> str:
    """Return the language asked for before anything is parsed, so that help and usage errors speak it too."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return settings.load().lang


def translate(command: Any, catalog: Catalog) -> None:  # noqa: ANN401 - Typer keeps its copy of click private
    """Put every help text of a command and of those below it into the reader's language."""
    own_help = command.get_help
    command.get_help = lambda context: _in_language(own_help(context), catalog)
    if command.help:
        command.help = catalog.gettext(command.help)
    for parameter in command.params:
        if isinstance(help_text := getattr(parameter, "help", None), str) and help_text:
            parameter.help = catalog.gettext(help_text)
    for below in getattr(command, "commands", {}).values():
        translate(below, catalog)
