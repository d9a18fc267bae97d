"""YouTube videos, by oEmbed (https://oembed.com): title and channel, and no date.

What kind of work a video is (a talk, a podcast …) it does not say either.
"""

import re
from urllib.parse import quote

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.urls import canonicalize
from citewiki.ports.providers import ProviderRequest
from sources.providers import texts
from sources.providers.json_answers import read_object

_PAGE = re.compile(r"https://youtube\.com/watch\?v=([A-Za-z0-9_-]{11})")


class YouTube:
    """Implements ports.Provider."""

    name = "youtube"

    def recognise(self, url: str) -> ProviderRequest | None:
        page = _PAGE.fullmatch(canonicalize(url) or "")
        if page is None:
            return None
        video = quote(f"https://www.youtube.com/watch?v={page[1]}", safe="")
        asked = f"https://www.youtube.com/oembed?url={video}&format=json"
        return ProviderRequest(self.name, page[1], asked, "application/json")

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        said = read_object(body)
        title = texts.line(said.get("title"))
        if title is None or said.get("provider_name") != "YouTube":
            raise UnreadableAnswer(f"the answer is not about the video {work}")
        return ProviderRecord(title=title, authors=texts.names([said.get("author_name")]))
