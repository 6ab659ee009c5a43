"""APScheduler keeps the tick going in one process; the only file that knows it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler

#: An entry may come from another process, so srok looks again after this long at the latest.
AT_MOST = timedelta(minutes=1)


def run_forever(
    tick: Callable[[], datetime | None], now: Callable[[], datetime], ready: Callable[[], None]
) -> None:
    """Call `tick` now, then at the moment it returns and at most a minute later, until SIGTERM or Ctrl+C.

    `ready` is called once a signal would be heard. A tick that has begun is finished before the process ends.
    """
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    scheduler = BackgroundScheduler(timezone="UTC")

    def again() -> None:
        latest = now() + AT_MOST
        scheduler.add_job(again, "date", run_date=min(tick() or latest, latest), misfire_grace_time=None)

    scheduler.add_job(again, "date", run_date=now(), misfire_grace_time=None)
    scheduler.start()
    ready()
    stopped.wait()
    scheduler.shutdown(wait=True)
