"""Files that a user names for reading."""

from pathlib import Path

from citewiki.domain.errors import InputError


def read_input(path: Path) -> bytes:
    """A file's bytes. Raises InputError saying why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); nothing was changed") from None


def read_folder(folder: Path, patterns: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a folder that match, by their path below it. Raises InputError."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder; nothing was changed")
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    if not paths:
        raise InputError(f"{folder} holds none of {', '.join(patterns)}; nothing was changed")
    return {path.relative_to(folder).as_posix(): read_input(path) for path in paths}
