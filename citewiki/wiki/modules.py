"""Module lines of an MDX page (import and export): where they begin and where they end."""

import re
from collections.abc import Iterator

MODULE = r"""
    import (?: \s*["'{*]
             | \s+ (?:type\s+)? (?: \{ | [A-Za-z_$][\w$]* (?: \s*,\s*[{*] | \s+from\s+["'] ) ) )
  | export (?: \s*[{*]
             | \s+ (?: default\s | (?:async\s+)?function\b
                     | (?:const|let|var) (?: \s*[{\[] | \s+[A-Za-z_$][\w$]*\s*[=:;] )
                     | class\s+\w+\s*(?:extends\b|\{) | interface\s+\w+\s*\{ | enum\s+\w+\s*\{
                     | type\s+\w+\s*= ) )
"""
"""How such a line begins (a verbose pattern): "import duties rose" is a sentence."""

_TOKEN = re.compile(r"[{}()\[\]\"'`]|\\.|//[^\n]*|/\*|\n[ \t]*(?=\n|\Z)", re.DOTALL)


_DATA = re.compile(
    r"^export\s+(?:const|let|var)\s+(?P<name>[A-Za-z_$][\w$]*)\s*(?::[^=\n]{1,200})?=\s*(?=[\[{])",
    re.MULTILINE,
)
_OF_PAGE = frozenset({"config", "frontMatter", "frontmatter", "meta", "metadata", "seo"})
"""Constants that tell of the page itself, its own address among them."""


def module_data(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """(name, where its value's bracket is) of the data that these module lines export."""
    for found in _DATA.finditer(text, start, end):
        if found["name"] not in _OF_PAGE:
            yield found["name"], found.end()


def module_end(text: str, start: int, stop: int) -> int:
    """Where the statements that begin here end: at the first blank line outside of brackets, as
    MDX has it. -1 where no such place is found before `stop`."""
    depth, at = 0, start
    while (found := _TOKEN.search(text, at, stop)) is not None:
        at = found.end()
        match found[0]:
            case "{" | "(" | "[":
                depth += 1
            case "}" | ")" | "]":
                depth -= 1
            case "/*":
                at = _past(text, "*/", at, stop)
            case "`":
                at = _past(text, "`", at, stop)
            case "'" | '"' as quote:
                line_end = text.find("\n", at, stop)
                at = _past(text, quote, at, line_end if line_end >= 0 else stop)
            case blank if blank.startswith("\n") and depth <= 0:
                return found.start()
    return stop if stop == len(text) and depth <= 0 else -1


def first_blank_line(text: str, start: int) -> int:
    """The end of the lines that follow one another from here."""
    found = re.compile(r"\n[ \t]*(?=\n|\Z)").search(text, start)
    return found.start() if found is not None else len(text)


def _past(text: str, what: str, at: int, stop: int) -> int:
    found = text.find(what, at, stop)
    return found + len(what) if found >= 0 else stop
