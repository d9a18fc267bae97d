"""Where a page cites something about a work that the store knows."""

from dataclasses import replace

import pytest

from citewiki.domain.checks.facts import Cited, PageFacts, SourceFacts
from citewiki.domain.checks.primary import Primaries, secondary_source
from citewiki.domain.sources import SourceType
from citewiki.wiki.markdown import parse_page
from tests.builders import NOW

ARXIV = frozenset({"2203.02155"})
TITLE = "Training language models to follow instructions"
PAPER = SourceFacts(
    "a" * 16, "https://arxiv.org/abs/2203.02155", TITLE, (TITLE,),
    frozenset({"10.1000/paper"}), ARXIV, type=SourceType.PAPER,
)  # fmt: skip
NEWS = SourceFacts("b" * 16, "https://news.org/story", "A story", type=SourceType.WEB)
LIST = "arXiv:2203.02155 arXiv:2001.00001 arXiv:2001.00002 arXiv:2001.00003"


@pytest.mark.parametrize(
    ("name", "source", "text", "because"),
    [
        ("an arXiv id", replace(NEWS, arxiv_ids=ARXIV), None, "both are arXiv:2203.02155"),
        ("a DOI", replace(NEWS, dois=PAPER.dois), None, "both are DOI 10.1000/paper"),
        ("a title", replace(NEWS, titles=(TITLE.upper(),)), None, "both have the same title"),
        ("told of", NEWS, "See arXiv:2203.02155v2.", "its text names arXiv:2203.02155"),
        ("told of by DOI", NEWS, "doi:10.1000/PAPER.", "its text names DOI 10.1000/paper"),
        (
            "a copy, whatever it is called",
            replace(PAPER, id="e" * 16, url="https://www.researchgate.net/p/1", dois=frozenset()),
            None,
            "both are arXiv:2203.02155",
        ),
        (
            "a copy's address",
            replace(NEWS, url="https://www.alphaxiv.org/abs/2203.02155v1"),
            None,
            "both are arXiv:2203.02155",
        ),
        (
            "a bibcode",
            replace(NEWS, url="https://ui.adsabs.harvard.edu/abs/2022arXiv220302155O/abstract"),
            None,
            "both are arXiv:2203.02155",
        ),
        ("a number in another address", replace(NEWS, url="https://a.org/2203.02155"), None, None),
        ("an imported title", replace(NEWS, title=TITLE), None, None),
        ("a list of works", NEWS, LIST, None),
        ("an unknown work", NEWS, "arXiv:2001.00001", None),
        ("nothing in common", NEWS, "a text", None),
        ("another address", replace(NEWS, type=SourceType.PAPER, arxiv_ids=ARXIV), None, None),
        ("a title that two works have", replace(NEWS, titles=("The same four words",)), None, None),
    ],
)  # fmt: skip
def test_what_shows_the_work(
    name: str, source: SourceFacts, text: str | None, because: str | None
) -> None:
    twins = [replace(PAPER, id=n * 16, dois=frozenset(), arxiv_ids=frozenset(),
                     titles=("The same four words",)) for n in "cd"]  # fmt: skip
    found = Primaries([PAPER, source, *twins], lambda _: text).of(source)
    assert (found and found.because) == because
    assert found is None or found.source == PAPER


def _spots(text: str) -> list[tuple[int | None, int | None, str]]:
    news = replace(NEWS, arxiv_ids=ARXIV)
    primaries = Primaries([PAPER, news], lambda _: None)
    sources = {PAPER.url: PAPER, news.url: news}
    parsed = parse_page("p", text)
    cited = [Cited(one, sources[one.url or ""]) for one in parsed.citations]
    told = [replace(one, primary=primaries.of(one.source)) for one in cited if one.source]
    page = PageFacts("p", parsed.words, parsed.faults, tuple(told), NOW)
    return [(spot.line, spot.column, spot.message) for spot in secondary_source(page)]


def test_it_is_said_once_with_the_work_and_why() -> None:
    (spot,) = _spots(f"[a]({NEWS.url})\n\n[b]({NEWS.url})")
    assert spot[:2] == (1, 1)
    assert PAPER.url in spot[2]
    assert PAPER.id in spot[2]
    assert spot[2].endswith("both are arXiv:2203.02155")


def test_a_page_that_cites_the_work_too_is_well() -> None:
    assert _spots(f"[a]({NEWS.url})\n\n[b]({PAPER.url})") == []
