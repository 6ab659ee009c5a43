"""Letters: which are due, how one reads and the bytes it becomes; `notifications.channels` has the ways it leaves."""

from notifications.digest import Digest, Letter, Line, render
from notifications.letters import Saying, next_look, reachable, recipients, saying, zone_of
from notifications.message import build_message, split_address

__all__ = [
    "Digest",
    "Letter",
    "Line",
    "Saying",
    "build_message",
    "next_look",
    "reachable",
    "recipients",
    "render",
    "saying",
    "split_address",
    "zone_of",
]
