"""The one door through which text from outside reaches a screen, a log or a digest."""

import unicodedata

_REPLACEMENT = "\ufffd"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = "\u200c\u200d"


def harmless(text: str) -> str:
    """One line that no terminal can mistake for a command.

    Line ends and tabs become spaces; controls, escapes, bidi overrides, surrogates and
    unassigned characters become U+FFFD. A zero-width (non-)joiner stays between letters or
    marks, where scripts need it. Idempotent; never raises.
    """
    if text.isascii() and text.isprintable():
        return text
    out: list[str] = []
    for i, c in enumerate(text):
        if c in "\r\n\t\v\f\x85\u2028\u2029":
            out.append(" ")
        elif unicodedata.category(c) not in _UNSAFE or (c in _JOINERS and _joins(text, i)):
            out.append(c)
        else:
            out.append(_REPLACEMENT)
    return "".join(out)


def harmless_lines(text: str) -> str:
    """As `harmless`, but line ends stay (as "\\n"): for a text shown over many lines."""
    return "\n".join(harmless(line) for line in text.splitlines())


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return all(c and unicodedata.category(c)[0] in "LM" for c in (before, after))


def numbered(number: int, what: str) -> str:
    """ "1 page", "2,000 pages"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
