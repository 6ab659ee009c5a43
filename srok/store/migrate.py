"""Alembic brings a database to the newest schema; imported only when there is something to do, for it is slow."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from calendars.errors import SystemFault
from calendars.saying import say


def upgrade(connection: Connection) -> None:
    """Run every migration that the database has not seen yet, in the connection's transaction.

    Raises SystemFault for a database that has seen migrations which this srok does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SystemFault(say("the database was made by a newer srok: install that one")) from error
