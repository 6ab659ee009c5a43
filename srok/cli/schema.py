"""`srok schema`: the definition language for editors, as a JSON Schema."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from calendars.saying import ENGLISH
from definitions import schema as json_schema
from definitions.keys import Language
from srok.i18n import catalog, current


def schema(
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", metavar="ru|en", help="The language of the keys: ru or en.", show_default=False
        ),
    ] = None,
) -> None:
    """The definition language as a JSON Schema, for editors."""
    language: Language = lang or ("en" if current() is ENGLISH else "ru")
    words = catalog(language)
    typer.echo(
        json.dumps(json_schema(language, lambda text: text.render(words)), ensure_ascii=False, indent=2)
    )
