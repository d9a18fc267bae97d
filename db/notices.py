"""Which notices are on which sources: a list's by the source's DOIs, a provider's by its answer."""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from citewiki.domain.checks.works import arxiv_ids
from citewiki.domain.dois import arxiv_doi, doi_in, doi_name
from citewiki.domain.notices import Notice, NoticeKind, from_provider
from citewiki.domain.sources import CONFIDENT, Field, Origin

if TYPE_CHECKING:
    from db.connection import Connection

_IN = "IN (SELECT value FROM json_each(?))"


def notices_of(connection: Connection, keys: Iterable[int]) -> Mapping[int, tuple[Notice, ...]]:
    """By key, every notice on these sources and on what was merged into them, those that are
    lifted too; sources without any are left out."""
    on = {key: {key} for key in keys}  # whom a notice on this one is a notice on
    for part, into in connection.execute(
        f"SELECT source_key, into_key FROM source_merge WHERE into_key {_IN}",
        (json.dumps(list(on)),),
    ).fetchall():
        on.setdefault(part, set()).add(into)
    given = (json.dumps(list(on)),)
    told = _by_providers(connection, given)
    if connection.execute("SELECT 1 FROM notice LIMIT 1").fetchone() is not None:
        told += _by_lists(connection, given)
    found: dict[int, dict[Notice, None]] = defaultdict(dict)
    for key, one in told:
        for each in on[key]:
            found[each][one] = None
    return {key: tuple(notices) for key, notices in found.items()}


def _by_providers(connection: Connection, given: tuple[str]) -> list[tuple[int, Notice]]:
    return [
        (key, from_provider(words, doi_name(doi or ""), provider, datetime.fromisoformat(at)))
        for key, doi, words, provider, at in connection.execute(
            "SELECT source_key, record ->> '$.doi', record ->> '$.withdrawal', provider, record_at "
            f"FROM identification WHERE source_key {_IN} "
            "AND record ->> '$.withdrawal' IS NOT NULL ORDER BY source_key, provider",
            given,
        )
    ]


def _by_lists(connection: Connection, given: tuple[str]) -> list[tuple[int, Notice]]:
    by_doi: dict[str, list[int]] = defaultdict(list)
    for key, dois in _dois(connection, given).items():
        for doi in dois:
            by_doi[doi].append(key)
    if not by_doi:
        return []
    return [
        (key, notice(row))
        for row in connection.execute(
            f"SELECT {COLUMNS} WHERE n.doi {_IN} ORDER BY n.list_name, n.record",
            (json.dumps(list(by_doi)),),
        )
        for key in by_doi[row[1]]
    ]


COLUMNS = (
    "n.kind, n.doi, n.dated, n.because, n.notice_doi, n.list_name, i.at, n.record, i.file "
    "FROM notice n JOIN notice_import i ON i.id = n.import_id"
)


def notice(row: Sequence[Any]) -> Notice:
    """From the columns of COLUMNS."""
    return Notice(
        kind=NoticeKind(row[0]),
        doi=row[1],
        on=None if row[2] is None else date.fromisoformat(row[2]),
        because=row[3],
        notice_doi=row[4],
        told_by=row[5],
        heard_at=datetime.fromisoformat(row[6]),
        record=row[7],
        file=row[8],
    )


def _dois(connection: Connection, given: tuple[str]) -> Mapping[int, frozenset[str]]:
    """The DOIs of these sources: the editor's where there is one; else those that the address,
    an import, a provider or a confident extraction gives, arXiv's own among them."""
    own: dict[int, str | None] = {}
    found: dict[int, set[str | None]] = defaultdict(set)
    for key, url in connection.execute(f"SELECT key, url FROM source WHERE key {_IN}", given):
        found[key] = {doi_in(url), *map(arxiv_doi, arxiv_ids(url))}
    for key, name, origin, value in connection.execute(
        f"SELECT source_key, field, origin, value FROM field_value WHERE source_key {_IN} "
        "AND field IN ('doi', 'arxiv_id') AND (origin <> 'extracted' OR confidence >= ?)",
        (*given, CONFIDENT),
    ):
        text = str(json.loads(value))
        doi = doi_name(text) if name == Field.DOI else arxiv_doi(text)
        found[key].add(doi)
        if origin == Origin.EDITOR and name == Field.DOI:
            own[key] = doi
    for key, doi, arxiv_id in connection.execute(
        "SELECT source_key, record ->> '$.doi', record ->> '$.arxiv_id' FROM identification "
        f"WHERE source_key {_IN} AND record IS NOT NULL",
        given,
    ):
        found[key] |= {doi_name(doi or ""), arxiv_doi(arxiv_id) if arxiv_id else None}
    return {
        key: frozenset(doi for doi in ({own[key]} if key in own else dois) if doi)
        for key, dois in found.items()
    }
