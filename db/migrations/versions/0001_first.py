"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('draft',
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('by', 'key')
    )
    op.create_table('entity_type',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('job_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('started_at', sa.String(), nullable=False),
    sa.Column('finished_at', sa.String(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('counts', sa.String(), nullable=False),
    sa.Column('resumes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['resumes'], ['job_run.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('source',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('stable_id', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('canonical_url', sa.String(), nullable=True),
    sa.Column('truncated', sa.Boolean(), nullable=False),
    sa.Column('first_seen_at', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('title_fold', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=True),
    sa.Column('venue_id', sa.String(), nullable=True),
    sa.Column('venue_name', sa.String(), nullable=True),
    sa.Column('authors_text', sa.String(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('rating_basis', sa.String(), nullable=False),
    sa.Column('importance', sa.Integer(), nullable=True),
    sa.Column('cited_by_count', sa.Integer(), nullable=False),
    sa.Column('link_state', sa.String(), nullable=False),
    sa.Column('link_checked_at', sa.String(), nullable=True),
    sa.Column('current_snapshot_id', sa.Integer(), nullable=True),
    sa.Column('fetched_at', sa.String(), nullable=True),
    sa.Column('next_check_at', sa.String(), nullable=True),
    sa.Column('haystack', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('key'),
    sa.UniqueConstraint('id'),
    sa.UniqueConstraint('stable_id')
    )
    op.create_index(op.f('ix_source_canonical_url'), 'source', ['canonical_url'], unique=False)
    op.create_index(op.f('ix_source_next_check_at'), 'source', ['next_check_at'], unique=False)
    op.create_index(op.f('ix_source_venue_id'), 'source', ['venue_id'], unique=False)
    op.create_index('source_by_added', 'source', ['first_seen_at', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_cited', 'source', ['cited_by_count', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_fetched', 'source', ['fetched_at', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_importance', 'source', ['importance', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_link', 'source', ['link_state', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_rating', 'source', ['rating', 'title_fold', 'id'], unique=False)
    op.create_index('source_by_title', 'source', ['title_fold', 'id'], unique=False)
    op.create_index('source_by_venue', 'source', ['venue_name', 'title_fold', 'id'], unique=False)
    op.create_table('venue',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('peer_reviewed', sa.Boolean(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', 'origin')
    )
    op.create_table('venue_rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venue_id', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('review_by', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_venue_rating_venue_id'), 'venue_rating', ['venue_id'], unique=False)
    op.create_table('venue_rule',
    sa.Column('venue_id', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('domain', sa.String(), nullable=False),
    sa.Column('path', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('venue_id', 'origin', 'domain', 'path')
    )
    op.create_table('wiki_page',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=True),
    sa.Column('quality', sa.Float(), nullable=True),
    sa.Column('importance', sa.Float(), nullable=True),
    sa.Column('last_edited', sa.String(), nullable=True),
    sa.Column('content_hash', sa.String(), nullable=False),
    sa.Column('parser_version', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('key'),
    sa.UniqueConstraint('id')
    )
    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('requested_url', sa.String(), nullable=False),
    sa.Column('final_url', sa.String(), nullable=False),
    sa.Column('redirects', sa.String(), nullable=False),
    sa.Column('http_status', sa.Integer(), nullable=True),
    sa.Column('etag', sa.String(), nullable=True),
    sa.Column('last_modified', sa.String(), nullable=True),
    sa.Column('media_type', sa.String(), nullable=True),
    sa.Column('retry_after_s', sa.Integer(), nullable=True),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('void', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['job_run.id'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index('attempt_of_source', 'attempt', ['source_key', 'id'], unique=False)
    op.create_index(op.f('ix_attempt_job_id'), 'attempt', ['job_id'], unique=False)
    op.create_table('citation',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('page_key', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('url', sa.String(), nullable=True),
    sa.Column('syntax', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=True),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(), nullable=False),
    sa.Column('claim', sa.String(), nullable=False),
    sa.Column('link_text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['page_key'], ['wiki_page.key'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_index(op.f('ix_citation_page_key'), 'citation', ['page_key'], unique=False)
    op.create_index(op.f('ix_citation_source_key'), 'citation', ['source_key'], unique=False)
    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=True),
    sa.Column('venue_id', sa.String(), nullable=True),
    sa.Column('before', sa.String(), nullable=False),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.ForeignKeyConstraint(['undoes'], ['event.id'], ),
    sa.ForeignKeyConstraint(['undone_by'], ['event.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_event_by'), 'event', ['by'], unique=False)
    op.create_index(op.f('ix_event_source_key'), 'event', ['source_key'], unique=False)
    op.create_table('field_value',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('by_name', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=True),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key', 'field', 'origin', 'by_name')
    )
    op.create_table('fts_document',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('authors', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('text_zstd', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key')
    )
    op.create_table('import_record',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('by_name', sa.String(), nullable=False),
    sa.Column('raw', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key', 'by_name')
    )
    op.create_table('page_problem',
    sa.Column('key', sa.Integer(), nullable=False),
    sa.Column('page_key', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['page_key'], ['wiki_page.key'], ),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_index(op.f('ix_page_problem_page_key'), 'page_problem', ['page_key'], unique=False)
    op.create_table('rating_override',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_rating_override_source_key'), 'rating_override', ['source_key'], unique=False)
    op.create_table('source_url',
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('raw', sa.String(), nullable=False),
    sa.Column('canonical', sa.String(), nullable=True),
    sa.Column('first_seen_at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('source_key', 'raw')
    )
    op.create_index(op.f('ix_source_url_canonical'), 'source_url', ['canonical'], unique=False)
    op.create_index(op.f('ix_source_url_raw'), 'source_url', ['raw'], unique=False)
    op.create_table('snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('requested_url', sa.String(), nullable=False),
    sa.Column('final_url', sa.String(), nullable=False),
    sa.Column('redirects', sa.String(), nullable=False),
    sa.Column('http_status', sa.Integer(), nullable=True),
    sa.Column('etag', sa.String(), nullable=True),
    sa.Column('last_modified', sa.String(), nullable=True),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('body_sha256', sa.String(), nullable=False),
    sa.Column('body_size', sa.Integer(), nullable=False),
    sa.Column('text_sha256', sa.String(), nullable=True),
    sa.Column('text_size', sa.Integer(), nullable=True),
    sa.Column('page_starts', sa.String(), nullable=False),
    sa.Column('extractor', sa.String(), nullable=False),
    sa.Column('extractor_version', sa.String(), nullable=False),
    sa.Column('read_outcome', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('read_metadata', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=True),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('original_at', sa.String(), nullable=True),
    sa.Column('readable', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_snapshot_attempt_id'), 'snapshot', ['attempt_id'], unique=False)
    op.create_index('snapshot_of_source', 'snapshot', ['source_key', 'id'], unique=False)
    op.create_table('annotation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('snapshot_id', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('exact', sa.String(), nullable=False),
    sa.Column('prefix', sa.String(), nullable=False),
    sa.Column('suffix', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['snapshot_id'], ['snapshot.id'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_annotation_source_key'), 'annotation', ['source_key'], unique=False)
    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_key', sa.Integer(), nullable=False),
    sa.Column('snapshot_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['snapshot_id'], ['snapshot.id'], ),
    sa.ForeignKeyConstraint(['source_key'], ['source.key'], ),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_index(op.f('ix_review_source_key'), 'review', ['source_key'], unique=False)
    op.create_table('review_withdrawal',
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], ),
    sa.PrimaryKeyConstraint('review_id')
    )

    # FTS5, contentless; fts_document has what is needed to take a row out again (db/fulltext.py)
    op.execute(
        "CREATE VIRTUAL TABLE source_fts USING fts5(title, authors, url, text, content='', "
        "prefix='2 3 4', tokenize='unicode61 remove_diacritics 2')"
    )
