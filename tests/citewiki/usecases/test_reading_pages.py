"""Which parser reads a page, what it depends on, and what makes it be read again."""

from pathlib import Path

import pytest

from citewiki.domain.identity import resource_id
from citewiki.domain.page_syntax import PageSyntax, Reading, parse_syntaxes
from citewiki.files.wiki_folder import DirectoryWiki
from citewiki.ports import Ports
from citewiki.ports.folders import PageFile
from citewiki.usecases.reading_pages import PageReading, reading_version
from citewiki.usecases.scanning import scan
from tests.fakes import MemoryWiki

A = "@misc{a, url={https://a.org}}"
B = "@misc{a, url={https://b.org}}"
"""The same key, another work."""


def _cited(ports: Ports) -> list[tuple[str, str]]:
    return [(c.page_id, c.url) for c in ports.library.pages.citations()]


SYNTAXES = [
    ("a.md", "x", {}, PageSyntax.MARKDOWN),
    ("a.mdx", "---\nbibliography: r.bib\n---\n", {}, PageSyntax.MARKDOWN),
    ("a.md", "---\nbibliography: r.bib\n---\n", {}, PageSyntax.PANDOC),
    ("a.md", "the word bibliography", {}, PageSyntax.MARKDOWN),
    ("b/a.md", "x", {"_quarto.yml": "bibliography: r.bib"}, PageSyntax.PANDOC),
    ("b/a.md", "x", {"c/_quarto.yml": "bibliography: r.bib"}, PageSyntax.MARKDOWN),
    ("b/a.md", "x", {"_quarto.yml": "bibliography: ["}, PageSyntax.MARKDOWN),
    ("a.qmd", "x", {}, PageSyntax.PANDOC),
    ("a.wiki", "x", {}, PageSyntax.MEDIAWIKI),
    ("a.html", "x", {}, PageSyntax.HTML),
]


@pytest.mark.parametrize(("name", "text", "attached", "syntax"), SYNTAXES)
def test_the_syntax(name: str, text: str, attached: dict[str, str], syntax: PageSyntax) -> None:
    wiki = MemoryWiki()
    wiki.attachments = attached
    assert PageReading(wiki).syntax(PageFile("a", text.encode(), name)) is syntax


@pytest.mark.parametrize(("name", "cited"), [("a.md", 0), ("a.mdx", 1)])
def test_mdx_has_no_indented_code(name: str, cited: int) -> None:
    file = PageFile("a", b"One.\n\n    - [two](https://a.org)\n", name)
    assert len(PageReading(MemoryWiki()).read(file).citations) == cited


def test_a_setting_tells_the_syntax() -> None:
    wiki = MemoryWiki()
    wiki.reading = Reading(parse_syntaxes(".md=markdown, .txt=html"))
    wiki.attachments = {"_quarto.yml": "bibliography: r.bib"}
    reading = PageReading(wiki)
    assert reading.syntax(PageFile("a", b"", "a.md")) is PageSyntax.MARKDOWN
    assert reading.syntax(PageFile("a", b"", "a.txt")) is PageSyntax.HTML


@pytest.mark.parametrize(
    ("name", "front", "project", "path"),
    [
        ("b/c.qmd", "bibliography: r.bib", "", "b/r.bib"),
        ("b/c.qmd", "bibliography: ../r.bib", "", "r.bib"),
        ("b/c.qmd", "bibliography: /x/r.bib", "", "x/r.bib"),
        ("b/c.qmd", "bibliography: [none.bib, r.bib]", "", "b/r.bib"),
        ("b/c.qmd", "title: x", "bibliography: r.bib", "r.bib"),
        ("b/c.qmd", "title: x", "bibliography: [s/r.bib]", "s/r.bib"),
    ],
)
def test_where_a_bibliography_is(name: str, front: str, project: str, path: str) -> None:
    wiki = MemoryWiki()
    wiki.attachments = {"_quarto.yml": project, path: A}
    page = PageFile("p", f"---\n{front}\n---\n[@a]".encode(), name)
    assert [one.url for one in PageReading(wiki).read(page).citations] == ["https://a.org"]


