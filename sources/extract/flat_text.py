"""Text out of HTML source without a tree, for a page that no parser reads whole."""

import html
import re

from sources.extract.cleaning import clean

_SPACES = re.compile(r"[^\S\n]+")
_RAW_TEXT = ("script", "style")


def text_without_tree(source: str) -> str:
    """The text between the tags, script and style apart. Linear in its length."""
    out: list[str] = []
    at = 0
    lower = source.lower()
    while at < len(source):
        tag = source.find("<", at)
        if tag < 0:
            out.append(source[at:])
            break
        out.append(source[at:tag])
        raw = next((name for name in _RAW_TEXT if lower.startswith(name, tag + 1)), None)
        if lower.startswith("<!--", tag):
            end, width = lower.find("-->", tag), 3
        elif raw is not None:
            end, width = lower.find(f"</{raw}", tag), len(raw) + 2
        else:
            end, width = lower.find(">", tag), 1
        if end < 0:
            break
        at = end + width
        if raw is not None:
            close = lower.find(">", at)
            at = close + 1 if close >= 0 else len(source)
        out.append("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in html.unescape("".join(out)).split("\n"))
    return clean("\n\n".join(line for line in lines if line))
