"""The type guess against the real wiki's own types, each disagreement read by a person."""

import pytest

from citewiki.domain.sources import SourceType
from citewiki.domain.type_guess import Known, TypeGuess, guess_type
from citewiki.imports.longterm_wiki.reading import read
from citewiki.imports.longterm_wiki.resources import WikiSource
from tests.shared_data import shared

WIKI_ERRS = {
    "a think tank for the governance of AI, no government": """
        104ef027f750b0ee 166215ac6c1d1698 1c3727edad48f707 1dca0ff590bf6189 26494a9f05b9db4d
        2aa9514c9047ada3 323869129eb799dc 482b71342542a659 571cb6299c6d27cf 5907b6750da90f60
        697b30a2dacecc26 a7d8c8e501716ea2 b4402422d8628b71 c714168b4eaf2317 d76d92e6cd91fb5d
        dccefa4a8b251727 e0a695ac99bfa019 f35c467b353f990f
    """,
    "a law school's forum on corporate governance": """
        189d89e530b5f013 357cf00ad44eea37 518d2089142d1862
    """,
    "a news site about government, no government": """
        8800264a3e0026cc 9d434a8743369a7a e63572e7230052e6
    """,
    "a company that teaches corporate governance": "bfec963619a2f651",
    "a journal's article, only kept by a government's library": """
        2e37589bf4cafca7 66ecd8562638e6de 7df0f96fbb215c0a
    """,
    "a news report or a press release, no blog": """
        1e133239da0a14ec 4035e45ee4b8ea6f 542f277041ee2a85 5a6993cb9204f322 5fa29a2f2fe73640
        8ff45b78d019e6c6 96433b9355852a31 a1204bfac04f697e c8a936e0d678398f d151deec0feba721
        e43ac49ab1d039d7
    """,
    "a page of search results or a front page, no talk": """
        23cab3f42d3a5e0d 51e0a77c2b6e8cd4 dbae2d0204aa489e
    """,
    "a front page or an index, no paper": """
        28bacb8b68411b9d 76ad6e98c47f6ff5 e9aaa7b5e18f9f41 f1122d7f8e96cd6b f771d4f56ad4dbaa
    """,
}
WE_MISS = {
    "a blog under its author's name, which no address tells": "8d9f2fea7c1b4e3a",
    "an advocate's page": "59636b12f8080da8",
    "a lab's own page on its paper": """
        0b707017d0003d56 3c862a18b467640b 9b255e0255d7dd86 e99a5c1697baa07d
    """,
    "a short link to a paper": "caa7c39d21fc4a14",
    "a report that only its text shows to be one": """
        16a7a1283bb27ff2 3590e18cc6687057 36eaf35d3d38bab3 684fdebba6c91f2c 734f880eb677edd8
        764f3b83cfa0cd07 80cf8f51eecba79e a0e5c1ff413bb7d8 bc5be25ff7d6a67d c2e15e64323078f5
        d8ba68b18754ee59
    """,
}

Pairs = list[tuple[WikiSource, TypeGuess]]


@pytest.fixture(scope="module")
def typed() -> Pairs:
    """The sources typed otherwise than "web", with our guess."""
    data = shared("longterm-wiki")
    wiki = read(
        {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in [data / "publications.yaml", *(data / "resources").glob("*.yaml")]
        }
    )
    kinds = {venue.id: venue for venue in wiki.venues}
    found = []
    for source in wiki.sources:
        venue = kinds.get(source.venue or "")
        known = Known() if venue is None else Known(venue.name, venue.kind)
        if source.type not in (None, SourceType.WEB):
            found.append((source, guess_type(source.url, known)))
    return found


def test_every_disagreement_was_read(typed: Pairs) -> None:
    differ = {source.id: guess for source, guess in typed if source.type is not guess.type}
    read = {one for group in (WIKI_ERRS, WE_MISS) for ids in group.values() for one in ids.split()}
    assert differ.keys() - read == set()


def test_nearly_all_agree_or_are_the_wikis_errors(typed: Pairs) -> None:
    errs = {one for ids in WIKI_ERRS.values() for one in ids.split()}
    right = sum(source.type is guess.type or source.id in errs for source, guess in typed)
    assert len(typed) > 1_300
    assert right / len(typed) >= 0.985  # 95 % were due; raw agreement is 95.6 %


def test_a_wrong_guess_is_never_shown_as_fact(typed: Pairs) -> None:
    """Where the wiki is right and we are not, we say `web`: nothing is invented."""
    missed = {one for ids in WE_MISS.values() for one in ids.split()}
    assert {guess.type for source, guess in typed if source.id in missed} == {SourceType.WEB}
