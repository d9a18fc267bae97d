"""`citewiki attach`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context, time_of
from citewiki.files.inputs import read_input


@click.command(
    "attach",
    epilog=examples(
        'citewiki attach SOURCE saved.pdf --note "from the author"',
        "citewiki attach SOURCE crawl.wacz --url https://example.org/paper",
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--fetched-at", metavar="TIME", help="When it was saved, e.g. 2026-03-15T08:30.")
@click.option("--url", metavar="URL", help="Which page of a WARC or WACZ file.")
@click.option("--note", metavar="TEXT", help="Where it is from.")
@pass_context
def command(
    context: Context,
    source: str,
    file: Path,
    fetched_at: str | None,
    url: str | None,
    note: str | None,
) -> int:
    """Make a saved file the source's newest version.

    It may be HTML (saved by a browser or SingleFile), MHTML, PDF, Word (.docx), EPUB, Markdown,
    plain text, a transcript (.vtt, .srt, YouTube's timed text), WARC or WACZ.
    """
    from citewiki.usecases.attaching import attach
    from citewiki.usecases.sources import find

    content = read_input(file)
    with context.open() as ports:
        done = attach(
            ports,
            find(ports, source),
            content,
            file.name,
            by=context.editor,
            note=note,
            original_at=time_of(fetched_at) if fetched_at else None,
            url=url,
        )
    kept = done.snapshot
    output.line(
        f"attached as version {kept.id}: {kept.media_type}, {kept.body.size:,} bytes, "
        f"{len(done.extraction.text):,} characters of text"
    )
    for warning in done.warnings:
        output.line(f"warning: {warning}")
    if done.extraction.readable and done.extraction.detail:
        output.line(done.extraction.detail)
    if not done.extraction.readable:
        why = done.extraction.detail or "no text in it"
        output.line(f"it is kept, but cannot be read: {why}")
        return 1
    return 0
