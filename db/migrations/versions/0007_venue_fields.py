"""A rating has its reason and its name, held by the database; more fields of a venue."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DEFENDED = (
    "rating IS NULL OR (rating BETWEEN 1 AND 5 AND trim(because, char(9, 10, 13, 32)) <> '' "
    "AND trim(by, char(9, 10, 13, 32)) <> '')"
)


def upgrade() -> None:
    for table in ("venue_rating", "rating_override"):
        for name in ("because", "by"):
            op.execute(
                f"UPDATE {table} SET {name} = 'not recorded' "
                f"WHERE rating IS NOT NULL AND trim({name}, char(9, 10, 13, 32)) = ''"
            )
        op.execute(f"UPDATE {table} SET rating = NULL WHERE rating NOT BETWEEN 1 AND 5")
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.create_check_constraint(f"{table}_defended", DEFENDED)
    for name in ("country", "issn", "ror", "notes"):
        op.add_column("venue", sa.Column(name, sa.String(), nullable=False, server_default=""))
    # the starter registry's countries stood in the descriptions
    op.execute(
        "UPDATE venue SET country = substr(description, 10), description = '' "
        "WHERE origin = 'starter' AND description GLOB 'country: [A-Z][A-Z]'"
    )
