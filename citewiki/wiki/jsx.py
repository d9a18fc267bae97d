"""JSX and HTML tags of a page: what they cite, and the page without them.

CommonMark takes a tag at a line's start for a block of raw HTML, MDX takes what is between tags
for Markdown. So tags are blanked out, length kept, before the Markdown is parsed; `<R>` stays,
for it stands inside sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from citewiki.wiki.bare_urls import unescaped
from citewiki.wiki.claims import tidy
from citewiki.wiki.indents import BREAK, FILLER, Elements, fill_indents
from citewiki.wiki.modules import MODULE, first_blank_line, module_data, module_end
from citewiki.wiki.objects import NAMES, NOT_CITING, data_urls, enclosing_claim, is_web

_START = re.compile(
    r"""
    [\\`~{<\n] (?:
        (?<=\\) .
      | (?<=`) (?P<ticks>`*)
      | (?<=~) (?P<tildes>~~+)
      | (?<=\{) (?P<jsx_comment>\s{0,20}/\*)
      | (?<=<) (?: (?P<comment>!--) | (?P<close>/?) (?P<name>[A-Za-z][\w.-]*|(?=>)) )
      | (?<=\n) (?=import|export)
    )
    """,
    re.VERBOSE,
)
"""Begins with one set of characters, so that `re` runs from one of them to the next: seven times
as fast as an alternative for each."""
_MODULE = re.compile(MODULE, re.VERBOSE)
_BEFORE_FENCE = re.compile(r"[ \t>]*")
_ATTRIBUTE = re.compile(
    r"\s+(?:(?P<name>[A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?=[\"'{])|(?=[\s/>]))|(?P<spread>(?=\{)))"
)
_END = re.compile(r"\s*/?>")
_BRACE = re.compile(r"(?:\s*/\*(?:[^*]|\*(?!/)){0,10000}\*/)*\s*\}")
_NESTING = re.compile(r"[{}\"'`\\]")
_CODE_CHARS = 20_000
"""A code span that would be longer is none."""

_INDENT_CHARS = 200
"""No fence is indented deeper: a line of a million ticks must not be walked back each time."""

_BUDGET = 4_000_000
"""Characters that may be looked through in vain over a whole page: keeps hostile pages linear."""


@dataclass(frozen=True, slots=True)
class TagUrl:
    """A web address in a tag: `offset` is a character's, `in_object` tells `url: "…"` from
    `url="…"`, `text` is the title beside it, or "", `claim` what it is for where it stands apart
    from sentences."""

    url: str
    offset: int
    in_object: bool
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Blanked:
    """A page's text of the same length without tags, comments and module lines."""

    text: str
    urls: tuple[TagUrl, ...]


_RESOURCE = re.compile(r"""\sid\s*+=\s*+(?:\{\s*+)?["'`]([^"'`<>{}]{1,80})["'`]""")
_STRING = re.compile(r"""\{\s*(["'`])((?:[^"'`$\\\n]|\$(?!\{))*)\1\s*\}""")
_PARTING = frozenset({"br", "hr", "p", "div", "li", "ul", "ol", "td", "th", "tr", "table"})
_MARKUP = re.compile(r"(\\.)|<[^<>]*+>|[*`]|(?<!\w)_|_(?!\w)")
_INLINE_CHARS = 1_000
"""How far an element's end is looked for to read its text."""


def blank_tags(text: str) -> Blanked:
    """Blank out what MDX adds to Markdown; never raises."""
    return _Blanker(text).run()


