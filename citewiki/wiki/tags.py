"""One tag of a page, as HTML and JSX have them: where it ends, and what it cites."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from citewiki.domain.citations import Syntax
from citewiki.wiki.bare_urls import unescaped
from citewiki.wiki.budget import Budget
from citewiki.wiki.claims import tidy
from citewiki.wiki.marks import Mark
from citewiki.wiki.objects import NAMES, NOT_CITING, data_urls, enclosing_claim, is_web

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
_STRING = re.compile(r"""\{\s*(["'`])((?:[^"'`$\\\n]|\$(?!\{))*)\1\s*\}""")
_MARKUP = re.compile(r"(\\.)|<[^<>]*+>|[*`]|(?<!\w)_|_(?!\w)")

_NEVER = 1 << 62

_INLINE_CHARS = 1_000
"""How far an element's end is looked for to read its text."""


@dataclass(frozen=True, slots=True)
class TagUrl:
    """What a tag cites: a web address, or in an expression an `<R>` by its id. `offset` is a
    character's; `text` is the title beside it, or ""; `claim` is what it is for where it stands
    apart from sentences."""

    syntax: Syntax
    target: str
    offset: int
    text: str = ""
    claim: str = ""

    def mark(self, position: int) -> Mark:
        """The citation, at this position in its block's text."""
        is_resource = self.syntax is Syntax.RESOURCE_TAG
        url, resource = (None, self.target) if is_resource else (self.target, None)
        return Mark(self.syntax, url, resource, None, self.offset, position, tidy(self.text))


class TagsAhead:
    """What is cited by the tags of a text that its reader has not come to, in their order."""

    def __init__(self, tags: Sequence[TagUrl]) -> None:
        self._tags = deque(tags)
        self.at = tags[0].offset if tags else _NEVER
        """Where the first of them stands."""

    def before(self, end: int) -> Iterator[TagUrl]:
        """Those that stand before this character, which the reader then has come to."""
        while self.at < end:
            yield self._tags.popleft()
            self.at = self._tags[0].offset if self._tags else _NEVER


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
        texts: list[tuple[str, str]] = []
        while (attribute := _ATTRIBUTE.match(self._text, at)) is not None:
            at = attribute.end()
            name_of = attribute["name"] or ""
            opening = self._text[at : at + 1]
            if opening in ("'", '"') and name_of:
                end = self._budget.find(self._text, opening, at + 1)
                if end < 0:
                    return -1
                value = unescape(self._text[at + 1 : end])
                if not is_web(value):
                    texts.append((name_of, value))
                elif name_of not in NOT_CITING:
                    urls.append(TagUrl(Syntax.ATTRIBUTE, value.strip(), at + 1))
                at = end + 1
            elif opening == "{":
                end = self._after_braces(at)
                if end < 0:
                    return -1
                string = _STRING.fullmatch(self._text, at, end)
                if string is None:
                    urls += self._data_urls(name_of, at, end)
                elif not is_web(string[2]):
                    texts.append((name_of, string[2]))
                elif name_of not in NOT_CITING:
                    value = unescape(string[2]).strip()
                    urls.append(TagUrl(Syntax.ATTRIBUTE, value, string.start(2)))
                at = end
        ending = _END.match(self._text, at)
        if ending is None:
            self._budget.left -= at - start
            return -1
        if urls:
            self._note(urls, texts, self._element_text(name, ending.end()))
        return ending.end()

    def note_data(self, name: str, start: int, end: int) -> None:
        """The URLs in the constant of this name whose value's bracket opens at `start`."""
        self._note(self._data_urls(name, start, end), (), "")

    def _note(self, urls: Iterable[TagUrl], texts: Sequence[tuple[str, str]], inside: str) -> None:
        """What stands in one tag; `texts` are its attributes, `inside` its element's text."""
        title = next((text for name, text in reversed(texts) if name in NAMES), "") or inside
        said = enclosing_claim(texts)
        for one in urls:
            text = one.text or title
            self.urls.append(replace(one, text=text, claim=one.claim or said or text))

    def _data_urls(self, name: str, start: int, end: int) -> list[TagUrl]:
        """What an expression's brackets hold."""
        if self._text.find("://", start, end) < 0 and self._text.find("<R", start, end) < 0:
            return []
        return [
            TagUrl(
                Syntax.RESOURCE_TAG if one.is_resource else Syntax.PROPERTY,
                one.target,
                one.offset,
                one.text,
                one.claim,
            )
            for one in data_urls(self._text, start, end, name)
        ]

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
