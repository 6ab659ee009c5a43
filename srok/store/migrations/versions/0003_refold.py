"""All cases are folded anew.

What had begun passes to who followed who left; what has no date when the cycle starts has a baseline once it has one;
days are held until they are received.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Mark the cases: whoever records next, or the next tick, folds them again."""
    case = sa.table("case_state", sa.column("stale"))
    op.execute(case.update().values(stale=sa.true()))
