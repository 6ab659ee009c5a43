"""Run the grammar over a phrase: a reading comes out, or the place at which it stopped making sense."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from lark import UnexpectedInput
from lark.exceptions import UnexpectedToken, VisitError

from calendars.errors import PhraseError
from calendars.saying import say
from definitions.phrases.build import Build
from definitions.phrases.grammar import load_parser
from definitions.phrases.normalise import Source, normalise
from definitions.phrases.pieces import FaultError
from definitions.phrases.readings import Reading

_LONGEST = 1000


def parse(text: str) -> Reading:
    """Return what a phrase means; see `read_phrase`."""
    source = normalise(text)
    if not source.text or len(text) > _LONGEST:
        raise PhraseError(
            say("this is not a deadline phrase; write, for example, “не позднее 1 декабря 2016 г.”"),
            0,
            len(text),
        )
    try:
        tree = _parser().parse(source.text)
        return cast("Reading", Build(source).transform(tree))
    except UnexpectedInput as stop:
        raise _stopped(source, stop) from None
    except VisitError as visit:
        if not isinstance(visit.orig_exc, FaultError):
            raise
        fault = visit.orig_exc
        raise PhraseError(fault.message, *source.span(fault.start, fault.end)) from None


_parser = cache(load_parser)


def _stopped(source: Source, stop: UnexpectedInput) -> PhraseError:
    start = cast("int | None", stop.pos_in_stream)
    if start is None or (isinstance(stop, UnexpectedToken) and stop.token.type == "$END"):
        place, end = source.span(0, len(source.text))
        return PhraseError(say("the phrase breaks off: something is missing at its end"), place, end)
    word = re.compile(r"\w+|\S").match(source.text, start)
    first, last = source.span(start, word.end() if word else start + 1)
    message = say(
        "“{word}” is not understood here; word the term as acts do", word=source.original[first:last]
    )
    return PhraseError(message, first, last)
