"""`srok run` keeps ticking in one process and stops when it is told to."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from srok import scheduler

START = datetime(2016, 6, 1, 9, tzinfo=UTC)


class TestScheduler:
    @pytest.fixture
    def jobs(self, monkeypatch):
        """Collects what would be scheduled; a scheduler that never runs, told to stop at once."""
        found = []

        class Recorder:
            def __init__(self, timezone):
                assert timezone == "UTC"

            def add_job(self, job, trigger, run_date, misfire_grace_time):
                assert (trigger, misfire_grace_time) == ("date", None)
                found.append((job, run_date))

            def start(self):
                pass

            def remove_all_jobs(self):
                pass

            def shutdown(self, wait):
                assert not wait

        monkeypatch.setattr(scheduler, "BackgroundScheduler", Recorder)
        monkeypatch.setattr(signal, "signal", lambda *_: None)
        return found

    @pytest.mark.parametrize(
        ("wake", "expected"),
        [
            (None, START + timedelta(minutes=1)),
            (START + timedelta(seconds=10), START + timedelta(seconds=10)),
            (START + timedelta(days=3), START + timedelta(minutes=1)),
            (START - timedelta(days=3), START + timedelta(seconds=1)),
        ],
    )
    def test_looks_again_at_the_next_wake_and_at_most_a_minute_later(self, jobs, wake, expected):

        def run_first_and_stop():
            jobs[0][0]()
            raise KeyboardInterrupt

        scheduler.run_forever(lambda: wake, lambda: START, run_first_and_stop)

        assert jobs[0][1] == START
        assert jobs[1][1] == expected

    def test_looks_again_even_after_a_tick_that_failed(self, jobs):
        def fail():
            raise ZeroDivisionError

        def run_first_and_stop():
            with pytest.raises(ZeroDivisionError):
                jobs[0][0]()
            raise KeyboardInterrupt

        scheduler.run_forever(fail, lambda: START, run_first_and_stop)

        assert jobs[1][1] == START + timedelta(minutes=1)


def test_runs_until_it_is_told_to_stop(tmp_path):
    """SIGTERM ends the process in good order, with nothing on stderr."""
    environment = {
        "SROK_DATABASE_URL": f"sqlite:///{tmp_path}/srok.db",
        "SROK_LANG": "en",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from srok.cli import main; main()", "run"],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Event()
    reader = Thread(target=lambda: process.stdout.readline() and running.set())
    reader.start()
    assert running.wait(timeout=60)

    process.send_signal(signal.SIGTERM)

    reader.join()
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (0, "")
