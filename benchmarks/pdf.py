"""PDF text against bare PDFium (time) and poppler's pdftotext (sentences), and PDF titles."""

import os
import random
import re
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from benchmarks.measure import table
from benchmarks.pdf_titles import TITLES
from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import CONFIDENT, Field
from sources.extract import pdf

_SEED = 4
_SAMPLE = 500
_LETTERS = range(40, 401)  # letters and digits of a sentence that is looked for
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_WRAP = re.compile(r"-\n\s*")
_BLANK = re.compile(r"\n\s*\n")


def run(repeats: int) -> None:
    """The best of `repeats` runs of each side, CPU seconds; text only, in this process."""
    root = Path(os.environ.get("CITEWIKI_SHARED", Path(__file__).parents[2] / "shared"))
    files = sorted(root.glob("data/pdfs/*.pdf"))
    if not files:
        print("PDF: skipped, the shared data is not there.\n")
        return
    bodies = {path.name: path.read_bytes() for path in files}
    damaged = {name for name, body in bodies.items() if not body.startswith(b"%PDF")}
    sound = {name: body for name, body in bodies.items() if name not in damaged}
    _speed(sound, repeats)
    if shutil.which("pdftotext"):
        _sentences({path.name: path for path in files if path.name in sound}, sound)
    else:
        print("Sentences: skipped, pdftotext (poppler-utils) is not there.\n")
    _titles(bodies)
    for name in damaged:
        found = pdf.read(bodies[name])
        print(f"  damaged: {name[:40]}: {found.outcome.value}, {len(found.text):,} characters")
        print(f"  {found.detail}\n")


def _speed(sound: dict[str, bytes], repeats: int) -> None:
    rows = []
    totals = [0.0, 0.0]
    for name, body in sound.items():
        times = _best(body, repeats)
        totals = [total + each for total, each in zip(totals, times, strict=True)]
        rows.append(_row(name[:40], *times))
    rows.append(_row(f"all {len(sound)}", *totals))
    table("PDF text, CPU seconds", ("", "bare PDFium", "ours", "ratio"), rows)


def _best(body: bytes, repeats: int) -> tuple[float, float]:
    pairs = [(_timed(_bare, body), _timed(pdf.text_pages, body)) for _ in range(repeats)]
    return min(bare for bare, _ in pairs), min(ours for _, ours in pairs)


def _row(name: str, bare: float, ours: float) -> tuple[str, str, str, str]:
    return name, f"{bare:.3f}", f"{ours:.3f}", f"{ours / bare:.2f}"


def _timed(read: Callable[[bytes], object], body: bytes) -> float:
    start = time.process_time()
    read(body)
    return time.process_time() - start


def _bare(body: bytes) -> None:
    document = pypdfium2.PdfDocument(body)
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    document.close()


def _sentences(paths: dict[str, Path], bodies: dict[str, bytes]) -> None:
    """A sentence of a table is no sentence: those that pdftotext's other order of the same page
    (-raw) does not bear are counted apart."""
    ours = {name: [_key(page) for page in pdf.text_pages(body)] for name, body in bodies.items()}
    whole: list[tuple[str, int, str]] = []
    agreed: list[tuple[str, int, str]] = []
    for name, path in paths.items():
        raw = [_key(_WRAP.sub("", page)) for page in _pdftotext(path, "-raw")]
        for number, page in enumerate(_pdftotext(path)[: len(ours[name])]):
            for sentence in _of_page(page):
                whole.append((name, number, sentence))
                if sentence in raw[number]:
                    agreed.append((name, number, sentence))
    rows = []
    for title, sentences in (("any", whole), ("in both of its orders", agreed)):
        sample = random.Random(_SEED).sample(sentences, _SAMPLE)
        found, all_found = (
            sum(sentence in ours[name][number] for name, number, sentence in each)
            for each in (sample, sentences)
        )
        share = 100 * all_found / len(sentences)
        rows.append((title, f"{found} of {_SAMPLE}", f"{share:.2f} % of {len(sentences):,}"))
    table("Sentences of pdftotext on our page", ("", f"sample {_SEED}", "all"), rows)


def _pdftotext(path: Path, *options: str) -> list[str]:
    """Its pages. Marks of writing direction (U+202C, category Cf), which it sets round each run of
    some files, show nothing, and would keep a full stop from ending its sentence."""
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    text = done.stdout.decode("utf-8", "replace")
    return "".join(c for c in text if unicodedata.category(c) != "Cf").split("\f")


def _of_page(page: str) -> Iterator[str]:
    for block in _BLANK.split(page):
        text = " ".join(_WRAP.sub("", block).split())
        for sentence in _END.split(text):
            key = _key(sentence)
            if len(key) in _LETTERS and sentence[0].isupper() and sentence[-1] in ".!?":
                yield key


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def _titles(bodies: dict[str, bytes]) -> None:
    wrong = guessed = stamps = 0
    for name, (title, arxiv_id) in TITLES.items():
        values = sorted(pdf.read(bodies[name]).metadata, key=lambda value: -value.confidence)
        best = _first(values, Field.TITLE)
        if best is None or _key(str(best.value)) != _key(title):
            wrong += 1
            print(f"  title of {name[:40]}: {'none' if best is None else best.value}")
        elif best.confidence < CONFIDENT:
            guessed += 1
        stamp = _first(values, Field.ARXIV_ID)
        stamps += (stamp.value if stamp else None) == arxiv_id
    right = len(TITLES) - wrong
    print(f"  titles right: {right} of {len(TITLES)}, {guessed} of them as guesses;")
    print(f"  arXiv ids as page 1 bears them: {stamps} of {len(TITLES)}\n")


def _first(values: list[MetadataValue], field: Field) -> MetadataValue | None:
    return next((value for value in values if value.field is field), None)
