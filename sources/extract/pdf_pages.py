"""What a PDF library made of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line of page 1 and the height of its largest letters, in points."""

    text: str
    height: float


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages that were read, of `count`; `failed` of them came out empty by an error.

    `problem` says why the file could not be opened ("encrypted", or the library's words).
    """

    pages: tuple[str, ...] = ()
    count: int = 0
    failed: int = 0
    problem: str = ""
    lines: tuple[TypeLine, ...] = ()
