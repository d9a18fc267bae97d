"""`citewiki identify`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import UsageError
from citewiki.wiring import all_providers, open_fetcher, run_async


@click.command(
    "identify",
    epilog=examples(
        "citewiki identify --due", "citewiki identify https://arxiv.org/abs/2203.02155"
    ),
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--due", is_flag=True, help="Those never asked about, or not for 90 days.")
@click.option("--all", "everything", is_flag=True, help="Every source that a provider knows.")
@json_option
@pass_context
def command(
    context: Context, sources: tuple[str, ...], due: bool, everything: bool, as_json: bool
) -> int:
    """Ask arXiv, DOI, OpenReview, PubMed, the forums and YouTube what they know of sources.

    Title, authors, date and abstract become candidates, below what editors and imports say; a
    withdrawn or retracted work is marked.
    """
    from citewiki.cli import identifying
    from citewiki.ports import Ports
    from citewiki.usecases.identifying import IdentifyReport, identify, identify_due
    from citewiki.usecases.sources import find

    if not (sources or due or everything):
        raise UsageError("what shall be identified? name a SOURCE, or give --due or --all")

    async def run(ports: Ports) -> IdentifyReport:
        asked = all_providers()
        named = [find(ports, one) for one in sources] if sources else None
        async with open_fetcher(context.settings) as fetcher:
            if named is None and due and not everything:
                return await identify_due(ports, fetcher, asked)
            return await identify(ports, fetcher, asked, named)

    with context.open() as ports:
        report = run_async(run(ports))
    if as_json:
        output.document(
            {
                "identified": identifying.as_rows(report),
                "unknown": list(report.unknown),
            }
        )
        return identifying.failed(report)
    if sources:
        for source_id in report.unknown:
            output.line(f"{source_id}  no provider knows its address")
    return identifying.tell(report)
