"""The Internet Archive's Wayback Machine, by its CDX index and its `id_` replay.

The index gives JSON: a row of names, then a row of strings for each copy. A replay with `id_`
behind the time gives the bytes as they were taken, with a Memento-Datetime header (RFC 7089).
"""

import json
import re
from datetime import UTC, datetime
from urllib.parse import urldefrag, urlencode

from citewiki.domain.archives import Copy
from citewiki.domain.errors import ArchiveError

_HOST = "https://web.archive.org"
_FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
_TIME = "%Y%m%d%H%M%S"
_DIGITS = re.compile(r"[0-9]{14}")

MOST = 50
"""Copies asked for: enough to find one of the right type among pictures and refusals."""


class Wayback:
    """Implements `citewiki.ports.archives.Archive`."""

    name = "the Internet Archive"

    def list_url(self, url: str, near: datetime | None) -> str:
        query = {
            "url": urldefrag(url).url,
            "output": "json",
            "fl": ",".join(_FIELDS),
            "filter": "statuscode:200",
        }
        if near is None:
            query["limit"] = f"-{MOST}"  # the last ones
        else:
            at = near.astimezone(UTC).strftime(_TIME)
            query |= {"closest": at, "sort": "closest", "limit": str(MOST)}
        return f"{_HOST}/cdx/search/cdx?{urlencode(query)}"

    def copies(self, body: bytes) -> list[Copy]:
        try:
            rows = json.loads(body)
        except (ValueError, RecursionError):
            raise ArchiveError(f"{self.name} did not answer with a list; try later") from None
        if rows == []:
            return []
        if not isinstance(rows, list) or not isinstance(rows[0], list):
            raise ArchiveError(f"{self.name} answered with something else than a list; try later")
        names = [str(name) for name in rows[0]]
        if not set(_FIELDS) <= set(names):
            raise ArchiveError(f"{self.name} lists other columns than were asked for; try later")
        return [copy for row in rows[1:] if (copy := _copy(names, row)) is not None]

    def raw_url(self, copy: Copy) -> str:
        return f"{_HOST}/web/{copy.at.strftime(_TIME)}id_/{copy.url}"


def _copy(names: list[str], row: object) -> Copy | None:
    """One row; None for one that is broken or has no answer of its own (a revisit: "-")."""
    if not isinstance(row, list) or len(row) != len(names):
        return None
    cells = {name: cell for name, cell in zip(names, row, strict=True) if isinstance(cell, str)}
    if not cells.keys() >= set(_FIELDS):
        return None
    status = cells["statuscode"]
    if not re.fullmatch(r"[0-9]{3}", status) or not _DIGITS.fullmatch(cells["timestamp"]):
        return None
    try:
        at = datetime.strptime(cells["timestamp"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    kind = cells["mimetype"].partition(";")[0].strip().lower()
    return Copy(cells["original"], at, int(status), kind, cells["digest"])
