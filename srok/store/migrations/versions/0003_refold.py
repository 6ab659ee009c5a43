"""Cycles that were changed on the way, and those with dates that were set, are folded anew.

What had begun passes to who followed who left; the first date that was set is the baseline of what had none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Mark the cases of those cycles: whoever records next, or the next tick, folds them again."""
    entry = sa.table("entry", sa.column("cycle"), sa.column("kind"))
    case = sa.table("case_state", sa.column("cycle"), sa.column("stale"))
    changed = sa.select(entry.c.cycle).where(entry.c.kind.in_(("amend", "calendar", "leave", "set_date")))
    op.execute(case.update().where(case.c.cycle.in_(changed)).values(stale=sa.true()))
