"""The consultants of the teams: who hears of a team's papers, and that nobody is a consultant before being named one."""

import pytest

NAME = "ppmi-support"


@pytest.fixture
def letters(played_once, raw):
    """On which days letters went to an address in the scenario's year."""

    def days(address: str) -> list[str]:
        with raw(played_once(NAME, "год программы=2023")) as opened:
            asked = "SELECT day FROM outbox WHERE address = ? AND state = 'sent' ORDER BY day"
            return [day for (day,) in opened.execute(asked, (address,))]

    return days


def test_the_consultant_has_copies_of_what_is_written_of_a_team_s_papers(letters):
    """Named on 20 January, when the day of the papers, 20 February, was set already; the first team's were late."""
    assert letters("vydumanova@ppmi.example") == ["2023-01-20", "2023-02-20", "2023-02-21"]
    # The papers of the other three were ready a week before, and their meetings have no days.
    assert letters("primerov@ppmi.example") == ["2023-01-20"]
