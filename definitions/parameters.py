"""Values that are given when a cycle starts: which texts fit which kind, and the years that follow from them."""

from __future__ import annotations

import re

from calendars.errors import PhraseError
from definitions.deadline_given import Years
from definitions.fields import as_day
from definitions.model import Definition, Event
from definitions.model_rules import ParameterKind, YearOf, YearRule
from definitions.phrases import read_phrase

#: The years that a parameter or a rule can name.
YEARS = range(1900, 2200)


def normal(text: str, kind: ParameterKind) -> str | None:
    """Return a parameter's value as a definition keeps it (dates in ISO); None where it is none of that kind."""
    match kind:
        case "date":
            day = as_day(text)
            return day.isoformat() if day else None
        case "year":
            return text if re.fullmatch("[0-9]{4}", text) and int(text) in YEARS else None
        case "number":
            return text if re.fullmatch("[0-9]{1,9}", text) else None
        case "text":
            return text
        case "term":
            return text if _is_deadline(text) else None


def _is_deadline(text: str) -> bool:
    try:
        read_phrase(text)
    except PhraseError:
        return False
    return True


def years_of(definition: Definition, event: Event) -> Years:
    """Return which years the words of the event's phrases mean; None for those that no parameter gives yet."""
    rule, own = definition.years, event.policy.years or YearRule()
    return Years(
        reporting=_year(definition, own.reporting or rule.reporting),
        current=_year(definition, own.current or rule.current),
        planned=_year(definition, own.planned or rule.planned),
        unnamed=_year(definition, own.unnamed or rule.unnamed),
    )


def _year(definition: Definition, year: YearOf | None) -> int | None:
    if year is None:
        return None
    if not year.parameter:
        return year.shift
    parameter = definition.parameter(year.parameter)
    return int(parameter.value[:4]) + year.shift if parameter and parameter.value else None


def unset(definition: Definition) -> tuple[str, ...]:
    """Return the parameters without a value that dates or rows of the definition follow from."""
    rules = (definition.years, *(event.policy.years for event in definition.events if event.policy.years))
    years = (year for rule in rules for year in (rule.reporting, rule.current, rule.planned, rule.unnamed))
    needed = {year.parameter for year in years if year}
    needed |= {event.anchor.parameter or "" for event in definition.events if event.anchor}
    return tuple(one.name for one in definition.parameters if one.name in needed and not one.value)
