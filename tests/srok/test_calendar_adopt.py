"""A decree that comes out while a cycle runs: the cycle counts by its own days until somebody adopts the new ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from calendars import Act, Calendar, Day, load_calendar
from srok.cli import calendar_adopt
from srok.store.database import Database

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")
ADOPT = ("--apply", "--basis", "постановление № 1000")
DECREE = Act("постановление Правительства РФ", "1000", date(2016, 8, 30))


@pytest.fixture
def decreed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """From now on srok knows these days as days off, by a decree made up for the test."""

    def know(*days: date) -> None:
        old = load_calendar()
        off = [Day(day, "transfer", title="выходной день", act=DECREE) for day in days]
        kept = [day for day in old.days if day.date not in days]
        new = replace(old, days=tuple(sorted((*kept, *off), key=lambda day: day.date)))
        monkeypatch.setattr(calendar_adopt, "load_calendar", lambda *_, **__: new)

    return know


@pytest.fixture
def whole(empty: Database, damage: Callable[..., list[str]]) -> Callable[[], bool]:
    return lambda: damage(empty, "2016-09-01T11:00") == []


def dues(cli) -> set[tuple[str, str]]:
    rows = cli("deviations", CYCLE, "--format", "json").json
    return {(row["event"], row["due"]) for row in rows if row["step"] is None}


def test_the_edition_that_the_cycle_has_is_nothing_to_record(started):
    for more in ((), ADOPT):
        told = started("calendar", "adopt", CYCLE, *NOW, *more)
        assert (told.status, told.out) == (0, "Nothing is different: there is nothing to record\n")


def test_a_new_day_off_moves_what_falls_on_it_once_it_is_adopted(started, decreed, whole):
    """Item 10 is due on Thursday 15 September; the 15th and the 16th become days off: due on Monday the 19th, +4."""
    decreed(date(2016, 9, 15), date(2016, 9, 16))
    told = started("calendar", "adopt", CYCLE, *NOW)
    assert told.status == 0, told.err
    assert "4 of 22 cases change" in told.out
    assert "+4" in told.out
    assert ("10", "2016-09-15") in dues(started)

    told = started("calendar", "adopt", CYCLE, *NOW, *ADOPT)
    assert "Recorded as entry 7" in told.out
    assert ("10", "2016-09-19") in dues(started)
    assert ("10", "2016-09-15") not in dues(started)
    rows = started("deviations", CYCLE, "--format", "json").json
    slips = {(row["slip_days"], row["slip_cause"]) for row in rows if row["event"] == "10"}
    assert slips == {(4, "calendar")}
    assert "a new edition of the calendar was adopted · постановление № 1000" in started("journal", CYCLE).out
    assert "nothing to record" in started("calendar", "adopt", CYCLE, *NOW, *ADOPT).out
    assert whole()


def test_json_has_the_rows_that_move(started, decreed):
    decreed(date(2016, 9, 15))
    told = started("calendar", "adopt", CYCLE, *NOW, "--json").json
    assert {(row["event"], row["after"]["due"]) for row in told["rows"]} == {("10", "2016-09-16")}
    assert told["adopted"] is False


def test_an_amendment_adopts_no_calendar_by_the_way(started, decreed, data, tmp_path, monkeypatch):
    """The cycle keeps its edition until its calendar is adopted: an amendment of item 19 leaves item 10 alone."""
    decreed(date(2016, 9, 15))
    monkeypatch.setattr("calendars.load_calendar", calendar_adopt.load_calendar)
    text = (data / "small.yaml").read_text(encoding="utf-8").replace("20 ноября", "25 ноября")
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    told = started("amend", CYCLE, tmp_path / "new.yaml", *NOW, "--json").json
    assert {row["event"] for row in told["rows"]} == {"19"}


def test_an_adoption_needs_its_document(started, decreed):
    decreed(date(2016, 9, 15))
    told = started("calendar", "adopt", CYCLE, *NOW, "--apply")
    assert told.status == 2
    assert "give the document it rests on" in told.err


def test_a_year_whose_decree_has_come_is_not_provisional_any_more(cli, data, tmp_path, monkeypatch, whole):
    """A cycle of 2029, of which nothing but the law is known yet: its decree comes, and no date moves."""
    text = (data / "small.yaml").read_text(encoding="utf-8").replace("2016 г.", "2029 г.")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    old = load_calendar()
    assert old.status(2029) == "projected"
    people = data / "participants.csv"
    assert (
        cli("start", tmp_path / "plan.yaml", "--participants", people, "--now", "2029-06-01T09:00").status
        == 0
    )
    new: Calendar = replace(old, years=tuple(replace(year, status="official", gaps=()) for year in old.years))
    monkeypatch.setattr(calendar_adopt, "load_calendar", lambda *_, **__: new)
    told = cli("calendar", "adopt", CYCLE, "--now", "2029-06-01T10:00", "--json").json
    (what,) = {tuple(row["what"]) for row in told["rows"]}
    assert what == ("calendar",)
    assert {tuple(row["before"]["provisional"]) for row in told["rows"]} == {(2029,)}
    assert {tuple(row["after"]["provisional"]) for row in told["rows"]} == {()}
