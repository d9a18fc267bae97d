"""Which sentence of a text a citation supports."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable

from citewiki.wiki.indents import BREAK, FILLER

MAX_CHARS = 1_000
"""A claim longer than this is cut: no sentence is."""

# Chinese and Japanese set no blank behind a sentence
_END = re.compile(
    r"[.!?…][\"'”’)\]\x01]*+(?=[\s\x02]++[\"'“‘(\[\x01]*+[A-Z0-9À-Þ$€£@])"
    r"|[。！？][”’」』）\x01]*+"
)
_SEEN = 24
"""Characters that are looked at before a full stop: the longest of the words below, and a few."""
_LONG_WORD = 8
"""One more than the longest of them has with its full stop ("approx.")."""

_ABBREVIATION = re.compile(
    r"""\b (?:
        e\.g | i\.e | cf | vs | viz | approx | ca | est | incl
      | Dr | Mr | Mrs | Ms | Prof | Gov | Sen | Lt | Col | Capt | Sgt | Adm | Hon | Rev | Mt
      | Fig | Figs | Vol | Sec | Ch | Eq | Eqs
    ) \.$""",
    re.VERBOSE,
)
"""Those that no sentence ends with."""

_NUMBERED = re.compile(r"\b(?:Art|No|Nos|pp|p)\.$")
"""Those that a number comes after."""

_SHORTENED = re.compile(
    r"""\b (?:
        al | etc | Inc | Ltd | Corp | Co | Jr | Sr | ed | eds | [ap]\.m
      | U\.S | U\.K | E\.U | D\.C | Ph\.D | St | Rep | Gen | Dept | Univ
      | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sep | Sept | Oct | Nov | Dec | [A-Z]
    ) \.$""",
    re.VERBOSE,
)
"""Those that may end a sentence: it is one where the next begins as only a sentence does."""

_OPENER = re.compile(
    r"[\s\x01\x02\"'“‘(\[]*+(?:"
    r"A|According|Additionally|After|Although|An|And|Another|As|At|Because|Before|Both|But|By|Critics"
    r"|Despite|During|Each|For|From|Furthermore|He|Her|Here|His|How|However|If|In|Instead|It|Its|Many"
    r"|Meanwhile|Moreover|Most|On|Or|Our|She|Similarly|Since|So|Some|Such|That|The|Their|There"
    r"|Therefore|These|They|This|Those|Though|Thus|To|Under|Unlike|We|What|When|Whether|While|Who|Why"
    r"|With|Yet|You)(?=[\s,])"
)
_AUTHOR = re.compile(r"(?:[,.&]\s?|-)[A-Z]\.$")
"""Initials among others, or behind a surname: the next word goes on."""

_LETTERED = re.compile(
    r"\b(?:[Aa]ppendix|[Aa]nnex|[Cc]lass|[Ee]xhibit|[Gg]rade|[Gg]roup|[Ll]evel|[Oo]ption|[Pp]art"
    r"|[Pp]hase|[Pp]lan|[Ss]chedule|[Ss]cenario|[Ss]ection|[Ss]eries|[Tt]able|[Tt]eam|[Tt]ier|[Tt]ype"
    r"|[Vv]itamin) [A-Z]\.$"
)
"""A letter that counts something is no initial."""

STOPS = tuple(".!?…。！？")
_BLANK = " \t\n\x01\x02"
_BLANKS = 3
"""How many blanks may part a footnote's mark from its sentence."""

_QUOTED = re.compile(
    r"[\"“](?:(?<!\w\")(?<=\")(?=\S)[^\"]{1,500}(?<=\S)\"(?!\w)|(?<=“)[^“”]{1,500}”)"
)
_ASIDE = re.compile(r"(?P<stop>[.!?…])[\"'”’)\x01]*+(?P<aside>\s++\([^()]{1,300}\)\.?)")
"""Parentheses behind a sentence."""


class Sentences:
    """The sentences of one block of plain text."""

    def __init__(self, text: str, is_aside: Callable[[int, int], bool] = lambda _, __: False):
        """`is_aside` tells whether the parentheses between two positions only cite."""
        self._text = text
        self._told: dict[int, str] = {}  # a sentence may hold thousands of marks
        self._ends: list[int] = []
        asides = deque(
            one.span("aside")
            for one in (_ASIDE.finditer(text) if "(" in text else ())
            if _ends_sentence(text, one.end("stop"), one.end()) and is_aside(*one.span("aside"))
        )
        quotes = deque(one.span() for one in _QUOTED.finditer(text))
        for found in _END.finditer(text):
            while quotes and quotes[0][1] <= found.start():
                quotes.popleft()
            if quotes and quotes[0][0] < found.start() and found.end() < quotes[0][1]:
                continue  # a sentence of the quotation, which goes on
            while asides and asides[0][1] < found.end():
                self._ends.append(asides.popleft()[1])
            inside = asides and asides[0][0] <= found.end()
            if not inside and _ends_sentence(text, found.start() + 1, found.end()):
                self._ends.append(found.end())
        self._ends += [end for _, end in asides if end < len(text)]
        self._ends.append(len(text))

    def number(self, position: int, *, note: bool = False) -> int:
        """Which sentence holds this position, from 0; a mark right behind a sentence's end, as
        footnotes stand, belongs to that sentence, and so does a note's (`note`) behind a blank."""
        n = min(bisect_left(self._ends, position), len(self._ends) - 1)
        begin = self._begin(n)
        if note and n and position - begin <= _BLANKS:
            return n if self._text[begin:position].strip(_BLANK) else n - 1
        return n

    def spanning(self, n: int, end: int) -> str:
        """The n-th sentence; for a link's words that have full stops in them, from "RAND (2024)."
        to "AI and the Future of Cyber Conflict", all that they reach into."""
        last = n if end <= self._ends[n] else self.number(end)
        if last > n:
            return tidy(self._text[self._begin(n) : self._ends[last]])
        if n not in self._told:
            self._told[n] = tidy(self._text[self._begin(n) : self._ends[n]])
        return self._told[n]

    def span(self, n: int) -> tuple[int, int]:
        """From where to where the n-th sentence goes."""
        return self._begin(n), self._ends[n]

    def _begin(self, n: int) -> int:
        return self._ends[n - 1] if n else 0

    def __len__(self) -> int:
        return len(self._ends)


def _ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the full stop before `stop` ends a sentence, when the next begins at `after`."""
    if stop > _LONG_WORD:  # a longer word, a figure or a bracket is none of the words above
        word = text[stop - _LONG_WORD : stop - 1]
        if word.isalpha() or not word[-1].isalpha():
            return True
    before = text[max(0, stop - _SEEN) : stop]
    if _ABBREVIATION.search(before):
        return False
    if _NUMBERED.search(before):
        return not text[after : after + 2].strip()[:1].isdigit()
    if (shortened := _SHORTENED.search(before)) is not None:
        initial = len(shortened[0]) == len("J.")
        if initial and _LETTERED.search(before):
            return True
        goes_on = initial and _AUTHOR.search(before) is not None
        return not goes_on and _OPENER.match(text, after) is not None
    return True


def tidy(text: str) -> str:
    """One line without fillers, at most MAX_CHARS."""
    if FILLER in text or BREAK in text:
        text = text.replace(FILLER, "").replace(BREAK, " ")
    line = " ".join(text.split())
    return line if len(line) <= MAX_CHARS else line[: MAX_CHARS - 1] + "…"
