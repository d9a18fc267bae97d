"""The full-text index: keeping it in step, and asking it.

FTS5, contentless: it holds no text. `fts_document` has what was put in, compressed; a row is taken
out of the index by giving it back (sqlite.org/fts5, "The 'delete' Command").
"""

# ruff: noqa: S608 -- only names of our own go into a statement's text; values are bound

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

import zstandard

from db.connection import Connection

_WEIGHTS = "8.0, 4.0, 1.0, 1.0"  # of title, authors, url, text in bm25
_CANDIDATES = 2_000  # ranked at most: at a million texts a common word has far more
_NAMED = 1_000.0
"""Added to a score, which bm25 keeps far below: who is called so, or whose author is, comes before
whoever mentions it, however often."""

_LETTER = re.compile(r"\s*[0-9A-Za-z]\*\s*")
"""The first letter of a word that is being typed: half of all texts have one like it, and finding
them takes longer than typing the next. Names are looked at."""

_PARTS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_SNIPPET = 160  # characters


def rename(connection: Connection, named: Sequence[tuple[int, str, str, str]]) -> None:
    """Put in another title, authors and URL for these (key, …); the texts stay."""
    if not named:
        return
    old = _documents(connection, [one[0] for one in named])
    rows = []
    for key, title, authors, url in named:
        text = old[key][3] if key in old else b""
        rows.append((key, title, authors, url, text))
    _replace(connection, old, rows)


def set_text(connection: Connection, key: int, text: str) -> None:
    """Put in another text for one source; it is in the index already, from its registration."""
    old = _documents(connection, [key])
    if key not in old:
        return
    title, authors, url, _ = old[key]
    _replace(connection, old, [(key, title, authors, url, _pack(text))])


def rebuild(connection: Connection) -> None:
    """Index anew what `fts_document` has."""
    connection.execute("INSERT INTO source_fts (source_fts) VALUES ('delete-all')")
    keys = [row[0] for row in connection.execute("SELECT source_key FROM fts_document")]
    for key in keys:  # one at a time: texts are large
        for found, document in _documents(connection, [key]).items():
            _insert(connection, [(found, *document)])


def candidates(connection: Connection, query: str, limit: int) -> list[tuple[int, float]]:
    """(source key, score) of the best matches, best first; higher scores are better."""
    match = match_expression(query)
    if match is None or limit <= 0:
        return []
    found = {
        key: score + _NAMED for key, score in _scores(connection, f"{{title authors}} : ({match})")
    }
    # where they fill the list, what only mentions the words would come behind all of them
    if len(found) < limit and _LETTER.fullmatch(query) is None:
        found = dict(_scores(connection, match)) | found
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:limit]


def _scores(connection: Connection, match: str) -> Iterator[tuple[int, float]]:
    """(source key, score) of the first matches: of all where there are fewer than the cap."""
    found = connection.execute(
        f"SELECT rowid, bm25(source_fts, {_WEIGHTS}) FROM source_fts "
        "WHERE source_fts MATCH ? LIMIT ?",
        (match, _CANDIDATES),
    )
    return ((key, -score) for key, score in found)


def match_expression(query: str) -> str | None:
    """What a person typed as an FTS5 query, every word quoted; None where no word is in it."""
    found = [
        f'"{text}"{"*" if prefix else ""}' for text, prefix in _terms(query) if _bears_words(text)
    ]
    return " AND ".join(found) or None


def snippets(connection: Connection, keys: Sequence[int], query: str) -> dict[int, str]:
    """For each key the words of its text around the first match, marked \\x02…\\x03."""
    pattern = _finder(query)
    result = {}
    for key in keys:
        for title, authors, _, packed in _documents(connection, [key]).values():
            text = _unpack(packed)
            result[key] = _excerpt(text or authors or title, pattern)
    return result


def _terms(query: str) -> Iterator[tuple[str, bool]]:
    query = query.encode("utf-8", "replace").decode().replace("\0", " ")
    for phrase, word in _PARTS.findall(query):
        if word:
            yield word.rstrip("*"), word.endswith("*")
        else:
            yield phrase, False


def _bears_words(text: str) -> bool:
    # unicode61 takes letters, numbers and private-use characters for words
    return any((c := unicodedata.category(x))[0] in "LN" or c == "Co" for x in text)


def _finder(query: str) -> re.Pattern[str] | None:
    parts = []
    for text, prefix in _terms(query):
        words = re.findall(r"\w+", text)
        if words:
            tail = r"\w*" if prefix else r"\b"
            parts.append(r"\b" + r"\W+".join(re.escape(word) for word in words) + tail)
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _excerpt(text: str, pattern: re.Pattern[str] | None) -> str:
    found = pattern.search(text) if pattern is not None else None
    start = max(0, (found.start() if found else 0) - _SNIPPET // 3)
    piece = text[start : start + _SNIPPET].translate({2: None, 3: None})
    if pattern is not None:
        piece = pattern.sub(lambda hit: f"\x02{hit.group()}\x03", piece)
    piece = " ".join(piece.split())
    before = "…" if start else ""
    return before + piece + ("…" if start + _SNIPPET < len(text) else "")


def _documents(
    connection: Connection, keys: Sequence[int]
) -> dict[int, tuple[str, str, str, bytes]]:
    return {
        row[0]: (row[1], row[2], row[3], row[4])
        for row in connection.execute(
            "SELECT source_key, title, authors, url, text_zstd FROM fts_document "
            "WHERE source_key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    }


def _replace(
    connection: Connection,
    old: dict[int, tuple[str, str, str, bytes]],
    new: Sequence[tuple[int, str, str, str, bytes]],
) -> None:
    if old:
        connection.executemany(
            "INSERT INTO source_fts (source_fts, rowid, title, authors, url, text) "
            "VALUES ('delete', ?, ?, ?, ?, ?)",
            [(key, t, a, u, _unpack(text)) for key, (t, a, u, text) in old.items()],
        )
    _insert(connection, new)
    connection.executemany(
        "INSERT INTO fts_document (source_key, title, authors, url, text_zstd) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (source_key) DO UPDATE SET title = excluded.title, "
        "authors = excluded.authors, url = excluded.url, text_zstd = excluded.text_zstd",
        list(new),
    )


def _insert(connection: Connection, new: Sequence[tuple[int, str, str, str, bytes]]) -> None:
    connection.executemany(
        "INSERT INTO source_fts (rowid, title, authors, url, text) VALUES (?, ?, ?, ?, ?)",
        [(key, title, authors, url, _unpack(text)) for key, title, authors, url, text in new],
    )


def _pack(text: str) -> bytes:
    return zstandard.compress(text.encode("utf-8", "replace")) if text else b""


def _unpack(packed: bytes) -> str:
    return zstandard.decompress(packed).decode("utf-8") if packed else ""
