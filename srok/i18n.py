"""In which language srok speaks: Russian unless asked otherwise, from one gettext file per language."""

from __future__ import annotations

import gettext
import os
from contextvars import ContextVar
from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from calendars.saying import ENGLISH, Catalog

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def catalog(lang: str) -> Catalog:
    """Return the sentences of a language; English, in which they are written, for a language without a file."""
    source = resources.files("srok") / "locale" / lang / "LC_MESSAGES" / "srok.po"
    if lang == "en" or not source.is_file():
        return ENGLISH
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def use(lang: str | None) -> None:
    """Speak `lang` from now on; None leaves the choice to `SROK_LANG`."""
    _chosen.set(lang)


def current() -> Catalog:
    """Return the catalog chosen by `use`, else by `SROK_LANG`, else Russian."""
    return catalog(_chosen.get() or os.environ.get("SROK_LANG") or "ru")
