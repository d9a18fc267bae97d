"""The notices' room: which published works were retracted, corrected, doubted or reinstated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from citewiki.domain.notices import Notice
    from citewiki.domain.sources import SourceId
    from citewiki.ports.library.sources import ImportCounts


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A list as it was read: `name` is the file's, `sha256` (hex) that of its bytes."""

    list_name: str
    name: str
    sha256: str
    by: str
    at: datetime


class Notices(Protocol):
    """Lists of notices, kept whole: a source may be registered after its work was retracted."""

    def save(
        self, file: NoticeFile, notices: Sequence[Notice], *, replace: bool = False
    ) -> ImportCounts:
        """Keep a list's notices by their record numbers; what is as it was keeps its earlier
        origin. With `replace`, what the file does not have goes. What derives from it follows."""
        ...

    def of(self, source_id: SourceId) -> list[Notice]:
        """Every notice on a source, those that are lifted too."""
        ...

    def standing(self) -> Mapping[SourceId, tuple[Notice, ...]]:
        """The notices in force on each source that has any, in the order of registration."""
        ...
