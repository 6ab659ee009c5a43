"""Add and count working days against other libraries that were told the same days off, all in one run.

    make bench

Exits with 1 when a peer that was told the same days disagrees, or one that gives the right answers is faster.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import compress

import numpy as np

from benchmarks.calendars.floor import floor
from benchmarks.calendars.peers import DAY, PEERS, RUSSIAN, Peer, span
from benchmarks.timing import Work, race
from calendars import Calendar, add, count, load_calendar
from calendars.bulk import add_many, count_many

N = 43  # working days: the longest term of the reports that srok grew from
MANY = 1_000_000
LOOPED = 10_000  # of them, for a peer that looks at one date at a time: all would take it minutes
FEW = 64  # of them, one by one

Times = dict[str, float]


@dataclass(frozen=True)
class Dates:
    """The same dates for all, starts and ends some days later, over the official years."""

    starts: Sequence[date]
    ends: Sequence[date]

    def first(self, number: int) -> Dates:
        return Dates(self.starts[:number], self.ends[:number])


def main() -> int:
    calendar = load_calendar()
    dates = some_dates(calendar, MANY)
    peers = {"srok": srok(calendar), "floor": floor(calendar), **dict(installed(calendar))}
    wrong = {name: mistakes(peer, calendar, dates.first(LOOPED)) for name, peer in peers.items()}
    one = race({name: adding_one(peer, dates.first(FEW)) for name, peer in peers.items()})
    adding = race_over(peers, dates, adding_many)
    counting = race_over(
        {name: peer for name, peer in peers.items() if peer.count_many}, dates, counting_many
    )
    scalar = {name: time / FEW for name, time in one.items()}
    races = [scalar, adding, counting]
    show(races, wrong)
    own_calendars(calendar)
    return verdict(races, wrong)


def some_dates(calendar: Calendar, number: int) -> Dates:
    chance = random.Random(190)  # noqa: S311 - any dates will do, but the same ones each time
    days = [day for day in span(calendar) if day.year < calendar.unofficial_from.year - 1]
    starts = chance.choices(days, k=number)
    return Dates(starts, [start + chance.randrange(1, 120) * DAY for start in starts])


def srok(calendar: Calendar) -> Peer:
    return Peer(
        one=lambda day: day,
        add=partial(add, calendar),
        many=lambda days: np.array(days, "datetime64[D]"),
        add_many=lambda days, n: add_many(calendar, days, n).dates,
        count_many=lambda starts, ends: count_many(calendar, starts, ends).working_days,
        plain=lambda found: found.date,
        listed=lambda days: days.tolist(),
        loops=False,
    )


def installed(calendar: Calendar) -> Iterable[tuple[str, Peer]]:
    for name, feed in PEERS.items():
        try:
            yield name, feed(calendar)
        except ImportError as error:
            print(f"{name}: not compared, it is not installed here ({error})")


def mistakes(peer: Peer, calendar: Calendar, dates: Dates) -> int:
    """Count the answers that differ from srok's: after every day of the official years, and over the dates."""
    days = [day for day in span(calendar) if day.year < calendar.unofficial_from.year]
    asked = [(day, n) for day in days for n in (1, N)]
    pairs = [(peer.plain(peer.add(peer.one(day), n)), add(calendar, day, n).date) for day, n in asked]
    found = peer.listed(adding_many(peer, dates)())
    pairs += zip(found, (add(calendar, day, N).date for day in dates.starts), strict=True)
    if peer.count_many:
        counted = counting_many(peer, dates)()
        expected = (
            count(calendar, *both).working_days for both in zip(dates.starts, dates.ends, strict=True)
        )
        pairs += zip(counted, expected, strict=True)
    return sum(found != expected for found, expected in pairs)


def adding_one(peer: Peer, dates: Dates) -> Work:
    days, add_one = [peer.one(day) for day in dates.starts], peer.add

    def work() -> None:
        for day in days:
            add_one(day, N)

    return work


def adding_many(peer: Peer, dates: Dates) -> Work:
    return partial(peer.add_many, peer.many(dates.starts), N)


def counting_many(peer: Peer, dates: Dates) -> Work:
    before, after = peer.shift
    starts = peer.many([day + before for day in dates.starts])
    ends = peer.many([day + after for day in dates.ends])
    return partial(peer.count_many, starts, ends)


def race_over(peers: dict[str, Peer], dates: Dates, work: Callable[[Peer, Dates], Work]) -> Times:
    """Return the seconds for one date of an array."""
    sizes = {name: LOOPED if peer.loops else MANY for name, peer in peers.items()}
    times = race({name: work(peer, dates.first(sizes[name])) for name, peer in peers.items()}, rounds=3)
    return {name: time / sizes[name] for name, time in times.items()}


def show(races: Sequence[Times], wrong: dict[str, int]) -> None:
    print(
        f"\nTimes as long as srok: to add {N} working days to a date, to many, to count between many; wrong answers"
    )
    print(line("", ["add", "bulk add", "bulk count", "wrong"]))
    for name, mistaken in wrong.items():
        ratios = [f"{times[name] / times['srok']:.2f}" if name in times else "-" for times in races]
        print(line(titled(name), [*ratios, str(mistaken)]))
    print(line("srok : floor", [f"{times['srok'] / times['floor']:.2f}" for times in races]))
    print(line("srok, nanoseconds a date", [f"{times['srok'] * 1e9:.0f}" for times in races]))


def line(title: str, cells: Sequence[str]) -> str:
    return f"{title:26}" + "".join(f"{cell:>12}" for cell in cells)


def titled(name: str) -> str:
    return f"{name} {version(name)}" if name in PEERS else name


def own_calendars(calendar: Calendar) -> None:
    """Say how far each library's own Russian calendar can be relied on."""
    days = [day for day in span(calendar) if day.year < calendar.unofficial_from.year]
    print(f"\nDays of {days[0].year}-{days[-1].year} that a library's own Russian calendar gets wrong")
    for name, russian in RUSSIAN.items():
        try:
            is_working = russian()
        except ImportError:
            continue
        wrong = list(compress(days, (is_working(day) != calendar.is_working(day) for day in days)))
        print(line(titled(name), [str(len(wrong))]) + (f"   the first {wrong[0]}" if wrong else ""))


def verdict(races: Sequence[Times], wrong: dict[str, int]) -> int:
    faults = [f"{name}: {number} answers differ from srok's" for name, number in wrong.items() if number]
    for what, times in zip(("add", "bulk add", "bulk count"), races, strict=True):
        faults += [
            f"{name}: faster than srok in {what}"
            for name, time in times.items()
            if name in PEERS and not wrong[name] and time < times["srok"]
        ]
    peers = sum(name in PEERS for name in wrong)
    print("\n" + ("\n".join(faults) or f"All {peers} peers agree, and none is faster than srok."))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
