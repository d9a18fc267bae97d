"""What of an HTML page is not its text: menus, a site's head and foot, forms, pictures' maps."""

import re
from collections.abc import Iterable

from citewiki.wiki.html.elements import Elements
from citewiki.wiki.html.tags import Tag

_UNREAD = frozenset(
    {"pre", "title", "head", "select", "button", "audio", "video", "canvas", "object", "map"}
)
_AROUND = frozenset({"nav", "aside", "form", "header", "footer", "menu", "dialog"})
_AROUND_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "toolbar"}
)
_NOTES = re.compile(r"footnote|endnote|reference|bibliograph", re.IGNORECASE)


def is_main(tag: Tag) -> bool:
    """Whether an element is the one that holds the page's text."""
    return tag.name == "main" or tag.attributes.get("role") == "main"


def has_main(tags: Iterable[Tag]) -> bool:
    return any(is_main(tag) for tag in tags)


def is_never_read(tag: Tag) -> bool:
    """Whether nothing in an element is a word of the text, in a note either."""
    return tag.name in _UNREAD


def is_around(tag: Tag, inside: Elements) -> bool:
    """Whether an element is around the text, not of it. One that says that it holds notes is of
    the text, and so is the foot of a quotation, which says whose it is. `inside` are the elements
    that are open."""
    if "hidden" in tag.attributes:
        return True
    role = tag.attributes.get("role", "")
    if tag.name == "footer" and not role and inside.has("blockquote", "figure"):
        return False
    around = tag.name in _AROUND or role.lower() in _AROUND_ROLES
    return around and not _NOTES.search(f"{tag.attributes.get('class', '')} {role}")


def is_articles_head(tag: Tag, inside: Elements) -> bool:
    """Whether the headings in an element that is around the text are the text's own."""
    return tag.name == "header" and inside.has("article", "main")
