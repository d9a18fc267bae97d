"""`citewiki fetch --via-archive`."""

from collections.abc import Sequence
from datetime import datetime

from citewiki.cli import output
from citewiki.cli.context import Context
from citewiki.domain.errors import ArchiveError
from citewiki.domain.times import iso
from citewiki.ports import Ports
from citewiki.usecases.archiving import Archived, take_from_archive
from citewiki.usecases.sources import find
from citewiki.wiring import open_archive, open_fetcher, run_async

Result = Archived | ArchiveError


def fetch_copies(
    context: Context, sources: Sequence[str], near: datetime | None, *, as_json: bool
) -> int:
    """Take each source's copy and tell; 1 where one of them had none."""
    archive = open_archive()

    async def run(ports: Ports, ids: Sequence[str]) -> list[Result]:
        found: list[Result] = []
        async with open_fetcher(context.settings) as fetcher:
            for source_id in ids:
                try:
                    found.append(
                        await take_from_archive(ports, fetcher, archive, source_id, near=near)
                    )
                except ArchiveError as error:
                    found.append(error)
        return found

    with context.open() as ports:
        ids = [find(ports, one) for one in sources]
        results = run_async(run(ports, ids))
    rows = [_row(one, result) for one, result in zip(ids, results, strict=True)]
    if as_json:
        output.document(rows)
    else:
        for one, result in zip(ids, results, strict=True):
            output.line(f"{one}  {_told(result, archive.name)}")
    return int(any(isinstance(result, ArchiveError) for result in results))


def _told(result: Result, archive: str) -> str:
    if isinstance(result, ArchiveError):
        return str(result)
    news = ", new text" if result.changed else ", the text that we have"
    return f"version {result.version}, archived by {archive} on {iso(result.original_at)}{news}"


def _row(source_id: str, result: Result) -> dict[str, object]:
    if isinstance(result, ArchiveError):
        return {"source": source_id, "version": None, "archived_at": None, "detail": str(result)}
    return {
        "source": source_id,
        "version": result.version,
        "archived_at": iso(result.original_at),
        "changed": result.changed,
        "detail": "",
    }
