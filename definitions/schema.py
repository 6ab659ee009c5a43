"""The definition language as a JSON Schema, so that an editor completes keys and marks mistakes as they are typed.

It is made from the same tables of keys that `read_definition` reads by, so the two cannot grow apart.
"""

from __future__ import annotations

from collections.abc import Callable

from calendars.saying import Text, say
from definitions.keys import Language
from definitions.language import CYCLE
from definitions.shapes import Json, Reader, table_schema
from definitions.structure import DEFINITION, structure_schema


def schema(language: Language, words: Callable[[Text], str]) -> Json:
    """Return the JSON Schema (draft 2020-12) of a definition whose keys are in `language`.

    It takes values as YAML 1.2 types them: 10 a number, 2016-09-15 and «да» texts. `words` puts descriptions into a
    language. What only the whole file shows (an unknown role, a deadline that cannot be counted) is for `srok check`.
    """
    reader = Reader(language, words)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words(say("A planning cycle of srok")),
        **table_schema(CYCLE, reader),
        "$defs": {DEFINITION: structure_schema(reader)},
    }
