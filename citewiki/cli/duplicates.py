"""`citewiki duplicates`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.duplicates import Candidate
from citewiki.domain.errors import UsageError


@click.command(
    "duplicates",
    epilog=examples("citewiki duplicates --json", "citewiki duplicates --refuse A B"),
)
@click.option(
    "--refuse",
    nargs=2,
    metavar="A B",
    help="These two are two works; do not propose them again.",
)
@json_option
@pass_context
def command(context: Context, refuse: tuple[str, str] | None, as_json: bool) -> None:
    """Sources that may be one work, and what speaks for it; `citewiki merge` makes them one.

    Evidence: one canonical URL, a redirect for good, one DOI or arXiv id, the same text.
    """
    if refuse:
        if as_json:
            raise UsageError("--refuse prints no document; leave --json out")
        _refuse(context, *refuse)
        return
    from citewiki.usecases.merging import proposals

    with context.open(read_only=True) as ports:
        found = proposals(ports)
    if as_json:
        output.document(
            [
                {
                    "source": _named(one.source),
                    "into": _named(one.into),
                    "evidence": [
                        {"kind": said.kind.value, "value": said.value} for said in one.evidence
                    ],
                }
                for one in found
            ]
        )
        return
    for one in found:
        output.line(f"citewiki merge {one.source.id} {one.into.id}")
        for which in (one.source, one.into):
            output.line(f"    {which.url}  {which.title} (cited by {which.cited_by})")
        for said in one.evidence:
            output.line(f"    same {said.kind.value}: {said.value}")


def _named(one: Candidate) -> dict[str, object]:
    return {"id": one.id, "url": one.url, "title": one.title, "cited_by_count": one.cited_by}


def _refuse(context: Context, one: str, other: str) -> None:
    from citewiki.cli.changing import tell
    from citewiki.usecases.merging import refuse

    with context.open() as ports:
        event = refuse(ports, one, other, context.editor)
    tell(event)
