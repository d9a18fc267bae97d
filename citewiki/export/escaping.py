"""Escaping for Markdown, MDX and HTML: a text from outside stays a text."""

import html
import re
from urllib.parse import quote, urlsplit

from citewiki.domain.display import harmless

_MARKUP = re.compile(
    r"""[\\*`\[\]{}|$~^]                # emphasis, code, links, JSX, tables, math, super- and
                                       # subscripts
    | (?<![^\W_])_ | _(?![^\W_])       # between letters an underscore is one of them
    | (?<!\S)\#                        # headings and their ends, tags
    | :(?=//|\w) | (?<=(?i:www))\.     # addresses, directives, :emoji:
    | @(?=\w)                          # addresses, Pandoc's citations
    | ([=%!])(?=\1)                    # ==marks==, %% comments, !!! boxes
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(r"^(?=[-+](?:\s|$)|--|\+\+\+|[=>:])")
_NUMBERED = re.compile(r"^(\(?(?:[0-9]{1,9}|[a-z]|[ivxlcdm]+|[A-Z](?=\))))(?=[.)](?:\s|$))")
_MODULE = re.compile(r"^[ie](?=(?:m|x)port\b)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def markdown(text: str) -> str:
    """One line in which nothing is markup, in a paragraph, a heading, a list, a table's cell or a
    link's text; escaped where it must be and nowhere else, for what stands in a wiki's pages is
    read, compared and searched as it is written.

    Holds for CommonMark, GFM, MDX and Pandoc with their usual extensions. A wiki that makes a link
    of every bare address makes one of those in a text too.
    """
    line = " ".join(harmless(text).split())
    line = _MARKUP.sub(lambda found: f"\\{found[0]}", _REFERENCE.sub("&amp;", line))
    line = _NUMBERED.sub(r"\1\\", _BLOCK.sub(r"\\", line.replace("<", "&lt;")))
    # letters take no backslash, and a line that begins so would be a module's in MDX
    return _MODULE.sub(lambda found: f"&#{ord(found[0])};", line)


def link(url: str) -> str | None:
    """The URL where it may become a live link (http or https, with a host), else None."""
    try:
        parts = urlsplit(harmless(url))
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        return None
    return quote(harmless(url), safe=":/?#[]@!$&*+,;=%~-._").replace("[", "%5B").replace("]", "%5D")


def html_text(text: str) -> str:
    """Text for an element or a quoted attribute; line ends stay."""
    return html.escape("\n".join(harmless(line) for line in text.split("\n")), quote=True)
