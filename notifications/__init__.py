"""Letters: how one reads and the bytes it becomes; `notifications.channels` has the ways it leaves."""

from notifications.digest import Digest, Letter, Line, render
from notifications.message import build_message, split_address

__all__ = ["Digest", "Letter", "Line", "build_message", "render", "split_address"]
