"""Letters: which are due, how one reads and the bytes it becomes; `notifications.channels` has the ways it leaves."""

from notifications.digest import Digest, Letter, Line, render
from notifications.letters import Saying, Told, next_look, reachable, sayings, still_true, zone_of
from notifications.message import build_message, split_address
from notifications.readers import recipients

__all__ = [
    "Digest",
    "Letter",
    "Line",
    "Saying",
    "Told",
    "build_message",
    "next_look",
    "reachable",
    "recipients",
    "render",
    "sayings",
    "split_address",
    "still_true",
    "zone_of",
]
