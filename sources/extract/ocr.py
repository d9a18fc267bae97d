"""Text of scanned PDFs: pages drawn by PDFium, their letters recognised by Tesseract.

Runs in a jail's child, and so does the program, under the same limits and with nothing to write
to. A page goes in as a picture through a pipe and comes out as a table of words, each with its
place and its certainty (`tesseract stdin stdout tsv`); so columns, running heads and divided words
are dealt with as in every other PDF.
"""

import math
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue, ReadOutcome
from sources.extract import pdf, pypdf_text
from sources.extract.cleaning import one_line
from sources.extract.pdf_pages import Line, Page
from sources.extract.pdf_title import guesses
from sources.extract.reading import Reading

DOTS = 300
"""A picture's dots to the inch, which Tesseract is trained for."""
MAX_PAGES = 500
_MOST_DOTS = 30_000_000  # of a page: A3 at 300 to the inch is half of it
_WORD = "5"  # the level of a word in the table
_COLUMNS = 12
_SURE = 0.5  # at most, of what is guessed from recognised letters
_HYPHENS = "-\u2010\u00ad"


class Failed(Exception):
    """The program did not do it; the message is a clause for the editor."""


@dataclass(slots=True)
class _Certainty:
    """Of all words read: their number, and the sum of what the program gives for each (0-100)."""

    words: int = 0
    total: float = 0.0

    @property
    def mean(self) -> float:
        return self.total / self.words / 100 if self.words else 0.0


def read(body: bytes, program: str, languages: str, budget_s: float) -> Reading:
    """PARTIAL with the text and how sure the program is of it; NO_TEXT for blank pages.

    Raises Failed where the program cannot be run, and pypdfium2's error where PDFium cannot.
    """
    deadline = time.monotonic() + budget_s
    sure = _Certainty()
    document = pypdfium2.PdfDocument(body)
    try:
        count = len(document)
        pages: list[Page] = []
        for index in range(min(count, MAX_PAGES)):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            picture, scale = _drawn(document[index])
            try:
                table = _recognised(picture, program, languages, left)
            except subprocess.TimeoutExpired as error:
                if not pages:
                    raise Failed(f"Tesseract took over {left:.1f} s for one page") from error
                break
            pages.append(tuple(_lines(table, scale, sure)))
    finally:
        document.close()
    info, _ = pypdf_text.read(body, 0)
    text, starts, _ = pdf.joined(pdf.texts(pages))
    if not text.strip():
        detail = f"{pdf.no_text_layer(count)}, and OCR found no words."
        return Reading(ReadOutcome.NO_TEXT, metadata=info, detail=detail)
    part = f" of its first {len(pages):,} of {count:,} pages" if len(pages) < count else ""
    detail = (
        f"A scan, read by OCR{part}: letters may be wrong; Tesseract is {sure.mean:.0%} sure of "
        "its words."
    )
    return Reading(ReadOutcome.PARTIAL, text, starts, (*_guesses(pages), *info), detail)


def _guesses(pages: list[Page]) -> Iterator[MetadataValue]:
    for one in guesses(pages[0]):
        sure = min(one.confidence, _SURE)
        yield replace(one, found_in=f"OCR, {one.found_in}", confidence=sure)


def _drawn(page: pypdfium2.PdfPage) -> tuple[bytes, float]:
    """A page as a grey PGM picture, and the dots to its point."""
    width, height = page.get_size()
    scale = min(DOTS / 72, math.sqrt(_MOST_DOTS / max(width * height, 1.0)))
    picture = page.render(scale=scale, grayscale=True)
    rows = memoryview(picture.buffer)
    kept = b"".join(
        rows[at * picture.stride : at * picture.stride + picture.width]
        for at in range(picture.height)
    )
    head = b"P5\n%d %d\n255\n" % (picture.width, picture.height)
    picture.close()
    page.close()
    return head + kept, scale


def _recognised(picture: bytes, program: str, languages: str, left_s: float) -> str:
    """The program's table of what it sees. Raises Failed, TimeoutExpired."""
    command = [program, "stdin", "stdout", "-l", languages, "--dpi", str(DOTS), "tsv"]
    environment = {"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8", "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the path is the PATH's, the names checked
            command, input=picture, capture_output=True, timeout=left_s, env=environment
        )
    except OSError as error:
        raise Failed(f"{program} cannot be run ({error.strerror})") from error
    if done.returncode:
        said = one_line(done.stderr.decode("utf-8", "replace"), 200) or f"exit {done.returncode}"
        raise Failed(f"Tesseract failed ({said})")
    return done.stdout.decode("utf-8", "replace")


def _lines(table: str, scale: float, sure: _Certainty) -> Iterator[Line]:
    """The table's words as lines with their boxes in points; rows that are no words are passed
    over. Counted from the top, as pictures are: a page's foot is below 0."""
    key: list[str] = []
    words: list[str] = []
    box = (0, 0, 0, 0)
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        try:
            left, top, width, height = (int(cell) for cell in cells[6:10])
            certainty = float(cells[10])
        except ValueError:
            continue
        here = (left, top, left + width, top + height)
        if cells[1:5] != key:
            if words:
                yield _line(words, box, scale)
            key, words, box = cells[1:5], [], here
        words.append(cells[11].strip())
        box = (*map(min, box[:2], here[:2]), *map(max, box[2:], here[2:]))  # type: ignore[assignment]
        sure.words += 1
        sure.total += min(100.0, max(0.0, certainty))
    if words:
        yield _line(words, box, scale)


def _line(words: list[str], box: tuple[int, int, int, int], scale: float) -> Line:
    text = " ".join(words)
    divided = len(text) > 2 and text[-1] in _HYPHENS and text[-2].isalpha()
    left, top, right, bottom = (edge / scale for edge in box)
    return Line(text[:-1] if divided else text, left, -bottom, right, -top, divided)
