"""`citewiki init`."""

import shlex
from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import create_store, find_store


@click.command("init", epilog=examples("citewiki init", "citewiki init /srv/wiki/.citewiki"))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@pass_context
def command(context: Context, folder: Path | None) -> None:
    """Make a store: DIR itself, or .citewiki in this folder."""
    named = context.named_store
    chosen = folder or (Path(named) if named else Path.cwd() / ".citewiki")
    venues = create_store(chosen)
    output.line(f"made a store in {chosen}, with {venues} venues")
    here = find_store(None, Path.cwd()).resolve() == chosen.resolve()
    citewiki = "citewiki" if here else f"citewiki --store {shlex.quote(str(chosen))}"
    output.line(f"next: {citewiki} config contact URL-OR-ADDRESS  # how a site's owner reaches you")
    output.line(f"then: {citewiki} scan FOLDER-OF-PAGES")
