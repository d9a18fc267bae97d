"""`citewiki fetch`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context, time_of
from citewiki.domain.errors import NetworkDown, UsageError
from citewiki.wiring import open_fetcher, providers, run_async

if TYPE_CHECKING:
    from citewiki.ports.library.snapshots import Target


@click.command(
    "fetch",
    epilog=examples(
        "citewiki fetch --due",
        "citewiki fetch https://arxiv.org/abs/2203.02155",
        "citewiki fetch SOURCE --via-archive --at 2024-05-01",
    ),
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--due", is_flag=True, help="What is due.")
@click.option("--all", "everything", is_flag=True, help="Every source.")
@click.option("--via-archive", is_flag=True, help="The Internet Archive's copy, not the site's.")
@click.option("--at", metavar="TIME", help="With --via-archive: the copy nearest to this time.")
@click.option("--force", is_flag=True, help="Ask for the whole body, changed or not.")
@json_option
@pass_context
def command(
    context: Context,
    sources: tuple[str, ...],
    due: bool,
    everything: bool,
    via_archive: bool,
    at: str | None,
    force: bool,
    as_json: bool,
) -> int:
    """Fetch sources now: those named, those due, or all."""
    from citewiki.cli import fetching, identifying
    from citewiki.cli.fetched_rows import FetchedRows
    from citewiki.ports import Ports
    from citewiki.usecases.identifying import IdentifyReport, WorthAsking, identify_fetched
    from citewiki.usecases.refreshing import Broken, Refreshed, refresh_telling
    from citewiki.usecases.sources import find

    if via_archive:
        if not sources or due or everything or force:
            raise UsageError("--via-archive takes the copies of the SOURCEs that you name")
        from citewiki.cli.archived import fetch_copies

        return fetch_copies(context, sources, time_of(at) if at else None, as_json=as_json)
    if at:
        raise UsageError("--at chooses an archived copy: give --via-archive with it")
    if not (sources or due or everything):
        raise UsageError("what shall be fetched? name a SOURCE, or give --due or --all")

    settings = context.settings
    fetching.remind_of_contact(context)

    asked = WorthAsking(providers(settings))

    async def run(ports: Ports, rows: FetchedRows) -> tuple[tuple[Broken, ...], IdentifyReport]:
        def note(item: Refreshed) -> None:
            rows.add(item)
            asked.note(item)

        library = ports.library.snapshots
        plan: Iterable[Target]
        if sources:
            plan = library.targets([find(ports, one) for one in sources])
        elif everything:
            plan = library.all_targets()
        else:
            plan = library.due_targets(ports.clock.now())
        async with open_fetcher(settings) as fetcher:
            broken = await refresh_telling(ports, fetcher, plan, note, force=force)
            return broken, await identify_fetched(ports, fetcher, asked)

    down: NetworkDown | None = None
    with FetchedRows() as rows:
        with context.open() as ports:
            try:
                broken, identified = run_async(run(ports, rows))
            except NetworkDown as error:  # what came before it did is kept, and told
                down, broken, identified = error, (), IdentifyReport()
        if as_json:
            output.document(output.Listed(identifying.onto(rows, identified)))
            code = fetching.failed(rows, broken)
        else:
            code = fetching.tell(rows, broken)
            identifying.tell(identified)  # a provider's silence is no failure of the fetch
    if down is not None:
        raise down
    fetching.doubt_the_network(context, rows)
    return code
