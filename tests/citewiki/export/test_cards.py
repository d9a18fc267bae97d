"""A card in every format, and texts from outside that want to be more than texts."""

import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from lxml import etree  # type: ignore[import-untyped]  # ships no types
from markdown_it import MarkdownIt

from citewiki.domain.cards import Card
from citewiki.domain.citations import CitingPage
from citewiki.domain.credibility import Basis, Credibility, credibility
from citewiki.domain.display import harmless
from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.links import LinkState
from citewiki.domain.reviews import Review, ReviewOutcome
from citewiki.domain.sources import Field, FieldValue, Origin, Source, SourceUrl, Value
from citewiki.export.card_json import as_json
from citewiki.export.cards import FORMATS, render
from tests.builders import NOW, a_page, a_snapshot, a_venue

ID = "227c865a2154436e"
URL = "https://cdn.openai.com/papers/gpt-4.pdf"

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "closes the title": "</title></style><script>x()</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "quote out": "' onmouseover='x()",
    "javascript link": "[click](javascript:alert(1))",
    "image": "![x](https://evil.example/track.png)",
    "reference": "[a]: https://evil.example",
    "autolink": "<https://evil.example>",
    "bare link": "www.evil.example and https://evil.example/a and me@evil.example",
    "jsx": "{process.exit(1)} <Evil a={b} />",
    "import line": "import fs from 'fs'",
    "export line": "export const x = 1",
    "front matter": "---\nevil: true\n---",
    "yaml": "a: b # c\n- d\n!!python/object/apply:os.system ['id']",
    "yaml anchor": "&a *a %TAG | > @ `",
    "table": "a | b || c\n| --- |",
    "fence": "```\ncode\n```",
    "heading": "# not a heading\n===\n---",
    "list": "1. one\n- two\n+ three\n* four",
    "indented": "    code",
    "emphasis": "*a* _b_ **c** ~~d~~ $e$ `f`",
    "entities": "&lt;b&gt; &amp; &#60;script&#62; &copy;",
    "backslashes": "\\<b\\> \\",
    "terminal": "\x1b[2J\x1b]0;owned\x07 red",
    "C1": "\x9b31m \x90 \x9d8;;https://evil.example\x9c",
    "line ends": "a\rb\r\nc\u2028d\u2029e\x85f\vg\fh",
    "bidi": "\u202egpj.exe\u202c \u2066x\u2069",
    "nulls": "a\x00b\x7fc",
    "zero width": "a\u200bb\ufeffc\u00ad \u200d",
    "emoji": "👩\u200d🔬 𝔘𝔫𝔦 \U000e0041",
    "scripts": "نص عربي 漢字漢字 हिन्दी",
    "words of yaml": "null",
    "number": "0x1F",
    "empty cell": " ",
    "comment": "<!-- x --> ]]> <![CDATA[x]]> <?php x ?>",
    "footnote": "[^1] [^1]: x :::note\nx\n:::",
    "long": "x" * 500,
}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


def a_card(text: str | None = None, url: str = URL) -> Card:
    """The card that the project began with; with `text`, in every slot that takes one."""

    def slot(usual: str) -> str:
        return usual if text is None else text

    values: dict[Field, Value] = {
        Field.TITLE: slot("GPT-4 technical report"),
        Field.TYPE: slot("report"),
        Field.SUBTYPE: slot("organizational report"),
        Field.PURPOSE: slot("primary source"),
        Field.IMPORTANCE: 82,
        Field.AUTHORS: (slot("OpenAI"), slot("Ada")),
        Field.PUBLISHED: slot("2023-03"),
        Field.TAGS: (slot("llm"),),
        Field.ABSTRACT: slot("We report."),
        Field.SUMMARY: slot("One.\n\nTwo."),
        Field.KEY_POINTS: (slot("First"), slot("Second")),
        Field.CONTEXT_NOTE: slot("Foundational."),
        Field.REVIEW: slot("Sound."),
    }
    fields = {
        field: FieldValue(field, value, Origin.EDITOR, slot("Ada"), NOW)
        for field, value in values.items()
    }
    urls = (SourceUrl(url, url, NOW),)
    source = Source(
        ID, "OWVhYmZiOD", url, url, False, urls, NOW, fields, {}, "openai", 2,
        LinkState.LIVE, NOW, 1, NOW,
    )  # fmt: skip
    because = slot("known") if slot("known").strip() else "known"  # no rating has an empty reason
    venue = a_venue("openai", rating=4, name=slot("OpenAI"), because=because, by=slot("Ada"))
    pages = (
        CitingPage(
            a_page("responses/rlhf", title=slot("RLHF"), type=slot("research-area"), quality=63.0),
            2,
        ),
        CitingPage(a_page("risks/emergent", title="Emergent", type="risk", quality=61.0), 1),
    )
    snapshot = replace(
        a_snapshot(ID, read=ReadOutcome.OK if text is None else ReadOutcome.PARTIAL), id=1,
        by=slot("Ada"), note=slot("a note"), media_type=slot("text/plain"), detail=slot(""),
    )  # fmt: skip
    review = Review(ID, 1, ReviewOutcome.OK, slot("Ada"), NOW, slot("read"), id=1)
    preview = slot("GPT-4 Technical Report\nOpenAI\n\nAbstract")
    return Card(
        source, venue, credibility(None, venue), pages, snapshot, preview, True, review, True, NOW
    )


