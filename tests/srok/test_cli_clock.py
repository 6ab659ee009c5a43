"""A rehearsal lives on a virtual clock that only goes on; a real database cannot be told what time it is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from calendars.errors import InputError
from srok.store.facts import advance_clock, check_clock

CYCLE = "small-2016"
ACT = ("record", CYCLE, "10", "направить", "--participant", "Ачинск")


@pytest.fixture
def really_started(cli, data):
    """The small cycle on the real clock."""
    assert cli("start", data / "small.yaml", "--participants", data / "participants.csv").status == 0
    return cli


def recorded_at(cli) -> str:
    return cli("journal", CYCLE, "--json").json[-1]["recorded_at"]


@pytest.mark.parametrize(
    ("told", "utc"),
    [
        ("2016-09-01T10:00", "2016-09-01T03:00:00+00:00"),
        ("2016-09-01T10:00+03:00", "2016-09-01T07:00:00+00:00"),
        ("2016-09-01T10:00Z", "2016-09-01T10:00:00+00:00"),
        ("2016-09-01", "2016-09-01T05:00:00+00:00"),
    ],
)
def test_a_moment_is_by_the_clock_of_the_cycle_unless_it_says_otherwise(started, told, utc):
    assert started(*ACT, "--now", told).status == 0
    assert recorded_at(started) == utc


def test_without_a_moment_it_is_where_the_clock_stands(started):
    assert started(*ACT).status == 0
    assert recorded_at(started) == "2016-08-25T02:00:00+00:00"


@pytest.mark.parametrize("command", [ACT, ("tick",)])
def test_the_virtual_clock_never_goes_back(started, command):
    assert started("tick", "--now", "2016-08-27T10:00").status == 0
    refused = started(*command, "--now", "2016-08-27T09:59")
    assert refused.status == 1
    assert "the virtual clock of this database stands at" in refused.err
    assert started(*command, "--now", "2016-08-27T10:00").status == 0


@pytest.mark.parametrize(("told", "stands"), [("T09:00", "12:00"), ("T09:00+03:00", "08:00")])
def test_where_the_clock_stands_is_told_by_the_clock_of_who_asks(started, told, stands):
    assert started("tick", "--now", "2016-08-27").status == 0
    refused = started("tick", "--now", "2016-08-26" + told)
    assert f"stands at 27.08.2016 {stands} already" in refused.err


@pytest.mark.parametrize("command", [ACT, ("tick",)])
@pytest.mark.parametrize("told", ["2099-01-01T10:00", "2016-09-01T10:00"])
def test_the_real_clock_cannot_be_told_what_time_it_is(really_started, command, told):
    refused = really_started(*command, "--now", told)
    assert refused.status == 1
    assert "lives on the real clock" in refused.err
    assert len(really_started("journal", CYCLE, "--json").json) == 6


def test_the_two_clocks_do_not_meet_in_one_database(started, really_started_other):
    refused = started(
        "start", really_started_other, "--participants", really_started_other.parent / "participants.csv"
    )
    assert refused.status == 1
    assert "virtual clock" in refused.err


@pytest.fixture
def really_started_other(data, tmp_path):
    """Another cycle, of another time zone."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    other = text.replace("цикл: small-2016", "цикл: other-2016").replace("Asia/Krasnoyarsk", "Europe/Moscow")
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    (tmp_path / "participants.csv").write_bytes((data / "participants.csv").read_bytes())
    return tmp_path / "other.yaml"


def test_where_cycles_live_by_different_clocks_each_has_its_own(started, really_started_other):
    files = really_started_other, "--participants", really_started_other.parent / "participants.csv"
    assert started("start", *files, "--now", "2016-08-26T09:00").status == 0
    assert started(*ACT, "--now", "2016-09-01T10:00").status == 0
    assert recorded_at(started) == "2016-09-01T03:00:00+00:00"
    refused = started("tick", "--now", "2016-09-02T10:00")
    assert refused.status == 1
    assert "Asia/Krasnoyarsk" in refused.err
    assert "Europe/Moscow" in refused.err
    assert started("tick", "--now", "2016-09-03T10:00+07:00").status == 0


@pytest.mark.parametrize("told", ["", "now", "01.09.2016", "2016-09-01T25:00", "2016-13-01", "10:00"])
def test_what_is_no_moment_is_refused(started, told):
    refused = started("tick", "--now", told)
    assert refused.status == 1
    assert "is not a moment like 2016-09-14T10:00" in refused.err


@pytest.mark.parametrize("command", [ACT, ("tick",)])
@pytest.mark.parametrize(
    "told", ["9999-12-31T23:59", "9999-12-31T23:59-12:00", "2206-09-01T10:00", "1016-09-01"]
)
def test_the_clock_is_not_put_where_no_calendar_reaches(started, command, told):
    """It never goes back: after a slip in the year the database would be lost."""
    refused = started(*command, "--now", told)
    assert refused.status == 1
    assert "lies outside the calendar, which goes from 01.01.2013 to" in refused.err
    assert started(*ACT, "--now", "2016-09-01T10:00").status == 0


def test_a_cycle_does_not_start_where_no_calendar_reaches(cli, data):
    files = data / "small.yaml", "--participants", data / "participants.csv"
    refused = cli("start", *files, "--now", "9999-12-31T23:59")
    assert refused.status == 1
    assert "31.12.9999 lies outside the calendar" in refused.err
    assert cli("start", *files, "--now", "2016-08-25T09:00").status == 0


def test_a_clock_that_stands_at_the_end_of_all_years_is_told_by_any_clock(store):
    end = datetime(9999, 12, 31, 16, 59, tzinfo=UTC)
    with store.write() as session:
        advance_clock(session, end)
    east = timezone(timedelta(hours=23, minutes=59))
    with store.read() as session, pytest.raises(InputError, match=r"stands at 31\.12\.9999"):
        check_clock(session, datetime(2016, 9, 2, 10, tzinfo=east))


def test_run_is_not_for_a_rehearsal(started):
    refused = started("run")
    assert refused.status == 3
    assert "use tick --now" in refused.err
