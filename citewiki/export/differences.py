"""A difference as lines to read: what changed, in a few words of what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from citewiki.domain.differences import Difference, Hunk, HunkKind
from citewiki.domain.snapshots import Snapshot
from citewiki.domain.times import iso
from citewiki.domain.words import Text

_BLANK_LINE = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"\s+")
_MOVED_SHOWN = 60  # characters


class Mark(StrEnum):
    """What a piece of a line is."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


Piece = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class Block:
    """Changes that stand close together; where its first one is in each text, in characters."""

    a_start: int
    b_start: int
    lines: tuple[tuple[Piece, ...], ...]


def blocks(difference: Difference, context: int = 12) -> Iterator[Block]:
    """The changes with `context` words around them; what is left out is shown by "…".

    A line is a paragraph or a part of one. A moved passage is shown where it stands now.
    """
    shown = [h for h in difference.hunks if h.kind is HunkKind.CHANGED or h.added]
    words = difference.after
    group: list[Hunk] = []
    for hunk in shown:
        between = words.first_from(hunk.b_start) - words.first_from(group[-1].b_end if group else 0)
        if group and between > 2 * context:
            yield _block(difference, group, context)
            group = []
        group.append(hunk)
    if group:
        yield _block(difference, group, context)


def plain(line: Sequence[Piece]) -> str:
    """A line without colour: [-removed-] {+added+} {>moved here<}."""
    ends = {
        Mark.SAME: ("", ""),
        Mark.REMOVED: ("[-", "-]"),
        Mark.ADDED: ("{+", "+}"),
        Mark.MOVED: ("{>", "<}"),
    }
    return "".join(f"{ends[mark][0]}{text}{ends[mark][1]}" for mark, text in line)


def version(one: Snapshot) -> str:
    """Which version it is, whence and of what."""
    by = f" by {one.by}" if one.by else ""
    return (
        f"version {one.id}, {one.how.value}{by} {iso(one.at)}, {one.media_type}, "
        f"{one.body.size:,} bytes"
    )


def summary(told: Difference) -> str:
    """How much changed."""
    if not told.hunks:
        return "the same words"
    moved = f", {told.moved:,} moved" if told.moved else ""
    return f"words: {told.removed:,} of {len(told.before):,} removed, {told.added:,} added{moved}"


def _block(difference: Difference, group: list[Hunk], context: int) -> Block:
    before, after = difference.before, difference.after
    first = place = max(0, after.first_from(group[0].b_start) - context)
    pieces: list[Piece] = []
    for hunk in group:
        _put_same(pieces, after, place, after.first_from(hunk.b_start))
        own, start = (before, hunk.a_start) if hunk.removed else (after, hunk.b_start)
        _put(pieces, _gap(own.text, start), _marked(hunk))
        place = after.first_from(hunk.b_end)
    last = min(place + context, len(after))
    _put_same(pieces, after, place, last)
    if first:
        pieces.insert(0, (Mark.SAME, "… "))
    if last < len(after):
        pieces.append((Mark.SAME, " …"))
    return Block(group[0].a_start, group[0].b_start, tuple(_lines(pieces)))


def _put_same(pieces: list[Piece], text: Text, first: int, last: int) -> None:
    """Add the words from `first` to before `last`, which are in both texts."""
    if first < last:
        start, end = text.span(first, last)
        # a text's first word has no space before it; what went from there had one after it
        gap = _gap(text.text, start) if first else " "
        _put(pieces, gap, [(Mark.SAME, _folded(text.text[start:end]))])


def _put(pieces: list[Piece], gap: str, new: list[Piece]) -> None:
    if pieces and gap:
        pieces.append((Mark.SAME, gap))
    pieces += new


def _marked(hunk: Hunk) -> list[Piece]:
    if hunk.kind is HunkKind.MOVED:
        text = _SPACES.sub(" ", hunk.added)
        return [(Mark.MOVED, text if len(text) <= _MOVED_SHOWN else f"{text[:_MOVED_SHOWN]}…")]
    both = ((Mark.REMOVED, _folded(hunk.removed)), (Mark.ADDED, _folded(hunk.added)))
    return [one for one in both if one[1]]


def _gap(text: str, place: int) -> str:
    """The white space before this place: "", " ", or "\\n" between paragraphs."""
    ahead = text[max(0, place - 200) : place]
    space = ahead[len(ahead.rstrip()) :]
    return ("\n" if _BLANK_LINE.search(space) else " ") if space else ""


def _folded(text: str) -> str:
    """Paragraphs on a line each, single spaces within."""
    return "\n".join(_SPACES.sub(" ", part).strip() for part in _BLANK_LINE.split(text))


def _lines(pieces: list[Piece]) -> Iterator[tuple[Piece, ...]]:
    line: list[Piece] = []
    for mark, text in pieces:
        first, *others = text.split("\n")
        line.append((mark, first))
        for other in others:
            yield tuple(piece for piece in line if piece[1])
            line = [(mark, other)]
    yield tuple(piece for piece in line if piece[1])
