"""Posts on LessWrong, the Alignment Forum and the EA Forum, by the GraphQL of their software.

Only fields that all three have had for years: one unknown field and the whole question fails.
"""

import json
import re

from citewiki.domain.errors import UnreadableAnswer
from citewiki.domain.providers import ProviderRecord
from citewiki.domain.sources import SourceType
from citewiki.domain.urls import canonicalize
from citewiki.ports.providers import ProviderRequest
from sources.extract.dates import normalise
from sources.providers import texts
from sources.providers.json_answers import as_list, as_object, as_text, read_object

_QUERY = (
    "query Post($id: String!) { post(input: {selector: {_id: $id}}) { result "
    "{ _id title postedAt user { displayName } coauthors { displayName } } } }"
)
_FORUMS = {
    # the Alignment Forum's posts are LessWrong's, under the same ids (domain/url_rules.py)
    "lesswrong.com": "https://www.lesswrong.com/graphql",
    "forum.effectivealtruism.org": "https://forum.effectivealtruism.org/graphql",
}
_PAGE = re.compile(r"https://([a-z.]+)/posts/([A-Za-z0-9]{17})")


class Forums:
    """Implements ports.Provider."""

    name = "forum"

    def recognise(self, url: str) -> ProviderRequest | None:
        page = _PAGE.fullmatch(canonicalize(url) or "")
        if page is None or page[1] not in _FORUMS:
            return None
        question = json.dumps({"query": _QUERY, "variables": {"id": page[2]}})
        return ProviderRequest(
            self.name, page[2], _FORUMS[page[1]], "application/json", question.encode()
        )

    def parse(self, work: str, body: bytes) -> ProviderRecord:
        answer = read_object(body)
        post = as_object(as_object(as_object(answer.get("data")).get("post")).get("result"))
        title = texts.line(post.get("title"))
        if title is None or post.get("_id") != work:
            why = [as_object(one).get("message") for one in as_list(answer.get("errors"))]
            told = texts.line(as_text(why), 200) or "it knows no such post"
            raise UnreadableAnswer(f"the forum has nothing on {work}: {told}")
        writers = [post.get("user"), *as_list(post.get("coauthors"))]
        return ProviderRecord(
            title=title,
            authors=texts.names(as_object(one).get("displayName") for one in writers),
            published=normalise(as_text(post.get("postedAt")) or ""),
            type=SourceType.BLOG,
        )
