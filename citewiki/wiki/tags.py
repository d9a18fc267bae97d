"""One tag of a page, as HTML and JSX have them: where it ends, and what it cites."""

import re
from dataclasses import dataclass
from html import unescape

from citewiki.wiki.bare_urls import unescaped
from citewiki.wiki.budget import Budget
from citewiki.wiki.claims import tidy

_BARE = re.compile(
    r"""(?:\s+[A-Za-z_:@][\w:.@-]*+(?:\s*+=\s*+(?:"[^"<&]*+"|'[^'<&]*+')|(?=[\s/>])))*+\s*+/?>"""
)
"""What is left of a tag without braces: nearly every one. It stops before the next tag, so that
no character is looked at twice."""
_ATTRIBUTE = re.compile(
    r"\s+(?:(?P<name>[A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?=[\"'{])|(?=[\s/>]))|(?P<spread>(?=\{)))"
)
_END = re.compile(r"\s*/?>")
_NESTING = re.compile(r"[{}\"'`\\]")
_PROPERTY = re.compile(
    r"""(?<!\w)(?P<name>[A-Za-z_]\w*+)["']?\s*+:\s*+(?P<quote>["'])(?P<value>(?:[^"'\\\n]|\\.)*)(?P=quote)"""
)
_TEMPLATE = re.compile(r"`(?:[^`\\]|\\.)*+(?:`|\\?\Z)", re.DOTALL)  # unclosed: to the end
_ESCAPED_QUOTE = re.compile(r"\\([\\\"'`$])")
_STRING = re.compile(r"""\{\s*(["'])([^"'\\\n]*)\1\s*\}""")
_MARKUP = re.compile(r"(\\.)|<[^<>]*+>|[*`]|(?<!\w)_|_(?!\w)")
_NOT_CITING = frozenset({"src", "image", "img", "icon", "thumbnail", "avatar", "xmlns", "logo"})
_TEXTS = frozenset({"title", "text", "label", "name"})

_INLINE_CHARS = 1_000
"""How far an element's end is looked for to read its text."""


@dataclass(frozen=True, slots=True)
class TagUrl:
    """A web address in a tag: `offset` is a character's, `in_object` tells `url: "…"` from
    `url="…"`, `text` is the title beside it, or ""."""

    url: str
    offset: int
    in_object: bool
    text: str


class Tags:
    """The tags of one page, read one by one; `urls` gathers what they cite."""

    def __init__(self, text: str, budget: Budget) -> None:
        self._text = text
        self._budget = budget
        self.urls: list[TagUrl] = []

    def end(self, name: str, start: int) -> int:
        """Where the tag ends whose name does at `start`, its URLs noted; -1 where it is none."""
        if self._budget.left <= 0:
            return -1
        bare = _BARE.match(self._text, start)
        if bare is not None and self._text.find("://", start, bare.end()) < 0:
            return bare.end()
        at = start
        urls: list[TagUrl] = []
        title = ""
        while (attribute := _ATTRIBUTE.match(self._text, at)) is not None:
            at = attribute.end()
            opening = self._text[at : at + 1]
            if opening in ("'", '"') and attribute["name"]:
                end = self._budget.find(self._text, opening, at + 1)
                if end < 0:
                    return -1
                value = unescape(self._text[at + 1 : end])
                if is_web(value) and attribute["name"] not in _NOT_CITING:
                    urls.append(TagUrl(value.strip(), at + 1, False, ""))
                elif attribute["name"] in _TEXTS:
                    title = value
                at = end + 1
            elif opening == "{":
                end = self._after_braces(at)
                if end < 0:
                    return -1
                string = _STRING.fullmatch(self._text, at, end)
                if string is None:
                    urls += self._object_urls(at, end)
                elif is_web(string[2]) and attribute["name"] not in _NOT_CITING:
                    urls.append(TagUrl(unescape(string[2]).strip(), string.start(2), False, ""))
                at = end
        ending = _END.match(self._text, at)
        if ending is None:
            self._budget.left -= at - start
            return -1
        if urls and not title:
            title = self._element_text(name, ending.end())
        self.urls += [TagUrl(u.url, u.offset, u.in_object, u.text or title) for u in urls]
        return ending.end()

    def _element_text(self, name: str, start: int) -> str:
        """The plain text of the element whose opening tag ends here, where it is a short one."""
        if self._text[start - 2] == "/":
            return ""
        end = self._text.find(f"</{name}", start, start + _INLINE_CHARS)
        return tidy(unescaped(_MARKUP.sub(r"\1", self._text[start:end]))) if end >= 0 else ""

    def _after_braces(self, start: int) -> int:
        depth, at = 0, start
        while self._budget.left > 0 and (found := _NESTING.search(self._text, at)) is not None:
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
        self._budget.left -= len(self._text) - start
        return -1

    def _object_urls(self, start: int, end: int) -> list[TagUrl]:
        if self._text.find("://", start, end) < 0:
            return []
        value = _TEMPLATE.sub(lambda m: " " * len(m[0]), self._text[start:end])
        urls: list[TagUrl] = []
        title = ""
        for found in _PROPERTY.finditer(value):
            if found["name"] in _TEXTS:
                title = _ESCAPED_QUOTE.sub(r"\1", found["value"])
            elif is_web(found["value"]) and found["name"] not in _NOT_CITING:
                urls.append(TagUrl(found["value"], start + found.start("value"), True, title))
                title = ""
        return urls


def is_web(value: str) -> bool:
    """Whether an attribute's value is a web address."""
    return value.lstrip()[:8].lower().startswith(("http://", "https://"))
