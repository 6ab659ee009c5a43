"""The command line: every command, its language, and what becomes of an error."""

from srok.cli.app import main

__all__ = ["main"]
