"""Rows of job runs to domain values.

Apart from `db.rows`, behind which stands half the domain: the last run is wanted alone.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from citewiki.domain.jobs import JobRun, JobState
from db.cells import at_or_none

JOB = "id, kind, started_at, finished_at, state, by, counts, resumes FROM job_run"


def job_run(row: Sequence[Any]) -> JobRun:
    """From the columns of JOB."""
    return JobRun(
        id=row[0],
        kind=row[1],
        started_at=datetime.fromisoformat(row[2]),
        finished_at=at_or_none(row[3]),
        state=JobState(row[4]),
        by=row[5],
        counts=json.loads(row[6]),
        resumes=row[7],
    )
