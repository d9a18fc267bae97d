"""Word documents, sound and hostile."""

from collections.abc import Callable

import pytest

from citewiki.domain import media
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.sources import Field
from sources.extract.reader import read
from tests.sources.extract.docx_files import (
    CORE,
    W,
    document,
    docx,
    paragraph,
    relations,
    table,
    text,
)

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_document_is_read_as_blocks_with_its_notes_after_it() -> None:
    body = docx(
        paragraph("On Pairs", "T"),
        paragraph("Ada Example and Ben Sample", "A"),
        paragraph("6 May 2024", "D"),
        paragraph("Method", "H1"),
        paragraph(text("Reviewers worked in ") + text("pairs.") + NOTE),
        paragraph("first thing", "L"),
        paragraph("second thing", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        paragraph("Two see more.", "Q"),
        table(("Group", "Errors"), ("pairs", "31")),
        paragraph("Results", "Own"),
    )
    assert media.sniff(body, None, "paper.docx") == media.DOCX
    found = read(body, media.DOCX, None)
    assert (found.outcome, found.page_starts) == (ReadOutcome.OK, ())
    assert found.text == (
        "On Pairs\n\nAda Example and Ben Sample\n\n6 May 2024\n\nMethod\n\n"
        "Reviewers worked in pairs.[1]\n\n- first thing\n- second thing\n\nTwo see more.\n\n"
        "Group | Errors\npairs | 31\n\nResults\n\n[1] See the annex."
    )
    assert [(one.field, one.value, one.found_in) for one in found.metadata] == [
        (Field.TITLE, "On Pairs", "docx style title"),
        (Field.AUTHORS, ("Ada Example", "Ben Sample"), "docx style author"),
        (Field.PUBLISHED, "2024-05-06", "docx style date"),
        (Field.TITLE, "The template", "docx title"),
        (Field.AUTHORS, ("Ada Example", "Ben Sample"), "docx creator"),
        (Field.MODIFIED, "2024-06-07", "docx modified"),
        (Field.PUBLISHED, "2024-05-06", "docx created"),
    ]


def _changed(words: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{words}</w:delText></w:r></w:del>'


_BOX = "<w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
WORDS: dict[str, tuple[str, str]] = {
    "a link": (f"<w:hyperlink>{text('see there')}</w:hyperlink>", "see there"),
    "an insertion": (text("a ") + f'<w:ins w:id="1">{text("new")}</w:ins>', "a new"),
    "a deletion": (text("a ") + _changed("old") + text("word"), "a word"),
    "a field": (
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>" + text("shown"), "shown",
    ),
    "a tab, a break and a fixed hyphen": (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>",
        "a b c-d",
    ),
    "a hyphen for the line's end": ("<w:r><w:t>ab</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "abc"),
    "a formula": (f"<m:oMath {_M}><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
    "a text box": (f"{text('line')}<w:r>{_BOX.format(paragraph('boxed'))}</w:r>", "line\n\nboxed"),
    "one thing in two ways": (
        f"<w:r><mc:AlternateContent {_MC}><mc:Choice>{_BOX.format(paragraph('once'))}</mc:Choice>"
        f"<mc:Fallback>{_BOX.format(paragraph('once'))}</mc:Fallback></mc:AlternateContent></w:r>",
        "once",
    ),
    "controls": (text("a\u009bb"), "ab"),
    "no such note": ('<w:r><w:t>a</w:t><w:endnoteReference w:id="7"/></w:r>', "a[1]"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), WORDS.values(), ids=WORDS)
def test_what_counts_as_words(content: str, expected: str) -> None:
    assert read(docx(paragraph(content)), media.DOCX, None).text == expected


SHAPES: dict[str, tuple[str, str]] = {
    "a table that only lays out": (
        table((paragraph("One") + paragraph("Two"),), ("Three",)), "One\n\nTwo\n\nThree",
    ),
    "a table in a table": (table(("a", table(("b", "c"))), ("d", "e")), "a | b | c\nd | e"),
    "an empty row": (table(("a", "b"), ("", "")), "a | b"),
    "a content control": (
        f"<w:sdt><w:sdtContent>{paragraph('in it')}</w:sdtContent></w:sdt>", "in it",
    ),
    "a number taken away": (
        paragraph("no item", "L", '<w:numPr><w:numId w:val="0"/></w:numPr>'), "no item",
    ),
    "a style of itself": (paragraph("still read", "C1"), "still read"),
    "a style that is not there": (paragraph("still read", "Nowhere"), "still read"),
    "a heading by its own level": (
        paragraph("a", properties='<w:outlineLvl w:val="1"/>') + paragraph("b", "H1"), "a\n\nb",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), SHAPES.values(), ids=SHAPES)
def test_shapes(content: str, expected: str) -> None:
    found = read(docx(content), media.DOCX, None)
    assert (found.outcome, found.text) == (ReadOutcome.OK, expected)


def test_the_first_heading_is_a_guess_at_the_title() -> None:
    found = read(docx(paragraph("On Pairs", "H1"), core=None), media.DOCX, None)
    (title,) = found.metadata
    assert (title.value, title.found_in, title.confidence) == (
        "On Pairs",
        "docx first heading",
        0.6,
    )


def test_the_strict_standard_is_read_too() -> None:
    strict = document(paragraph("On Pairs", "T")).replace(
        W, 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    )
    found = read(docx(document=strict), media.DOCX, None)
    assert (found.text, found.metadata[0].found_in) == ("On Pairs", "docx style title")


def test_a_part_elsewhere_is_found_by_its_relation() -> None:
    body = docx(
        document=None,
        package=relations(officeDocument="/word/other.xml"),
        **{"word/other.xml": document(paragraph("words"))},
    )
    assert read(body, media.DOCX, None).text == "words"


_DTD = f'<!DOCTYPE w:document [<!ENTITY a "{"ha" * 99}">]>' + document(paragraph("&a;"))[21:]
UNREADABLE, PARTIAL = ReadOutcome.UNREADABLE, ReadOutcome.PARTIAL
HOSTILE: dict[str, tuple[Callable[[], bytes], ReadOutcome, str]] = {
    "a bomb": (lambda: docx(document=b" " * 30_000_000), UNREADABLE, "bomb"),
    "a picture that is a bomb": (
        lambda: docx(paragraph("a"), **{"word/media/a.png": b"\0" * 30_000_000}),
        UNREADABLE, "bomb",
    ),
    "entities": (lambda: docx(document=_DTD), UNREADABLE, "entities"),
    "entities in UTF-16": (lambda: docx(document=_DTD.encode("utf-16")), UNREADABLE, "entities"),
    "entities in its styles": (
        lambda: docx(paragraph("a"), styles="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
        PARTIAL, "entities",
    ),
    "a DTD elsewhere": (
        lambda: docx(document='<!DOCTYPE x SYSTEM "file:///etc/fstab"><x/>'), UNREADABLE, "no body",
    ),
    "a way out": (lambda: docx(paragraph("a"), **{"../x": "y"}), UNREADABLE, "'../x'"),
    "a relation that leads out": (
        lambda: docx(package=relations(officeDocument="../../../etc/passwd")), UNREADABLE, "lacks",
    ),
    "no document": (lambda: docx(document=None), UNREADABLE, "lacks 'word/document.xml'"),
    "no XML": (lambda: docx(document=b"<w:docu"), UNREADABLE, "damaged at"),
    "not a document": (lambda: docx(document="<a/>"), UNREADABLE, "has no body"),
    "10,000 deep": (
        lambda: docx(document=document("<w:sdt>" * 10_000)), UNREADABLE, "damaged at",
    ),
    "tables 200 deep": (
        lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 80),
        ReadOutcome.OK, "",
    ),
    "damaged styles": (lambda: docx(paragraph("a"), styles="<a"), PARTIAL, "damaged at"),
    "notes that are not there": (lambda: docx(paragraph("a"), footnotes=None), PARTIAL, "lacks"),
    "an embedded page": (
        lambda: docx(paragraph("a"), "<w:altChunk/>"), PARTIAL, "in another format",
    ),
    "no text": (lambda: docx(core=CORE), ReadOutcome.NO_TEXT, "no text"),
    "cut short": (lambda: docx(paragraph("a"))[:-300], UNREADABLE, "no whole zip"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_is_an_outcome(case: str) -> None:
    build, outcome, detail = HOSTILE[case]
    found = read(build(), media.DOCX, None)
    assert (found.outcome, detail in found.detail) == (outcome, True), found.detail
