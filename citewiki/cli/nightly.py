"""`citewiki nightly`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.wiring import nights, run_async


@click.command("nightly", epilog=examples("citewiki nightly --wiki content/docs"))
@click.option("--wiki", metavar="WIKI_DIR", type=click.Path(path_type=Path),
              help="The folder to scan; else the setting `wiki`; else no scan.")  # fmt: skip
@json_option
@pass_context
def command(context: Context, wiki: Path | None, as_json: bool) -> int:
    """Scan, fetch what is due, judge the links, write the digest.

    One night at a time; it may be killed and started again. docs/nightly.md has the cron line.
    """
    from citewiki.cli import fetching
    from citewiki.cli.fetched_rows import FetchedRows
    from citewiki.usecases.digests import digest

    settings = context.settings
    fetching.remind_of_contact(context)
    runs = nights(context.store, settings, wiki)
    with FetchedRows() as rows:
        with context.open() as ports:
            told = rows.add if as_json else None
            report = run_async(runs.run(ports, context.editor or "nightly", told))
        if as_json:
            output.document(
                {
                    "job": report.job.id,
                    "state": report.job.state.value,
                    "counts": dict(report.job.counts),
                    "digest": str(runs.path(report.job)),
                    "fetched": output.Listed(rows),
                }
            )
        else:
            output.lines(digest(report).rstrip("\n"))
    return int(report.void or bool(report.failed or report.broken))
