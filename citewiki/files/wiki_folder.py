"""A wiki that lies in a folder: a file a page, or a MediaWiki dump of many."""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePosixPath

from citewiki.domain.errors import InputError
from citewiki.domain.page_syntax import Reading
from citewiki.files.atomic import write_file
from citewiki.files.mediawiki_dump import is_dump, read_dump
from citewiki.ports.folders import PageFile

DUMP = ".xml"
PROJECT = "_quarto.yml"
MAX_BYTES = 5_000_000
"""A page larger than this is no page that a person wrote."""


class DirectoryWiki:
    """Implements `citewiki.ports.folders.WikiFolder`; links that lead out of it are not
    followed."""

    def __init__(self, path: Path, reading: Reading | None = None) -> None:
        if not path.is_dir():
            raise InputError(f"{path} is not a folder; name the wiki's folder of pages")
        self._root = path
        self._reading = reading or Reading()
        self._unreadable: list[tuple[str, str]] = []

    @property
    def name(self) -> str:
        return str(self._root)

    @property
    def reading(self) -> Reading:
        return self._reading

    @property
    def unreadable(self) -> list[tuple[str, str]]:
        return self._unreadable

    def page_ids(self) -> set[str]:
        ids: set[str] = set()
        for page_id, name, path in self._files():
            if name.endswith(DUMP):
                ids |= {page.page_id for page in self._dumped(page_id, name, path)}
            else:
                ids.add(page_id)
        return ids

    def pages(self, only: Collection[str] | None = None) -> Iterator[PageFile]:
        self._unreadable = []
        for page_id, name, path in sorted(self._files()):
            is_dump = name.endswith(DUMP)
            if only is not None and page_id not in only and not is_dump:
                continue
            try:
                about = path.stat()
                if not stat.S_ISREG(about.st_mode):  # to open a pipe would wait for ever
                    self._unreadable.append((page_id, "is not a plain file"))
                    continue
                if is_dump:
                    dumped = self._dumped(page_id, name, path)
                    yield from (one for one in dumped if only is None or one.page_id in only)
                    continue
                if about.st_size > MAX_BYTES:
                    self._unreadable.append((page_id, f"is over {MAX_BYTES:,} bytes"))
                    continue
                content = path.read_bytes()
            except OSError as error:
                self._unreadable.append((page_id, f"cannot be read ({error.strerror})"))
                continue
            yield PageFile(page_id, content, name)

    def attachment(self, name: str) -> bytes | None:
        path = self._root / PurePosixPath(name)
        try:
            if not path.resolve().is_relative_to(self._root.resolve()) or not path.is_file():
                return None
            return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
        except (OSError, ValueError):  # ValueError: a name with a NUL
            return None

    def replace(self, old: PageFile, content: bytes) -> bool:
        path = self._root / old.name
        try:
            if path.read_bytes() != old.content:
                return False
        except OSError:
            return False
        write_file(path.resolve(), content)  # through a link, not in its place
        return True

    def _dumped(self, dump_id: str, name: str, path: Path) -> Iterator[PageFile]:
        """The pages of a dump: each is called by the dump's path and its title."""
        seen: set[str] = set()
        try:
            with path.open("rb") as file:
                for page in read_dump(file):
                    page_id = f"{dump_id}/{page.title}".encode("utf-8", "replace").decode()
                    if page.text is None:
                        self._unreadable.append((page_id, "is too long for a page"))
                    elif page_id in seen:
                        self._unreadable.append((page_id, "stands in its dump twice"))
                    else:
                        seen.add(page_id)
                        content = page.text.encode("utf-8", "replace")
                        yield PageFile(page_id, content, f"{name}/{page.title}.wiki")
        except OSError as error:
            self._unreadable.append((dump_id, f"cannot be read ({error.strerror})"))
        except InputError as error:
            self._unreadable.append((dump_id, f"{error}; what follows was not read"))

    def _files(self) -> Iterator[tuple[str, str, Path]]:
        """(page id, name below the wiki's folder, where it is) of each."""
        seen: set[str] = set()
        endings = self._reading.syntaxes.endings
        projects: list[str] = []

        def refuse(error: OSError) -> None:
            where = error.filename or self._root
            self._unreadable.append((str(where), f"cannot be read ({error.strerror})"))

        root = os.fspath(self._root)
        for folder, folders, names in os.walk(root, onerror=refuse):
            # strings: a pathlib operation for each file would take as long as to read it
            below = folder[len(root) :].replace(os.sep, "/").strip("/")
            if PROJECT in names:
                projects.append(folder)
            is_project = any(Path(folder).is_relative_to(one) for one in projects)
            hidden = (".", "_") if is_project else (".",)  # Quarto's _book and _site are output
            folders[:] = sorted(f for f in folders if not f.startswith(hidden))
            for name in sorted(names, key=_by_ending(endings)):
                stem, ending = os.path.splitext(name)
                if ending not in (*endings, DUMP) or name.startswith(hidden):
                    continue
                path = Path(folder, name)
                if ending == DUMP and DUMP not in endings and not _is_dump(path):
                    continue
                page_id = f"{below}/{stem}" if below else stem
                if not page_id.isascii():
                    page_id = page_id.encode("utf-8", "replace").decode()
                if page_id in seen:
                    self._unreadable.append(
                        (page_id, f"has a second file, {name}, which is left out")
                    )
                elif path.is_symlink() and not path.resolve().is_relative_to(self._root.resolve()):
                    self._unreadable.append((page_id, "is a link that leads out of the wiki"))
                else:
                    seen.add(page_id)
                    yield page_id, f"{below}/{name}" if below else name, path


def _by_ending(endings: tuple[str, ...]) -> Callable[[str], tuple[int, str]]:
    """Orders the files of one folder so that the one to be read of a page's two comes first."""
    order = {ending: n for n, ending in enumerate(endings)}
    return lambda name: (order.get(os.path.splitext(name)[1], len(order)), name)


def _is_dump(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return is_dump(file.read(2_000))
    except OSError:
        return False
