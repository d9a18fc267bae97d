"""Snapshots whose bodies were given up under the retention settings keep their rows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("snapshot", sa.Column("pruned_at", sa.String(), nullable=True))
