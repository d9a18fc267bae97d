"""`citewiki init`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.config import FILE
from citewiki.wiring import create_store


@click.command("init", epilog=examples("citewiki init", "citewiki init /srv/wiki/.citewiki"))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@pass_context
def command(context: Context, folder: Path | None) -> None:
    """Make a store: DIR itself, or .citewiki in this folder."""
    named = context.named_store
    chosen = folder or (Path(named) if named else Path.cwd() / ".citewiki")
    venues = create_store(chosen)
    output.line(f"made a store in {chosen}, with {venues} venues")
    output.line(f"next: set `contact` in {chosen / FILE}, so that a site's owner can reach you")
    output.line("then: citewiki scan FOLDER-OF-PAGES")