class _Blanker:
    def __init__(self, text: str) -> None:
        self._text = text
        self._urls: list[TagUrl] = []
        self._spans: list[tuple[int, int]] = []
        self._budget = _BUDGET
        self._starts: list[int] = []
        self._edges: dict[int, tuple[int, int]] = {}  # by line, measured when asked for
        self._rewritten: dict[int, str] = {}
        self._parting: set[int] = set()
        self._elements = Elements()
        self._ticks: dict[int, list[int]] = {}

    def run(self) -> Blanked:
        for ticks in re.finditer("`+", self._text):
            self._ticks.setdefault(len(ticks[0]), []).append(ticks.start())
        at = self._after_module(0)
        while (found := _START.search(self._text, at)) is not None:
            at = max(self._step(found), found.start() + 1)
        self._starts = [0, *(m.end() for m in re.finditer("\n", self._text))]
        out: list[str] = []
        last = 0
        for start, end in self._spans:
            filled = self._rewritten.get(start) or self._filled(start, end)
            out += (self._text[last:start], filled)
            last = end
        out.append(self._text[last:])
        filled = fill_indents("".join(out), list(self._elements.insides()))
        return Blanked(filled, tuple(self._urls))

    def _step(self, found: re.Match[str]) -> int:
        """Deal with one find; where to go on."""
        match self._text[found.start()]:
            case "\\":
                return found.end()
            case "\n":
                return self._after_module(found.end())
            case "`" | "~" as mark:
                length = found.end() - found.start()
                if length >= 3 and self._begins_line(found.start()):
                    return self._after_fence(mark, length, found.end())
                return self._after_code(length, found.end()) if mark == "`" else found.end()
        if found["jsx_comment"]:
            return self._after_comment("*/", found)
        if found["comment"]:
            return self._after_comment("-->", found)
        return self._after_element(found)

    def _after_comment(self, closing: str, found: re.Match[str]) -> int:
        end = self._find(closing, found.end())
        if end < 0:
            return found.end()
        end += len(closing)
        # a comment may be followed by another, or by an expression, before its brace closes
        brace = _BRACE.match(self._text, end) if found["jsx_comment"] else None
        end = brace.end() if brace is not None else end
        self._spans.append((found.start(), end))
        return end

    def _after_element(self, found: re.Match[str]) -> int:
        """Past a tag; past the whole element where its inside is no Markdown."""
        text = self._text
        end = self._after_tag(found)
        if end < 0:
            return found.end()
        self._spans.append((found.start(), end))
        if found["name"] == "R":
            self._rewritten[found.start()] = self._plain_resource(found.start(), end)
        elif found["name"] in _PARTING:
            self._parting.add(found.start())
        if found["close"]:
            self._elements.closed(found["name"], found.start())
        elif text[end - 2] != "/":
            self._elements.opened(found["name"], end)
        if not found["close"] and found["name"] in ("pre", "code", "style", "script"):
            closed = self._find(f"</{found['name']}>", end)
            if closed >= 0:
                self._spans.append((end, closed))
                return closed
        return end if end > found.start() else len(text)

    def _find(self, what: str, start: int) -> int:
        """Like str.find; in vain only while the budget lasts."""
        if self._budget <= 0:
            return -1
        at = self._text.find(what, start)
        if at < 0:
            self._budget -= len(self._text) - start
        return at

    def _begins_line(self, at: int) -> bool:
        """Whether only an indent or a quote's mark stands before this on its line."""
        near = max(0, at - _INDENT_CHARS)
        start = self._text.rfind("\n", near, at) + 1
        if not start and near:
            return False
        return _BEFORE_FENCE.fullmatch(self._text, start, at) is not None

    def _after_fence(self, mark: str, length: int, end: int) -> int:
        closing = re.compile(rf"^[ \t>]*{re.escape(mark)}{{{length},}}[ \t]*$", re.MULTILINE)
        line_end = self._text.find("\n", end)
        found = closing.search(self._text, line_end) if line_end >= 0 else None
        return len(self._text) if found is None else found.end()

    def _after_code(self, length: int, end: int) -> int:
        """Past a code span, which ends within its paragraph; past the ticks where there is none."""
        starts = self._ticks.get(length, [])
        n = bisect_left(starts, end)
        if n == len(starts) or starts[n] - end > _CODE_CHARS:
            return end
        if self._text.find("\n\n", end, starts[n]) >= 0:
            return end
        return starts[n] + length

    def _after_module(self, start: int) -> int:
        """Past the module lines that begin here; `start` itself where none do."""
        if _MODULE.match(self._text, start) is None:
            return start
        stop = min(len(self._text), start + max(self._budget, 0))
        end = module_end(self._text, start, stop)
        if end < 0:
            self._budget -= stop - start
            end = first_blank_line(self._text, start)
        self._spans.append((start, end))
        for name, at in module_data(self._text, start, end):
            for one in data_urls(self._text, at, end, name):
                self._urls.append(
                    TagUrl(one.url, one.offset, True, one.text, one.claim or one.text)
                )
        return end

    def _plain_resource(self, start: int, end: int) -> str:
        """An `<R>` tag on one line and without braces, for CommonMark to take for inline HTML."""
        tag = self._text[start:end]
        found = _RESOURCE.search(tag)
        closing = "/>" if tag.endswith("/>") else ">"
        if tag.startswith("</"):
            plain = "</R"
            closing = ">"
        else:
            plain = f'<R id="{found[1]}"' if found is not None else "<R"
        return f"{plain:<{len(tag) - len(closing)}}{closing}"

    def _after_tag(self, found: re.Match[str]) -> int:
        """Where the tag ends, its URLs noted; -1 where it is none."""
        if self._budget <= 0:
            return -1
        at = found.end()
        urls: list[TagUrl] = []
        texts: list[tuple[str, str]] = []
        while (attribute := _ATTRIBUTE.match(self._text, at)) is not None:
            at = attribute.end()
            opening = self._text[at : at + 1]
            if opening in ("'", '"') and attribute["name"]:
                end = self._find(opening, at + 1)
                if end < 0:
                    return -1
                value = unescape(self._text[at + 1 : end])
                if not is_web(value):
                    texts.append((attribute["name"], value))
                elif attribute["name"] not in NOT_CITING:
                    urls.append(TagUrl(value.strip(), at + 1, False, "", ""))
                at = end + 1
            elif opening == "{":
                end = self._after_braces(at)
                if end < 0:
                    return -1
                string = _STRING.fullmatch(self._text, at, end)
                if string is None:
                    found_in = data_urls(self._text, at, end, attribute["name"] or "")
                    urls += (TagUrl(u.url, u.offset, True, u.text, u.claim) for u in found_in)
                elif not is_web(string[2]):
                    texts.append((attribute["name"], string[2]))
                elif attribute["name"] not in NOT_CITING:
                    urls.append(TagUrl(unescape(string[2]).strip(), string.start(2), False, "", ""))
                at = end
        ending = _END.match(self._text, at)
        if ending is None:
            self._budget -= at - found.end()
            return -1
        if urls:
            self._note(urls, texts, self._element_text(found["name"], ending.end()))
        return ending.end()

    def _note(self, urls: Sequence[TagUrl], texts: Sequence[tuple[str, str]], inside: str) -> None:
        """A tag's addresses; `texts` are its attributes, `inside` its element's text."""
        title = next((text for name, text in reversed(texts) if name in NAMES), "") or inside
        said = enclosing_claim(texts)
        for one in urls:
            text = one.text or title
            self._urls.append(replace(one, text=text, claim=one.claim or said or text))

    def _element_text(self, name: str, start: int) -> str:
        """The plain text of the element whose opening tag ends here, where it is a short one."""
        if self._text[start - 2] == "/":
            return ""
        end = self._text.find(f"</{name}", start, start + _INLINE_CHARS)
        return tidy(unescaped(_MARKUP.sub(r"\1", self._text[start:end]))) if end >= 0 else ""

    def _after_braces(self, start: int) -> int:
        depth, at = 0, start
        while self._budget > 0 and (found := _NESTING.search(self._text, at)) is not None:
            at = found.end()
            match found[0]:
                case "{":
                    depth += 1
                case "}":
                    depth -= 1
                    if depth == 0:
                        return at
                case "\\":
                    at += 1
                case quote:
                    end = self._text.find(quote, at)
                    # an apostrophe in text between tags is no string
                    newline = self._text.find("\n", at) if quote != "`" else -1
                    if end >= 0 and (newline < 0 or end < newline):
                        at = end + 1
        self._budget -= len(self._text) - start
        return -1

    def _edges_of(self, line: int) -> tuple[int, int]:
        """Where the line's indent ends, and where its trailing blanks start."""
        if line not in self._edges:
            start = self._starts[line]
            end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)
            text = self._text[start:end]
            lead = start + len(text) - len(text.lstrip(" \t>"))
            self._edges[line] = (lead, start + len(text.rstrip()))
        return self._edges[line]

    def _filled(self, start: int, end: int) -> str:
        """Blanks where the tag has its lines to itself, fillers where it shares one."""
        first, last = (bisect_right(self._starts, at) - 1 for at in (start, end))
        alone = start <= self._edges_of(first)[0] and self._edges_of(last)[1] <= end
        filler = " " if alone else BREAK if start in self._parting else FILLER
        return "\n".join(filler * len(line) for line in self._text[start:end].split("\n"))
