"""What `add`, `fetch` and `identify` share: telling what the providers said."""

from collections.abc import Iterable, Iterator

from citewiki.cli import output
from citewiki.cli.fetched_rows import Row
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification
from citewiki.usecases.identifying import IdentifyReport
from citewiki.usecases.showing import identification_json


def as_rows(report: IdentifyReport) -> list[dict[str, object]]:
    """The report as JSON values."""
    return [{"source": one.source_id, **identification_json(one)} for one in report.items]


def onto(rows: Iterable[Row], report: IdentifyReport) -> Iterator[Row]:
    """The rows of a fetch, each with what its source's provider said, or None."""
    said = {one.source_id: identification_json(one) for one in report.items}
    return ({**row, "identified": said.get(str(row["source"]))} for row in rows)


def tell(report: IdentifyReport) -> int:
    """Print the report; the exit code."""
    for item in report.items:
        output.line(f"{item.source_id}  {item.provider}: {_said(item)}")
    for source_id, why in report.broken:
        output.line(f"{source_id}  could not be recorded: {why}")
    return failed(report)


def failed(report: IdentifyReport) -> int:
    """1 where some provider gave no answer, else 0."""
    return int(bool(report.broken) or any(not item.good for item in report.items))


def _said(item: Identification) -> str:
    record = item.record
    if not item.good or record is None:
        how = "no use" if item.outcome is Outcome.OK else f"no answer ({item.outcome.value})"
        return f"{how}: {item.detail}"
    withdrawn = f" [withdrawn: {record.withdrawal}]" if record.withdrawal else ""
    return f"{record.title or 'without a title'}{withdrawn}"
