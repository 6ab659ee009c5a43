"""Which rows an event has, and which rows of another event a row answers to: the same subject, agency and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from definitions import ADDRESSEE, RESPONSIBLE, Definition, Event, Term, describe, period, period_ids
from workflow.entries import CaseKey
from workflow.participants import Participant


def rows_of(
    definition: Definition, event: Event, by_role: Mapping[str, tuple[Participant, ...]]
) -> Iterator[CaseKey]:
    """Yield the rows of an event: for each participant of its roles and each reporting period, or one for all."""
    for subject in _names(event.for_each, by_role):
        for agency in _names(event.agency, by_role):
            for period_id in period_ids(definition, event):
                key = CaseKey(event.number, subject, agency, period_id)
                if not is_excepted(event, key):
                    yield key


def _names(role: str | None, by_role: Mapping[str, tuple[Participant, ...]]) -> tuple[str, ...]:
    return ("",) if role is None else tuple(member.name for member in by_role.get(role, ()))


def is_excepted(event: Event, key: CaseKey) -> bool:
    """Whether the definition says that an event has no such row."""
    own = period(key.period)
    return any(
        (not one.participants or {key.subject, key.agency} & set(one.participants))
        and (not one.periods or (own is not None and own.kind in one.periods))
        for one in event.excepted
    )


def answers_to(event: Event, key: CaseKey, upstream: Event) -> CaseKey | None:
    """Return the row of `upstream` that a row of `event` answers to; None where it answers to several."""
    roles = {event.for_each: key.subject, event.agency: key.agency}
    if not {upstream.for_each, upstream.agency} - {None} <= roles.keys():
        return None
    if upstream.periods and not event.periods:
        return None
    return CaseKey(
        upstream.number,
        roles[upstream.for_each] if upstream.for_each else "",
        roles[upstream.agency] if upstream.agency else "",
        key.period if upstream.periods else "",
    )


def touching(event: Event, key: CaseKey, other: Event, others: Iterable[CaseKey]) -> Iterator[CaseKey]:
    """Yield the rows of another event that have the same subject, agency and period, where both have such."""
    roles = {event.for_each: key.subject, event.agency: key.agency}
    roles.pop(None, None)
    for row in others:
        same = all(
            roles[role] == name
            for role, name in ((other.for_each, row.subject), (other.agency, row.agency))
            if role in roles
        )
        if same and (not key.period or not row.period or key.period == row.period):
            yield row


def roles_meant(event: Event, role: str) -> tuple[str, ...]:
    """Return the roles that a flow means: «исполнитель» and «адресат» are those of the event."""
    return {RESPONSIBLE: event.responsible, ADDRESSEE: event.to}.get(role, (role,))


def term_of(event: Event, key: CaseKey) -> Term | None:
    """Return the term of a case; None where the plan sets none."""
    own = period(key.period)
    return event.term(own.kind if own else None)


def basis_of(event: Event, key: CaseKey) -> str:
    """Return the words by which the plan sets a case's deadline; of a structure, the sentence that it means."""
    term = term_of(event, key)
    return "" if term is None else term.phrase or describe(term.reading)
