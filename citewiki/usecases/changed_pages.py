"""Which pages a change of files leaves to be read again: of a page, or of what it depends on."""

from typing import Protocol

from citewiki.ports.folders import WikiFolder
from citewiki.usecases.reading_pages import PageReading


class Earlier(Protocol):
    """The wiki's files as they were once."""

    def has(self, name: str, content: bytes | None) -> bool:
        """Whether a file, by its path below the folder, was this to the byte; None: was none."""
        ...


def changed_pages(wiki: WikiFolder, earlier: Earlier) -> set[str]:
    """The ids of the pages that an earlier state of the wiki does not answer for: their own file
    is another or new, or a bibliography, an included file or a project's is."""
    reading = PageReading(wiki)
    same: dict[str, bool] = {}

    def is_same(name: str) -> bool:
        if name not in same:
            same[name] = earlier.has(name, reading.attachment(name))
        return same[name]

    changed = {
        file.page_id
        for file in wiki.pages()
        if not earlier.has(file.name, file.content)
        or not all(map(is_same, reading.depends_on(file)))
    }
    return changed | {page_id for page_id, _ in wiki.unreadable}
