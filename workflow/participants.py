"""Who takes part, where letters to them go, and who stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from calendars.saying import Text, say
from definitions import CURATOR, HEAD, Definition, unknown


@dataclass(frozen=True)
class Participant:
    """A municipality, an agency or the ministry, with where its letters go."""

    name: str
    role: str
    kind: str = ""
    code: str = ""
    timezone: str = ""
    email: str = ""
    head: str = ""
    head_email: str = ""
    salutation: str = ""
    curator: str = ""
    curator_email: str = ""
    also: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def called(self) -> str:
        """The name as letters give it."""
        return self.name

    @property
    def to_head(self) -> Correspondent | None:
        """Whom a letter to the head of this participant goes to."""
        return self._beside(HEAD, self.head, self.head_email)

    @property
    def to_curator(self) -> Correspondent | None:
        """Whom a letter to the curator of this participant goes to."""
        return self._beside(CURATOR, self.curator, self.curator_email)

    def _beside(self, role: str, name: str, email: str) -> Correspondent | None:
        if not email:
            return None
        return Correspondent(
            addressed(name, email),
            role,
            email=email,
            timezone=self.timezone,
            person=name or email,
            formerly=f"{name or email} ({self.name})",
        )


@dataclass(frozen=True)
class Correspondent(Participant):
    """A head or a curator: somebody with a letter box and no row, known by name and address together.

    So one person beside two participants has one letter, and two people of one name have two. `formerly` is the name
    under which letters of earlier releases went to this person about the one participant.
    """

    person: str = ""
    formerly: str = field(default="", compare=False)

    @property
    def called(self) -> str:
        """The name as letters give it."""
        return self.person


def addressed(name: str, email: str) -> str:
    """Return by what a correspondent is known: the name and the address together."""
    return f"{name} <{email.lower()}>" if name else email.lower()


def correspondents_of(participants: Iterable[Participant]) -> dict[str, Participant]:
    """Return everyone who may get a letter by name, also by the name of earlier releases.

    Who stands beside participants of several time zones has none of them.
    """
    own = {one.name: one for one in participants}
    found: dict[str, Participant] = {}
    for participant in own.values():
        for other in (participant.to_head, participant.to_curator):
            if other is not None:
                known = found.get(other.name, other)
                alike = known.timezone == other.timezone
                found[other.name] = other if alike else replace(other, timezone="")
                found[other.formerly] = other
    return {**found, **own}


#: Under which names a file, or the definition, gives what.
COLUMNS = {
    "name": "name", "название": "name", "наименование": "name",
    "role": "role", "роль": "role",
    "kind": "kind", "вид": "kind",
    "code": "code", "код": "code", "октмо": "code",
    "timezone": "timezone", "часовой пояс": "timezone",
    "email": "email", "почта": "email", "e-mail": "email",
    "head": "head", "глава": "head",
    "head_email": "head_email", "почта главы": "head_email",
    "salutation": "salutation", "обращение": "salutation",
    "curator": "curator", "куратор": "curator",
    "curator_email": "curator_email", "почта куратора": "curator_email",
}  # fmt: skip


def unknown_participant(name: str, known: list[str]) -> Text:
    """Say that a participant is not known, with the nearest one; of many, only how many there are."""
    sentence = unknown("participant", name, known)
    too_many = 10
    if "names" in sentence.values and len(known) > too_many:
        return say(
            "unknown participant “{name}”; this cycle has {number} of them", name=name, number=len(known)
        )
    return sentence


def members_of(definition: Definition) -> tuple[Participant, ...]:
    """Return the participants that the definition itself names, in the order of its roles."""
    return tuple(
        _member(role.name, member.name, member.data, member.also)
        for role in definition.roles
        for member in role.members
    )


def _member(role: str, name: str, data: Mapping[str, str], also: tuple[str, ...]) -> Participant:
    known = {COLUMNS[key.lower()]: value for key, value in data.items() if key.lower() in COLUMNS}
    further = {key: value for key, value in data.items() if key.lower() not in COLUMNS}
    return replace(participant_of(role, {**known, "name": name}, further), also=also)


def participant_of(role: str, values: Mapping[str, str], data: Mapping[str, str]) -> Participant:
    """Return a participant with what is given by the names of fields, and `data` of its own."""
    texts: dict[str, Any] = {"name": "", **values, "role": role}
    return Participant(**texts, data=data)


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def is_address(text: str) -> bool:
    """Whether letters could go to what is written there."""
    return _ADDRESS.fullmatch(text) is not None


#: Stricter than RFC 5322 on purpose: what staff mistype, not what a standard could allow.
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:"]+@([\w-]+\.)+[\w-]{2,}""")
