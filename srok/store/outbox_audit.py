"""Whether the outbox is whole: its indexes are there, and what was said stands in a letter that somebody could read."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Index, text
from sqlmodel import Session

from calendars.saying import Text, say
from srok.store.tables import METADATA

_STANDING = text(
    'SELECT list.name, list."unique", master.sql, '
    "(SELECT group_concat(part.name) FROM pragma_index_info(list.name) AS part) AS columns "
    "FROM sqlite_master AS owner, pragma_index_list(owner.name) AS list "
    "JOIN sqlite_master AS master ON master.type = 'index' AND master.name = list.name "
    "WHERE owner.type = 'table'"
)

#: What was said in no letter, in one to somebody else, or in one that nobody was to read.
_STRAY = text(
    "SELECT said.event, said.subject, said.agency, said.period, said.recipient, said.letter FROM said "
    "LEFT JOIN outbox ON outbox.id = said.letter WHERE said.cycle = :cycle AND (outbox.id IS NULL "
    "OR outbox.cycle <> said.cycle OR outbox.recipient <> said.recipient "
    "OR outbox.state IN ('superseded', 'failed'))"
)


def indexes(session: Session) -> Iterator[Text]:
    """Yield which indexes are missing or other than they should be; one of them allows one letter a day."""
    standing = {
        row.name: (row.columns, bool(row.unique), row.sql.partition(" WHERE ")[2])
        for row in session.connection().execute(_STANDING)
        if row.sql
    }
    for index in sorted((one for table in METADATA.sorted_tables for one in table.indexes), key=_name):
        if _name(index) not in standing:
            yield say("the index {index} is missing from the database", index=_name(index))
        elif standing[_name(index)] != _as_it_should_be(index):
            yield say("the index {index} has been changed", index=_name(index))


def _name(index: Index) -> str:
    return str(index.name)


def _as_it_should_be(index: Index) -> tuple[str, bool, str]:
    where = index.dialect_options["sqlite"]["where"]
    return (
        ",".join(column.name for column in index.columns),
        index.unique,
        "" if where is None else str(where),
    )


def stray(session: Session, cycle: str) -> Iterator[Text]:
    """Yield what was said of the cases of a cycle in no letter that its recipient could read."""
    for row in session.connection().execute(_STRAY, {"cycle": cycle}):
        yield say(
            "{cycle}: case {case}: “{recipient}” is said to have been written to in letter {letter}, "
            "which is missing, withdrawn or to somebody else",
            cycle=cycle,
            case=" / ".join(str(part) for part in row[:4] if part),
            recipient=str(row.recipient),
            letter=str(row.letter),
        )
