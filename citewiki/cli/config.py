"""`citewiki config`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.config import WHAT


@click.command("config", epilog=examples("citewiki config"))
@json_option
@pass_context
def command(context: Context, as_json: bool) -> None:
    """Every setting, its value, and where it came from."""
    settings = context.settings
    rows = [(name, getattr(settings, name), settings.origins.get(name, "default")) for name in WHAT]
    if as_json:
        output.document({name: {"value": value, "from": origin} for name, value, origin in rows})
        return
    for name, value, origin in rows:
        output.line(f"{name} = {value!r}  ({origin})")
        output.line(f"    {WHAT[name]}")
