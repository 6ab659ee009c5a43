"""The first tables: the journal that refuses to be changed, and everything derived from it."""

import sqlalchemy as sa
from alembic import op

from srok.store.guards import GUARDS
from srok.store.tables import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables and the guards of the journal."""
    _create_facts()
    _create_journal()
    _create_projection()
    _create_letters()
    for statement in GUARDS.values():
        op.execute(statement)


def _create_facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("virtual", sa.Boolean, nullable=False),
        sa.Column("clock", Moment()),
    )
    op.create_table(
        "snapshot",
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_table(
        "cycle",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("definition", sa.String, nullable=False),
        sa.Column("calendar", sa.String, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("start_hash", sa.String, nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("chain_head", sa.String, nullable=False),
        sa.Column("chain_length", sa.Integer, nullable=False),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _create_journal() -> None:
    op.create_table(
        "entry",
        sa.Column("cycle", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("chain"),
        sa.Column("chain_number", sa.Integer, nullable=False),
        *_texts("kind"),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("at", sa.String),
        sa.Column("recorded_at", Moment(), nullable=False),
        *_texts("event", "subject", "agency", "period", "trigger", "actor", "ref", "basis", "note"),
        sa.Column("day", sa.Date),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("corrects", sa.Integer),
        sa.Column("key", sa.String),
        *_texts("previous", "hash"),
        sa.UniqueConstraint("cycle", "key"),
        sa.UniqueConstraint("cycle", "chain", "chain_number"),
        sqlite_with_rowid=False,
    )


def _case_key() -> list[sa.Column[str]]:
    return [
        sa.Column(name, sa.String, primary_key=True)
        for name in ("cycle", "event", "subject", "agency", "period")
    ]


def _create_projection() -> None:
    op.create_table(
        "case_state",
        *_case_key(),
        *_texts("state", "applies"),
        *[sa.Column(name, sa.Date) for name in ("opens", "baseline", "planned", "due", "actual")],
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("moved", sa.Boolean, nullable=False),
        *_texts("provisional"),
        sa.Column("conflicts", sa.Integer, nullable=False),
        *_texts("chain_head"),
        sa.Column("chain_length", sa.Integer, nullable=False),
        sa.Column("wake_at", Moment()),
    )
    awake = sa.text("wake_at IS NOT NULL")
    op.create_index("case_state_wake", "case_state", ["wake_at"], sqlite_where=awake, postgresql_where=awake)


def _create_letters() -> None:
    op.create_table(
        "said",
        *_case_key(),
        sa.Column("step", sa.String, primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("rung", sa.String, primary_key=True),
        sa.Column("due", sa.Date, primary_key=True),
        sa.Column("recipient", sa.String, primary_key=True),
        sa.Column("letter", sa.Integer, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("cycle", "recipient", "address"),
        sa.Column("day", sa.Date, nullable=False),
        *_texts("message_id"),
        sa.Column("message", sa.LargeBinary, nullable=False),
        *_texts("state"),
        sa.Column("attempts", sa.Integer, nullable=False),
        *_texts("error"),
        sa.Column("next_try_at", Moment()),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("sent_at", Moment()),
        sa.UniqueConstraint("cycle", "recipient", "day"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
