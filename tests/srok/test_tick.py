"""What leaves, to whom and when: by the recipient's clock, once a day, once a rung, and never lost."""

import email
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from calendars import load_calendar
from calendars.saying import ENGLISH
from srok.gather import Post
from srok.store import facts, projection
from srok.store.database import Database
from srok.store.tables import OutboxRow
from srok.tick import tick as do_tick

CYCLE = "small-2016"
ZONES = {
    "achinsk": ZoneInfo("Asia/Krasnoyarsk"),
    "bor": ZoneInfo("Europe/Kaliningrad"),
    "viluy": ZoneInfo("Asia/Kamchatka"),
    "plan": ZoneInfo("Asia/Krasnoyarsk"),
}

# Event 10 is due on Thursday 15 September 2016: its reminders are of 1, 12, 14 and 15 September, then of 16, 23, 30 ...
# By the clock of Krasnoyarsk the working day is 9-18 in Achinsk and the ministry, 14-23 in Kaliningrad (Bor) and
# 4-13 in Kamchatka (Viluy). Glukhoy has no address.


def text_of(message: bytes) -> str:
    part = email.message_from_bytes(message).get_payload()[0]
    return part.get_payload(decode=True).decode()


def date_of(message: bytes) -> datetime:
    return parsedate_to_datetime(email.message_from_bytes(message)["Date"])


def outbox(store: Database) -> list[tuple[str, str, str]]:
    with store.read() as session:
        rows = session.exec(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.recipient, f"{row.day:%d.%m}", row.state) for row in rows]


@pytest.fixture
def live(store, moment, relay):
    """Tick at every moment at which the table says that time changes something, as the scheduler does."""

    def until(end: str) -> None:
        post = Post(lambda: relay, "srok@example.org", "", ENGLISH)
        last = None
        while True:
            with store.read() as session:
                wake, (_, stands) = projection.next_wake(session), facts.clock(session)
            if wake is None or wake > moment(end):
                return
            wake = max(wake, stands)
            assert last is None or wake > last, "a tick must leave nothing for the same moment"
            do_tick(store, wake, post)
            last = wake

    return until


@pytest.fixture
def of_the_day(tick):
    """Tick every hour of a day by the clock of Krasnoyarsk."""

    def ticks(day: str) -> None:
        for hour in range(24):
            tick(f"{day}T{hour:02}:00")

    return ticks


# Who and when --------------------------------------------------------------------------------------------


def test_letters_leave_by_the_clock_of_the_recipient(tick, relay):
    reached = {}
    for hour in range(24):
        relay.letters.clear()
        tick(f"2016-09-01T{hour:02}:00")
        for recipient in relay.reached:
            reached.setdefault(recipient, []).append(hour)
    assert reached == {"viluy": [4], "plan": [9], "achinsk": [9], "bor": [14]}


@pytest.mark.parametrize(
    "day", ["2016-09-03", "2016-09-04", "2016-11-04"], ids=["Saturday", "Sunday", "holiday"]
)
def test_nothing_leaves_on_a_day_off(of_the_day, relay, day):
    of_the_day(day)
    assert relay.letters == []


def test_a_whole_cycle_keeps_to_working_hours_and_to_one_letter_a_day(live, relay, store, damage):
    live("2016-12-20T00:00")
    assert len(relay.letters) > 60
    calendar = load_calendar()
    days = []
    for recipient, message in relay.letters:
        local = date_of(message).astimezone(ZONES[recipient.partition("@")[0]])
        assert 9 <= local.hour < 18
        assert calendar.is_working(local.date())
        days.append((recipient, local.date()))
    assert len(days) == len(set(days))
    assert damage(store, "2016-12-20T00:00") == []


def test_the_ladder_of_one_deadline(live, relay):
    live("2016-10-05T00:00")
    days = [
        f"{date_of(m):%d.%m}"
        for r, m in relay.letters
        if r.startswith("bor") and "10. Направление" in text_of(m)
    ]
    assert days == ["01.09", "12.09", "14.09", "15.09", "16.09", "23.09", "30.09"]


def test_nobody_is_written_to_about_the_row_of_another(live, relay, record):
    record("5", "исполнить", now="2016-09-01T03:00", data={"отстающие": "Вилюй"})
    live("2016-12-01T00:00")
    lines = {name: "".join(text_of(m) for r, m in relay.letters if r.startswith(name)) for name in ZONES}
    assert "Выполнение отставших этапов" in lines["viluy"]
    assert "Выполнение отставших этапов" not in lines["achinsk"] + lines["bor"]
    others = {"achinsk": "Ачинск", "bor": "Бор", "viluy": "Вилюй"}
    for name, own in others.items():
        assert own in lines[name]
        assert [
            other for other in (*others.values(), "Глухой") if other != own and other in lines[name]
        ] == []


