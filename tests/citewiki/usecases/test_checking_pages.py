"""Checking pages: what the files say, held against what the store knows."""

from dataclasses import replace

import pytest

from citewiki.domain.checks.facts import Severity
from citewiki.domain.checks.table import chosen
from citewiki.domain.errors import InputError, NotFound
from citewiki.domain.identity import resource_id
from citewiki.domain.outcomes import Outcome
from citewiki.domain.providers import Identification, ProviderRecord
from citewiki.ports import Ports
from citewiki.usecases.checking_pages import CheckReport, Wanted, check
from citewiki.usecases.registering import register_urls
from tests.builders import NOW, a_snapshot, an_attempt
from tests.fakes import MemoryWiki

U, V = "https://a.org/x", "https://b.org/y"
SAID = "the risk grows faster than anyone thought"
QUOTES = f'They write that "{SAID}" [here]({U}).'


def looked(ports: Ports, text: str, *names: str) -> list[str]:
    wanted = Wanted(chosen(names, []))
    return [one.check.name for one in check(ports, MemoryWiki({"a": text}), wanted).findings]


def known(ports: Ports, *urls: str) -> None:
    register_urls(ports, [(url, None) for url in urls])


def kept(ports: Ports, url: str, text: str) -> None:
    """The source has been fetched and this is its text."""
    known(ports, url)
    body = ports.bodies.put(text.encode())
    snapshot = replace(a_snapshot(resource_id(url), text), text=body, body=body)
    ports.library.snapshots.record_capture(an_attempt(resource_id(url)), snapshot, text)


def test_words_that_the_source_has(ports: Ports) -> None:
    kept(ports, U, f"A title\nAnd {SAID}.")
    assert looked(ports, QUOTES) == []


def test_words_that_no_source_has(ports: Ports) -> None:
    kept(ports, U, "A title\nAnd the risk shrinks.")
    kept(ports, V, "Another one\nAnd so does the cost.")
    assert looked(ports, f"{QUOTES[:-1]} [and here]({V}).") == ["quote-missing"]


def test_one_source_without_a_text_may_have_them(ports: Ports) -> None:
    kept(ports, U, "A title\nAnd the risk shrinks.")
    known(ports, V)
    assert looked(ports, f"{QUOTES[:-1]} [and here]({V}).") == []


def test_a_doi_that_a_provider_knows(ports: Ports) -> None:
    known(ports, U)
    record = ProviderRecord(title="A work", doi="10.1234/abc")
    ports.library.identifications.record(
        Identification(resource_id(U), "crossref", NOW, Outcome.OK, "", record, NOW)
    )
    page = "They say so[^1].\n\n[^1]: [A work]({}), doi:{}."
    assert looked(ports, page.format(U, "10.1234/ABC")) == []
    assert looked(ports, page.format(U, "10.9876/zzz")) == ["doi-mismatch"]


def test_a_withdrawn_work(ports: Ports) -> None:
    known(ports, U)
    record = ProviderRecord(title="A work", withdrawal="withdrawn by its authors")
    ports.library.identifications.record(
        Identification(resource_id(U), "arxiv", NOW, Outcome.OK, "", record, NOW)
    )
    assert looked(ports, f"[x]({U})") == ["retracted-source"]


def test_a_page_that_was_never_scanned_is_checked_as_it_is(ports: Ports) -> None:
    assert looked(ports, f"{U} and [^1]") == ["bare-url", "footnote-undefined"]
    assert ports.library.sources.facts() == {}


def test_counts_and_files(ports: Ports) -> None:
    wiki = MemoryWiki({"risks/a": f"{U}", "b": "[^1]"})
    report = check(ports, wiki, Wanted(chosen([], [])))
    assert (report.pages, report.citations, set(report.files)) == (2, 1, {"b", "risks/a"})
    assert [(one.page_id, one.check.name) for one in report.findings] == [
        ("b", "footnote-undefined"),
        ("risks/a", "bare-url"),
    ]
    assert [report.count(one) for one in Severity] == [1, 1]


@pytest.mark.parametrize(
    ("pages", "skip", "checked"),
    [
        ((), (), ["b", "risks/a", "risks/b"]),
        ((), ("risks/*",), ["b"]),
        (("a",), (), ["risks/a"]),
        (("b.md",), (), ["b", "risks/b"]),
        (("risks/*",), ("risks/a",), ["risks/a", "risks/b"]),  # named: not skipped
    ],
)
def test_which_pages(
    ports: Ports, pages: tuple[str, ...], skip: tuple[str, ...], checked: list[str]
) -> None:
    wiki = MemoryWiki({"risks/a": U, "risks/b": U, "b": U})
    report: CheckReport = check(ports, wiki, Wanted(chosen([], []), pages=pages, skip=skip))
    assert sorted(report.files) == checked


def test_what_is_not_there(ports: Ports) -> None:
    with pytest.raises(NotFound, match="'zz'"):
        check(ports, MemoryWiki({"a": U}), Wanted(chosen([], []), pages=("zz",)))
    with pytest.raises(InputError, match="there are no"):
        check(ports, MemoryWiki({}), Wanted(chosen([], [])))
