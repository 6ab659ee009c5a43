"""What must hold for the words of a report, and between events and reports: no event is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from calendars.saying import say
from definitions.check_names import Parts, Values
from definitions.report_shapes import IN_TITLE, OF_ROW
from definitions.shapes import unknown
from definitions.sheet_shapes import IN_BRACES
from definitions.tree import Scalar

#: What a column says of the participant itself.
_OF_MEMBER = (*OF_ROW, "participant")
#: How many of the events beside a forgotten one are named.
_NAMED = 3


def check_words(report: Values, parts: Parts) -> None:
    """Report rows that say nothing of themselves, and braces that stand for nothing."""
    for line in report.get("rows", ()):
        if not {"title", "events"} & line.keys():
            title, events = parts.context.spelled("title"), parts.context.spelled("events")
            told = say("this row is nothing yet: write “{title}” or “{events}”", title=title, events=events)
            parts.error(line["_place"], told)
    texts = (report.get("title", ""), *(note.text for note in report.get("footnotes", ())))
    for word in (word for text in texts for word in IN_BRACES.findall(text)):
        if word not in IN_TITLE:
            parts.error(report["name"].place, unknown("value", word, IN_TITLE))


def check_labels(column: Values, events: Iterable[Values], parts: Parts) -> None:
    """Report a label of an event that the column does not speak of."""
    known = [event["number"].text for event in events]
    for number in column.get("labels", ()):
        if number not in known:
            parts.error(column["name"].place, unknown("event", number, known))


def check_reported(parts: Parts) -> None:
    """Report an event that stands in reports with none that is there; warn of one that no report has."""
    alone = [number for number, event in parts.events.items() if "reported_with" not in event]
    for event in parts.events.values():
        parts.one_of("event", [event.get("reported_with")], alone)
    reports = parts.values.get("reports", [])
    if not any(_of_everything(report) for report in reports):
        _warn_of_forgotten({item.text for report in reports for item in _named(report)}, parts)


def _of_everything(report: Values) -> bool:
    """Whether a report has a column about all the cases of a participant, whichever their events."""
    columns = report.get("columns", ()) if "for_each" in report and "rows" not in report else ()
    return any("event" not in column and column.get("show") not in _OF_MEMBER for column in columns)


def _named(report: Values) -> Iterable[Scalar]:
    for owner in (report, *report.get("rows", ())):
        yield from owner.get("events", ())
    for column in report.get("columns", ()):
        yield from column.get("event", ())


def _warn_of_forgotten(reported: set[str], parts: Parts) -> None:
    for number, event in parts.events.items():
        series = _series(number)
        beside = [one for one in parts.events if series and one in reported and _series(one) == series]
        if beside and number not in reported and "reported_with" not in event:
            message = say(
                "event {event} is in no report, and {beside} beside it are: name it there too, or write in it "
                "“{key}: …” with one of them, and it is counted wherever that one is",
                event=number,
                beside=tuple(beside[:_NAMED]),
                key=parts.context.spelled("reported_with"),
            )
            parts.warning(event["number"].place, message)


def _series(number: str) -> str | None:
    """Return what events of one item begin with: 1 of 1.1, 1.2 and 1.2-проект; None where there is no number."""
    found = re.match("[0-9]+", number)
    return found[0] if found else None