def test_a_bibliography_of_the_settings() -> None:
    wiki = MemoryWiki()
    wiki.reading = Reading(bibliographies=("r.bib",))
    wiki.attachments = {"r.bib": A}
    page = PageFile("p", b"[@a]", "p.md")
    assert [one.url for one in PageReading(wiki).read(page).citations] == ["https://a.org"]


@pytest.mark.parametrize("name", ["none.bib", "../../secret.bib"])
def test_a_bibliography_that_is_not_there(name: str) -> None:
    page = PageFile("p", f"---\nbibliography: {name}\n---\n".encode(), "p.qmd")
    (fault,) = PageReading(MemoryWiki()).read(page).faults
    assert fault.what == f"the bibliography {name} is not in the wiki's folder"


def test_a_changed_bibliography_reads_its_pages_again(ports: Ports) -> None:
    front = "---\nbibliography: r.bib\n---\n"
    wiki = MemoryWiki({"p": f"{front}[@a]", "q": "https://q.org"})
    wiki.attachments = {"r.bib": A}
    scan(ports, wiki)
    assert scan(ports, wiki).pages_unchanged == 2
    wiki.attachments = {"r.bib": B}
    assert scan(ports, wiki).pages_read == 1
    assert _cited(ports) == [("p", "https://b.org"), ("q", "https://q.org")]


def test_a_changed_setting_reads_every_page_again(ports: Ports) -> None:
    wiki = MemoryWiki({"p": "---\nmade_from: https://a.org\n---\n"})
    scan(ports, wiki)
    assert _cited(ports) == []
    wiki.reading = Reading(fields=("made_from",))
    assert scan(ports, wiki).pages_read == 1
    assert _cited(ports) == [("p", "https://a.org")]
    assert scan(ports, wiki).pages_read == 0
    assert reading_version(Reading()) != reading_version(wiki.reading)


def test_the_ids_of_what_a_key_names(ports: Ports) -> None:
    wiki = MemoryWiki({"p": "[@a]"}, ".qmd")
    wiki.reading = Reading(bibliographies=("r.bib",))
    wiki.attachments = {"r.bib": A}
    scan(ports, wiki)
    (found,) = ports.library.pages.citations(page_id="p")
    assert (found.source_id, found.label) == (resource_id("https://a.org"), "a")


def test_a_damaged_dump_keeps_what_lay_behind_the_damage(ports: Ports, tmp_path: Path) -> None:
    page = "<page><title>{}</title><revision><text>https://{}.org</text></revision></page>"
    whole = f"<mediawiki>{page.format('A', 'a')}{page.format('B', 'b')}</mediawiki>"
    (tmp_path / "export.xml").write_text(whole)
    wiki = DirectoryWiki(tmp_path)
    assert scan(ports, wiki).pages_read == 2
    assert scan(ports, wiki).pages_unchanged == 2
    (tmp_path / "export.xml").write_text(whole.replace("<title>B", "<tidle>B"))
    report = scan(ports, wiki)
    assert (report.pages_unchanged, report.pages_removed) == (1, 0)
    assert [one.page_id for one in report.problems] == ["export"]
    assert _cited(ports) == [("export/A", "https://a.org"), ("export/B", "https://b.org")]
    (tmp_path / "export.xml").write_text(f"<mediawiki>{page.format('A', 'a')}</mediawiki>")
    assert scan(ports, wiki).pages_removed == 1


def test_the_pages_of_a_dump_that_are_wanted(ports: Ports, tmp_path: Path) -> None:
    page = "<page><title>{}</title><revision><text>https://{}.org</text></revision></page>"
    dump = f"<mediawiki>{page.format('A', 'a')}{page.format('B', 'b')}</mediawiki>"
    (tmp_path / "export.xml").write_text(dump)
    report = scan(ports, DirectoryWiki(tmp_path), only={"export/B"})
    assert (report.pages_read, report.pages_skipped) == (1, 1)
    assert _cited(ports) == [("export/B", "https://b.org")]
