"""APScheduler keeps the tick going in one process; the only file that knows it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Lock

from apscheduler.schedulers.background import BackgroundScheduler

#: An entry may come from another process, so srok looks again after this long at the latest.
AT_MOST = timedelta(minutes=1)

#: A moment that has passed already is looked at soon, but never in a tight loop.
AT_LEAST = timedelta(seconds=1)


def run_forever(
    tick: Callable[[], datetime | None], now: Callable[[], datetime], ready: Callable[[], None]
) -> None:
    """Call `tick` now, then at the moment it returns and at most a minute later, until SIGTERM or Ctrl+C.

    `ready` is called once a signal would be heard. A tick that has begun is finished before the process ends.
    """
    scheduler = BackgroundScheduler(timezone="UTC")
    busy, stopped = Lock(), Event()

    def again() -> None:
        with busy:
            if stopped.is_set():
                return
            wake = None
            try:
                wake = tick()
            finally:  # whatever went wrong, the next look must come
                at = now()
                following = min(max(wake or at + AT_MOST, at + AT_LEAST), at + AT_MOST)
                scheduler.add_job(again, "date", run_date=following, misfire_grace_time=None)

    # SIGTERM interrupts the wait below as Ctrl+C does, on every system.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        scheduler.add_job(again, "date", run_date=now(), misfire_grace_time=None)
        scheduler.start()
        ready()
        while True:
            # A signal that comes just before a wait begins does not end it: it is heard at the next turn.
            stopped.wait(timeout=1)
    except KeyboardInterrupt:
        with busy:  # a scheduler that waited for its jobs itself would hold the lock that `again` needs
            stopped.set()
            scheduler.remove_all_jobs()  # one that comes due meanwhile would be handed to a pool that has closed
            scheduler.shutdown(wait=False)
