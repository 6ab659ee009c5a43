"""Run by a test, several at once: DATABASE-URL CYCLE WORKER; a moment on standard input begins it."""

import sys
from datetime import datetime

from srok.store import cycles
from srok.store.database import Database
from workflow import Wish

url, cycle, worker = sys.argv[1:]
store = Database(url)
print("ready", flush=True)  # noqa: T201
moment = datetime.fromisoformat(sys.stdin.readline().strip())
for number in range(25):
    wish = Wish("19", "пояснить", "Ачинск", note=f"{worker}/{number}", key=f"{worker}/{number}")
    cycles.record(store, cycle, [wish], moment)
