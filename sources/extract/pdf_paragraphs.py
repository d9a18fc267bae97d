"""Lines of a page into paragraphs, by what can be seen: gaps, indents, type sizes, short lines."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from sources.extract.pdf_initials import with_initials
from sources.extract.pdf_order import labels_first, labels_with_columns
from sources.extract.pdf_pages import Line, Page
from sources.extract.pdf_words import Words

_BULLETS = frozenset("•●◦▪‣∙○■")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\[\d{1,3}\]|\(?[a-z]\)|[A-Z0-9]\.\d[\d.]*)\s")
_NOTE = re.compile(r"(?:\d{1,3}|[∗*†‡§¶])\s?[^\W\d_]|(?:\d{1,3}|[∗*†‡§¶])\s?https?:")
_FINAL = (".", "!", "?", ":", ".”", "!”", "?”", '."', '?"', ".)", ".’", "]")
_DIGITS = "0123456789"  # of a note's mark
_NUMBER = frozenset("0123456789%")  # two lines in turn that end so are rows of a table
_ENDED = tuple(mark for mark in _FINAL if mark != ":")
_LEADING = 4  # texts at a page's end, at most, that stay together
_GAP = 1.35  # of the usual step from line to line, above which a gap parts two paragraphs
_INDENT = 0.6  # of the type's size
_MARK = 3  # characters of a note's mark, at most
_SMALL = 0.93  # of the body's type size, below which a line at the foot is a note
_SAME = 0.12  # the share by which sizes of one paragraph may differ


def body_size(pages: Sequence[Page]) -> float:
    """The type size in which most letters of most pages are set, in points. A list of references
    may have more letters than the body, but not more pages."""
    bodies: Counter[float] = Counter()
    for page in pages:
        sizes: Counter[float] = Counter()
        for line in page:
            sizes[round(line[4] - line[2], 1)] += len(line[0])
        if sizes:
            bodies[max(sizes, key=sizes.__getitem__)] += 1
    return max(bodies, key=bodies.__getitem__, default=0.0)


def text_of(page: Page, words: Words, body: float, next_page: Page = ()) -> str:
    """The page's text: paragraphs parted by a blank line, rows of a table or a list by a line
    end; its footnotes come last, and after them what runs up the margin. Only a paragraph that
    goes on at the top of the next page comes after them, so that its sentence stays whole."""
    upright = with_initials([line for line in page if line.upright], words)
    usual = _usual_step(upright)
    parts = labels_with_columns(upright)
    blocks = [block for part in parts for block in _blocks(part)]
    notes = [block for at, block in enumerate(blocks) if _is_note(blocks, at, body)]
    if notes:  # what they parted may go on without them
        gone = {id(line) for note in notes for line in note}
        blocks = [
            block
            for part in parts
            for block in _blocks([line for line in part if id(line) not in gone])
        ]
    texts: list[str] = []
    before: Line | None = None
    for block in labels_first(blocks):
        found = _paragraphs(block, words, usual)
        if before is not None and _goes_on(before, block[0]):
            end = texts.pop().removesuffix("-") if before.hyphen else texts.pop()
            found[0] = words.joined(end, found[0]) if before.hyphen else f"{end} {found[0]}"
        texts += found
        before = block[-1]
    aside = [text for note in _downwards(notes) for text in _paragraphs(note, words, usual)]
    aside += [line.text for line in page if not line.upright]
    if aside and before is not None and next_page and _goes_over(before, next_page[0]):
        at = _beginning(texts)
        texts, aside = texts[:at], [*aside, *texts[at:]]
    return "\n\n".join([*texts, *aside])


def _usual_step(lines: Sequence[Line]) -> float:
    """From one line's foot to the next one's, as a multiple of the type's size."""
    steps = [
        (a.bottom - b.bottom) / size
        for a, b in itertools.pairwise(lines)
        if (size := a.top - a.bottom) > 0 and 0.5 * size < a.bottom - b.bottom < 3 * size
    ]
    return median(steps) if steps else 1.2


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that go down one column in one size of type."""
    blocks: list[list[Line]] = []
    size = low = left = right = last = 0.0  # `last`: where the line before ends
    for line in lines:
        _text, x, bottom, end, top, *_ = line
        height = top - bottom
        if blocks:
            step = low - bottom
            row = -0.5 * height < step < 0.5 * height
            apart = x > right or end < left
            if row and last - height <= x <= last + height:  # it goes on after a raised letter
                blocks[-1].append(line)
                right, last = max(right, end), end
                if height > size and blocks[-1][1] is line and len(blocks[-1][0].text) <= _MARK:
                    size, low = height, bottom  # the block began with the raised mark
                continue
            if 0 < step < 3 * height and not apart and abs(height - size) <= _SAME * size:
                blocks[-1].append(line)
                low, right, left, last = bottom, max(right, end), min(left, x), end
                continue
        blocks.append([line])
        size, low, left, right, last = height, bottom, x, end, end
    return blocks


def _is_note(blocks: Sequence[Sequence[Line]], at: int, body: float) -> bool:
    """A footnote: smaller than the body, begins with a mark, and nothing of its column is
    below it but other notes."""
    first, *others = blocks[at]
    text, size = first.text, first.size
    if others and len(text) <= _MARK:  # a raised mark, and the note's text beside it
        text, size = f"{text} {others[0].text}", others[0].size
    if size > _SMALL * body or not _NOTE.match(text):
        return False
    for later in blocks[at + 1 :]:
        line = later[0]
        if line.bottom < first.bottom and line.left < first.right and line.right > first.left:
            return line.size <= _SMALL * body
    return True


def _downwards(notes: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """A column's notes from top to bottom: some programs draw the last one first."""
    columns: list[list[list[Line]]] = []
    for note in notes:
        for column in columns:
            above = column[0][-1]
            if note[-1].left < above.right and above.left < note[-1].right:
                column.append(note)
                break
        else:
            columns.append([note])
    for column in columns:
        yield from sorted(column, key=lambda note: -note[0].bottom)


