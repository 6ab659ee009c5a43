"""Letters follow appointments: from the day on which somebody is appointed, by their own clock, to the last address."""

from dataclasses import replace

import pytest

from definitions import Copy
from definitions.model_flows import Appointed, Role


@pytest.fixture(scope="session")
def definition(definition):
    """The small plan with a curator of each municipality, appointed by item 1, who has copies of everything."""
    role = Role("куратор", appointed=Appointed("1", "ОМСУ"))
    ladder = replace(definition.reminders, copies=(Copy(("куратор",)),))
    return replace(definition, roles=(*definition.roles, role), reminders=ladder)


@pytest.fixture
def appoint(record):
    def appointed(whom: str, address: str, now: str = "2016-09-01T10:00", **more: str):
        data = {
            "роль": "куратор",
            "для": whom,
            "кто": "Иванов И. И.",
            "почта": f"{address}@example.org",
            **more,
        }
        return record("1", "назначить", now=now, data=data)

    return appointed


def test_who_is_appointed_is_written_to_from_then_on(tick, relay, appoint):
    tick("2016-09-15T09:00")  # the last day of item 10: the copy goes out on the day itself
    assert "curator" not in relay.reached
    appoint("Ачинск", "curator", now="2016-09-15T10:00")
    tick("2016-09-15T10:30")
    assert relay.reached.count("curator") == 1
    tick("2016-09-15T11:00")
    assert relay.reached.count("curator") == 1


def test_one_person_has_one_letter_a_day_for_all_they_were_appointed_for(tick, relay, appoint):
    appoint("Ачинск", "curator")
    appoint("Глухой", "curator")
    tick("2016-09-15T09:00")
    assert relay.reached.count("curator") == 1


def test_a_letter_that_has_not_left_goes_to_whoever_was_appointed_instead(tick, relay, appoint):
    appoint("Ачинск", "first")
    relay.down = True
    tick("2016-09-15T09:00")
    appoint("Ачинск", "second", now="2016-09-15T10:00", кто="Петрова П. П.")
    relay.down = False
    tick("2016-09-15T12:00")
    assert "first" not in relay.reached
    assert relay.reached.count("second") == 1


def test_letters_leave_by_the_clock_of_whoever_was_appointed(tick, relay, appoint):
    appoint("Ачинск", "kamchatka", **{"часовой пояс": "Asia/Kamchatka"})
    tick("2016-09-15T14:30")  # 19:30 there
    assert "kamchatka" not in relay.reached
    tick("2016-09-16T09:00")  # 14:00 there, the day after
    assert relay.reached.count("kamchatka") == 1


def test_the_tables_are_as_the_journal_says(store, tick, appoint, damage):
    appoint("Ачинск", "curator")
    tick("2016-09-15T09:00")
    appoint("Ачинск", "other", now="2016-09-15T10:00", кто="Петрова П. П.")
    assert damage(store, "2016-09-15T10:00") == []


def test_only_rows_that_name_the_role_are_written(store, appoint, raw):
    with raw(store.path) as connection:
        connection.execute("UPDATE case_state SET state = 'прежнее'")
    appoint("Ачинск", "curator")
    with raw(store.path) as connection:
        found = connection.execute("SELECT event, subject FROM case_state WHERE state <> 'прежнее'")
        written = set(found)
    assert {subject for _, subject in written} == {"", "Ачинск"}
    assert {("10", "Ачинск"), ("19", "Ачинск"), ("26", "Ачинск"), ("1", "")} <= written
