"""All cases are folded anew.

What was sent back wakes the tick, for whoever has it again is written to; what answers to it does not meanwhile.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Mark the cases: whoever records next, or the next tick, folds them again."""
    case = sa.table("case_state", sa.column("stale"))
    op.execute(case.update().values(stale=sa.true()))
