"""Cases folded some at a time: of a cycle of any size only those of a few participants are in memory at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypeAlias, TypeVar

from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.fold import fold_only
from workflow.forecast import Forecast, forecasts
from workflow.graph import upstream_keys, with_upstream

T = TypeVar("T")

#: How many cases are folded together.
BATCH = 500

#: Gives the entries of cases, and of all that these depend on but for what is known.
Source: TypeAlias = Callable[[Collection[CaseKey], Container[CaseKey]], Iterable[Entry]]


@dataclass(frozen=True)
class Picture:
    """Some cases of a cycle as entries leave them, with their forecasts; `cases` has those they depend on too."""

    cycle: Cycle
    keys: tuple[CaseKey, ...]
    cases: Mapping[CaseKey, Case]
    ahead: Mapping[CaseKey, Forecast]

    @property
    def own(self) -> list[Case]:
        """The cases that this is a picture of."""
        return [self.cases[key] for key in self.keys]


@dataclass
class Folding:
    """The cases of a cycle, asked for batch by batch: what a batch may share with the next is folded once.

    With a day, `today`, their forecasts are made too. No entry may be added in between.
    """

    cycle: Cycle
    today: date | None = None
    size: int = BATCH
    #: What is known by now, and what a batch forgets unless the next may need it.
    _cases: dict[CaseKey, Case] = field(default_factory=dict)
    _ahead: dict[CaseKey, Forecast | None] = field(default_factory=dict)
    _below: Picture | None = None

    def of(self, keys: Iterable[CaseKey], source: Source) -> Picture:
        """Return these cases, and the ones that they depend on directly."""
        wanted = tuple(keys)
        hubs = self._hubs_of(wanted)
        under = [self._hub(hub, source) for hub in hubs]
        found = self._picture(wanted, source)
        self._keep(found, hubs)
        if not under or not self._hubs.keys() & set(wanted):
            return found
        cases = {key: case for one in under for key, case in one.cases.items()}
        return Picture(self.cycle, wanted, cases | dict(found.cases), found.ahead)

    def _picture(self, keys: tuple[CaseKey, ...], source: Source) -> Picture:
        new = tuple(key for key in keys if key not in self._cases)
        entries = source(new, self._cases) if new else ()
        cases = fold_only(self.cycle, entries, new, known=self._cases)
        if self.today is None:
            return Picture(self.cycle, keys, cases, {})
        return Picture(self.cycle, keys, cases, forecasts(self.cycle, cases, self.today, known=self._ahead))

    def _keep(self, found: Picture, hubs: Collection[CaseKey]) -> None:
        """Remember what the next batch may depend on too, and for good what very many cases went into."""
        kept = dict.fromkeys(key for key in self._cases if key in self._hubs)
        kept |= dict.fromkeys(hubs)
        for key in found.keys:
            if key not in self._hubs:
                kept |= dict.fromkeys(upstream_keys(self.cycle, key))
        self._cases = {key: found.cases[key] for key in kept if key in found.cases}
        self._ahead = {key: found.ahead.get(key) for key in self._cases}

    # Cases that depend on very many ----------------------------------------------------------------------

    @cached_property
    def _hubs(self) -> dict[CaseKey, None]:
        """The cases that depend on more than a batch has, each after those it depends on."""
        found: dict[CaseKey, None] = {}
        for version in reversed(self.cycle.wordings):
            for event in version.events:
                if any(version.rows.many(event.number, above) for above in event.upstream):
                    keys = (key for one in version.alike for key in one.keys_of(event))
                    found |= dict.fromkeys(key for key in keys if self._is_hub(key))
        return found

    def _is_hub(self, key: CaseKey) -> bool:
        return len(upstream_keys(self.cycle, key)) > self.size

    def _hubs_of(self, keys: Iterable[CaseKey]) -> list[CaseKey]:
        """Return the hubs that are not known yet among cases and all that they depend on, in order."""
        if not self._hubs.keys() - self._cases.keys():
            self._below = None
            return []
        new = [key for key in keys if key not in self._cases]
        upstream = with_upstream(self.cycle, new, self._cases)
        found = {
            key for _, wanted in upstream for rows in wanted.values() for key in rows if key in self._hubs
        }
        return [hub for hub in self._hubs if hub in found]

    def _hub(self, hub: CaseKey, source: Source) -> Picture:
        """Fold a case after those that it depends on, some of them at a time; return those."""
        above = upstream_keys(self.cycle, hub)
        if self._below is None or self._below.keys != above:
            self._below = self._above(above, source)
        known, ahead = self._cases, self._ahead
        self._cases = known | dict(self._below.cases)
        self._ahead = ahead | {key: self._below.ahead.get(key) for key in above}
        found = self._picture((hub,), source)
        self._cases, self._ahead = known | {hub: found.cases[hub]}, ahead | {hub: found.ahead.get(hub)}
        return self._below

    def _above(self, keys: tuple[CaseKey, ...], source: Source) -> Picture:
        cases, ahead = dict[CaseKey, Case](), dict[CaseKey, Forecast]()
        for some in _some(keys, self.size):
            found = self._picture(some, source)
            self._keep(found, ())
            cases.update((key, found.cases[key]) for key in some)
            ahead.update((key, found.ahead[key]) for key in some if key in found.ahead)
        return Picture(self.cycle, keys, cases, ahead)


def batches(cycle: Cycle, size: int = BATCH) -> Iterator[tuple[CaseKey, ...]]:
    """Yield every case of a cycle, some at a time, those of one participant together: they depend on each other.

    Each batch is in the order of the plan; a participant with more cases than a batch has comes in several.
    """
    keys = cycle.keys
    own: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        own.setdefault(key.subject, []).append(place)
    for places in _together(own.values(), keys, size):
        yield tuple(keys[place] for place in sorted(places))


def _together(own: Iterable[list[int]], keys: tuple[CaseKey, ...], size: int) -> Iterator[list[int]]:
    """Yield places of cases, as many at a time as a batch has, and cut none of what is together that fits in one."""
    batch: list[int] = []
    for places in own:
        if len(batch) + len(places) > size and batch:
            yield batch
            batch = []
        if len(places) > size:
            places.sort(key=lambda place: (keys[place].agency, keys[place].period))
            yield from map(list, _some(places, size))
        else:
            batch += places
    if batch:
        yield batch


def _some(them: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(them)
    while some := tuple(islice(rest, size)):
        yield some
