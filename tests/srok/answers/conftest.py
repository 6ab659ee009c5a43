"""What the tests of answers share: sheets of two towns in two agencies under way, and a summary that waits for them."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
PLAN = Path(__file__).parents[2] / "workflow" / "data" / "sheets.yaml"


@pytest.fixture
def sheets(cli):
    """The command line on Friday, 29 March 2019, 11:00: entries 7 to 20 are those of acts.csv."""
    members = "--participants", DATA / "participants.csv"
    assert cli("start", PLAN, *members, "--now", "2019-02-01T09:00").status == 0
    acts = cli("record", "листы-2018", "--from", DATA / "acts.csv", "--now", "2019-03-25T11:00")
    assert acts.status == 0, acts.err
    assert cli("tick", "--now", "2019-03-29T11:00").status == 0
    return cli
