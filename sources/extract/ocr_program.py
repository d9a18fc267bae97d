"""The program that recognises letters in scans, and what it may cost. It is not ours: it is asked
for by a setting, and looked for where programs are.

Like jail.py this imports no parser: it is loaded in the program's own process.
"""

import shutil
from dataclasses import dataclass, field

from sources.extract.limits import Limits

PROGRAM = "tesseract"
_MISSING = (
    "Tesseract, which reads scans, is not installed: install it with the languages {} (Debian "
    "and Ubuntu: tesseract-ocr, tesseract-ocr-LANGUAGE; Homebrew: tesseract, tesseract-lang)."
)


@dataclass(frozen=True, slots=True)
class Ocr:
    """`languages` are Tesseract's names for them ("eng", "eng+deu"); `program` is its path, None
    where it is not installed. `limits` bound the child that renders the pages and each run of
    the program; within `budget_s` pages are begun, and what is read by then is kept."""

    languages: str
    program: str | None
    limits: Limits = field(default=Limits(memory_bytes=3 << 29, cpu_s=300, wall_s=300.0))
    budget_s: float = 270.0

    @property
    def missing(self) -> str:
        """What to install, as a sentence; "" where nothing is missing."""
        return "" if self.program else _MISSING.format(self.languages)


def installed(languages: str) -> Ocr | None:
    """The program on the PATH; None where no language is asked for: then scans are not read."""
    return Ocr(languages, shutil.which(PROGRAM)) if languages else None