def test_nothing_is_said_of_what_was_due_before_the_start(live, relay):
    """Event 1 was due on 15 June, the cycle started on 25 August."""
    live("2016-12-01T00:00")
    assert "Письмо о начале работы" not in "".join(text_of(message) for _, message in relay.letters)


# Not twice -----------------------------------------------------------------------------------------------


def test_a_second_tick_at_the_same_moment_sends_nothing(tick, relay):
    first = tick("2016-09-01T14:00")
    assert (first.gathered, first.sent) == (3, 3)
    again = tick("2016-09-01T14:00")
    assert (again.gathered, again.sent) == (0, 0)
    assert len(relay.letters) == 3


def test_what_becomes_new_later_in_the_day_waits_for_the_next(tick, relay, record):
    tick("2016-09-12T10:00")
    record(
        "26", "назначить срок", "Ачинск", now="2016-09-12T11:00", day=date(2016, 9, 30), basis="приказ № 7"
    )
    relay.letters.clear()
    tick("2016-09-12T12:00")
    assert relay.reached == []
    tick("2016-09-13T12:00")
    assert relay.reached == ["achinsk"]
    assert "Размещение" in text_of(relay.letters[0][1])


def test_after_three_days_without_a_tick_each_gets_one_letter(tick, relay, live):
    live("2016-09-11T23:00")
    relay.letters.clear()
    for hour in range(4, 24):
        tick(f"2016-09-15T{hour:02}:00")
    assert sorted(relay.reached) == ["achinsk", "bor", "plan", "viluy"]
    assert all("last day" in text_of(message).lower() or "today" in text_of(message).lower()
               for recipient, message in relay.letters if not recipient.startswith("plan"))  # fmt: skip


def test_an_act_between_two_rungs_silences_the_rest(live, relay, record):
    live("2016-09-13T00:00")
    record("10", "направить", "Ачинск", now="2016-09-13T10:00")
    relay.letters.clear()
    live("2016-10-20T00:00")
    assert "achinsk" not in relay.reached
    assert "bor" in relay.reached


def test_a_returned_case_is_not_late(live, relay, record):
    """The day of the first submission stands: whoever has it again is asked for it weekly, and never called late."""
    record("10", "направить", "Ачинск", now="2016-09-01T01:00")
    record("10", "вернуть", "Ачинск", now="2016-09-01T02:00", data={"замечания": "неполно"})
    live("2016-10-20T00:00")
    told = [text_of(message) for recipient, message in relay.letters if recipient.startswith("achinsk")]
    # Thursdays from the day of the return, 1 September, to 13 October.
    assert len(told) == 7
    assert all("sent back" in text.lower() and "overdue" not in text.lower() for text in told)


# A date that moves ---------------------------------------------------------------------------------------


def placed(relay) -> list[str]:
    return [
        f"{date_of(m):%d.%m}"
        for r, m in relay.letters
        if r.startswith("achinsk") and "Размещение" in text_of(m)
    ]


def test_a_date_set_later_gives_one_notice(live, relay, record):
    live("2016-10-03T00:00")
    assert placed(relay) == []
    record(
        "26", "назначить срок", "Ачинск", now="2016-10-03T10:00", day=date(2016, 12, 1), basis="приказ № 7"
    )
    live("2016-11-30T00:00")
    assert placed(relay) == ["03.10", "17.11", "28.11"]  # the notice, then 10 and 3 working days before


def test_moved_there_and_back_does_not_mail_again(live, relay, record):
    for day, now in (
        (1, "2016-10-03T01:00"),
        (8, "2016-10-05T01:00"),
        (1, "2016-10-07T01:00"),
        (8, "2016-10-11T01:00"),
    ):
        record("26", "назначить срок", "Ачинск", now=now, day=date(2016, 12, day), basis="приказ")
        live(now[:11] + "23:00")
    assert placed(relay) == ["03.10", "05.10"]


def test_a_date_set_for_the_past_is_told_of_once_and_then_every_week(live, relay, record):
    record(
        "26", "назначить срок", "Ачинск", now="2016-10-03T01:00", day=date(2016, 9, 20), basis="приказ № 7"
    )
    live("2016-10-18T00:00")
    assert placed(relay) == ["03.10", "10.10", "17.10"]
