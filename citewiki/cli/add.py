"""`citewiki add`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.wiring import open_fetcher, providers, run_async


@click.command("add", epilog=examples("citewiki add https://arxiv.org/abs/2203.02155"))
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@json_option
@pass_context
def command(context: Context, urls: tuple[str, ...], as_json: bool) -> int:
    """Register web addresses and fetch them. A known one, in any spelling, is not doubled."""
    from citewiki.cli import fetching, identifying
    from citewiki.cli.fetched_rows import FetchedRows
    from citewiki.ports import Ports
    from citewiki.usecases.adding import AddReport, add
    from citewiki.usecases.identifying import IdentifyReport, WorthAsking, identify_fetched

    settings = context.settings

    async def run(ports: Ports) -> tuple[AddReport, IdentifyReport]:
        async with open_fetcher(settings) as fetcher:
            report = await add(ports, fetcher, urls)
            asked = WorthAsking(providers(settings))
            for item in report.refreshed.items:
                asked.note(item)
            return report, await identify_fetched(ports, fetcher, asked)

    with context.open() as ports:
        report, identified = run_async(run(ports))
    broken = report.refreshed.broken
    with FetchedRows(report.refreshed.items) as rows:
        if as_json:
            output.document(
                {
                    "sources": list(report.sources),
                    "known": sorted(report.known),
                    "fetched": output.Listed(identifying.onto(rows, identified)),
                }
            )
            fetching.doubt_the_network(context, rows)
            return fetching.failed(rows, broken)
        for source_id in dict.fromkeys(report.sources):
            known = "known already" if source_id in report.known else "registered"
            output.line(f"{source_id}  {known}")
        code = fetching.tell(rows, broken)
    identifying.tell(identified)  # a provider's silence is no failure of the fetch
    fetching.doubt_the_network(context, rows)
    return code