def _paragraphs(block: Sequence[Line], words: Words, usual: float) -> list[str]:
    """The block's paragraphs; a word that its last line divides keeps its hyphen."""
    reach = max(line.right for line in block)
    margin = min(line.left for line in block)
    texts: list[str] = []
    parts = block[0].text
    for at in range(1, len(block)):
        text = block[at][0]
        if block[at - 1].hyphen:
            parts = words.joined(parts, text)
            continue
        between = _between(block, at, reach, margin, usual)
        if between == "\n\n":
            texts.append(parts)
            parts = text
        else:
            parts = f"{parts}{between}{text}"
    texts.append(f"{parts}-" if block[-1].hyphen else parts)
    return texts


def _between(block: Sequence[Line], at: int, reach: float, margin: float, usual: float) -> str:
    """What stands between a line and the one before: "" or " " within a sentence, a line end
    after a row of its own, a blank line between paragraphs."""
    before, left, bottom, right, top, *_ = block[at - 1]
    text, begins, foot, ends, head, *_ = block[at]
    size = top - bottom
    step = bottom - foot
    if abs(step) < 0.5 * max(size, head - foot):
        return "" if text[0] in ",.;:)]!?" else " "
    if step > _GAP * usual * size:
        return "\n\n"
    if text[0] in _BULLETS:
        return "\n"
    final = before.endswith(_FINAL)
    indented = begins - margin > _INDENT * size
    room = reach - 0.2 * size - right
    fits = room > 0 and room > 1.1 * (len(text.partition(" ")[0]) + 1) * (ends - begins) / len(text)
    if final and (fits or (indented and left - margin <= _INDENT * size)):
        return "\n\n"
    if fits:
        return "\n"
    hung = left - margin > _INDENT * size and not indented  # back from a hanging indent
    if final and (_NUMBERED.match(text) or (hung and at > 1 and block[at - 2].left == left)):
        return "\n\n"
    if before[-1] in _NUMBER and text[-1] in _NUMBER and not text[0].islower():
        return "\n"  # a row of a table
    return "" if _is_spaceless(before[-1]) and _is_spaceless(text[0]) else " "


def _is_spaceless(letter: str) -> bool:
    """Whether it is of a script that parts words by nothing: Chinese, Japanese."""
    return letter >= "\u2e80" and (letter < "\ua000" or "\uf900" <= letter < "\uff9f")


def _beginning(texts: Sequence[str]) -> int:
    """Where what leads up to the last text begins: its heading, or a sentence that ends in ":"."""
    for at in range(len(texts) - 1, max(len(texts) - _LEADING, 0), -1):
        if texts[at - 1].rstrip(_DIGITS).endswith(_ENDED):
            return at
    return len(texts) - 1


def _goes_over(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on in the next page's first line."""
    if not line.upright or abs(line.size - before.size) > _SAME * before.size:
        return False
    return line.text[0].islower() and not before.text.rstrip(_DIGITS).endswith(_FINAL)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column."""
    if line.bottom <= before.bottom or abs(line.size - before.size) > _SAME * before.size:
        return False
    return before.hyphen or (line.text[0].islower() and not before.text.endswith(_FINAL))
