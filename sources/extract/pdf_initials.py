"""Initials: the large first letter of a chapter, given back to its word."""

from collections.abc import Sequence

from sources.extract.pdf_pages import Line
from sources.extract.pdf_words import Words

_LARGER = 1.7  # times the type beside it, at least
_WORDS = frozenset("AI")  # may be a word by themselves
_FEW = 12  # on one page: more are a figure's labels
_NEAR = 0.5  # of the initial's size, that the text may stand off from it


def with_initials(lines: Sequence[Line], words: Words) -> Sequence[Line]:
    """The lines, each initial as the first letter of the highest line beside it."""
    initials = [line for line in lines if len(line[0]) == 1 and line[0].isupper()]
    for initial in initials if len(initials) <= _FEW else ():
        beside = [line for line in lines if _is_beside(line, initial)]
        if beside:
            first = max(beside, key=lambda line: line.top)
            word = initial.text + first.text.split()[0]
            space = " " if initial.text in _WORDS and not words.knows(word) else ""
            whole = first._replace(text=f"{initial.text}{space}{first.text}", left=initial.left)
            lines = [whole if line is first else line for line in lines if line is not initial]
    return lines


def _is_beside(line: Line, initial: Line) -> bool:
    return (
        initial.size >= _LARGER * line.size
        and -0.1 * initial.size < line.left - initial.right < _NEAR * initial.size
        and initial.bottom - 0.5 * line.size < line.bottom
        and line.top < initial.top + 0.5 * line.size
        and line.text[0].isalpha()
    )
