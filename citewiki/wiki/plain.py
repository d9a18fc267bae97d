"""A page's text as every parser takes it: one kind of line end, nothing that UTF-8 cannot have."""

from citewiki.wiki.indents import BREAK, FILLER


def one_for_one(text: str) -> str:
    """Line ends become "\\n"; what cannot be encoded, and our own fillers, become U+FFFD, one for
    one, which keeps every offset."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(FILLER, "\ufffd").replace(BREAK, "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
