"""`citewiki extract`."""

from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import UsageError
from citewiki.files.inputs import read_input
from citewiki.wiring import open_extractor


@click.command(
    "extract",
    epilog=examples(
        "citewiki extract saved.pdf",
        "citewiki extract page.html --url https://example.org/page --json",
        "citewiki extract --stale",
    ),
)
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--media-type", metavar="T", help="What the file is; else its bytes and name say.")
@click.option("--url", metavar="U", help="Where it is from.")
@click.option("--stale", is_flag=True, help="What an older reader read, in the whole store.")
@json_option
@pass_context
def command(
    context: Context,
    file: Path | None,
    media_type: str | None,
    url: str | None,
    stale: bool,
    as_json: bool,
) -> int:
    """Text and metadata of a local FILE, without a store; or, after an upgrade, of every source
    that an older version read, notes found again."""
    if stale:
        if file is not None or media_type or url:
            raise UsageError("--stale reads the store's own bodies: give no FILE with it")
        return _reread(context, as_json=as_json)
    if file is None:
        raise UsageError("what shall be read? name a FILE, or give --stale")
    return _read(context, file, media_type, url, as_json=as_json)


def _read(
    context: Context, file: Path, media_type: str | None, url: str | None, *, as_json: bool
) -> int:
    from citewiki.domain.media import sniff
    from citewiki.export.extractions import as_json as extraction_json
    from citewiki.export.extractions import as_lines

    content = read_input(file)
    with open_extractor(context.settings.ocr) as extractor:
        read = extractor.extract(content, media_type or sniff(content, None, file.name), url)
    if as_json:
        output.document(extraction_json(read))
    else:
        for line in as_lines(read):
            output.line(line)
        if read.text:
            output.line()
            output.lines(read.text)
    return int(not read.readable)


def _reread(context: Context, *, as_json: bool) -> int:
    from citewiki.usecases.extracting import reread_stale

    with context.open() as ports:
        report = reread_stale(ports)
    if as_json:
        output.document(
            [
                {
                    "source": one.source_id,
                    "changed": one.changed,
                    "current": one.current,
                    "detail": one.detail,
                    "lost_notes": [note.anchor.exact for note in one.lost],
                }
                for one in report.items
            ]
        )
    else:
        for one in report.items:
            if not one.current:
                why = one.detail or "no text in it"
                output.line(f"{one.source_id}  keeps its older text: {why}")
            for note in one.lost:
                output.line(
                    f"{one.source_id}  a note by {note.by} lost its passage: “{note.anchor.exact}”"
                )
    for source_id, why in report.broken:
        output.complain(f"{source_id}: {why}")
    changed = sum(one.changed for one in report.items)
    if not as_json:
        output.line(
            f"{len(report.items)} read again, {changed} with another text; "
            f"{report.fresh} needed no reading"
        )
    lost = any(one.lost or not one.current for one in report.items)
    return int(bool(report.broken) or lost)
