"""The tags of an HTML page and where they stand.

Python's html.parser tells the place of each tag, which no tree of Beautiful Soup does for the
text between them. It goes back over the text for what is opened and never closed; so comments,
scripts and broken tags are written over first, in one pass.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from citewiki.wiki.indents import FILLER

MAX_TAG = 20_000
"""Characters of a tag; a longer one is none."""

_TOKEN = re.compile(
    r"""
      (?P<comment><!--)
    | <(?P<raw>script|style|textarea|template|svg|math|iframe|xmp|noembed|noframes)(?=[\s>/])[^<>]*>
    | (?P<tag></?[A-Za-z][^\s<>/]*+(?:[^<>=]|=\s*+(?:"[^"]*"|'[^']*'|(?!["'])))*+>)
    | (?P<other><[!?])
    | (?P<odd><)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag, or a closing one, which has no attributes; `start` and `end` are
    characters. Attributes are by lower-case name, their entities decoded."""

    name: str
    closes: bool
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)


def tags_of(text: str) -> tuple[str, list[Tag]]:
    """The text without what is no text, as long as before, and its tags in their order."""
    clean = _written_over(text)
    parser = _Tags(clean)
    parser.feed(clean)
    parser.close()
    return clean, parser.found


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.found: list[Tag] = []

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        # one that goes on into what was written over was never closed where it seems to be
        said = {k: v or "" for k, v in reversed(attrs) if FILLER not in (v or "")}
        self.found.append(Tag(tag, False, start, end, said))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # "<a/>" is "<a>" in HTML

    def parse_html_declaration(self, i: int) -> int:
        """Past a "<!" that stands in what this parser takes for no tag, as in `<a b="<![-1">`
        behind an odd quote: it would raise. Declarations have been written over."""
        return i + 2

    def handle_endtag(self, tag: str) -> None:
        start = self._at()
        self.found.append(Tag(tag, True, start, self._text.find(">", start) + 1))


def _written_over(text: str) -> str:
    spans: list[tuple[int, int]] = []
    missing: set[str] = set()
    at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        start, end = found.span()
        at = end
        if found["tag"]:
            if end - start > MAX_TAG:
                spans.append((start, end))
            continue
        if found["odd"]:
            spans.append((start, end))
            continue
        ending = "-->" if found["comment"] else f"</{found['raw']}" if found["raw"] else ">"
        if found["raw"] and found[0].endswith("/>") and found["raw"].lower() in ("svg", "math"):
            spans.append((start, end))
            continue
        at = len(text)  # what is never closed goes on to the end, as in a browser
        if ending.lower() not in missing:
            closed = re.compile(re.escape(ending), re.IGNORECASE).search(text, end)
            if closed is None:
                missing.add(ending.lower())
            else:
                at = text.find(">", closed.start()) + 1 or len(text)
        spans.append((start, at))
    out: list[str] = []
    last = 0
    for start, end in spans:
        out += (text[last:start], "\n".join(FILLER * len(x) for x in text[start:end].split("\n")))
        last = end
    out.append(text[last:])
    return "".join(out)
