"""What the library of the command line says by itself, in the reader's language: it has no translations of its own."""

from __future__ import annotations

import re

from calendars.saying import Catalog, Text, say

#: Headings and marks of its help, which stand in lines of other words.
_MARKS = (
    say("Usage: "),
    say("Options:"),
    say("Arguments:"),
    say("Commands:"),
    say("[OPTIONS]"),
    say("COMMAND [ARGS]..."),
    say("[required]"),
    say("[default:"),
    say("Show this message and exit."),
)

#: Its sentences; what fills one of them may be another.
_SENTENCES = (
    say("Error: {why}"),
    say("Try {command} for help."),
    say("Missing argument {what}."),
    say("Missing option {what}."),
    say("Missing command."),
    say("No such command {what}. Did you mean {other}?"),
    say("No such command {what}."),
    say("No such option: {what} (Possible options: {other})"),
    say("No such option: {what}"),
    say("Got unexpected extra argument(s) ({what})"),
    say("Option {what} requires an argument."),
    say("Option {what} does not take a value."),
    say("Invalid value for {what}: {why}"),
    say("Value error, {why}"),
    say("{what} is not one of {other}."),
    say("Input should be a valid integer, unable to parse string as an integer"),
)

#: The kind of a value stands after its option, though the name of an argument says as much.
_KIND = re.compile(r"(?P<named>(?<=[A-Z]) )?<(?:str|int|date|path|list\[Path\])>")


def in_words(text: str, catalog: Catalog) -> str:
    """Return help or a refusal of the library, line by line, in the language of a catalog."""
    return "\n".join(_line(line, catalog) for line in text.split("\n"))


def _line(line: str, catalog: Catalog) -> str:
    told = _sentence(line, catalog)
    for mark in _MARKS:
        told = told.replace(mark.message, mark.render(catalog))
    return _KIND.sub(lambda kind: ("" if kind["named"] else "<…>").ljust(len(kind[0])), told)


def _sentence(line: str, catalog: Catalog) -> str:
    """Return a line as the first sentence that it is; as it stands where it is none."""
    for sentence in _SENTENCES:
        if found := _pattern(sentence).fullmatch(line):
            values = {name: _quoted(_sentence(value, catalog)) for name, value in found.groupdict().items()}
            return sentence.with_values(**values).render(catalog)
    return line


def _pattern(sentence: Text) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence.message)), re.DOTALL)


def _quoted(value: str) -> str:
    return re.sub(r"'([^']*)'", r"«\1»", value)
