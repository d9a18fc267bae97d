"""A field's value out of what a document writes for it: the DOI in a DOI's address, say."""

import re

from citewiki.domain.sources import Field
from citewiki.domain.urls import canonicalize

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}\b")
_ARXIV_ADDRESS = re.compile(r"arxiv:|https?://(?:www\.)?arxiv\.org/abs/", re.I)


def said(field: Field, content: str) -> str | None:
    """The text as the field holds it; None for what is none."""
    match field:
        case Field.DOI:
            found = _DOI.search(content)
            return found[0].rstrip(".,;)") if found else None
        case Field.ARXIV_ID:
            found = _ARXIV.fullmatch(_ARXIV_ADDRESS.sub("", content, count=1).strip())
            return found[0] if found else None
        case Field.LANGUAGE:
            found = _LANGUAGE.match(content.lower())
            return found[0] if found else None
        case Field.CANONICAL:
            return content if canonicalize(content) else None
        case Field.TITLE | Field.PUBLISHER | Field.LICENCE:
            return content[:1000]
        case _:
            return content
