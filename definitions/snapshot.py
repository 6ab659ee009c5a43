"""A definition as canonical JSON: what a running cycle keeps, so that no upgrade changes it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from definitions.model import Definition

_ADAPTER = TypeAdapter(Definition)


def dump_definition(definition: Definition) -> str:
    """Return the definition as canonical JSON (sorted keys, no spaces)."""
    values = _ADAPTER.dump_python(definition, mode="json")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_definition(text: str) -> Definition:
    """Return the definition that `dump_definition` wrote, in this version or in an earlier one."""
    values = json.loads(text)
    values["events"] = [_event_of_0_1(event) if "reading" in event else event for event in values["events"]]
    return _ADAPTER.validate_python(values, strict=False)


def _event_of_0_1(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event as it is kept now: version 0.1.0 knew one phrase, and no rows to wait for together."""
    kept = {name: value for name, value in event.items() if name not in ("phrase", "reading", "opens_after")}
    opens = {"event": event["opens_after"]} if event["opens_after"] else None
    return {**kept, "terms": [{"phrase": event["phrase"], "reading": event["reading"]}], "opens": opens}
