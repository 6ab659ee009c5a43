"""Ticks of several processes at once send nothing twice."""

from collections import Counter

import pytest

from srok.catcher import catch

CYCLE = "small-2016"


@pytest.mark.slow
def test_two_ticks_at_once_send_nothing_twice(store, url, moment, damage, tmp_path, side_by_side):
    days = ("01T10", "01T14", "05T10", "06T14", "12T10", "12T14", "14T10", "14T14", "15T10", "15T14")
    with catch(tmp_path / "letters") as catcher:
        moments = [moment(f"2016-09-{day}:00").isoformat() for day in days]
        assert side_by_side("tick_at.py", [[url, catcher.url]] * 2, moments) == [0, 0]
    assert catcher.repeats == []
    sent = Counter((letter.recipient, letter.path.name[:10]) for letter in catcher.letters)
    assert set(sent.values()) == {1}
    assert sum(sent.values()) == 15
    assert damage(store, "2016-09-15T15:00") == []
