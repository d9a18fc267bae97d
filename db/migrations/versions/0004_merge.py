"""Merged sources, and pairs that are not to be merged."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('source_merge',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('into_key', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['into_key'], ['source.key'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key')
    )
    op.create_index(op.f('ix_source_merge_into_key'), 'source_merge', ['into_key'], unique=False)
    op.create_table('merge_refusal',
    sa.Column('one_key', sa.Integer(), nullable=False),
    sa.Column('other_key', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['one_key'], ['source.key'], ),
    sa.ForeignKeyConstraint(['other_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('one_key', 'other_key')
    )
