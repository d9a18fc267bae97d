"""Wikitext made safe to parse: the same length, every construct closed, none nested too deep.

mwparserfromhell goes back over the text for each construct that is opened and never closed: time
by the square of their number. What has no partner is written over here, in one pass, before it.
"""

import re
from dataclasses import dataclass

from citewiki.wiki.indents import BREAK, FILLER

DEPTH = 20
"""Constructs within one another; the parser itself gives up at 40."""

MAX_TAG = 20_000
"""Characters of a tag; a longer one is none."""

MAX_CELLS = 50_000
"""Cells of a page's tables, which cost the parser 0.1 ms each; tables beyond are read as text."""

_TOKEN = re.compile(
    r"""
      (?P<comment><!--)
    | <(?P<raw>nowiki|pre|syntaxhighlight|source|math|chem|score|timeline|templatedata|graph)
        (?=[\s>/])[^<>]*(?P<emptied>/)?>
    | <(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?=[\s>/])
        (?P<rest>(?:[^<>=]|=\s*+(?:"[^<>"]*"|'[^<>']*'|(?!["'])))*+)>
    | (?P<open>\{{2,})
    | (?P<shut>\}{2,})
    | (?P<link>\[\[)
    | (?P<unlink>\]\])
    | (?P<external>\[(?=(?:https?:|ftps?:|mailto:|news:|irc:)?//|[a-z]{3,10}:))
    | (?P<end>\])
    | ^(?P<table>[ \t:]*\{\|)
    | ^[ \t]*(?P<endtable>\|\})
    | ^(?P<list>[*\#:;]{20,})
    | (?P<odd><(?=[A-Za-z/!]))
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ENDLESS = frozenset({"br", "hr", "wbr", "img", "meta", "link"})
_CELL = re.compile(r"^[ \t]*[|!]|\|\||!!", re.MULTILINE)
_ROW = re.compile(r"^(?:[ \t:]*\{\||[ \t]*\|(?:-|\+|\}(?!\})))(?:[^\n<>{}\[\]]*$)?", re.MULTILINE)
"""What opens or closes a table or parts its rows, with the attributes behind it."""
_PARTING = re.compile(r"<(?:p|li|dt|dd|td|th|tr|div|ul|ol|dl|table)\b", re.IGNORECASE)
"""Tags that part words, with an end or without."""


@dataclass(slots=True)
class _Opened:
    """`line_end` is where the line ends that an external link has to end in."""

    kind: str
    start: int
    end: int
    line_end: int = -1


@dataclass(frozen=True, slots=True)
class Tamed:
    """`unclosed` are (character, tag or mark) of what a person should close; `flattened` the
    characters of the tables whose rows are paragraphs of text."""

    text: str
    unclosed: tuple[tuple[int, str], ...]
    flattened: tuple[int, ...] = ()


def tame(text: str) -> Tamed:
    """Write over what has no partner; never raises, in time that grows with the text's length."""
    return _Tamer(text).run()


class _Tamer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Opened] = []
        self._counts: dict[str, int] = {}
        self._blank: list[tuple[int, int]] = []
        self._unclosed: list[tuple[int, str]] = []
        self._missing: set[str] = set()  # ends that stand nowhere below
        self._cells = 0
        self._large: list[tuple[int, int]] = []  # tables with too many cells

    def run(self) -> Tamed:
        at = 0
        while (found := _TOKEN.search(self._text, at)) is not None:
            at = max(self._step(found), found.start() + 1)
        for opened in self._stack:
            self._drop(opened)
        flattened = tuple(start for start, _ in self._large)
        return Tamed(
            self._flattened(self._written_over()), tuple(sorted(self._unclosed)), flattened
        )

    def _step(self, found: re.Match[str]) -> int:
        kind = found.lastgroup
        if found["comment"]:
            return self._past("-->", found)
        if found["raw"]:
            return found.end() if found["emptied"] else self._past(f"</{found['raw']}", found)
        if found["tag"]:
            self._tag(found)
        elif kind == "open":
            self._open("{{", found.start(), found.end())
        elif kind == "shut":
            self._braces(found.start(), found.end())
        elif kind in ("link", "external", "table"):
            self._open(kind, found.start(kind), found.end())
        elif kind == "unlink":
            if self._ends_external(found.start()):  # "[[File:a|[https://b.org c]]]"
                return found.start() + 1
            self._close("link")
        elif kind == "endtable":
            self._end_table(found.end())
        elif kind == "end":
            self._end(found.start())
        elif kind == "list":
            self._blank.append((found.start() + DEPTH - 1, found.end()))
        elif kind == "odd":
            self._blank.append((found.start(), found.end()))
        return found.end()

    def _past(self, ending: str, found: re.Match[str]) -> int:
        """Past what is no wikitext; all that follows is none where it is never closed."""
        end = -1
        if ending not in self._missing:
            end = self._text.find(ending, found.end())
            if end < 0 and ending[:2] == "</":
                insensitive = re.compile(re.escape(ending), re.IGNORECASE)
                other = insensitive.search(self._text, found.end())
                end = other.start() if other is not None else -1
        if end < 0:
            self._missing.add(ending)
            self._blank.append((found.start(), found.end()))
            self._unclosed.append((found.start(), found[0][:20]))
            return found.end()
        closed = self._text.find(">", end)
        return closed + 1 if closed >= 0 else len(self._text)

    def _tag(self, found: re.Match[str]) -> None:
        name = found["tag"].lower()
        rest = found["rest"]
        is_long = len(rest) > MAX_TAG
        if is_long or any(rest.count(a) != rest.count(b) for a, b in (("{{", "}}"), ("[[", "]]"))):
            self._blank.append((found.start(), found.end()))
            return
        if rest.endswith("/") or name in _ENDLESS:
            return
        if not found["close"]:
            self._open(f"<{name}>", found.start(), found.end())
        elif not self._close(f"<{name}>"):
            self._blank.append((found.start(), found.end()))

    def _open(self, kind: str, start: int, end: int) -> None:
        self._stack.append(_Opened(kind, start, end))
        self._counts[kind] = self._counts.get(kind, 0) + 1

    def _pop(self) -> _Opened:
        opened = self._stack.pop()
        self._counts[opened.kind] -= 1
        return opened

    def _close(self, kind: str) -> bool:
        """The innermost that is open is closed; what was opened in it has no partner."""
        if not self._counts.get(kind):
            return False
        while (opened := self._pop()).kind != kind:
            self._drop(opened)
        if len(self._stack) >= DEPTH:
            self._drop(opened, told=False)
        return True

    def _end_table(self, end: int) -> None:
        """The cells of a table that stands in no other are counted."""
        start = next((one.start for one in self._stack if one.kind == "table"), end)
        if self._close("table") and not self._counts["table"]:
            self._cells += sum(1 for _ in _CELL.finditer(self._text, start, end))
            if self._cells > MAX_CELLS:
                self._large.append((start, end))

    def _end(self, at: int) -> None:
        """A "]" closes an external link that was opened on its line."""
        if not self._counts.get("external"):
            return
        for opened in reversed(self._stack[-DEPTH:]):
            if opened.kind == "external":
                if self._is_in_its_line(opened, at):
                    self._close("external")
                return

    def _ends_external(self, at: int) -> bool:
        """Whether the first of two "]" closes an external link: the innermost that is open."""
        innermost = self._stack[-1] if self._stack else None
        if innermost is None or innermost.kind != "external":
            return False
        return self._is_in_its_line(innermost, at) and self._close("external")

    def _is_in_its_line(self, opened: _Opened, at: int) -> bool:
        if opened.line_end < 0:
            end = self._text.find("\n", opened.start)  # once: it may be far away
            opened.line_end = end if end >= 0 else len(self._text)
        return at <= opened.line_end

    def _braces(self, start: int, end: int) -> None:
        left = end - start
        while left >= 2 and self._counts.get("{{"):
            while self._stack[-1].kind != "{{":
                self._drop(self._pop())
            opened = self._stack[-1]
            taken = min(left, opened.end - opened.start)
            if len(self._stack) > DEPTH:
                self._blank.append((opened.end - taken, opened.end))
            left -= taken
            opened.end -= taken
            if opened.end - opened.start < 2:
                self._pop()

    def _drop(self, opened: _Opened, *, told: bool = True) -> None:
        self._blank.append((opened.start, opened.end))
        if told and (opened.kind in ("{{", "link", "table") or opened.kind == "<ref>"):
            self._unclosed.append(
                (opened.start, self._text[opened.start : opened.end].strip()[:20])
            )

    def _flattened(self, text: str) -> str:
        """The text, as long as before, with an empty line for each mark of a row of these tables.
        A cell's "|" stays, for it may be a template's."""
        out: list[str] = []
        last = 0
        for start, end in self._large:
            rows = _ROW.sub(lambda mark: f"{chr(10):<{len(mark[0])}}", text[start:end])
            out += (text[last:start], rows)
            last = end
        out.append(text[last:])
        return "".join(out)

    def _written_over(self) -> str:
        out: list[str] = []
        last = 0
        for start, end in sorted(self._blank):
            if end <= last:
                continue
            start = max(start, last)
            filler = BREAK if _PARTING.match(self._text, start) else FILLER
            out += (self._text[last:start], filler * (end - start))
            last = end
        out.append(self._text[last:])
        return "".join(out)
