"""What must hold for the rows inside a case: a flow for them, where they come from, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterator

from calendars.saying import say
from definitions.check_columns import check_columns
from definitions.check_flows import check_flow_of
from definitions.check_names import Parts, Values
from definitions.check_periods import periods_known
from definitions.deadline_shapes import is_period_word
from definitions.rownames import NOT_UNDERSTOOD, misread, row_names
from definitions.shapes import unknown
from definitions.sheet_shapes import IN_BRACES, IN_HEADING
from definitions.tree import Place, Scalar, Table


def check_sheet(event: Values, parts: Parts) -> None:
    """Report everything in the sections of an event's sheet that does not fit the rest of the definition."""
    sections = event.get("sheet", [])
    if sections and "survey" in event:
        parts.error(
            sections[0]["_place"],
            say(
                "an event has either “{sheet}” or “{survey}”: make an event of its own for the other",
                sheet=parts.context.spelled("sheet"),
                survey=parts.context.spelled("survey"),
            ),
        )
    for section in sections:
        _check_flow(section, event, parts)
        _check_source(section, event, parts)
        _check_excepted(section, event, parts)
        _check_before(section, event, parts)
        _check_said(section, parts)
    _check_heading(event, parts)
    parts.once([name for section in sections for name in section.get("rows", ())])
    _check_open(sections, parts)
    check_columns(sections, parts)


def _check_heading(event: Values, parts: Parts) -> None:
    """In the line below the title stands in braces only what a case has."""
    node = event["_place"].nodes.get("sheet_heading")
    for name in IN_BRACES.findall(event.get("sheet_heading", "")):
        if name not in IN_HEADING:
            parts.error(node.place, unknown("value", name, IN_HEADING))


def _check_said(section: Values, parts: Parts) -> None:
    """What has a title, data or a heading is a row, as far as the definition names the rows itself."""
    column = section.get("rows_from", {})
    known = [name.text for name in section.get("rows", ())]
    if _column_known(column.get("data"), column.get("role"), parts, tell=False):
        known += (
            name for _, text in _lists(column["role"], column["data"], parts) for name in row_names(text)
        )
    headings = ", ".join(section.get("row_headings", {}).values())
    told = {key: section.get(key, {}) for key in ("row_titles", "row_data")}
    for key, names in {**told, "row_headings": row_names(headings)}.items():
        for name in names:
            if known and name not in known:
                parts.error(section["_place"].nodes[key].place, unknown("row", name, known))
    for piece in misread(headings):
        parts.error(section["_place"].nodes["row_headings"].place, NOT_UNDERSTOOD.with_values(range=piece))


def _check_flow(section: Values, event: Values, parts: Parts) -> None:
    """The flow of rows is one of this definition, and measures no time: rows have no deadlines of their own yet."""
    check_flow_of({name: one for name, one in {**event, **section}.items() if name in ("flow", "to")}, parts)
    for state in (parts.flow_of(section) or {}).get("states", []):
        for key in ("deadline", "reminders"):
            if key in state:
                parts.error(
                    section["flow"].place,
                    say(
                        "the state “{state}” of this flow has “{key}”, which the rows of a sheet cannot have yet: "
                        "give it to the state of the whole sheet",
                        state=state["name"].text,
                        key=parts.context.spelled(key),
                    ),
                )
    for move in (parts.flow_of(section) or {}).get("transitions", []):
        if "skipped_for" in move:
            parts.error(
                section["flow"].place,
                say(
                    "the action “{action}” of this flow has “{key}”, which is for the flow of the whole sheet",
                    action=move["name"].text,
                    key=parts.context.spelled("skipped_for"),
                ),
            )


def _check_open(sections: list[Values], parts: Parts) -> None:
    """An entry that adds a row names the section by its heading, where there are several to choose from."""
    several = [section for section in sections if section.get("open")]
    headings = [(section.get("section"), section.get("subsection")) for section in several]
    for place, heading in enumerate(headings):
        if heading in headings[:place]:
            parts.error(
                several[place]["_place"].nodes["open"].place,
                say(
                    "rows can be added to another section of this heading: give this one a heading of its own"
                ),
            )


# Where rows come from ----------------------------------------------------------------------------------------


