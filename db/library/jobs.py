"""Job runs."""

from collections.abc import Mapping
from datetime import datetime

from citewiki.domain.errors import NotFound
from citewiki.domain.jobs import JobRun, JobState
from citewiki.domain.snapshots import Attempt
from db import cells, job_rows, rows
from db.connection import Connection
from db.engine import Database
from db.library.link_events import link_states, tell_states
from db.projection import project


class SqlJobs:
    """Implements `citewiki.ports.library.upkeep.Jobs`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, kind: str, by: str, at: datetime) -> JobRun:
        with self._database.write() as connection:
            left = connection.execute(
                "SELECT id FROM job_run WHERE kind = ? AND state = ? ORDER BY id DESC",
                (kind, JobState.RUNNING.value),
            ).fetchall()
            connection.execute(
                "UPDATE job_run SET state = ?, finished_at = ? WHERE kind = ? AND state = ?",
                (JobState.INTERRUPTED.value, cells.stamp(at), kind, JobState.RUNNING.value),
            )
            job_id = connection.insert(
                "INSERT INTO job_run (kind, started_at, state, by, counts, resumes) "
                "VALUES (?, ?, ?, ?, '{}', ?)",
                (
                    kind,
                    cells.stamp(at),
                    JobState.RUNNING.value,
                    cells.clean(by),
                    left[0][0] if left else None,
                ),
            )
            return _job(connection, job_id)

    def finish(
        self, job_id: int, state: JobState, counts: Mapping[str, int], at: datetime
    ) -> JobRun:
        with self._database.write() as connection:
            _job(connection, job_id)
            connection.execute(
                "UPDATE job_run SET state = ?, finished_at = ?, counts = ? WHERE id = ?",
                (state.value, cells.stamp(at), cells.dump(dict(counts)), job_id),
            )
            if state is JobState.VOID:
                connection.execute("UPDATE attempt SET void = 1 WHERE job_id = ?", (job_id,))
                found = connection.execute(
                    "SELECT DISTINCT source_key FROM attempt WHERE job_id = ?", (job_id,)
                )
                before = link_states(connection, [row[0] for row in found])
                project(connection, list(before))
                tell_states(connection, {key: (at, was) for key, was in before.items()})
            return _job(connection, job_id)

    def recent(self, limit: int = 20) -> list[JobRun]:
        with self._database.read() as connection:
            found = connection.execute(f"SELECT {job_rows.JOB} ORDER BY id DESC LIMIT ?", (limit,))
            return [job_rows.job_run(row) for row in found]

    def attempts(self, job_id: int) -> list[Attempt]:
        with self._database.read() as connection:
            found = connection.execute(
                f"SELECT {rows.ATTEMPT} WHERE a.job_id = ? ORDER BY a.id", (job_id,)
            )
            return [rows.attempt(row) for row in found]


def _job(connection: Connection, job_id: int) -> JobRun:
    row = connection.execute(f"SELECT {job_rows.JOB} WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no job run {job_id}; `citewiki status` shows the last ones")
    return job_rows.job_run(row)
