"""Answers that are broken, huge, deep or meant to hurt: one typed error, or a harmless record."""

import time
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.ports.providers import Provider
from sources.providers.doi import Doi
from sources.providers.json_answers import MAX_BYTES, MAX_DEPTH, read_object
from sources.providers.table import PROVIDERS
from sources.providers.texts import ABSTRACT_CHARS, MAX_AUTHORS, NAME_CHARS, TITLE_CHARS
from sources.providers.xml_answers import read_xml
from tests.sources.providers import answers


def kind(provider: Provider) -> str:
    """The class's name: a provider may have two doors under one name."""
    return type(provider).__name__


WORKS = {
    "Arxiv": "2301.00001",
    "ArxivPage": "2301.00001",
    "Doi": "10.1234/watch.5",
    "OpenReview": "AbC-d_1",
    "PubMed": "12345678",
    "Forums": "abcdefghij1234567",
    "YouTube": "a1B2c3D4-_5",
}
GOOD = {
    "Arxiv": answers.atom(),
    "ArxivPage": answers.arxiv_page(),
    "Doi": answers.crossref(),
    "OpenReview": answers.openreview(),
    "PubMed": answers.esummary(),
    "Forums": answers.forum_post(),
    "YouTube": answers.oembed(),
}
each_provider = pytest.mark.parametrize("provider", PROVIDERS, ids=kind)


def read(provider: Provider, body: bytes) -> ProviderRecord | None:
    """The record, checked to be harmless; None where the answer is refused as it may be."""
    try:
        found = provider.parse(WORKS[kind(provider)], body)
    except UnreadableAnswer:
        return None
    for field in fields(found):
        value = getattr(found, field.name)
        for text in value if isinstance(value, tuple) else [value]:
            assert text is None or isinstance(text, str)
            text = text or ""
            assert "\0" not in text
            assert "\x1b" not in text
            text.encode("utf-8")  # no lone surrogate
            assert len(text) <= ABSTRACT_CHARS
    assert len(found.title or "") <= TITLE_CHARS
    assert len(found.authors) <= MAX_AUTHORS
    assert all(0 < len(name) <= NAME_CHARS for name in found.authors)
    return found


def test_the_good_ones_are_read() -> None:
    assert all(read(one, GOOD[kind(one)]) is not None for one in PROVIDERS)


@each_provider
@settings(deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes(provider: Provider, body: bytes) -> None:
    read(provider, body)


_XML = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
_JSON: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@each_provider
@settings(deadline=None)
@given(data=st.data())
def test_any_value_in_any_place(provider: Provider, data: st.DataObject) -> None:
    """The right shape, with something else where something is expected."""
    makers: dict[str, tuple[Callable[..., bytes], list[str]]] = {
        "Arxiv": (answers.atom, ["title", "summary", "comment", "doi", "entry_id"]),
        "ArxivPage": (answers.arxiv_page, ["title", "abstract", "comment", "newest", "arxiv_id"]),
        "Doi": (
            answers.crossref,
            ["title", "author", "issued", "type", "DOI", "abstract", "updated-by", "version"],
        ),
        "OpenReview": (
            answers.openreview,
            ["title", "authors", "abstract", "venue", "venueid"],
        ),
        "PubMed": (
            answers.esummary,
            ["title", "authors", "pubdate", "epubdate", "articleids", "pubtype", "source"],
        ),
        "Forums": (answers.forum_post, ["title", "user", "coauthors", "postedAt", "_id"]),
        "YouTube": (answers.oembed, ["title", "author_name", "provider_name"]),
    }
    make, names = makers[kind(provider)]
    values: st.SearchStrategy[object] = _XML if "Arxiv" in kind(provider) else _JSON
    read(provider, make(**data.draw(st.dictionaries(st.sampled_from(names), values))))


@each_provider
@settings(deadline=None)
@given(at=st.floats(0, 1), to=st.binary(max_size=4))
def test_a_good_answer_broken_somewhere(provider: Provider, at: float, to: bytes) -> None:
    good = GOOD[kind(provider)]
    place = int(at * len(good))
    read(provider, good[:place] + to)
    read(provider, good[:place] + to + good[place + len(to) :])


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n, n - 1, n - 1) for n in range(1, 40))
    + b"]><x>&a39;</x>"
)
XML = {
    "bomb": BOMB,
    "a file": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    "a document type elsewhere": b'<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>',
    "UTF-16": '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16"),
    "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-x/>',
    "deep": b"<x>" * 100_000,
    "huge": b"<x>" + b"a" * MAX_BYTES + b"</x>",
    "NUL": b"<x>\0</x>",
    "nothing": b"",
}
JSON = {
    "deep": b"[" * 200_000,
    "deep in an object": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "just too deep": b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
    "huge": b'{"a":"' + b"a" * MAX_BYTES + b'"}',
    "a number of 5,000 digits": b'{"a":' + b"9" * 5_000 + b"}",
    "a list": b"[1]",
    "no UTF-8": b'{"a":"\xff"}',
    "nothing": b"",
}


@pytest.mark.parametrize("case", XML)
def test_xml_that_is_refused(case: str) -> None:
    with pytest.raises(UnreadableAnswer):
        read_xml(XML[case])


@pytest.mark.parametrize("case", JSON)
def test_json_that_is_refused(case: str) -> None:
    with pytest.raises(UnreadableAnswer):
        read_object(JSON[case])


def test_brackets_in_a_text_are_no_depth() -> None:
    inside = {"a": "[" * 200, "b": '\\"[[[' * 50, "c": "\\\\", "d": "{" * 200}
    assert read_object(answers.as_json(inside)) == inside


def test_texts_are_cut_and_cleaned() -> None:
    body = answers.crossref(
        title="\0\x1b[31mA" + "b" * 5_000 + "\ud800",
        abstract="<p>" + "x" * 100_000,
        author=[{"name": f"Author {n} " + "y" * 400} for n in range(5_000)],
    )
    found = read(Doi(), body)
    assert found is not None
    assert found.title is not None
    assert found.title.startswith("[31mAb")
    assert len(found.title) == TITLE_CHARS
    assert len(found.abstract or "") == ABSTRACT_CHARS
    assert len(found.authors) == MAX_AUTHORS


@pytest.mark.parametrize("text", ["<a" * 20_000, "<" * 40_000, "&amp" * 10_000, "\n \n" * 20_000])
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    read(Doi(), answers.crossref(abstract=text, title=text))
    assert time.process_time() - start < 1.0
