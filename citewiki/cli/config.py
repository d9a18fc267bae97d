"""`citewiki config`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.config import WHAT, put
from citewiki.domain.errors import UsageError


@click.command(
    "config",
    epilog=examples(
        "citewiki config",
        "citewiki config contact https://wiki.example/contact",
        "citewiki config contact --default",
    ),
)
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--default", "to_default", is_flag=True, help="Set NAME back to its default.")
@json_option
@pass_context
def command(
    context: Context, name: str | None, value: str | None, to_default: bool, as_json: bool
) -> None:
    """Every setting, its value, and where it came from; or set NAME to VALUE.

    It is set in the store's citewiki.toml, whose comments stay; a CITEWIKI_NAME of the
    environment stands before the file.
    """
    if value is not None or to_default:
        if name is None or (value is not None and to_default):
            raise UsageError("name one setting, and either its VALUE or --default")
        put(context.store, name, value)
    settings = context.settings
    if name is not None and name not in WHAT:
        raise UsageError(f"{name!r} is no setting; `citewiki config` lists them")
    rows = [
        (one, getattr(settings, one), settings.origins.get(one, "default"))
        for one in ([name] if name is not None else WHAT)
    ]
    if as_json:
        output.document({one: {"value": value, "from": origin} for one, value, origin in rows})
        return
    for one, in_force, origin in rows:
        output.line(f"{one} = {in_force!r}  ({origin})")
        output.line(f"    {WHAT[one]}")
