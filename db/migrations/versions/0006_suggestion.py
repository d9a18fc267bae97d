"""Ratings of venues that public lists suggest."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('venue_suggestion',
    sa.Column('list_name', sa.String(), nullable=False),
    sa.Column('domain', sa.String(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('file', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('refused_because', sa.String(), nullable=True),
    sa.Column('refused_by', sa.String(), nullable=True),
    sa.Column('refused_at', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('list_name', 'domain', 'path'),
    sa.CheckConstraint("rating BETWEEN 1 AND 5 AND trim(because, char(9, 10, 13, 32)) <> ''", name='venue_suggestion_defended')
    )
