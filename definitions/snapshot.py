"""A definition as canonical JSON: what a running cycle keeps, so that no upgrade changes it."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from definitions.model import Definition

_ADAPTER = TypeAdapter(Definition)


def dump_definition(definition: Definition) -> str:
    """Return the definition as canonical JSON (sorted keys, no spaces)."""
    values = _ADAPTER.dump_python(definition, mode="json")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_definition(text: str) -> Definition:
    """Return the definition that `dump_definition` wrote."""
    return _ADAPTER.validate_json(text)
