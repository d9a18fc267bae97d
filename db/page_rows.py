"""Rows of the wiki's pages and citations to domain values.

Apart from `db.rows`, behind which stands half the domain: a scan that finds nothing new wants none
of it.
"""

import json
from collections.abc import Sequence
from typing import Any

from citewiki.domain.citations import Citation, Syntax, WikiPage

PAGE = "p.id, p.title, p.type, p.quality, p.importance, p.last_edited, p.content_hash"


def page(row: Sequence[Any]) -> WikiPage:
    """From the columns of PAGE."""
    return WikiPage(*row[:7])


def citation(row: Sequence[Any]) -> Citation:
    """From page id and title, source id, url, syntax, label, line, place, section, claim, text."""
    return Citation(
        page_id=row[0],
        page_title=row[1],
        source_id=row[2],
        url=row[3],
        syntax=Syntax(row[4]),
        label=row[5],
        line=row[6],
        column=row[7],
        section=tuple(json.loads(row[8])),
        claim=row[9],
        link_text=row[10],
    )
