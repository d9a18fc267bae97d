"""A difference as a document: side by side where there is room, else one column."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from citewiki.domain.differences import Difference
from citewiki.export.differences import Block, Mark, Piece, blocks, plain
from tui.document import Document, Span, Writer, painted
from tui.text import typed
from tui.wrapping import Wrapped

LEAST_SIDE = 34
"""Columns of one side; below that a line holds five words, and one column reads better."""

RULE = " │ "

_TONES = {Mark.SAME: "", Mark.REMOVED: "removed", Mark.ADDED: "added", Mark.MOVED: "moved"}
_LEFT = frozenset({Mark.SAME, Mark.REMOVED})
_RIGHT = frozenset({Mark.SAME, Mark.ADDED, Mark.MOVED})


def fits_beside(width: int) -> bool:
    """Whether so many columns are enough for two sides."""
    return width >= 2 * LEAST_SIDE + len(RULE)


def difference_document(difference: Difference, width: int, context: int = 12) -> Document:
    """The changes with so many words around them; each can be gone to as an item."""
    out = Writer()
    for block in blocks(difference, context):
        out.item().line(f"@@ character {block.a_start:,} → {block.b_start:,} @@", "soft")
        if fits_beside(width):
            _beside(out, block, (width - len(RULE)) // 2)
        else:
            _one_column(out, block)
        out.line()
    if not difference.hunks:
        out.line("The same words: only white space is different.", "soft")
    document = out.document()
    return Document(document.text, document.spans, not fits_beside(width), document.items)


def _one_column(out: Writer, block: Block) -> None:
    """As `citewiki diff` prints it, with marks besides tones: not every terminal strikes out."""
    for line in block.lines:
        for mark, text in line:
            out.add(typed(plain([(mark, text)])), _TONES[mark])
        out.line()


def _beside(out: Writer, block: Block, side: int) -> None:
    for line in block.lines:
        left = list(_wrapped(_those(line, _LEFT), side))
        right = list(_wrapped(_those(line, _RIGHT), side))
        empty: _Row = ([], 0)
        for (one, columns), (other, _) in zip_longest(left, right, fillvalue=empty):
            for text, tone in one:
                out.add(text, tone)
            out.add(" " * (side - columns)).add(RULE, "soft")
            for text, tone in other:
                out.add(text, tone)
            out.line()


def _those(line: Sequence[Piece], marks: Iterable[Mark]) -> list[Piece]:
    """One side's pieces, without a space that would stand where the other side's words were."""
    kept: list[Piece] = []
    for mark, text in line:
        if mark in marks:
            after_space = not kept or kept[-1][1].endswith(" ")
            kept.append((mark, text.lstrip(" ") if after_space else text))
    return kept


_Row = tuple[list[tuple[str, str]], int]
"""A line of one side: its pieces with their tones, and the columns that it takes."""


def _wrapped(pieces: Sequence[Piece], side: int) -> Iterator[_Row]:
    out = Writer()
    for mark, text in pieces:
        out.add(typed(text), _TONES[mark])
    document = out.document()
    lines = Wrapped(document.text, side)
    lines.extend(len(document.text) + 1)
    for at in range(len(lines)):
        start, end, _ = lines.line(at)
        end = start + len(document.text[start:end].rstrip(" "))
        spans: list[Span] = list(document.spans)
        parts = painted(start, end, [spans]) if end > start else []
        yield (
            [(document.text[one:next_], tone) for one, next_, tone in parts],
            lines.columns(start, end),
        )
