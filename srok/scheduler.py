"""APScheduler keeps the tick going in one process; the only file that knows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler

#: An entry may come from another process, so srok looks again after this long at the latest.
AT_MOST = timedelta(minutes=1)


def run_forever(tick: Callable[[], datetime | None], now: Callable[[], datetime]) -> None:
    """Call `tick` now, then at the moment it returns and at most a minute later, until the process is stopped."""
    scheduler = BlockingScheduler(timezone="UTC")

    def again() -> None:
        wake = tick()
        latest = now() + AT_MOST
        scheduler.add_job(again, "date", run_date=min(wake or latest, latest), misfire_grace_time=None)

    scheduler.add_job(again, "date", run_date=now(), misfire_grace_time=None)
    scheduler.start()
