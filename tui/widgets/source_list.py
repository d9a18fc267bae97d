"""The list of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from citewiki.domain.errors import CitewikiError
from tui.listings import Listing
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from citewiki.domain.sources import SourceId


class SourceList(RowList):
    """Sources, one a line. Posts Chosen with a source's id."""

    @dataclass
    class Chosen(Message):
        """The editor wants to see this source."""

        source_id: SourceId

    @property
    def listing(self) -> Listing[Any] | None:
        return self.rows if isinstance(self.rows, Listing) else None

    @property
    def source_id(self) -> SourceId | None:
        """The source at the cursor."""
        try:
            return None if self.listing is None else self.listing.source_at(self.cursor)
        except CitewikiError as error:
            self.post_message(self.Failed(error))
            return None

    def choose(self) -> None:
        source_id = self.source_id
        if source_id is not None:
            self.post_message(self.Chosen(source_id))
