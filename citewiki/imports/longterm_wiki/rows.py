"""The rows of a file of the wiki's, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from citewiki.domain.errors import InputError
from citewiki.imports.yaml_documents import load

Row = dict[str, object]


class Cells:
    """One row's values by type; what has another type is noted in `wrong` and left out."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.wrong: list[str] = []

    def text(self, key: str) -> str | None:
        value = self._row.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        self.wrong.append(f"{key} is no text")
        return None

    def name(self, key: str) -> str | None:
        """A text that YAML may have taken for a number, such as 16 decimal digits."""
        value = self._row.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._row.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong.append(f"{key} is no list")
            return ()
        # 2008 in a list of tags is a tag
        found = [str(v) if type(v) in (int, float) else v for v in value]
        if any(not isinstance(v, str) for v in found):
            self.wrong.append(f"{key} holds what is no text")
        return tuple(v.strip() for v in found if isinstance(v, str) and v.strip())

    def number(self, key: str, low: int, high: int) -> int | None:
        value = self._row.get(key)
        if value is None:
            return None
        if type(value) is int and low <= value <= high:
            return value
        self.wrong.append(f"{key} is no whole number from {low} to {high}")
        return None

    def flag(self, key: str) -> bool:
        value = self._row.get(key)
        if value is not None and not isinstance(value, bool):
            self.wrong.append(f"{key} is neither true nor false")
        return value is True


@dataclass(slots=True)
class Problems:
    """Sentences that name the file and the record."""

    sentences: list[str] = field(default_factory=list)

    def say(self, name: str, key: str, what: str) -> None:
        self.sentences.append(f"{name}: {key[:120]}: {what}")

    def wrong(self, name: str, key: str, cells: Cells) -> None:
        """The values that were left out of a row that was read."""
        for what in cells.wrong:
            self.say(name, key, f"{what[:200]}; kept only as it was")


def rows_of(name: str, content: bytes, problems: Problems) -> Iterator[Row]:
    """The mappings of a file that is a list of them."""
    try:
        document = load(content, name)
    except InputError as error:
        problems.sentences.append(str(error))
        return
    if document is None:
        return
    if not isinstance(document, list):
        problems.sentences.append(f"{name}: not a list of records; nothing was read from it")
        return
    for number, row in enumerate(document, start=1):
        if isinstance(row, dict):
            yield row
        else:
            problems.say(name, f"record {number}", "not a mapping; left out")
