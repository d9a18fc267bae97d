"""The YAML block at the head of a page, of a wiki or of a source."""

import re
from dataclasses import dataclass, field

import yaml

MAX_CHARS = 100_000
MAX_DEPTH = 20
_BLOCK = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.{3})[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
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
        refuse_hostile(block[1])
        loaded = yaml.load(block[1], Loader=yaml.CBaseLoader)  # noqa: S506 -- strings, lists, maps only
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


def refuse_hostile(text: str) -> None:
    """Refuse what no page needs: an alias can stand for a billion copies, and deep nesting
    overruns the C stack when it is loaded (events come without recursion)."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it uses a YAML alias")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError(f"it is nested over {MAX_DEPTH} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
