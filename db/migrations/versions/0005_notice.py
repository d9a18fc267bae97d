"""Notices on published works: retractions, corrections and the like."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notice_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_name', sa.String(), nullable=False),
    sa.Column('file', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('notice',
    sa.Column('list_name', sa.String(), nullable=False),
    sa.Column('record', sa.String(), nullable=False),
    sa.Column('doi', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('dated', sa.String(), nullable=True),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('notice_doi', sa.String(), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['notice_import.id'], ),
    sa.PrimaryKeyConstraint('list_name', 'record')
    )
    op.create_index(op.f('ix_notice_doi'), 'notice', ['doi'], unique=False)
