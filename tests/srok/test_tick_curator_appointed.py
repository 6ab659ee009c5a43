"""A person who is appointed for one municipality and named in the data of another has one letter a day."""

from dataclasses import replace

import pytest

from definitions import CURATOR, Copy
from definitions.model_flows import Appointed, Role


@pytest.fixture(scope="session")
def definition(definition):
    """Copies go to curators on the last day itself; item 1 appoints the curator of each municipality."""
    role = Role("куратор", appointed=Appointed("1", "ОМСУ"))
    ladder = replace(definition.reminders, copies=(Copy((CURATOR,), 0),))
    return replace(definition, roles=(*definition.roles, role), reminders=ladder)


@pytest.fixture(scope="session")
def participants(participants):
    """Орлова is the curator of the first municipality by its own data."""
    first, *others = participants
    return (replace(first, curator="Орлова", curator_email="Curator@example.org"), *others)


def appointed(record, whom: str, **more: str) -> None:
    data = {"роль": "куратор", "для": whom, "кто": "Орлова", "почта": "curator@example.org", **more}
    record("1", "назначить", now="2016-09-01T10:00", data=data)


def boxes(relay) -> list[str]:
    return [box.lower() for box in relay.reached]


def test_who_is_appointed_and_named_elsewhere_has_one_letter(
    store, tick, relay, record, participants, damage
):
    appointed(record, participants[3].name)
    tick("2016-09-15T12:00")
    assert boxes(relay).count("curator") == 1
    tick("2016-09-15T13:00")
    assert boxes(relay).count("curator") == 1
    assert damage(store, "2016-09-15T13:00") == []


def test_a_namesake_with_another_address_has_a_letter_of_their_own(tick, relay, record, participants):
    appointed(record, participants[3].name, почта="other@example.org")
    tick("2016-09-15T12:00")
    assert (boxes(relay).count("curator"), boxes(relay).count("other")) == (1, 1)


def test_what_was_said_to_who_was_appointed_is_not_said_again(store, tick, relay, record, raw, participants):
    """Before an upgrade whoever was appointed was remembered by the plain name."""
    appointed(record, participants[3].name)
    tick("2016-09-15T12:00")
    with raw(store.path) as connection:
        connection.execute(
            "UPDATE said SET recipient = 'Орлова' WHERE recipient = 'Орлова <curator@example.org>' AND subject = ?",
            (participants[3].name,),
        )
        connection.execute("UPDATE case_state SET wake_at = '2016-09-16 03:00:00.000000'")
    tick("2016-09-16T12:00")
    assert boxes(relay).count("curator") == 1
