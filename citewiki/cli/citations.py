"""`citewiki citations`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import NotFound, UsageError


@click.command(
    "citations", epilog=examples("citewiki citations rlhf", "citewiki citations SOURCE --json")
)
@click.argument("what", metavar="[PAGE or SOURCE]", required=False)
@json_option
@pass_context
def command(context: Context, what: str | None, as_json: bool) -> None:
    """Every citation with page, line, section and claim; or those of one page or source."""
    from citewiki.usecases.sources import find

    with context.open(read_only=True) as ports:
        pages = ports.library.pages
        if what is None:
            found = pages.citations()
        else:
            try:
                found = pages.citations(page_id=pages.get(what).id)
            except NotFound as no_page:
                try:
                    found = pages.citations(source_id=find(ports, what))
                except UsageError:
                    raise no_page from None
    if as_json:
        output.document(
            [
                {
                    "page": one.page_id,
                    "page_title": one.page_title,
                    "source": one.source_id,
                    "url": one.url,
                    "syntax": one.syntax.value,
                    "label": one.label,
                    "line": one.line,
                    "column": one.column,
                    "section": list(one.section),
                    "claim": one.claim,
                    "link_text": one.link_text,
                }
                for one in found
            ]
        )
        return
    for one in found:
        output.line(f"{one.page_id}:{one.line}:{one.column}  {one.source_id}  {one.syntax.value}")
        output.line(f"    {one.claim or one.link_text}")
