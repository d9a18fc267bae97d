"""The index of titles holds what a filter looks through, which then reads nothing else."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("source_by_title", table_name="source")
    op.create_index("source_by_title", "source", ["title_fold", "id", "haystack"])
