"""`citewiki nightly`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.cli.scan import wiki_folder
from citewiki.files.atomic import write_file
from citewiki.files.lock import StoreLock
from citewiki.wiring import open_fetcher, providers, run_async


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
    from citewiki.domain.times import iso
    from citewiki.ports import Ports
    from citewiki.usecases.digests import digest
    from citewiki.usecases.nightly import NightReport, nightly

    settings = context.settings
    fetching.remind_of_contact(context)
    folder = wiki_folder(context, wiki) if wiki is not None or settings.wiki else None

    async def run(ports: Ports) -> NightReport:
        async with open_fetcher(settings) as fetcher:
            return await nightly(
                ports,
                fetcher,
                wiki=folder,
                by=context.editor or "nightly",
                outage_share=settings.outage_share,
                providers=providers(settings),
            )

    with context.open() as ports, StoreLock(context.store, "nightly"):
        report = run_async(run(ports))
        text = digest(report)
        name = f"{iso(report.job.started_at)[:10]}-{report.job.id}.md"
        path = context.store / settings.digests / name
        write_file(path, text.encode())
    if as_json:
        output.document(
            {
                "job": report.job.id,
                "state": report.job.state.value,
                "counts": dict(report.job.counts),
                "digest": str(path),
                "fetched": fetching.as_rows(report.refreshed),
            }
        )
    else:
        output.lines(text.rstrip("\n"))
    return 1 if report.void else fetching.failed(report.refreshed)
