"""The YAML block at the head of a page, of a wiki or of a source."""

import re
from dataclasses import dataclass, field

import yaml

from citewiki.domain.plain_yaml import load_plain

MAX_CHARS = 100_000
_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\A\ufeff?---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` is empty where there is none or it cannot be read; `length` is in characters,
    and so is `start`, the place of its first line; `problem` is (line, sentence) where it cannot
    be read."""

    values: dict[str, object] = field(default_factory=dict)
    length: int = 0
    start: int = 0
    problem: tuple[int, str] | None = None

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value.strip() or None if isinstance(value, str) else None

    def number(self, name: str) -> float | None:
        """A figure; what is none (or not finite) is None."""
        value = self.values.get(name)
        try:
            number = float(value) if isinstance(value, str) else None
        except ValueError:
            return None
        return number if number is not None and abs(number) < 1e9 else None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a page; never raises."""
    block = _BLOCK.match(text)
    if block is None:
        if _OPENED.match(text):
            return FrontMatter(problem=(1, "the front matter is opened and never closed"))
        return FrontMatter()
    if len(block[1]) > MAX_CHARS:
        return FrontMatter(
            {}, block.end(), 0, (1, f"the front matter is over {MAX_CHARS:,} characters")
        )
    try:
        loaded = load_plain(block[1])
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = 2 + mark.line if mark is not None else 1
        return FrontMatter({}, block.end(), 0, (line, f"the front matter cannot be read: {why}"))
    if not isinstance(loaded, dict):
        if loaded in (None, ""):
            return FrontMatter({}, block.end())
        return FrontMatter(
            {}, block.end(), 0, (1, "the front matter is not a list of `name: value`")
        )
    return FrontMatter({str(k): v for k, v in loaded.items()}, block.end(), block.start(1))
