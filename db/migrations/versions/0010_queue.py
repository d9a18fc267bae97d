"""The queues: snoozes, where notes stand in later texts, each editor's place and saved lists."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('snooze',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('until', sa.String(), nullable=False),
    sa.Column('problems', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key')
    )
    op.create_table('anchoring',
    sa.Column('annotation_id', sa.Integer(), nullable=False),
    sa.Column('snapshot_id', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=True),
    sa.Column('end', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['annotation_id'], ['annotation.id'], ),
    sa.ForeignKeyConstraint(['snapshot_id'], ['snapshot.id'], ),
    sa.PrimaryKeyConstraint('annotation_id', 'snapshot_id')
    )
    op.create_index(op.f('ix_anchoring_snapshot_id'), 'anchoring', ['snapshot_id'], unique=False)
    op.create_table('queue_place',
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('queue', sa.String(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('by', 'queue')
    )
    op.create_table('queue_skip',
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('queue', sa.String(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('by', 'queue', 'source_key')
    )
    op.create_table('saved_list',
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('filter', sa.String(), nullable=False),
    sa.Column('sort', sa.String(), nullable=False),
    sa.Column('descending', sa.Boolean(), nullable=False),
    sa.Column('uncited', sa.Boolean(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('by', 'name')
    )
    op.create_index(
        'source_for_queues',
        'source',
        ['link_state', 'rating', 'importance', 'cited_by_count', 'current_snapshot_id',
         'first_seen_at'],
    )
