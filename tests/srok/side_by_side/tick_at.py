"""Run by a test, several at once: DATABASE-URL RELAY-URL; each moment on standard input is a tick."""

import sys
from datetime import datetime

from calendars.saying import ENGLISH
from notifications.channels.smtp import SmtpChannel
from srok.gather import Post
from srok.store.database import Database
from srok.tick import tick

url, relay = sys.argv[1:]
store = Database(url)
print("ready", flush=True)  # noqa: T201
for line in sys.stdin:
    tick(
        store,
        datetime.fromisoformat(line.strip()),
        Post(lambda: SmtpChannel(relay), "srok@example.org", "", ENGLISH),
    )
    print("ready", flush=True)  # noqa: T201
