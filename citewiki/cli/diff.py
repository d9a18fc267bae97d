"""`citewiki diff`."""

from typing import TYPE_CHECKING

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.times import iso

if TYPE_CHECKING:
    from citewiki.domain.snapshots import Snapshot
    from citewiki.usecases.comparing import Compared


@click.command(
    "diff",
    epilog=examples(
        "citewiki diff SOURCE", "citewiki diff SOURCE 3 7", "citewiki diff SOURCE 2026-01-31 --stat"
    ),
)
@click.argument("source", metavar="SOURCE")
@click.argument("a", metavar="[A]", required=False)
@click.argument("b", metavar="[B]", required=False)
@click.option("--stat", is_flag=True, help="Only how much changed.")
@click.option("--context", "words", metavar="N", type=click.IntRange(0, 10_000), default=12,
              help="Words shown around a change; 12 unless told.")  # fmt: skip
@json_option
@pass_context
def command(
    context: Context,
    source: str,
    a: str | None,
    b: str | None,
    stat: bool,
    words: int,
    as_json: bool,
) -> None:
    """What changed in a source's text from version A to version B.

    Each is a number, as `log` shows it, or a date. B is the current version where it is left out;
    without A, the last two different texts are compared. White space is no change.
    """
    from citewiki.export.differences import summary, version
    from citewiki.usecases.comparing import compare_versions
    from citewiki.usecases.sources import find

    with context.open(read_only=True) as ports:
        done = compare_versions(ports, find(ports, source), a, b)
    if as_json:
        output.document(_document(done, stat))
        return
    output.line(f"--- {version(done.before)}")
    output.line(f"+++ {version(done.after)}")
    if done.reread:
        output.line("each was read by another extractor, which alone may change a text")
    if not stat:
        _print(done, words)
    output.line(summary(done.difference))


def _print(done: "Compared", words: int) -> None:
    from citewiki.export.differences import Mark, blocks, plain

    colours = {Mark.SAME: "", Mark.REMOVED: "31;9", Mark.ADDED: "32", Mark.MOVED: "36"}
    coloured = output.in_colour()
    for block in blocks(done.difference, words):
        output.line()
        output.painted([("2", f"@@ character {block.a_start:,} → {block.b_start:,} @@")])
        for line in block.lines:
            if coloured:
                output.painted([(colours[mark], text) for mark, text in line])
            else:
                output.line(plain(line))
    if done.difference.hunks:
        output.line()


def _document(done: "Compared", stat: bool) -> dict[str, object]:
    told = done.difference
    found: dict[str, object] = {
        "before": _version(done.before),
        "after": _version(done.after),
        "reread": done.reread,
        "words": {
            "before": len(told.before),
            "after": len(told.after),
            "removed": told.removed,
            "added": told.added,
            "moved": told.moved,
        },
    }
    if not stat:
        found["hunks"] = [
            {
                "kind": one.kind.value,
                "before": {"start": one.a_start, "end": one.a_end, "text": one.removed},
                "after": {"start": one.b_start, "end": one.b_end, "text": one.added},
            }
            for one in told.hunks
        ]
    return found


def _version(one: "Snapshot") -> dict[str, object]:
    return {"id": one.id, "at": iso(one.at), "how": one.how.value, "sha256": one.body.sha256}
