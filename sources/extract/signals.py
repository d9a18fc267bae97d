"""What can be measured on a list of blocks. Lengths are characters, marks and line ends apart."""

from collections.abc import Iterable

from sources.extract.blocks import Block

SENTENCE = 80
"""A block shorter than this is a label, a title or a menu's entry as often as it is a sentence."""


def characters(blocks: Iterable[Block]) -> int:
    """All text."""
    return sum(len(block.text) for block in blocks)


def prose(blocks: Iterable[Block]) -> int:
    """The text in blocks of at least a sentence's length, their links apart."""
    return sum(len(block.text) - block.linked for block in blocks if len(block.text) >= SENTENCE)