def _check_source(section: Values, event: Values, parts: Parts) -> None:
    column = section.get("rows_from")
    if column is None:
        if not section.get("open") and not section.get("rows"):
            parts.error(
                section["_place"],
                say(
                    "this section has no rows: name them in “{rows}”, say in “{rows_from}” where they stand, "
                    "or let entries add them (“{open}: {yes}”)",
                    rows=parts.context.spelled("rows"),
                    rows_from=parts.context.spelled("rows_from"),
                    open=parts.context.spelled("open"),
                    yes=parts.word("yes"),
                ),
            )
        return
    rows = [name.text for name in event.get("for_each", ()) if not is_period_word(name.text)]
    role = column.get("role")
    if role is not None and role.text not in rows:
        parts.error(
            role.place,
            say(
                "this event has no rows by “{role}”, so nobody knows whose column is meant: add it to “{key}”",
                role=role.text,
                key=parts.context.spelled("for_each"),
            ),
        )
    elif _column_known(column.get("data"), role, parts):
        _check_ranges(column, parts)


def _column_known(data: Scalar | None, role: Scalar | None, parts: Parts, *, tell: bool = True) -> bool:
    if data is None or role is None or role.text not in parts.roles:
        return False
    if not tell:
        return any(name.text == data.text for name in parts.roles[role.text].get("data", ()))
    return parts.one_of("column", [data], [name.text for name in parts.roles[role.text].get("data", ())])


def _check_ranges(column: Values, parts: Parts) -> None:
    for place, text in _lists(column["role"], column["data"], parts):
        for piece in misread(text):
            parts.error(place, NOT_UNDERSTOOD.with_values(range=piece))


def _lists(role: Scalar, data: Scalar, parts: Parts) -> Iterator[tuple[Place, str]]:
    """Yield what the participants that the definition names have in a column, with its place."""
    for member in parts.roles[role.text].get("participants", []):
        node = member["_place"].nodes.get("data") if "data" in member else None
        for name, value in node.entries if isinstance(node, Table) else ():
            if name.text == data.text and isinstance(value, Scalar):
                yield value.place, value.text


def _check_excepted(section: Values, event: Values, parts: Parts) -> None:
    column = section.get("rows_from", {})
    for one in section.get("excepted", ()):
        periods_known(one.get("periods", ()), event, parts)
        parts.one_of("row", one.get("rows", ()), [name.text for name in section.get("rows", ())])
        data, role = one.get("data"), column.get("role")
        if data is None and "rows" not in one:
            parts.error(one["_place"], _NO_EXCEPTION.with_values(rows=parts.context.spelled("rows")))
        elif data is not None and role is None:
            parts.error(
                data.place,
                say(
                    "no column lists rows here: say in “{key}” which", key=parts.context.spelled("rows_from")
                ),
            )
        elif _column_known(data, role, parts) and column.get("data") is not None:
            _check_listed(data, column, parts)


_NO_EXCEPTION = say("this excepts no row: name the rows in “{rows}”, or the column that lists them")


def _check_listed(excepted: Scalar, column: Values, parts: Parts) -> None:
    """What one column leaves out, the other must list: else a slip in a number would leave out nothing."""
    listed = (row_names(text) for _, text in _lists(column["role"], column["data"], parts))
    known = [name for names in listed for name in names]
    for place, text in _lists(column["role"], excepted, parts):
        for name in row_names(text):
            if name not in known:
                parts.error(place, unknown("row", name, known))


# What waits for them -----------------------------------------------------------------------------------------


def _check_before(section: Values, event: Values, parts: Parts) -> None:
    """An action of the case waits for states of the rows: both must be there."""
    case, own = parts.flow_of(event), parts.flow_of(section)
    for one in section.get("before_action", ()):
        if case is not None:
            parts.one_of(
                "trigger", [one["name"]], [move["name"].text for move in case.get("transitions", [])]
            )
        named = (*one.get("all", ()), *one.get("any", ()))
        if not named:
            parts.error(
                one["name"].place,
                say(
                    "say how the rows must stand before “{action}”: “{all}” in a state, or “{any}”",
                    action=one["name"].text,
                    all=parts.context.spelled("all"),
                    any=parts.context.spelled("any"),
                ),
            )
        if own is not None and "states" in own:
            parts.one_of("state", named, [state["name"].text for state in own["states"]])
