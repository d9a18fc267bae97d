"""What providers of metadata say of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('identification',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('provider', sa.String(), nullable=False),
    sa.Column('asked_at', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('record', sa.String(), nullable=True),
    sa.Column('record_at', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key', 'provider')
    )
