"""`citewiki search`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context


@click.command(
    "search", epilog=examples("citewiki search reward hacking", "citewiki search '\"bar exam\"'")
)
@click.argument("words", metavar="QUERY", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True)
@json_option
@pass_context
def command(context: Context, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Sources that have all the words, best first; "quoted words" stand next to each other."""
    with context.open(read_only=True) as ports:
        hits = ports.library.search.search(" ".join(words), limit)
    if as_json:
        output.document(
            [
                {
                    "id": hit.source_id,
                    "title": hit.title,
                    "url": hit.url,
                    "snippet": _plain(hit.snippet),
                    "score": hit.score,
                }
                for hit in hits
            ]
        )
        return
    for hit in hits:
        output.line(f"{hit.source_id}  {hit.title}")
        if (found := _plain(hit.snippet)) not in ("", hit.title):
            output.line(f"    {found}")


def _plain(snippet: str) -> str:
    return snippet.replace("\x02", "").replace("\x03", "")
