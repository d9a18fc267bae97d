"""Scanned PDFs by OCR, with a program of our own in Tesseract's place."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from citewiki.domain.extraction import Extraction, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract import ocr
from sources.extract.jail import JailedExtractor
from sources.extract.limits import Limits
from sources.extract.ocr_program import Ocr, installed
from tests.sources.extract.pdf_files import pdf
from tests.sources.extract.raw_pdf import one_page, stream

SCAN = pdf([[], []])
"""Two pages without a letter, as scans are to whoever looks for letters."""
SEES = """
head, size, most, dots = sys.stdin.buffer.read().split(b"\\n", 3)
wide, high = map(int, size.split())
assert (head, most) == (b"P5", b"255") and len(dots) == wide * high > 1_000_000
assert sys.argv[1:] == ["stdin", "stdout", "-l", "eng", "--dpi", "300", "tsv"], sys.argv
assert "OMP_THREAD_LIMIT" in os.environ and "HOME" not in os.environ
print("level page_num block_num par_num line_num word_num left top width height conf text"
      .replace(" ", "\\t"))
print("4\\t1\\t1\\t1\\t1\\t0\\t300\\t300\\t900\\t80\\t-1\\t")
def word(block, line, number, left, top, height, said, sure):
    print(5, 1, block, 1, line, number, left, top, 20 * len(said), height, sure, said, sep="\\t")
word(1, 1, 1, 300, 300, 100, "On", 96.5)
word(1, 1, 2, 500, 300, 100, "Pairs", 95.5)
for number, said in enumerate("Reviewers in pairs found a third more of the er-".split()):
    word(2, 1, number, 300 + 200 * number, 600, 40, said, 80)
word(2, 2, 1, 300, 650, 40, "rors.\\x1b[2J", 80)
word(2, 2, 2, 500, 650, 40, " ", 10)
print("5\\t1\\tdamaged")
print("5\\t1\\t9\\t1\\t1\\t1\\tx\\ty\\tz\\t1\\t1\\tno word")
"""


LIMITS = Limits(memory_bytes=1 << 30, cpu_s=10, wall_s=15.0)
Program = Callable[[str], str]
"""Makes the program do what some Python says; its path."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    path = tmp_path_factory.mktemp("ocr") / "fake-tesseract"

    def write(what: str) -> str:
        path.write_text(f"#!{sys.executable} -S\nimport os, sys, time\n{what}\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    return write


@pytest.fixture(scope="module")
def jail(program: Program) -> Iterator[JailedExtractor]:
    with JailedExtractor(ocr=Ocr("eng", program(""), LIMITS, budget_s=10.0)) as extractor:
        yield extractor


def read(jail: JailedExtractor, body: bytes = SCAN) -> Extraction:
    found = jail.extract(body, "application/pdf", None)
    assert jail.extract(b"next", "text/plain", None).text == "next", "the jail lives on"
    return found


def test_a_scan_is_read_and_said_to_be_one(jail: JailedExtractor, program: Program) -> None:
    program(SEES)
    found = read(jail)
    page = "On Pairs\n\nReviewers in pairs found a third more of the errors.[2J"
    assert (found.outcome, found.text) == (ReadOutcome.PARTIAL, f"{page}\n\n{page}")
    assert found.page_starts == (0, len(page) + 2)
    assert found.detail == (
        "A scan, read by OCR: letters may be wrong; Tesseract is 82% sure of its words."
    )
    (title,) = (one for one in found.metadata if one.field is Field.TITLE)
    assert (title.value, title.confidence) == ("On Pairs", 0.5)
    assert title.found_in == "OCR, largest type on page 1"


def test_a_file_with_letters_is_read_without_it(jail: JailedExtractor, program: Program) -> None:
    program("sys.exit(1)")
    found = read(jail, pdf([[(12, "Some words")]]))
    assert (found.outcome, found.text, found.detail) == (ReadOutcome.OK, "Some words", "")


FAILED = {
    "it fails": (
        "sys.exit('Error opening data file \\x1b[2J eng.traineddata')",
        " OCR: Tesseract failed (Error opening data file [2J eng.traineddata).",
    ),
    "it sees no words": ("print('level\\tpage_num')", ", and OCR found no words."),
    "it talks nonsense": ("sys.stdout.buffer.write(bytes(range(256)) * 9)", "OCR found no words."),
    "it wants all memory": ("bytearray(1 << 31)", " OCR: Tesseract failed ("),
    "it dies": ("os.kill(os.getpid(), 11)", " OCR: Tesseract failed (exit -11)."),
    "it writes files": (
        "os.write(os.open(sys.argv[0] + '.out', os.O_CREAT | os.O_WRONLY), b'x')",
        " OCR: Tesseract failed (",
    ),
}


@pytest.mark.parametrize(("what", "told"), FAILED.values(), ids=FAILED)
def test_where_it_fails_the_scan_stays_one(
    jail: JailedExtractor, program: Program, what: str, told: str
) -> None:
    program(what)
    found = read(jail)
    assert (found.outcome, found.text) == (ReadOutcome.NO_TEXT, "")
    assert found.detail.startswith("No text layer in 2 pages (a scan)")
    assert told in found.detail


@pytest.mark.parametrize(
    ("budget_s", "wall_s", "told"),
    [(0.5, 15.0, "OCR: Tesseract took over 0.5 s for one page."), (50.0, 1.0, "longer than 1 s.")],
    ids=["a page's", "the jail's"],
)
def test_one_that_never_ends_is_ended(
    program: Program, budget_s: float, wall_s: float, told: str
) -> None:
    limits = replace(LIMITS, wall_s=wall_s)
    with JailedExtractor(ocr=Ocr("eng", program("time.sleep(60)"), limits, budget_s)) as jail:
        found = read(jail)
    assert (found.outcome, told in found.detail) == (ReadOutcome.NO_TEXT, True), found.detail


def test_a_scan_that_takes_too_long_is_read_in_part(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(monotonic=iter([0.0, 1.0, 99.0]).__next__)  # start, page 1, page 2
    monkeypatch.setattr(ocr, "time", clock)
    found = ocr.read(SCAN, program(SEES), "eng", 50.0)
    assert (found.outcome, found.page_starts) == (ReadOutcome.PARTIAL, (0,))
    assert "read by OCR of its first 1 of 2 pages" in found.detail


def test_what_to_install_is_told_where_it_is_missing() -> None:
    with JailedExtractor(ocr=Ocr("eng", None)) as jail:
        found = read(jail)
    assert (found.outcome, found.text) == (ReadOutcome.NO_TEXT, "")
    assert "No text layer in 2 pages (a scan). Tesseract" in found.detail
    assert "not installed: install it with the languages eng (Debian" in found.detail


def test_it_is_looked_for_where_programs_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed("eng") == Ocr("eng", None)
    (tmp_path / "tesseract").touch(0o755)
    assert installed("eng+deu") == Ocr("eng+deu", str(tmp_path / "tesseract"))
    assert installed("") is None


def test_a_page_as_large_as_a_town_is_drawn_small(jail: JailedExtractor, program: Program) -> None:
    large = one_page(stream(b""), page=b"/MediaBox [0 0 14400 14400]")
    program("size = sys.stdin.buffer.read(40).split(b'\\n')[1]; sys.exit(size.decode())")
    found = read(jail, large)
    wide, high = found.detail.partition("(a scan).")[2].partition("(")[2].rstrip(").").split()
    assert 1_000_000 < int(wide) * int(high) <= 31_000_000
