"""`citewiki export`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.card import FORMATS
from citewiki.cli.context import Context, examples, pass_context
from citewiki.files.output_folder import Directory

WARC = "warc"


@click.command(
    "export",
    epilog=examples(
        "citewiki export cards/ --format mdx", "citewiki export archive/ --format warc"
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS, WARC]), default="md", show_default=True
)
@pass_context
def command(context: Context, folder: Path, format_: str) -> int:
    """Every source's card, a file each; only what differs is written.

    As warc: every kept version's body, in web archives that replay tools read.
    """
    return _archive(context, folder) if format_ == WARC else _cards(context, folder, format_)


def _cards(context: Context, folder: Path, format_: str) -> int:
    from citewiki.usecases.exporting import export_cards

    with context.open(read_only=True) as ports:
        report = export_cards(ports, Directory(folder), format_, context.settings.preview_chars)
    output.line(f"{report.written} written, {report.unchanged} unchanged, in {folder}")
    return _problems(report.problems)


def _archive(context: Context, folder: Path) -> int:
    from citewiki.usecases.exporting import export_archive
    from citewiki.wiring import open_web_archive

    with context.open() as ports, open_web_archive(folder) as archive:
        report = export_archive(ports, archive)
    counts = f"{report.snapshots} versions of {report.sources} sources"
    output.line(f"{counts} written, in {folder}: {', '.join(archive.files) or 'no file'}")
    return _problems(report.problems)


def _problems(problems: tuple[str, ...]) -> int:
    for problem in problems:
        output.line(f"problem: {problem}")
    return 1 if problems else 0
