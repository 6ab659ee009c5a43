"""Deadline phrases as acts word them: read exactly or refused, described, and warned about."""

from definitions.phrases.as_json import reading_to_json
from definitions.phrases.describe import describe
from definitions.phrases.read import read_phrase
from definitions.phrases.readings import (
    Compound,
    Detail,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Window,
    YearDay,
)
from definitions.phrases.warn import warnings
from definitions.phrases.wording import of_month

__all__ = [
    "Compound",
    "Detail",
    "External",
    "Fixed",
    "Offset",
    "OnReceipt",
    "Ongoing",
    "Reading",
    "Recurring",
    "Window",
    "YearDay",
    "describe",
    "of_month",
    "read_phrase",
    "reading_to_json",
    "warnings",
]