class _Reader(HTMLParser):
    """A second opinion beside lxml's: what a browser's tokenizer would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


_OURS = {
    "html", "head", "meta", "title", "style", "body", "article", "h1", "h2", "p", "a", "strong",
    "section", "table", "thead", "tbody", "tr", "th", "td", "pre", "ul", "li", "span",
}  # fmt: skip


def _spaced(text: str) -> str:
    return " ".join(harmless(text).split())


@pytest.mark.parametrize("format_", FORMATS)
def test_ends_with_one_line_end_and_is_the_same_each_time(format_: str) -> None:
    card = a_card()
    out = render(card, format_)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert out == render(card, format_)


@pytest.mark.parametrize(
    "phrase",
    [
        "4/5",
        "High",
        "Rating inherited from publication venue: OpenAI",
        "Importance: 82/100",
        "Cited by 2 pages",
        "Cached Content Preview",
        "HTTP 200",
        "Fetched Mar 1, 2026",
        f"Resource ID: {ID} | Stable ID: OWVhYmZiOD",
    ],
)
@pytest.mark.parametrize("format_", ["text", "md", "mdx", "html"])
def test_says_what_the_first_card_said(format_: str, phrase: str) -> None:
    assert phrase in render(a_card(), format_).replace("\\|", "|")


def test_json_has_the_documented_names() -> None:
    said = json.loads(render(a_card(), "json"))
    assert list(said) == [
        "id", "stable_id", "url", "title", "type", "authors", "published", "venue", "credibility",
        "notices", "signals", "importance", "subtype", "purpose", "context_note", "tags",
        "abstract", "summary", "key_points", "review", "cited_by", "link", "content",
        "reviewed", "provenance", "revision",
    ]  # fmt: skip
    assert set(said["venue"]) == {"id", "name", "peer_reviewed"}
    assert set(said["credibility"]) == {
        "rating", "label", "meaning", "basis", "because", "by", "at",
    }  # fmt: skip
    assert set(said["cited_by"][0]) == {"page", "title", "type", "quality", "citations"}
    assert set(said["link"]) == {"state", "checked_at"}
    assert set(said["content"]) == {
        "http_status", "fetched_at", "original_at", "media_type", "body_bytes", "text_bytes",
        "preview", "truncated", "sha256", "how", "by", "note", "partial",
    }  # fmt: skip
    assert set(said["reviewed"]) == {"outcome", "by", "at", "changed_since"}
    assert set(said["provenance"]["title"]) == {"from", "by", "at"}
    assert said["credibility"]["basis"] == "venue"
    assert said["provenance"]["title"]["from"] == "editor"


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_known_to_be_missing_or_unsure_is_said(format_: str) -> None:
    card, why = a_card(), "A scan, read by OCR"
    assert card.snapshot is not None
    assert why not in render(replace(card, snapshot=replace(card.snapshot, detail=why)), format_)
    partial = replace(card.snapshot, detail=why, read=ReadOutcome.PARTIAL)
    assert why in render(replace(card, snapshot=partial), format_)


def test_what_is_unknown_is_null_or_empty() -> None:
    known = a_card()
    bare = replace(
        known,
        source=replace(known.source, fields={}, venue_id=None, link_checked_at=None),
        venue=None,
        credibility=Credibility(None, Basis.NONE, None, None, None, None),
        cited_by=(),
        snapshot=None,
        preview="",
        truncated=False,
        review=None,
    )
    said = json.loads(render(bare, "json"))
    for name in ("type", "published", "venue", "importance", "summary", "content", "reviewed"):
        assert said[name] is None, name
    for name in ("authors", "tags", "key_points", "cited_by"):
        assert said[name] == [], name
    assert said["title"] == URL
    assert yaml.safe_load(render(bare, "yaml")) == said
    for format_ in ("text", "md", "mdx", "html"):
        out = render(bare, format_)
        assert "None" not in out
        assert "/5" not in out


@hostile
def test_json_and_yaml_give_every_text_back(text: str) -> None:
    card = a_card(text)
    out = render(card, "json")
    assert json.loads(out) == as_json(card)
    assert not [c for c in out if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", out)
    out = render(card, "yaml")
    assert yaml.safe_load(out) == as_json(card)
    assert out.isascii()


@hostile
def test_html_holds_only_our_elements_and_every_text(text: str) -> None:
    out = render(a_card(text), "html")
    seen = _Reader()
    seen.feed(out)
    assert seen.tags <= _OURS
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    parser = etree.HTMLParser(encoding="utf-8")
    tree = etree.fromstring(out.encode(), parser)
    assert {element.tag for element in tree.iter("*")} <= _OURS
    assert [a.get("href") for a in tree.iter("a")] == [URL]
    assert not [name for e in tree.iter("*") for name in e.attrib if str(name).startswith("on")]
    shown = "\n".join("".join(e.itertext()) for e in tree.iter("h1", "pre", "li", "td"))
    assert " ".join(shown.split()).count(_spaced(text)) >= 4
    pre = next(tree.iter("pre"))
    assert _spaced("".join(pre.itertext())) == _spaced(text)


def _without_front_matter(out: str, format_: str) -> str:
    return out.split("---\n", 2)[2] if format_ == "mdx" else out


@hostile
@pytest.mark.parametrize("format_", ["md", "mdx"])
def test_markdown_shows_every_text_as_a_text(text: str, format_: str) -> None:
    out = _without_front_matter(render(a_card(text), format_), format_)
    plain = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    tokens = plain.parse(out)
    usual = plain.parse(_without_front_matter(render(a_card(), format_), format_))
    flat = [child for token in tokens for child in (token.children or ())]
    assert [t.attrs["href"] for t in flat if t.type == "link_open"] == [URL]
    strange = {"html_inline", "html_block", "image", "code_inline", "code_block", "fence", "hr"}
    assert not strange & {t.type for t in [*tokens, *flat]}
    for kind in ("heading_open", "table_open", "tr_open", "td_open", "list_item_open"):
        count = sum(t.type == kind for t in tokens)
        assert count == sum(t.type == kind for t in usual), kind
    title = tokens[1]
    assert "".join(t.content for t in title.children or ()) == _spaced(text)
    # what MDX takes for code never stands bare
    body = out.replace(f"](<{URL}>)", "")
    assert not re.search(r"<|(?<!\\)(?:\\\\)*[{}]|^(?:import|export)\b", body, re.MULTILINE)


@hostile
def test_mdx_front_matter_is_yaml(text: str) -> None:
    head = render(a_card(text), "mdx").split("---\n", 2)[1]
    assert yaml.safe_load(head) == {
        "title": text or URL,
        "resourceId": ID,
        "stableId": "OWVhYmZiOD",
        "url": URL,
        "credibility": 4,
    }


@hostile
def test_text_is_harmless_and_fits_the_screen(text: str) -> None:
    out = render(a_card(text), "text")
    assert not [
        c
        for c in out
        if c not in "\n\u200d\u200c" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")
    ]
    boxed = [line for line in out.split("\n") if line[:1] in "╭│╰" and line]
    assert {len(line) for line in boxed} == {80} or not text.isascii()
    assert "".join(harmless(text).split()) in "".join(out.split())


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>x</script>",
        "https://user:pass@evil.example/",
        "vbscript:x",
        "//evil.example",
        "https:///x",
        "http://[bad",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    card = a_card(url=url)
    assert "href" not in render(card, "html")
    assert "](" not in render(card, "md")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_(b)?x=1&copy;=2&y=[3]#z",
        'https://example.org/"><script>x</script>',
        "https://example.org/a)b](c d",
        "https://example.org/<b>\\",
        "https://example.org/{x}`$",
        "https://example.org/漢",
    ],
)
def test_a_link_leads_to_its_address_and_nowhere_else(url: str) -> None:
    card = a_card(url=url)
    tree = etree.fromstring(render(card, "html").encode(), etree.HTMLParser(encoding="utf-8"))
    (shown,) = tree.iter("a")
    target = shown.get("href")
    assert target is not None
    assert target.startswith("https://example.org/")
    assert "".join(shown.itertext()) == url
    for format_ in ("md", "mdx"):
        out = _without_front_matter(render(card, format_), format_)
        tokens = MarkdownIt("commonmark").parse(out)
        flat = [child for token in tokens for child in (token.children or ())]
        assert [t.attrs["href"] for t in flat if t.type == "link_open"] == [target]


def test_a_long_reason_in_wide_letters_is_not_cut() -> None:
    reason = "漢字" * 40
    given = Credibility(5, Basis.OVERRIDE, None, reason, "Ada", NOW)
    out = render(replace(a_card(), credibility=given), "text")
    assert reason in re.sub(r"[\s│]", "", out)
