"""Citation keys (Pandoc's manual, "Citation syntax"), and what looks like them and is none."""

import re
from collections.abc import Iterator

from citewiki.domain.front_matter import FrontMatter

# no letter before the @; punctuation inside a key alone
KEY = re.compile(
    r"(?<![\w\\/])@(?:\{(?P<braced>[^{}\s]{1,500})\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
)
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid)-",
    re.IGNORECASE,
)
"""How the names begin that Quarto keeps for figures, tables, sections …"""
_EXAMPLE = re.compile(r"^[ \t]*\(@([\w-]+)\)(?=[ \t])", re.MULTILINE)
"""An item of a numbered list of examples, which the text refers to by its label."""
_NOCITE = re.compile(r"^nocite[ \t]*:", re.MULTILINE)


def key_of(found: re.Match[str]) -> str:
    return found["braced"] or found["key"]


class OtherNames:
    """The names of a page that are written as keys are: of figures and sections, of examples."""

    def __init__(self, text: str) -> None:
        self._examples = set(_EXAMPLE.findall(text)) if "(@" in text else set()

    def __contains__(self, key: str) -> bool:
        return key in self._examples or _CROSS_REFERENCE.match(key) is not None


def nocite(text: str, front: FrontMatter) -> Iterator[tuple[int, str]]:
    """(character, key) of what a page's front matter lists under `nocite`: works of its list of
    references that no sentence cites. "@*", the whole bibliography, is none of them."""
    value = front.values.get("nocite")
    listed = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    left = {key_of(found) for found in KEY.finditer(listed)}
    begins = _NOCITE.search(text, front.start, front.length) if left else None
    for found in KEY.finditer(text, begins.end(), front.length) if begins is not None else ():
        if key_of(found) in left:
            left.remove(key_of(found))
            yield found.start(), key_of(found)
