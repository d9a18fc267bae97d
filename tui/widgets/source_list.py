"""The list of sources."""

from dataclasses import dataclass

from textual.message import Message

from citewiki.domain.errors import CitewikiError
from citewiki.domain.sources import SourceId
from tui.listings import NO_SOURCES, Listing
from tui.widgets.row_list import RowList


class SourceList(RowList):
    """Sources, one a line. Posts Chosen with a source's id."""

    @dataclass
    class Chosen(Message):
        """The editor wants to see this source."""

        source_id: SourceId

    @property
    def listing(self) -> Listing:
        return self.rows if isinstance(self.rows, Listing) else NO_SOURCES

    @property
    def source_id(self) -> SourceId | None:
        """The source at the cursor."""
        try:
            return self.listing.source_at(self.cursor)
        except CitewikiError as error:
            self.post_message(self.Failed(error))
            return None

    def choose(self) -> None:
        source_id = self.source_id
        if source_id is not None:
            self.post_message(self.Chosen(source_id))
