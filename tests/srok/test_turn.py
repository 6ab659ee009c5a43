"""Where others record all the while, what is short is judged while they wait, and what is long is given up in words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from calendars.errors import SystemFault
from srok.store import cycles, recording, turn
from srok.store.amending import adopt, unseen
from srok.store.journal import entries_of
from workflow import Change, Cycle, Wish

CYCLE = "small-2016"
NOW = "2016-09-01T10:00"


@pytest.fixture
def others(record) -> Callable[[int], None]:
    """Somebody who records an entry whenever asked to, as often as given."""
    left: list[int] = []

    def meanwhile(often: int) -> None:
        left.append(1)
        if len(left) <= often:
            record("10", "пояснить", "Бор", NOW, note=str(len(left)))

    return meanwhile


@pytest.fixture
def turns(store, others, moment, monkeypatch) -> dict[str, Callable[[int], Any]]:
    """An entry and a change, while which somebody else records so many times."""
    now, judge = moment(NOW), recording.judge_all

    def entry(often: int) -> None:
        def slowly(*given: Any) -> Any:
            verdict = judge(*given)
            monkeypatch.setattr(recording, "judge_all", judge)
            others(often)
            monkeypatch.setattr(recording, "judge_all", slowly)
            return verdict

        monkeypatch.setattr(recording, "judge_all", slowly)
        cycles.record(store, CYCLE, [Wish("10", "пояснить", "Ачинск", note="own")], now)

    def change(often: int) -> None:
        def slowly(cycle: Cycle, stamp: Change) -> tuple[Change, ...]:
            others(often)
            return (replace(stamp, calendar=cycle.calendar, calendars=cycle.calendars),)

        adopt(store, CYCLE, slowly, now, unseen, on=None, basis="№ 7")

    return {"entry": entry, "change": change}


def journal(store) -> list[str]:
    with store.read() as session:
        return [f"{entry.kind} {entry.note}".strip() for entry in entries_of(session, CYCLE)]


@pytest.mark.parametrize(("what", "told"), [("entry", "annotate own"), ("change", "calendar")])
def test_after_three_vain_tries_others_have_to_wait_for_what_is_short(store, turns, what, told):
    turns[what](3)
    assert journal(store)[-4:] == ["annotate 1", "annotate 2", "annotate 3", told]


@pytest.mark.parametrize("what", ["entry", "change"])
def test_after_three_vain_tries_what_is_long_is_given_up(store, turns, what, monkeypatch):
    monkeypatch.setattr(turn, "FEW", 0)
    with pytest.raises(SystemFault, match="nothing has been written; try again in a minute"):
        turns[what](99)
    assert journal(store)[-3:] == ["annotate 1", "annotate 2", "annotate 3"]
