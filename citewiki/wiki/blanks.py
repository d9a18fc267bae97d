"""What stands in the place of a tag: nothing that CommonMark would read, and as long as it was."""

import re

from citewiki.wiki.indents import BREAK, FILLER

_LEAD = re.compile(r"[ \t>]*")
_INDENT = re.compile(r"[ \t]*")
_ID = re.compile(r"""\sid\s*+=\s*+(?:\{\s*+)?["'`]([^"'`<>{}]{1,80})["'`]""")


class Blanks:
    """Gives each stretch of a page its blanks, asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = 0
        self._line = 0  # where the line of what was seen begins
        self._lead = -1  # where that line's indent ends, measured when asked for
        self._line_end = -1
        self._tail = 0  # where the trailing blanks of the line that ends there begin

    def of(self, start: int, end: int, *, parting: bool) -> str:
        """Blanks where these characters have their lines to themselves, fillers where they
        share one: those that part words where `parting`."""
        filler = " " if self._alone(start, end) else BREAK if parting else FILLER
        if self._text.find("\n", start, end) < 0:
            return filler * (end - start)
        first, *others = self._text[start:end].split("\n")
        quoted = ">" in self._text[self._text.rfind("\n", 0, start) + 1 : start]
        lead = _LEAD if quoted else _INDENT
        return "\n".join((filler * len(first), *(_filled(line, filler, lead) for line in others)))

    def _alone(self, start: int, end: int) -> bool:
        if start and self._text[start - 1] not in " \t>\n":  # as nearly always, where it is not
            return False
        return start <= self._lead_before(start) and self._tail_behind(end) <= end

    def _lead_before(self, at: int) -> int:
        """Where the indent ends of the line that this is on."""
        # from what was seen, never again from the line's start: one line may hold them all
        newline = self._text.rfind("\n", self._seen, at)
        self._seen = at
        if newline >= 0:
            self._line, self._lead = newline + 1, -1
        if self._lead < 0:
            found = _LEAD.match(self._text, self._line)
            self._lead = found.end() if found is not None else self._line
        return self._lead

    def _tail_behind(self, at: int) -> int:
        """Where the blanks begin at the end of the line that this is on."""
        if at > self._line_end:
            newline = self._text.find("\n", at)
            self._line_end = newline if newline >= 0 else len(self._text)
            self._tail = at + len(self._text[at : self._line_end].rstrip())
        return self._tail


def _filled(line: str, filler: str, lead: re.Pattern[str]) -> str:
    """A line whose list or quote goes on, for it keeps what it begins with."""
    found = lead.match(line)
    kept = found[0] if found is not None else ""
    return kept + filler * (len(line) - len(kept))


def plain_resource(tag: str) -> str:
    """An `<R>` tag on one line and without braces, for CommonMark to take for inline HTML."""
    found = _ID.search(tag)
    closing = "/>" if tag.endswith("/>") else ">"
    if tag.startswith("</"):
        plain = "</R"
        closing = ">"
    else:
        plain = f'<R id="{found[1]}"' if found is not None else "<R"
    return f"{plain:<{len(tag) - len(closing)}}{closing}"
