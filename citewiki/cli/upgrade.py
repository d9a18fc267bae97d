"""`citewiki upgrade`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.wiring import upgrade_store


@click.command("upgrade", epilog=examples("citewiki backup before.db && citewiki upgrade"))
@pass_context
def command(context: Context) -> None:
    """Bring a store that an older citewiki wrote up to this version, whole or not at all."""
    old, new = upgrade_store(context.store)
    output.line(f"schema {new} already" if old == new else f"schema {old} → {new}")
