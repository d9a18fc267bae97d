"""What every text goes through: no controls, no surrogates, "\\n" line ends."""

import re

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

TEXT_BYTES = 8_000_000
"""The longest text that is kept, in UTF-8 bytes."""


def clean(text: str) -> str:
    """Line ends as "\\n"; control characters but "\\n" and "\\t" go; a surrogate is U+FFFD."""
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str, limit: int = 1000) -> str:
    """Cleaned, white space folded to single spaces, cut after `limit` characters."""
    return _SPACES.sub(" ", clean(text[: 4 * limit])).strip()[:limit].rstrip()


def fits(text: str) -> str:
    """As much of a cleaned text as is kept (see TEXT_BYTES)."""
    if 4 * len(text) <= TEXT_BYTES:
        return text
    return text.encode("utf-8")[:TEXT_BYTES].decode("utf-8", "ignore")
