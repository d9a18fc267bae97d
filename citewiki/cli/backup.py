"""`citewiki backup`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context


@click.command("backup", epilog=examples("citewiki backup /backups/wiki-2026-03-15.db"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@pass_context
def command(context: Context, file: Path) -> None:
    """A whole, verified copy of the database, while others write. Copy blobs/ along with it."""
    with context.open(read_only=True) as ports:
        size = ports.library.upkeep.backup(file)
    output.line(f"{file}: {size:,} bytes, verified; the bodies are in {context.store / 'blobs'}")
