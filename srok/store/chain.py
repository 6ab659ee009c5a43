"""The hash chains of the journal: canonical JSON, equal on every database, and the rules by which rows are linked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from srok.store.tables import EntryRow
from workflow import CaseKey

#: The version of the canonical form; it is part of what is hashed.
VERSION = 1

#: Columns that the journal got after entries had been hashed: they count only where something is in them.
_LATER = {"row"}

#: The chain of the entries about a cycle itself.
CYCLE_CHAIN = ""


def chain_name(key: CaseKey | None) -> str:
    """Return the name of the chain that a case's entries belong to."""
    if key is None:
        return CYCLE_CHAIN
    return json.dumps(
        [key.event, key.subject, key.agency, key.period], ensure_ascii=False, separators=(",", ":")
    )


def chain_start(cycle: str, start_hash: str, chain: str) -> str:
    """Return what the first entry of a chain points back to."""
    return digest({"v": VERSION, "cycle": cycle, "start": start_hash, "chain": chain})


def entry_hash(row: EntryRow) -> str:
    """Return the hash that a row must have: over every one of its columns but the hash itself."""
    empty = {name for name in _LATER if not getattr(row, name)}
    values = row.model_dump(exclude={"hash", *empty})
    return digest({"v": VERSION, **{name: _canonical(value) for name, value in values.items()}})


def heads_digest(heads: Mapping[str, tuple[int, str]]) -> str:
    """Return one hash over the length and the head of every chain: what a seal keeps."""
    return digest([[chain, *heads[chain]] for chain in sorted(heads)])


def digest(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON, in hex."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int | str) else str(value)
