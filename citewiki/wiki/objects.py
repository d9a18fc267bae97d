"""Sources in the data of a JSX expression or of an exported constant: `[{ title: "…", url: "…" }]`.

An object is to its address what a row is to a table's cell: what it says beside naming the source
is the claim; where it says nothing, what is around it does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from citewiki.wiki.claims import MAX_CHARS, tidy
from citewiki.wiki.naming import is_source_head

NOT_CITING = frozenset(
    {
        "action", "avatar", "background", "cover", "icon", "icons", "image", "images", "img",
        "logo", "logos", "poster", "src", "srcSet", "srcset", "thumbnail", "thumbnails", "xmlns",
    }
)  # fmt: skip
"""Attributes and properties whose address is no source."""

NAMES = frozenset({"title", "text", "label", "name"})
"""Those that name what the address beside them leads to."""

_CLAIMS = frozenset({"claim", "statement", "assertion", "fact", "finding", "quote"})
_OF_SOURCE = frozenset(
    {
        "accessed", "author", "authors", "category", "class", "className", "client", "color",
        "date", "doi", "domain", "id", "isbn", "journal", "key", "kind", "lang", "publication",
        "publisher", "rel", "slug", "source", "style", "tag", "target", "type", "variant",
        "venue", "year",
    }
)  # fmt: skip
"""Those that tell of the source, or of how it is shown, and claim nothing."""

_WHEN = frozenset({"date", "year"})

_TOKEN = re.compile(
    r"""
    (?P<string> "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | `(?:[^`\\]|\\.)*+(?:`|\\?\Z) )
  | (?P<comment> //[^\n]* | /\*(?:[^*]|\*(?!/))*+(?:\*/|\Z) )
  | (?P<word> [A-Za-z_$][\w$-]*+ | \d[\w.]*+ )
  | (?P<tag> </?(?:[A-Za-z][\w.]*+|>) )
  | \S
    """,
    re.DOTALL | re.VERBOSE,
)
_PATTERN = re.compile(r"/(?:[^/\\\n]|\\.)++/[a-z]*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEXT = re.compile(r"\s*+(.)", re.DOTALL)
_TEXT = re.compile(r"[^<{]*+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OUTWARDS = 8
"""How many objects around one are asked what it is about."""


@dataclass(frozen=True, slots=True)
class DataUrl:
    """An address among data, or the id of an `<R>`: `offset` is a character's; `text` names
    what it leads to and `claim` is what the data says that it is for, "" where nothing does."""

    target: str
    offset: int
    text: str
    claim: str
    is_resource: bool


class _Scope:
    """An object, an array or whatever else has brackets, and what it says as (name, text)."""

    def __init__(self, opening: str, key: str, around: "_Scope | None") -> None:
        self.opening = opening
        self.key = key
        self.around = around
        self.name = ""
        self.texts: list[tuple[str, str]] = []
        self.words: list[str] = []  # between tags
        self.in_tag = False
        self.elements = 0

    @cached_property
    def title(self) -> str:
        return next((text for name, text in self.texts if name in NAMES), "")

    @cached_property
    def own_claim(self) -> str:
        """What it says of the source whose address it has: an event's title and date, but not
        those of a paper among `references`."""
        named = {name for name, _ in self.texts}
        if named - NAMES - _OF_SOURCE or (
            named & _WHEN and named & NAMES and not is_source_head(_HUMP.sub(" ", self.key))
        ):
            return row_claim(self.texts)
        return tidy("".join(self.words)[:MAX_CHARS])

    @cached_property
    def claim_within(self) -> str:
        """What it says of the objects in it."""
        return enclosing_claim(self.texts)


def row_claim(texts: Sequence[tuple[str, str]]) -> str:
    """What these properties say, as a table's row; a property that is called a claim alone."""
    said = next((text for name, text in texts if name in _CLAIMS), "")
    return said or _row(one for one in texts if one[0] not in _OF_SOURCE - _WHEN)


def enclosing_claim(texts: Sequence[tuple[str, str]]) -> str:
    """What these properties say of the sources below them; one word alone is a setting."""
    said = [(n, text) for n, text in texts if n not in _OF_SOURCE and (n in NAMES or " " in text)]
    return row_claim(said)


def _row(texts: Iterable[tuple[str, str]]) -> str:
    cells: list[str] = []
    length = 0
    for name, text in texts:
        cells.append(f"{name}: {text}" if cells else text)
        length += len(text)
        if length > MAX_CHARS:
            break
    return tidy(" | ".join(cells))


def is_web(value: str) -> bool:
    return value.lstrip()[:8].lower().startswith(("http://", "https://"))


def data_urls(text: str, start: int, end: int, key: str = "") -> list[DataUrl]:
    """The addresses in the brackets that open at `start`, up to where they close, `end` at most;
    `key` is the name of the attribute that has them."""
    return _Data(text, start, end, key).read()


class _Data:
    def __init__(self, text: str, start: int, end: int, key: str) -> None:
        self._text = text
        self._at = start
        self._end = end
        self._scope = _Scope("", key, None)
        self._before = ""  # the token before this one
        self._found: list[tuple[str, int, _Scope, bool]] = []
        self._tag, self._tag_at = "", start
        self._in_tag = 0  # how many were found before this tag
        self._names: dict[int, str] = {}  # the words of a link among them

    def read(self) -> list[DataUrl]:
        while (token := _TOKEN.search(self._text, self._at, self._end)) is not None:
            self._at = token.end()
            match token.lastgroup:
                case "comment":
                    continue
                case "string":
                    self._on_string(token)
                case "word":
                    self._on_word(token)
                case "tag":
                    self._on_tag(token)
                case _:
                    self._on_sign(token[0], token.start())
            self._before = token[0]
            if self._scope.around is None:
                break
        return [
            DataUrl(target, at, self._names.get(n, "") or scope.title, _claim_in(scope), resource)
            for n, (target, at, scope, resource) in enumerate(self._found)
        ]

    def _on_sign(self, sign: str, at: int) -> None:
        scope = self._scope
        if sign in "{[(":
            inner = scope.name or scope.key
            self._scope = _Scope(sign, inner, scope)
        elif sign in "}])":
            self._scope = scope.around or scope
            if self._scope.elements and not self._scope.in_tag:
                self._take_words()
        elif sign == ",":
            scope.name = ""
        elif sign == ">" and scope.in_tag:
            scope.in_tag = False
            if self._before == "/":
                scope.elements -= 1
            if scope.elements > 0:
                words = self._take_words()
                self._names.update((n, words) for n in range(self._in_tag, len(self._found)))
        elif sign == "/" and self._before in (":", ",", "(", "[", "="):
            pattern = _PATTERN.match(self._text, at, self._end)
            self._at = pattern.end() if pattern is not None else self._at

    def _on_tag(self, token: re.Match[str]) -> None:
        scope = self._scope
        scope.elements += -1 if token[0].startswith("</") else 1
        scope.in_tag = not token[0].endswith(">")
        self._in_tag = len(self._found)
        self._tag, self._tag_at = token[0], token.start()
        if not scope.in_tag and scope.elements > 0:
            self._take_words()

    def _take_words(self) -> str:
        """Text between tags, up to the next of them."""
        words = _TEXT.match(self._text, self._at, self._end)
        if words is None:
            return ""
        self._scope.words.append(words[0])
        self._at = words.end()
        return tidy(words[0])

    def _on_word(self, token: re.Match[str]) -> None:
        scope = self._scope
        if scope.in_tag or self._is_key(token.end()):
            scope.name = token[0]
        elif self._before == ":" and token[0][0].isdigit() and scope.name:
            scope.texts.append((scope.name, token[0]))

    def _on_string(self, token: re.Match[str]) -> None:
        scope = self._scope
        value = token[0][1:-1]
        if self._is_key(token.end()):
            scope.name = value
        elif self._is_value(token.end()) and not (token[0][0] == "`" and "${" in value):
            name = scope.name or scope.key
            if scope.in_tag and self._tag == "<R" and name == "id":
                self._found.append((value.strip(), self._tag_at, scope, True))
            elif not is_web(value):
                if scope.opening == "{" and not scope.in_tag:
                    scope.texts.append((name, _ESCAPE.sub(_unescaped, value)))
            elif name not in NOT_CITING and len(value.split()) == 1:
                self._found.append((value.strip(), token.start() + 1, scope, False))

    def _is_key(self, end: int) -> bool:
        return (
            self._scope.opening == "{" and self._before in ("{", ",") and self._follows(end) == ":"
        )

    def _is_value(self, end: int) -> bool:
        scope = self._scope
        if scope.in_tag:
            return self._before == "="
        if scope.opening == "{":
            return scope.name != "" and self._before in (":", "?")
        return scope.opening == "[" and self._before in ("[", ",") and self._follows(end) in ",]"

    def _follows(self, end: int) -> str:
        found = _NEXT.match(self._text, end, self._end)
        return found[1] if found is not None else ""


def _unescaped(escape: re.Match[str]) -> str:
    return " " if escape[1] in "nrt\n" else escape[1]


def _claim_in(scope: _Scope) -> str:
    said = scope.own_claim
    around = scope.around
    for _ in range(_OUTWARDS):
        if said or around is None:
            break
        said = around.claim_within
        around = around.around
    return said
