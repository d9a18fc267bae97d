"""What the wiki's pages are about, entities/*.yaml."""

from citewiki.imports.longterm_wiki.rows import Cells, Problems, Row


class Entities:
    """Types and titles by the entities' ids."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self.types: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def add(self, name: str, row: Row) -> None:
        cells = Cells(row)
        key, kind = cells.name("id"), cells.text("type")
        if not key or not kind:
            self._problems.say(
                name, key or "?", "an entity needs an id and a type, as texts; left out"
            )
            return
        if self.types.setdefault(key, kind) != kind:
            self._problems.say(
                name, key, f"this entity stands twice; its type stays {self.types[key]!r}"
            )
        if title := cells.text("title"):
            self.titles.setdefault(key, title)
