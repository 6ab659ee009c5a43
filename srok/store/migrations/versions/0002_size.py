"""Rows inside a case, cases that wait to be refolded, and letters that may replace one that was withdrawn."""

import sqlalchemy as sa
from alembic import op

from srok.store.guards import GUARDS
from srok.store.tables import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns where they stand, so that the guards of the journal stay; make the outbox anew.

    One guard is renewed: it read the whole journal of a cycle for each entry.
    """
    op.add_column("entry", sa.Column("row", sa.String, nullable=False, server_default=sa.text("''")))
    op.add_column("case_state", sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.text("0")))
    op.create_index(
        "case_state_stale",
        "case_state",
        ["cycle", "subject", "agency", "period", "event"],
        sqlite_where=sa.text("stale = 1"),
        postgresql_where=sa.text("stale"),
    )
    _renew_outbox()
    op.execute("DROP TRIGGER entry_no_replace")
    op.execute(GUARDS["entry_no_replace"])


def _renew_outbox() -> None:
    """SQLite cannot drop a constraint from a table: its letters move into a new one."""
    op.drop_index("ix_outbox_state", "outbox")
    op.rename_table("outbox", "outbox_before")
    new = op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        *[sa.Column(name, sa.String, nullable=False) for name in ("cycle", "recipient", "address")],
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("urgent", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("timezone", sa.String, nullable=False, server_default=sa.text("''")),
        sa.Column("message_id", sa.String, nullable=False),
        sa.Column("message", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.String, nullable=False),
        sa.Column("next_try_at", Moment()),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("sent_at", Moment()),
        sa.UniqueConstraint("message_id"),
    )
    names = [column.name for column in new.columns if column.name not in ("urgent", "timezone")]
    old = sa.table("outbox_before", *map(sa.column, names))
    op.execute(new.insert().from_select(names, sa.select(old)))
    op.drop_table("outbox_before")
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_index("outbox_recipient", "outbox", ["cycle", "recipient", "day"])
    op.create_index("said_letter", "said", ["letter"])
    standing = sa.text("state <> 'superseded'")
    op.create_index(
        "outbox_one_a_day",
        "outbox",
        ["cycle", "recipient", "day", "urgent"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
