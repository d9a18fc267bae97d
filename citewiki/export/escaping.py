"""Escaping for Markdown, MDX and HTML: a text from outside stays a text."""

import html
import re
from urllib.parse import quote, urlsplit

from citewiki.domain.display import harmless

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~$:@&\"'=/%^;]")


def markdown(text: str) -> str:
    """One line in which nothing is markup: every special character as a numeric entity."""
    line = " ".join(harmless(text).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line)


_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$&]")
_BLOCK = re.compile(r"^(?=[#+\-=:!])|(?<=^[0-9])(?=[.)])|(?<=^[0-9]{2})(?=[.)])")


def typed_markdown(text: str) -> str:
    """As `markdown`, but as a person would type it: a backslash, and only where one is needed in
    a paragraph. For a text that is handed to a person and read before it is used."""
    line = " ".join(harmless(text).split())
    return _BLOCK.sub(r"\\", _ACTIVE.sub(lambda found: f"\\{found[0]}", line))


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
