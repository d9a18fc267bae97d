"""What `add`, `fetch`, `nightly` and `demo` share: what is said before a fetch, and of it."""

from collections.abc import Sequence

from citewiki.cli import output
from citewiki.cli.context import Context
from citewiki.cli.fetched_rows import FetchedRows
from citewiki.domain.outcomes import GOOD
from citewiki.usecases.refreshing import Broken


def remind_of_contact(context: Context) -> None:
    """A good guest can be reached: say so, on standard error, as long as no setting tells how."""
    if not context.settings.contact:
        context.narration().note(
            "no site's owner can reach you; set once: citewiki config contact URL-OR-ADDRESS"
        )


def doubt_the_network(context: Context, rows: FetchedRows) -> None:
    """Of a few sites that kept silent it cannot be known whether they or we are cut off; the
    person at the keyboard can find out."""
    if rows.count and not rows.any_answer:
        context.narration().note(
            "no site answered: if it is this machine's network that is down, fetch again when it "
            "is up, and the links' states are right again"
        )


def tell(rows: FetchedRows, broken: Sequence[Broken]) -> int:
    """Print the rows; the exit code."""
    for row in rows:
        status = f" (HTTP {row['http_status']})" if row["http_status"] else ""
        news = ", new text" if row["changed"] else ""
        output.line(f"{row['source']}  {row['outcome']}{status}{news}  {row['url']}")
        if row["outcome"] not in GOOD:
            output.line(f"    {row['detail']}")
    for source_id, why in broken:
        output.line(f"{source_id}  could not be recorded: {why}")
    return failed(rows, broken)


def failed(rows: FetchedRows, broken: Sequence[Broken]) -> int:
    """1 where some source failed, else 0."""
    return int(bool(broken) or not rows.all_good)
