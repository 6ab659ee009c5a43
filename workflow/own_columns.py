"""The columns that a definition adds to the file of participants: which there are, and what must hold for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from calendars.saying import Text, say
from definitions import NOT_UNDERSTOOD, Definition, misread, unknown


def own_columns(definition: Definition) -> dict[str, str]:
    """Return the columns that a definition adds, as files may write them and as they are called.

    They are those that its roles name, and the roles to whose participants others belong.
    """
    names = [name for role in definition.roles for name in (*role.data, role.within) if name]
    return {name.lower(): name for name in names}


def misread_rows(role: str, data: Mapping[str, str], definition: Definition) -> Iterator[Text]:
    """Say which ranges are not understood in the columns that list the rows of sheets."""
    sources = {section.rows_from for event in definition.events for section in event.sheet}
    for source in sources:
        if source and source.role == role:
            for piece in misread(data.get(source.data, "")):
                yield NOT_UNDERSTOOD.with_values(range=piece)


def lost(
    role: str, data: Mapping[str, str], definition: Definition, by_role: Mapping[str, Collection[str]]
) -> Text | None:
    """Say what is wrong with the participant to whom one of a role belongs; None where nothing is."""
    above = next((one.within for one in definition.roles if one.name == role), None)
    if above is None:
        return None
    name = data.get(above, "")
    if not name:
        return say("the column “{column}” is to say to whom of them this one belongs", column=above)
    known = by_role[above]
    return None if name in known else unknown("participant", name, sorted(known))
