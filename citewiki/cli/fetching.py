"""What `add`, `fetch` and `nightly` share: running a fetch, and telling how it went."""

from citewiki.cli import output
from citewiki.cli.context import Context
from citewiki.config import FILE
from citewiki.domain.outcomes import GOOD
from citewiki.usecases.refreshing import RefreshReport


def remind_of_contact(context: Context) -> None:
    """A good guest can be reached: say so, on standard error, as long as no setting tells how."""
    if not context.settings.contact:
        context.narration().note(
            f"no site's owner can reach you: set `contact` in {context.store / FILE}"
        )


def as_rows(report: RefreshReport) -> list[dict[str, object]]:
    """The report as JSON values."""
    return [
        {
            "source": item.source_id,
            "url": item.url,
            "outcome": item.outcome.value,
            "http_status": item.http_status,
            "changed": item.changed,
            "link": item.link_after.value,
            "detail": item.detail,
        }
        for item in report.items
    ]


def tell(report: RefreshReport) -> int:
    """Print the report; the exit code."""
    for item in report.items:
        status = f" (HTTP {item.http_status})" if item.http_status else ""
        news = ", new text" if item.changed else ""
        output.line(f"{item.source_id}  {item.outcome.value}{status}{news}  {item.url}")
        if item.outcome not in GOOD:
            output.line(f"    {item.detail}")
    for source_id, why in report.broken:
        output.line(f"{source_id}  could not be recorded: {why}")
    return failed(report)


def failed(report: RefreshReport) -> int:
    """1 where some source failed, else 0."""
    return int(bool(report.broken) or any(i.outcome not in GOOD for i in report.items))
