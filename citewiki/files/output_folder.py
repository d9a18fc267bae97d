"""A folder that exports go into."""

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from citewiki.domain.errors import OutputError
from citewiki.files.atomic import replacing, write_file

_PART = re.compile(r"(?!\.)[A-Za-z0-9._-]{1,120}")


class Directory:
    """Implements `citewiki.ports.folders.OutputFolder`."""

    def __init__(self, path: Path) -> None:
        if path.exists() and not path.is_dir():
            raise OutputError(f"{path} is not a folder; name another one")
        self._root = path

    def write(self, name: str, content: str) -> bool:
        path = self._path(name)
        data = content.encode("utf-8", "replace")
        try:
            if path.is_file() and path.read_bytes() == data:
                return False
        except OSError:
            pass  # what cannot be read is written anew, or says why it cannot
        write_file(path, data)
        return True

    def replacing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to write piece by piece; it is in place, whole, when the block ends well.
        Raises OutputError, here and while the block is left."""
        return replacing(self._path(name))

    def _path(self, name: str) -> Path:
        parts = name.split("/")
        if not all(_PART.fullmatch(part) for part in parts):
            raise OutputError(f"{name!r} is not a name that a file may have here")
        path = self._root.joinpath(*parts)
        if not path.resolve().is_relative_to(self._root.resolve()):
            raise OutputError(f"{path} leads out of {self._root}; remove that link")
        return path
