"""JSX and HTML tags of a page: what they cite, and the page without them.

CommonMark takes a tag at a line's start for a block of raw HTML, MDX takes what is between tags
for Markdown. So tags are blanked out, length kept, before the Markdown is parsed; `<R>` stays,
for it stands inside sentences.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

_START = re.compile(
    r"""
      (?P<escape>\\.)
    | ^(?P<fence>[ \t>]*(?:`{3,}|~{3,}))[^\n]*$
    | ^(?P<esm>(?:import|export)\s[^\n]*(?:\n[^\n]+)*)
    | (?P<ticks>`+)
    | (?P<comment>\{/\*|<!--)
    | <(?P<close>/?)(?P<name>[A-Za-z][\w.-]*|(?=>))
    """,
    re.VERBOSE | re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"\s+(?:(?P<name>[A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?=[\"'{])|(?=[\s/>]))|(?P<spread>(?=\{)))"
)
_END = re.compile(r"\s*/?>")
_NESTING = re.compile(r"[{}\"'`\\]")
_PROPERTY = re.compile(
    r"""(?<!\w)(?P<name>[A-Za-z_]\w*+)["']?\s*+:\s*+(?P<quote>["'])(?P<value>(?:[^"'\\\n]|\\.)*)(?P=quote)"""
)
_TEMPLATE = re.compile(r"`(?:[^`\\]|\\.)*+(?:`|\\?\Z)", re.DOTALL)  # unclosed: to the end
_NOT_CITING = frozenset({"src", "image", "img", "icon", "thumbnail", "avatar", "xmlns", "logo"})
_TEXTS = frozenset({"title", "text", "label", "name"})

_BUDGET = 4_000_000
"""Characters that may be looked through in vain over a whole page: keeps hostile pages linear."""


@dataclass(frozen=True, slots=True)
class TagUrl:
    """A web address in a tag: `offset` is a character's, `in_object` tells `url: "…"` from
    `url="…"`, `text` is the title beside it, or ""."""

    url: str
    offset: int
    in_object: bool
    text: str


@dataclass(frozen=True, slots=True)
class Blanked:
    """A page's text of the same length without tags, comments and module lines."""

    text: str
    urls: tuple[TagUrl, ...]


FILLER = "\x01"
"""Stands for a tag's characters inside a line: no indent, no word."""


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
        self._leads: list[int] = []
        self._tails: list[int] = []

    def run(self) -> Blanked:
        at = 0
        while (found := _START.search(self._text, at)) is not None:
            at = max(self._step(found), found.start() + 1)
        self._measure_lines()
        out: list[str] = []
        last = 0
        for start, end in self._spans:
            out += (self._text[last:start], self._filled(start, end))
            last = end
        out.append(self._text[last:])
        return Blanked("".join(out), tuple(self._urls))

    def _step(self, found: re.Match[str]) -> int:
        """Deal with one find; where to go on."""
        text = self._text
        if found["escape"]:
            return found.end()
        if found["fence"]:
            return self._after_fence(found)
        if found["esm"]:
            self._spans.append(found.span("esm"))
            return found.end()
        if found["ticks"]:
            return self._after_code(found)
        if found["comment"]:
            closing = "*/}" if found["comment"] == "{/*" else "-->"
            end = self._find(closing, found.end())
            if end < 0:
                return found.end()
            self._spans.append((found.start(), end + len(closing)))
            return end + len(closing)
        end = self._after_tag(found)
        if end < 0:
            return found.end()
        if found["name"] == "R":  # HTML, which reads it next, has no `id={"…"}`
            self._spans += [(at, at + 1) for at in range(found.start(), end) if text[at] in "{}"]
        else:
            self._spans.append((found.start(), end))
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

    def _after_fence(self, found: re.Match[str]) -> int:
        marks = found["fence"].lstrip(" \t>")
        closing = re.compile(
            rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE
        )
        end = closing.search(self._text, found.end())
        return len(self._text) if end is None else end.end()

    def _after_code(self, found: re.Match[str]) -> int:
        """Past a code span, which ends within its paragraph; past the ticks where there is none."""
        ticks = found["ticks"]
        stop = self._text.find("\n\n", found.end(), found.end() + 20_000)
        stop = stop if stop >= 0 else min(len(self._text), found.end() + 20_000)
        at = self._text.find(ticks, found.end(), stop)
        while at >= 0:
            end = at + len(ticks)
            if self._text[end : end + 1] != "`":
                return end
            while self._text[end : end + 1] == "`":
                end += 1
            at = self._text.find(ticks, end, stop)
        return found.end()

    def _after_tag(self, found: re.Match[str]) -> int:
        """Where the tag ends, its URLs noted; -1 where it is none."""
        if self._budget <= 0:
            return -1
        at = found.end()
        urls: list[TagUrl] = []
        title = ""
        while (attribute := _ATTRIBUTE.match(self._text, at)) is not None:
            at = attribute.end()
            opening = self._text[at : at + 1]
            if opening in ("'", '"') and attribute["name"]:
                end = self._find(opening, at + 1)
                if end < 0:
                    return -1
                value = unescape(self._text[at + 1 : end])
                if _is_web(value) and attribute["name"] not in _NOT_CITING:
                    urls.append(TagUrl(value.strip(), at + 1, False, ""))
                elif attribute["name"] in _TEXTS:
                    title = value
                at = end + 1
            elif opening == "{":
                end = self._after_braces(at)
                if end < 0:
                    return -1
                urls += self._object_urls(at, end)
                at = end
        ending = _END.match(self._text, at)
        if ending is None:
            self._budget -= at - found.end()
            return -1
        self._urls += [TagUrl(u.url, u.offset, u.in_object, u.text or title) for u in urls]
        return ending.end()

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

    def _object_urls(self, start: int, end: int) -> list[TagUrl]:
        value = _TEMPLATE.sub(lambda m: " " * len(m[0]), self._text[start:end])
        urls: list[TagUrl] = []
        title = ""
        for found in _PROPERTY.finditer(value):
            if found["name"] in _TEXTS:
                title = found["value"]
            elif _is_web(found["value"]) and found["name"] not in _NOT_CITING:
                urls.append(TagUrl(found["value"], start + found.start("value"), True, title))
                title = ""
        return urls

    def _measure_lines(self) -> None:
        """Where each line starts, where its indent ends, and where its trailing blanks start."""
        at = 0
        for line in self._text.split("\n"):
            self._starts.append(at)
            self._leads.append(at + len(line) - len(line.lstrip(" \t>")))
            self._tails.append(at + len(line.rstrip()))
            at += len(line) + 1

    def _filled(self, start: int, end: int) -> str:
        """Blanks where the tag has its lines to itself, fillers where it shares one."""
        first, last = (bisect_right(self._starts, at) - 1 for at in (start, end))
        alone = start <= self._leads[first] and self._tails[last] <= end
        brace = end - start == 1  # of an <R>
        filler = " " if alone or brace else FILLER
        return "".join(c if c == "\n" else filler for c in self._text[start:end])


def _is_web(value: str) -> bool:
    return value.lstrip()[:8].lower().startswith(("http://", "https://"))
