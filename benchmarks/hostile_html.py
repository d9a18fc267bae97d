"""The hostile pages of the tests: too deep, too wide, never closed, in charsets that lie."""

from benchmarks.hostile_files import through_the_jail
from tests.sources.extract import hostile_bytes, hostile_html


def run(repeats: int) -> None:
    """One run, whatever the number of repeats."""
    through_the_jail("pages", [*hostile_html.cases(), *hostile_bytes.cases()])
