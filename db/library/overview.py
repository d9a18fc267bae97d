"""How the store stands in a few numbers; loads no more than they are made of."""

from collections.abc import Collection, Mapping
from datetime import datetime

from citewiki.domain.freshness import HORIZON, is_due
from citewiki.domain.jobs import JobRun
from citewiki.domain.queues import QueueName, counted
from citewiki.domain.sources import SourceId
from db import cells, job_rows
from db.connection import Connection
from db.engine import Database
from db.keys import STANDING
from db.library.needs import AWAKE, NEEDS, SNOOZED, given


class SqlOverview:
    """Implements `citewiki.ports.library.overview.Overview`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, now: datetime, proposed: Collection[SourceId] = ()) -> Mapping[QueueName, int]:
        with self._database.read() as connection:
            found = connection.execute(
                f"{NEEDS} SELECT need.problems, COUNT(*) {AWAKE} GROUP BY need.problems",
                given(connection, now, proposed),
            )
            return counted({row[0]: row[1] for row in found})

    def snoozed(self, now: datetime) -> int:
        with self._database.read() as connection:
            found = connection.execute(
                f"{NEEDS} SELECT COUNT(*) {SNOOZED}", given(connection, now, ())
            )
            return int(found.fetchone()[0])

    def due(self, now: datetime) -> int:
        with self._database.read() as connection:
            return due(connection, now)

    def last_run(self) -> JobRun | None:
        with self._database.read() as connection:
            row = connection.execute(f"SELECT {job_rows.JOB} ORDER BY id DESC LIMIT 1").fetchone()
            return None if row is None else job_rows.job_run(row)


def due(connection: Connection, now: datetime) -> int:
    """How many sources are to be fetched at `now`."""
    of_all = f"FROM source WHERE NOT truncated AND {STANDING}"
    now_text, horizon = cells.stamp(now), cells.stamp(now + HORIZON)
    by_time = connection.execute(
        # one test goes once through the index; with OR SQLite would go twice, and keep the keys
        f"SELECT COUNT(*) {of_all} AND coalesce(next_check_at, '') <= ?",
        (now_text,),
    ).fetchone()[0]
    # what a wrong clock left is spread over days by a rule of the domain
    beyond = connection.execute(
        f"SELECT id, next_check_at {of_all} AND next_check_at > ?", (horizon,)
    )
    return int(by_time) + sum(is_due(row[0], cells.at_or_none(row[1]), now) for row in beyond)
