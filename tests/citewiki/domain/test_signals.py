"""What is said beside a rating, and from where."""

from dataclasses import replace
from datetime import timedelta

import pytest

from citewiki.domain.duplicates import Merged
from citewiki.domain.interests import own_names
from citewiki.domain.links import LinkState
from citewiki.domain.notices import Notice, NoticeKind
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.domain.signals import SignalFacts, signals
from citewiki.domain.sources import Field, FieldValue, Origin, Source
from citewiki.domain.venues import Venue
from tests.builders import NOW, a_snapshot, a_venue

ID = "0" * 16
ARXIV = replace(a_venue("arxiv", name="arXiv"), kind="preprint_server", peer_reviewed=False)
OPENAI = replace(a_venue("openai", name="OpenAI"), kind="company_blog", peer_reviewed=False)
SHOP = replace(a_venue("shop", name="Acme Labs"), kind="company_blog", peer_reviewed=False)
WIKI = replace(a_venue("wiki", name="A wiki"), kind="encyclopedia", peer_reviewed=False)
JOURNAL = a_venue("journal", name="A journal")


def a_known(url: str = "https://a.example/", **values: str) -> Source:
    fields = {
        Field(name): FieldValue(Field(name), value, Origin.EDITOR, "Ada", NOW)
        for name, value in values.items()
    }
    return Source(
        ID, "abcdefghij", url, url, False, (), NOW, fields, {}, None, 0, LinkState.UNCHECKED,
        None, None, None,
    )  # fmt: skip


def facts(source: Source | None = None, venue: Venue | None = None, **parts: object) -> SignalFacts:
    plain = SignalFacts(source or a_known(), venue, (), (), (), (), (), NOW)
    return replace(plain, **parts)  # type: ignore[arg-type]  # a test names real fields


def asked(**parts: object) -> tuple[Identification, ...]:
    record = replace(ProviderRecord(), **parts)  # type: ignore[arg-type]  # as above
    return (Identification(ID, "arxiv", NOW, Outcome.OK, "", record, NOW),)


def told(some: SignalFacts) -> dict[str, str]:
    return {one.name: one.sentence for one in signals(some)}


LINKED = replace(a_known(), link_state=LinkState.SOFT_404, link_checked_at=NOW)
OLD = a_known("https://arxiv.org/abs/2301.00001v1")
TEXTS = tuple(
    replace(a_snapshot(ID, text, at=NOW - timedelta(days=days)), id=9 - days)
    for days, text in ((0, "c"), (1, "b"), (2, "b"), (3, "a"))
)
CASES = {
    "nothing known": (facts(), {}),
    "reviewed": (
        facts(venue=JOURNAL),
        {"peer_reviewed": "Published where peers review: A journal."},
    ),
    "a preprint": (
        facts(venue=ARXIV),
        {"preprint": "A preprint: arXiv publishes without review."},
    ),
    "published since": (
        facts(venue=ARXIV, identifications=asked(doi="10.1234/x", container="A journal")),
        {
            "preprint": "A preprint: arXiv publishes without review.",
            "published_version": "A published version is known: doi:10.1234/x, in A journal.",
        },
    ),
    "its preprint's own DOI is none": (
        facts(venue=ARXIV, identifications=asked(doi="10.48550/arXiv.2301.00001")),
        {"preprint": "A preprint: arXiv publishes without review."},
    ),
    "merged with what was published": (
        facts(venue=ARXIV, merged=(Merged(ID, "https://doi.org/10.1234/x", "Ada", NOW),)),
        {
            "preprint": "A preprint: arXiv publishes without review.",
            "published_version": "A published version is known: doi:10.1234/x.",
        },
    ),
    "a notice": (
        facts(notices=(Notice(NoticeKind.CORRECTION, "10.1/x", None, "", None, "list", NOW),)),
        {"correction": "Corrected."},
    ),
    "an editor's order": (
        facts(a_known(purpose="Primary source")),
        {"primary_source": "A primary source."},
    ),
    "an editor before the kind": (
        facts(a_known(purpose="secondary source"), WIKI),
        {"secondary_source": "A secondary source."},
    ),
    "an encyclopedia": (
        facts(venue=WIKI),
        {"tertiary_source": "A tertiary source: an encyclopedia sums up what others found."},
    ),
    "a lab's own title": (
        facts(a_known(title="GPT-4 system card"), OPENAI),
        {"interest": "OpenAI is a party here: its title names GPT-4, its own."},
    ),
    "a lab's own claim": (
        facts(venue=OPENAI, claims=("ChatGPT is safe.",)),
        {"interest": "OpenAI is a party here: the claim that cites it names ChatGPT, its own."},
    ),
    "another's model": (facts(venue=OPENAI, claims=("Claude is safe.", "GPT-J is, too.")), {}),
    "a month of last year": (
        facts(a_known(published="2025-04")),
        {"age": "Published 2025-04, within a year."},
    ),
    "a year": (facts(a_known(published="2024")), {"age": "Published 2024, 2 years ago."}),
    "in the future": (facts(a_known(published="2030")), {}),
    "another text": (
        facts(snapshots=TEXTS),
        {"text_changed": "Its text has changed 2 times since 2026-02-26, last on 2026-03-01."},
    ),
    "the same text": (facts(snapshots=TEXTS[1:3]), {}),
    "the same body, read otherwise": (
        facts(snapshots=(replace(TEXTS[0], body=TEXTS[1].body), TEXTS[1])),
        {},
    ),
    "an older version": (
        facts(OLD, identifications=asked(version="v3")),
        {"newer_version": "Version 1 is cited; the newest is 3."},
    ),
    "the newest version": (facts(OLD, identifications=asked(version="v1")), {}),
    "a link": (facts(LINKED), {"link": "Its link is soft 404, checked 2026-03-01."}),
    "who wrote it": (
        facts(identifications=asked(orcids=(("A. Lovelace", "0000-0002-1825-0097"),))),
        {"orcid": "ORCID: A. Lovelace 0000-0002-1825-0097."},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_signals(case: str) -> None:
    some, expected = CASES[case]
    assert told(some) == expected


@pytest.mark.parametrize("case", CASES)
def test_each_has_its_source(case: str) -> None:
    for one in signals(CASES[case][0]):
        assert one.source


def test_names_are_whole_and_spelt_so() -> None:
    assert own_names(OPENAI, "GPT-4o and gpt-3, Sorare, OpenAI's") == ("GPT-4o", "OpenAI")
    assert own_names(SHOP, "Acme Labs sells it") == ("Acme Labs",)
    assert own_names(JOURNAL, "A journal says so") == ()
