"""CSV files as others write them: a head of names, then rows."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from citewiki.domain.errors import InputError

FIELD_CHARS = 1_000_000
"""A longer field is no list's; the reader's own limit refuses some that are."""


def read_table(
    content: bytes, needed: Sequence[str], what: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """(line, column -> text), white space around names and texts taken off; blank rows left out.

    UTF-8, else Windows-1252, as older lists are. Raises InputError where a needed column is
    missing or the file is no CSV; `what` names the file.
    """
    csv.field_size_limit(FIELD_CHARS)
    reader = csv.reader(io.StringIO(_decoded(content), newline=""))
    try:
        head = [name.strip() for name in next(reader, [])]
        missing = [name for name in needed if name not in head]
        if missing:
            has = ", ".join(head[:30])[:300] or "none"
            raise InputError(
                f"{what} has no column {missing[0]!r} (its columns: {has}); nothing was changed"
            )
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = [cell.strip() for cell in row]
                cells += [""] * (len(head) - len(cells))
                yield reader.line_num, dict(zip(head, cells, strict=False))
    except csv.Error as error:
        raise InputError(
            f"{what} is no CSV at line {reader.line_num} ({error}); nothing was changed"
        ) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
