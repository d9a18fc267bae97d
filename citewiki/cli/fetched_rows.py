"""The report of a fetch while it grows: out of memory, for a night may have many sources."""

import json
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Self

from citewiki.domain.errors import OutputError
from citewiki.domain.outcomes import GOOD
from citewiki.usecases.outage import NO_ANSWER
from citewiki.usecases.refreshing import Refreshed

HELD_BYTES = 1024 * 1024
"""Rows beyond this wait in a temporary file."""

Row = dict[str, object]


class FetchedRows:
    """The rows of a fetch, out of memory until its end, when all are told; to be closed."""

    def __init__(self, items: Iterable[Refreshed] = ()) -> None:
        self._file = SpooledTemporaryFile(HELD_BYTES)  # noqa: SIM115 -- see __exit__
        self.all_good = True
        self.any_answer = False
        self.count = 0
        for item in items:
            self.add(item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, item: Refreshed) -> None:
        """Raises OutputError where there is no room for it."""
        self.all_good = self.all_good and item.outcome in GOOD
        self.any_answer = self.any_answer or item.outcome not in NO_ANSWER
        self.count += 1
        row = {
            "source": item.source_id,
            "url": item.url,
            "outcome": item.outcome.value,
            "http_status": item.http_status,
            "changed": item.changed,
            "link": item.link_after.value,
            "detail": item.detail,
        }
        try:
            self._file.write(json.dumps(row).encode() + b"\n")
        except OSError as error:
            raise OutputError(
                f"the temporary folder does not take the report ({error.strerror}); free some "
                "space, or name another folder in TMPDIR; what was fetched is kept"
            ) from error

    def __iter__(self) -> Iterator[Row]:
        self._file.seek(0)
        return (json.loads(line) for line in self._file)
