"""The hostile PDFs of the tests: loops, growth, bombs, lies and damage."""

from dataclasses import replace

from benchmarks.hostile_files import through_the_jail
from tests.sources.extract.hostile_pdfs import cases


def run(repeats: int) -> None:
    """One run, whatever the number of repeats."""
    through_the_jail("PDFs", [replace(case, media_type="application/pdf") for case in cases()])
