"""MediaWiki's exports, page by page."""

import io
from pathlib import Path

import pytest

from citewiki.domain.errors import InputError
from citewiki.files import mediawiki_dump
from citewiki.files.mediawiki_dump import DumpPage, is_dump, read_dump
from citewiki.files.wiki_folder import DirectoryWiki

OPEN = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">'


def a_page(title: str, text: str, inside: str = "<ns>0</ns>") -> str:
    return f"<page><title>{title}</title>{inside}<revision><text>{text}</text></revision></page>"


def pages(dump: str) -> list[DumpPage]:
    return list(read_dump(io.BytesIO(dump.encode())))


def test_articles() -> None:
    dump = OPEN + a_page("A &amp; b", "x\ny &lt;ref&gt;") + a_page("C", "") + "</mediawiki>"
    assert pages(dump) == [DumpPage("A & b", "x\ny <ref>"), DumpPage("C", "")]


@pytest.mark.parametrize(
    "inside",
    ["<ns>1</ns>", '<ns>0</ns><redirect title="B"/>', "<ns>0</ns><revision/>"],
)
def test_what_is_no_article(inside: str) -> None:
    found = pages(OPEN + a_page("A", "x", inside) + "</mediawiki>")
    assert found == ([] if "<revision/>" not in inside else [DumpPage("A", "x")])


def test_another_model_is_left_out() -> None:
    script = (
        "<page><title>A</title><revision><model>Scribunto</model><text>x</text></revision></page>"
    )
    assert pages(f"{OPEN}{script}</mediawiki>") == []


def test_the_newest_revision() -> None:
    two = "<revision><text>old</text></revision><revision><text>new</text></revision>"
    assert pages(f"{OPEN}<page><title>A</title>{two}</page></mediawiki>") == [DumpPage("A", "new")]


def test_a_page_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mediawiki_dump, "MAX_CHARS", 10)
    dump = OPEN + a_page("A", "x" * 100_000) + a_page("B", "y") + "</mediawiki>"
    assert pages(dump) == [DumpPage("A", None), DumpPage("B", "y")]


@pytest.mark.parametrize(
    ("dump", "why"),
    [
        (f"<!DOCTYPE a [<!ENTITY b 'c'>]>{OPEN}</mediawiki>", "declares a document type"),
        (f"{OPEN}{a_page('A', 'x')}", "is damaged at line 1"),
        (f"{OPEN}{'<a>' * 60}", "is nested over 50 deep"),
        (f"{OPEN}&b;</mediawiki>", "is damaged at line 1"),
        ("", "is damaged at line 1"),
    ],
)
def test_what_is_refused(dump: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        pages(dump)


def test_the_pages_of_a_damaged_dump_come_until_the_damage(tmp_path: Path) -> None:
    damaged = OPEN + a_page("A/b", "x") + "<page><title>C</wrong>"
    (tmp_path / "export.xml").write_text(damaged)
    (tmp_path / "feed.xml").write_text("<rss/>")
    (tmp_path / "z.wiki").write_text("y")
    wiki = DirectoryWiki(tmp_path)
    assert [(one.page_id, one.name, one.content) for one in wiki.pages()] == [
        ("export/A/b", "export.xml/A/b.wiki", b"x"),
        ("z", "z.wiki", b"y"),
    ]
    ((page, why),) = wiki.unreadable
    assert page == "export"
    assert why.endswith("; what follows was not read")


def test_a_title_that_stands_twice(tmp_path: Path) -> None:
    dump = OPEN + a_page("A", "x") + a_page("A", "y") + "</mediawiki>"
    (tmp_path / "export.xml").write_text(dump)
    wiki = DirectoryWiki(tmp_path)
    assert [one.content for one in wiki.pages()] == [b"x"]
    assert wiki.unreadable == [("export/A", "stands in its dump twice")]
    assert not wiki.replace(next(wiki.pages()), b"z")


def test_a_dump_is_told_by_its_head() -> None:
    assert is_dump(f'<?xml version="1.0"?>\n{OPEN}'.encode())
    assert not is_dump(b"<html><p>mediawiki")
