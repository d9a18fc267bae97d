"""`citewiki duplicates`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context


@click.command("duplicates", epilog=examples("citewiki duplicates --json"))
@json_option
@pass_context
def command(context: Context, as_json: bool) -> None:
    """Sources whose addresses have one canonical form: one page, recorded more than once."""
    with context.open(read_only=True) as ports:
        groups = ports.library.sources.duplicates()
        shown = [(url, [ports.library.sources.get(one) for one in ids]) for url, ids in groups]
    if as_json:
        output.document(
            [
                {"canonical_url": url, "sources": [{"id": s.id, "url": s.url} for s in sources]}
                for url, sources in shown
            ]
        )
        return
    for url, sources in shown:
        output.line(url)
        for one in sources:
            output.line(f"    {one.id}  {one.url}  {one.title}")
