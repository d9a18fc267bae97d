"""`citewiki export`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.card import FORMATS
from citewiki.cli.context import Context, examples, pass_context
from citewiki.files.output_folder import Directory


@click.command("export", epilog=examples("citewiki export cards/ --format mdx"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="md", show_default=True)
@pass_context
def command(context: Context, folder: Path, format_: str) -> int:
    """Every source's card, a file each; only what differs is written."""
    from citewiki.usecases.exporting import export_cards

    with context.open(read_only=True) as ports:
        report = export_cards(ports, Directory(folder), format_, context.settings.preview_chars)
    output.line(f"{report.written} written, {report.unchanged} unchanged, in {folder}")
    for problem in report.problems:
        output.line(f"problem: {problem}")
    return 1 if report.problems else 0
