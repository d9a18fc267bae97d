"""A page's text as every parser takes it: one kind of line end, nothing that UTF-8 cannot have."""

from citewiki.wiki.indents import BREAK, FILLER


def one_for_one(text: str) -> str:
    """Line ends become "\\n"; what cannot be encoded, and our own fillers, become U+FFFD, one for
    one, which keeps every offset."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for ours in (FILLER, BREAK):
        if ours in text:
            text = text.replace(ours, "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
