"""`citewiki venue export` and `import`: the registry with its history."""

from dataclasses import asdict
from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.files.inputs import read_input


@click.command("export", epilog=examples("citewiki venue export > registry.json"))
@pass_context
def export_registry(context: Context) -> None:
    """The registry with every rating and override ever given, as JSON: who, when and why."""
    from citewiki.export.registry_json import as_json

    with context.open(read_only=True) as ports:
        history = ports.library.venues.history()
    output.document(as_json(history))


@click.command("import", epilog=examples("citewiki venue import registry.json"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@pass_context
def import_registry(context: Context, file: Path, as_json: bool) -> int:
    """Take over an exported registry; histories are joined in order of time.

    Overrides of sources that this store does not have are named and left out.
    """
    from citewiki.imports.registry_json import read

    found = read(read_input(file), file.name)
    with context.open() as ports:
        done = ports.library.venues.restore(found)
    if as_json:
        output.document({**asdict(done), "unknown": list(done.unknown)})
    else:
        output.line(
            f"new: {done.venues} venues' words, {done.ratings} ratings, {done.overrides} overrides"
        )
        for url in done.unknown:
            output.line(f"not in this store: {url}")
    return 1 if done.unknown else 0
