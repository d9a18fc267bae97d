"""`citewiki fetch`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import UsageError
from citewiki.wiring import open_fetcher, run_async


@click.command(
    "fetch",
    epilog=examples("citewiki fetch --due", "citewiki fetch https://arxiv.org/abs/2203.02155"),
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--due", is_flag=True, help="What is due.")
@click.option("--all", "everything", is_flag=True, help="Every source.")
@click.option("--force", is_flag=True, help="Ask for the whole body, changed or not.")
@json_option
@pass_context
def command(
    context: Context,
    sources: tuple[str, ...],
    due: bool,
    everything: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Fetch sources now: those named, those due, or all."""
    from citewiki.cli import fetching
    from citewiki.ports import Ports
    from citewiki.usecases.refreshing import RefreshReport, refresh
    from citewiki.usecases.sources import find

    if not (sources or due or everything):
        raise UsageError("what shall be fetched? name a SOURCE, or give --due or --all")

    async def run(ports: Ports) -> RefreshReport:
        library = ports.library.snapshots
        if sources:
            plan = library.targets([find(ports, one) for one in sources])
        elif everything:
            plan = library.targets(library.all_ids())
        else:
            plan = library.due_targets(ports.clock.now())
        async with open_fetcher(context.settings) as fetcher:
            return await refresh(ports, fetcher, plan, force=force)

    with context.open() as ports:
        report = run_async(run(ports))
    if as_json:
        output.document(fetching.as_rows(report))
        return fetching.failed(report)
    return fetching.tell(report)
