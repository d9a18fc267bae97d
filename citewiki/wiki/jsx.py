"""JSX and HTML tags of a page: what they cite, and the page without them.

CommonMark takes a tag at a line's start for a block of raw HTML, MDX takes what is between tags
for Markdown. So tags are blanked out, length kept, before the Markdown is parsed; `<R>` stays,
for it stands inside sentences.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from citewiki.wiki.blanks import Blanks, plain_resource
from citewiki.wiki.budget import Budget
from citewiki.wiki.indents import Elements
from citewiki.wiki.modules import MODULE, first_blank_line, module_data, module_end
from citewiki.wiki.tags import Tags, TagUrl

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
_BRACE = re.compile(r"(?:\s*/\*(?:[^*]|\*(?!/)){0,10000}\*/)*\s*\}")
_NOTE = re.compile(r"\[\^[^\]\s]{1,80}\]:[ \t]")
_BEFORE_FENCE = re.compile(rf"(?:[ \t>]|(?P<item>[-*+]|\d{{1,9}}[.)])[ \t]|{_NOTE.pattern})*")

_CODE_CHARS = 20_000
"""A code span that would be longer is none."""

_INDENT_CHARS = 200
"""No fence is indented deeper: a line of a million ticks must not be walked back each time."""

_PARTING = frozenset({"br", "hr", "p", "div", "li", "ul", "ol", "td", "th", "tr", "table"})
_VERBATIM = frozenset({"pre", "code", "style", "script"})


@dataclass(frozen=True, slots=True)
class Blanked:
    """A page's text of the same length without tags, comments and module lines; `insides` are
    the stretches between an element's tags, the outermost of each nest."""

    text: str
    urls: tuple[TagUrl, ...]
    insides: tuple[tuple[int, int], ...]


def blank_tags(text: str) -> Blanked:
    """Blank out what MDX adds to Markdown; never raises."""
    return _Blanker(text).run()


class _Blanker:
    def __init__(self, text: str) -> None:
        self._text = text
        self._budget = Budget()
        self._tags = Tags(text, self._budget)
        self._blanks = Blanks(text)
        self._out: list[str] = []
        self._last = 0  # what is before it is in `_out`
        self._elements = Elements()

    def run(self) -> Blanked:
        text = self._text
        at = self._after_module(0)
        while (found := _START.search(text, at)) is not None:
            at = max(self._step(found), found.start() + 1)
        self._out.append(text[self._last :])
        insides = tuple(self._elements.insides())
        return Blanked("".join(self._out), tuple(self._tags.urls), insides)

    def _blank(self, start: int, end: int, *, parting: bool = False) -> None:
        blanks = self._blanks.of(start, end, parting=parting)
        self._out += (self._text[self._last : start], blanks)
        self._last = end

    def _step(self, found: re.Match[str]) -> int:
        """Deal with one find; where to go on."""
        match found.lastgroup:
            case "name":
                return self._after_element(found)
            case "ticks" | "tildes" as mark:
                length = found.end() - found.start()
                before = self._begins_line(found.start()) if length >= 3 else None
                if before is not None:
                    return self._after_fence(before, found)
                return self._after_code(length, found.end()) if mark == "ticks" else found.end()
            case "jsx_comment":
                return self._after_comment("*/", found)
            case "comment":
                return self._after_comment("-->", found)
            case _:
                is_module = found[0] == "\n"  # or else an escape
                return self._after_module(found.end()) if is_module else found.end()

    def _after_comment(self, closing: str, found: re.Match[str]) -> int:
        end = self._budget.find(self._text, closing, found.end())
        if end < 0:
            return found.end()
        end += len(closing)
        # another comment may follow, or an expression, before the brace closes
        brace = _BRACE.match(self._text, end) if found.lastgroup == "jsx_comment" else None
        end = brace.end() if brace is not None else end
        self._blank(found.start(), end)
        return end

    def _after_element(self, found: re.Match[str]) -> int:
        """Past a tag; past the whole element where its inside is no Markdown."""
        text = self._text
        start, (close, name) = found.start(), found.group("close", "name")
        end = self._tags.end(name, found.end())
        if end < 0:
            return found.end()
        if name == "R":
            self._out += (text[self._last : start], plain_resource(text[start:end]))
            self._last = end
        else:
            self._blank(start, end, parting=name in _PARTING)
        if close:
            self._elements.closed(name, start)
            return end
        if text[end - 2] != "/":
            self._elements.opened(name, end)
        if name in _VERBATIM:
            closed = self._budget.find(text, f"</{name}>", end)
            if closed >= 0:
                self._blank(end, closed)
                return closed
        return end

    def _begins_line(self, at: int) -> re.Match[str] | None:
        """What stands before this on its line, where that is an indent and the marks of quotes
        and items alone."""
        near = max(0, at - _INDENT_CHARS)
        start = self._text.rfind("\n", near, at) + 1
        if not start and near:
            return None
        return _BEFORE_FENCE.fullmatch(self._text, start, at)

    def _after_fence(self, before: re.Match[str], fence: re.Match[str]) -> int:
        """Past a block of code, which ends where its list's item does at the latest."""
        closing = rf"[ \t>]*{re.escape(fence[0][0])}{{{len(fence[0])},}}[ \t]*$"
        if before["item"]:
            width = len(_NOTE.sub(" " * 4, before[0]))  # what is in a note is indented by four
            closing += rf"|(?=[ >]{{0,{width - 1}}}[^\s>])"
        line_end = self._text.find("\n", fence.end())
        found = (
            re.compile(rf"^(?:{closing})", re.MULTILINE).search(self._text, line_end + 1)
            if line_end >= 0
            else None
        )
        return len(self._text) if found is None else found.end()

    def _after_code(self, length: int, end: int) -> int:
        """Past a code span, which ends within its paragraph; past the ticks where there is none."""
        starts = self._ticks.get(length, ())
        n = bisect_left(starts, end)
        if n == len(starts) or starts[n] - end > _CODE_CHARS:
            return end
        if self._text.find("\n\n", end, starts[n]) >= 0:
            return end
        return starts[n] + length

    @cached_property
    def _ticks(self) -> dict[int, list[int]]:
        """Where the runs of ticks begin, by their length."""
        starts = defaultdict(list)
        at = self._text.find("`")  # a search for one character, ten times as fast as a pattern's
        while at >= 0:
            end = at + 1
            while self._text.startswith("`", end):
                end += 1
            starts[end - at].append(at)
            at = self._text.find("`", end)
        return starts

    def _after_module(self, start: int) -> int:
        """Past the module lines that begin here; `start` itself where none do."""
        if _MODULE.match(self._text, start) is None:
            return start
        stop = min(len(self._text), start + max(self._budget.left, 0))
        end = module_end(self._text, start, stop)
        if end < 0:
            self._budget.left -= stop - start
            end = first_blank_line(self._text, start)
        for name, at in module_data(self._text, start, end):
            self._tags.note_data(name, at, end)
        self._blank(start, end)
        return end
