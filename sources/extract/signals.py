"""What can be measured on a list of blocks. Lengths are characters, marks and line ends apart."""

import re
from collections.abc import Iterable

from sources.extract.blocks import Block, Kind

SENTENCE = 80
"""A block shorter than this is a label, a title or a menu's entry as often as it is a sentence."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def characters(blocks: Iterable[Block]) -> int:
    """All text."""
    return sum(len(block.text) for block in blocks)


def prose(blocks: Iterable[Block]) -> int:
    """The text in blocks of at least a sentence's length, their links apart."""
    return sum(len(block.text) - block.linked for block in blocks if len(block.text) >= SENTENCE)


def unlinked(blocks: Iterable[Block]) -> int:
    """All text but link text."""
    return sum(len(block.text) - block.linked for block in blocks)


def headings(blocks: Iterable[Block]) -> list[str]:
    """The headings that are not links to other pages."""
    return [
        block.text
        for block in blocks
        if block.kind is Kind.HEADING and 2 * block.linked < len(block.text)
    ]


def repeated(blocks: Iterable[Block]) -> float:
    """The share of the text in sentences that was said before, quotations apart; 0 for no text."""
    seen: set[str] = set()
    all_, again = 0, 0
    for block in blocks:
        if block.kind is Kind.QUOTE:
            continue
        for sentence in _SENTENCE_ENDS.split(block.text):
            if len(sentence) < SENTENCE // 2:
                continue
            all_ += len(sentence)
            if sentence in seen:
                again += len(sentence)
            seen.add(sentence)
    return again / all_ if all_ else 0.0
