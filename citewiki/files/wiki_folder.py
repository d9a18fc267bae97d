"""A wiki that lies in a folder as Markdown or MDX files."""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from citewiki.domain.errors import InputError
from citewiki.files.atomic import write_file
from citewiki.ports.folders import PageFile

ENDINGS = (".mdx", ".md")
MAX_BYTES = 5_000_000
"""A page larger than this is no page that a person wrote."""


class DirectoryWiki:
    """Implements `citewiki.ports.WikiFolder`; links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise InputError(f"{path} is not a folder; name the wiki's folder of pages")
        self._root = path
        self._unreadable: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return str(self._root)

    @property
    def unreadable(self) -> list[tuple[str, str]]:
        return self._unreadable

    def page_ids(self) -> set[str]:
        return {page_id for page_id, _ in self._files()}

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        self._unreadable = []
        for page_id, path in sorted(self._files()):
            if only is not None and page_id not in only:
                continue
            try:
                about = path.stat()
                if not stat.S_ISREG(about.st_mode):  # to open a pipe would wait for ever
                    self._unreadable.append((page_id, "is not a plain file"))
                    continue
                if about.st_size > MAX_BYTES:
                    self._unreadable.append((page_id, f"is over {MAX_BYTES:,} bytes"))
                    continue
                content = path.read_bytes()
            except OSError as error:
                self._unreadable.append((page_id, f"cannot be read ({error.strerror})"))
                continue
            yield PageFile(page_id, content, path.relative_to(self._root).as_posix())

    def replace(self, old: PageFile, content: bytes) -> bool:
        path = self._root / old.name
        try:
            if path.read_bytes() != old.content:
                return False
        except OSError:
            return False
        write_file(path.resolve(), content)  # through a link, not in its place
        return True

    def _files(self) -> Iterator[tuple[str, Path]]:
        seen: set[str] = set()

        def refuse(error: OSError) -> None:
            where = error.filename or self._root
            self._unreadable.append((str(where), f"cannot be read ({error.strerror})"))

        for folder, folders, names in os.walk(self._root, onerror=refuse):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(names, key=lambda n: (not n.endswith(".mdx"), n)):
                stem, ending = os.path.splitext(name)
                if ending not in ENDINGS or name.startswith("."):
                    continue
                path = Path(folder, name)
                page_id = path.relative_to(self._root).with_name(stem).as_posix()
                page_id = page_id.encode("utf-8", "replace").decode()
                if page_id in seen:
                    self._unreadable.append(
                        (page_id, f"has a second file, {name}, which is left out")
                    )
                elif path.is_symlink() and not path.resolve().is_relative_to(self._root.resolve()):
                    self._unreadable.append((page_id, "is a link that leads out of the wiki"))
                else:
                    seen.add(page_id)
                    yield page_id, path
