"""Some of the hostile PDFs in the real jail (`python -m benchmarks hostile_pdf` takes them all)."""

from collections.abc import Iterator, Mapping

import pytest

from citewiki.domain.extraction import ReadOutcome
from sources.extract.jail import JailedExtractor
from tests.sources.extract.hostile_files import HostileFile
from tests.sources.extract.hostile_pdfs import cases
from tests.sources.extract.pdf_files import pdf

SAMPLE = {
    "kids are their own parent",
    "outline of itself",
    "form draws itself",
    "contents are an array of itself",
    "kids nested 5,000 deep",
    "count is 2^31",
    "letters mapped 4 thousand million times",
    "predictor of 2^30 columns",
    "hex for ever",
    "encrypted",
    "no text",
    "unknown encryption",
    "controls in its words",
    "cut at 50 %",
    "zeros in front",
    "a web page",
}


@pytest.fixture(scope="module")
def jail() -> Iterator[JailedExtractor]:
    with JailedExtractor() as extractor:
        yield extractor


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name) for case in cases() if case.name in SAMPLE]
)
def test_a_hostile_pdf_ends_in_text_or_a_reason(jail: JailedExtractor, case: HostileFile) -> None:
    found = jail.extract(case.make(), "application/pdf", None)
    assert not case.wrong(found)


def test_the_sample_is_of_the_cases_and_they_are_many() -> None:
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) >= 50
    assert set(names) >= SAMPLE


class DyingJail(JailedExtractor):
    """A jail whose first child dies as PDFium makes it die."""

    asked = 0

    def _run(
        self, body: bytes, request: Mapping[str, object], limit: int
    ) -> tuple[bytes | None, str]:
        self.asked += 1
        if not request.get("pypdf_alone"):
            return None, "parser died (signal 6)"
        return super()._run(body, request, limit)


def test_where_pdfium_dies_pypdf_is_tried_alone() -> None:
    with DyingJail() as jail:
        found = jail.extract(pdf([[(12, "Some words")]]), "application/pdf", None)
        assert (found.outcome, found.text, jail.asked) == (ReadOutcome.OK, "Some words", 2)
        page = jail.extract(b"<p>words</p>", "text/html", None)
        assert (page.detail, jail.asked) == ("parser died (signal 6)", 3)
