"""Definitions and day tables that cycles keep, named by the hash of their content: what is kept never changes."""

from __future__ import annotations

from functools import lru_cache

from sqlmodel import Session

from calendars import Calendar, parse_calendar
from calendars.errors import InputError
from calendars.saying import say
from definitions import Definition, parse_definition
from srok.store.chain import digest
from srok.store.tables import SnapshotRow


def keep(session: Session, kind: str, content: str) -> str:
    """Keep a snapshot, if it is not kept yet; return its name."""
    name = snapshot_name(content)
    if session.get(SnapshotRow, name) is None:
        session.add(SnapshotRow(hash=name, kind=kind, content=content))
    return name


def snapshot_name(content: str) -> str:
    """Return the hash that names a snapshot."""
    return digest(content)


def definition_of(session: Session, name: str) -> Definition:
    """Return the definition that a snapshot keeps; the same one for the same content."""
    return _definition(_content(session, name))


def calendar_of(session: Session, name: str) -> Calendar:
    """Return the calendar that a snapshot keeps; the same one for the same content."""
    return _calendar(_content(session, name))


def _content(session: Session, name: str) -> str:
    row = session.get(SnapshotRow, name)
    if row is None:
        raise InputError(say("the snapshot {name} is missing from the database", name=name))
    return row.content


_definition = lru_cache(maxsize=16)(parse_definition)
_calendar = lru_cache(maxsize=16)(parse_calendar)
