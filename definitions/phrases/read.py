"""Read a phrase: text in, a reading out, or the place at which it stopped making sense."""

from __future__ import annotations

from definitions.phrases.readings import Reading


def read_phrase(text: str) -> Reading:
    """Return what a deadline phrase means.

    Raises PhraseError for anything not understood to the last word; its `start` and `end` count in `text` as given.
    """
    # The grammar and its parser generator take half a second to load: only for those who read phrases.
    from definitions.phrases.parse import parse  # noqa: PLC0415

    return parse(text)
