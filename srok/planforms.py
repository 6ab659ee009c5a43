"""A plan in other programs' forms: a calendar file, a diagram of its flows, a picture of its dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

from icalendar import Calendar as Ics
from icalendar import Event as IcsEvent

from calendars.saying import Catalog, say
from definitions import Definition, Flow
from srok.reports import Row, period_name, whose

#: One moment for every DTSTAMP: the file says when a plan is due, not when it was printed.
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)


def to_ics(definition: Definition, rows: Iterable[Row], catalog: Catalog) -> str:
    """Return the due dates as all-day events (RFC 5545), one a case; what has no date is left out."""
    file = Ics()
    file.add("prodid", "-//srok//")
    file.add("version", "2.0")
    file.add("x-wr-calname", definition.name)
    for row in rows:
        if row["due"] is None:
            continue
        due = date.fromisoformat(row["due"])
        entry = IcsEvent()
        parts = (row["event"], row["participant"] or "all", row["agency"], row["period"])
        uid = re.sub(r"\s+", "-", ".".join([definition.name, *filter(None, parts)]))
        entry.add("uid", f"{uid}@srok")
        entry.add("dtstamp", _STAMP)
        entry.add("dtstart", due)
        entry.add("dtend", due + timedelta(days=1))
        entry.add("summary", _summary(row, catalog))
        entry.add("description", f"{row['title']}\n{row['basis']}")
        entry.add("transp", "TRANSPARENT")
        file.add_component(entry)
    text: str = file.to_ical().decode()
    return text


def _summary(row: Row, catalog: Catalog) -> str:
    what = say("item {event}: the last day", event=row["event"]).render(catalog)
    if row["provisional"]:
        doubt = say("provisional").render(catalog)
        what = f"{what} ({doubt})"
    return f"{what} — {own}" if (own := whose(row, catalog)) else what


def to_mermaid(flows: Sequence[Flow]) -> str:
    """Return the flows as Mermaid state diagrams, one inside the other's file."""
    lines = ["stateDiagram-v2"]
    for position, flow in enumerate(flows):
        ids = {state.name: f"f{position}s{number}" for number, state in enumerate(flow.states)}
        lines += [f'  state "{flow.name}" as f{position} {{', f"    [*] --> {ids[flow.initial]}"]
        lines += [
            f'    state "{state.name}{" ✓" if state.met else ""}" as {ids[state.name]}'
            for state in flow.states
        ]
        lines += [
            f"    {ids[source]} --> {ids[move.target]} : {move.name}"
            for move in flow.transitions
            for source in move.sources
        ]
        lines += [f"    {ids[state.name]} --> [*]" for state in flow.states if state.final]
        lines.append("  }")
    return "\n".join(lines)


# A picture -----------------------------------------------------------------------------------------------

_LEFT, _TOP, _STEP, _WIDTH, _LABEL = 350, 40, 20, 760, 48


def to_svg(definition: Definition, rows: Sequence[Row], catalog: Catalog) -> str:
    """Return the plan as a picture: a line for each event and period, a bar for a window, a mark on each due date.

    The mark of a provisional date is hollow.
    """
    titles = {event.number: event.title for event in definition.events}
    first = {(row["event"], row["period"]): row for row in reversed(rows)}
    lines = list(dict.fromkeys((row["event"], row["period"]) for row in rows))
    days = [date.fromisoformat(day) for row in rows for day in (row["opens"], row["due"]) if day]
    if not days:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    begin, end = min(days).replace(day=1), max(days)
    scale = _WIDTH / max((end - begin).days, 1)
    height = _TOP + _STEP * len(lines) + 10
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width=str(_LEFT + _WIDTH + 30), height=str(height)
    )
    svg.set("font-family", "sans-serif")
    svg.set("font-size", "12")
    ET.SubElement(svg, "rect", width="100%", height="100%", fill="white")
    _months(svg, begin, end, scale, height)
    for position, (number, own) in enumerate(lines):
        label = f"{number}. {': '.join(filter(None, (period_name(own, catalog), titles[number])))}"
        y = _TOP + _STEP * position + 14
        ET.SubElement(svg, "text", x="6", y=str(y)).text = _short(label)
        _mark(svg, first[number, own], y, lambda day: _LEFT + (day - begin).days * scale)
    return ET.tostring(svg, encoding="unicode")


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rsplit(" ", 1)[0] + "…"


def _months(svg: ET.Element, begin: date, end: date, scale: float, height: int) -> None:
    month = begin
    while month <= end:
        x = f"{_LEFT + (month - begin).days * scale:.1f}"
        ET.SubElement(svg, "line", x1=x, x2=x, y1="24", y2=str(height), stroke="#ccc")
        ET.SubElement(svg, "text", x=x, y="18", fill="#555").text = f"{month:%m.%y}"
        month = (month + timedelta(days=31)).replace(day=1)


def _mark(svg: ET.Element, row: Row, y: int, place: Callable[[date], float]) -> None:
    if row["due"] is None:
        return
    due = place(date.fromisoformat(row["due"]))
    if row["opens"] is not None:
        opens = place(date.fromisoformat(row["opens"]))
        ET.SubElement(
            svg,
            "rect",
            x=f"{opens:.1f}",
            y=str(y - 9),
            width=f"{max(due - opens, 1):.1f}",
            height="8",
            fill="#9cc3e6",
        )
    fill = "white" if row["provisional"] else "#1f5f99"
    ET.SubElement(svg, "circle", cx=f"{due:.1f}", cy=str(y - 5), r="4", fill=fill, stroke="#1f5f99")
