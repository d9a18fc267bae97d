"""The Wayback Machine's addresses and lists, and choosing among copies."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.archives import Copy, best_first
from citewiki.domain.errors import ArchiveError
from sources.archives.wayback import Wayback

WAYBACK = Wayback()
URL = "https://example.org/a?b=1&c=2"
HEAD = ["timestamp", "original", "mimetype", "statuscode", "digest"]


def row(
    day: str = "20240501", kind: str = "text/html", status: str = "200", digest: str = ""
) -> list[str]:
    return [f"{day}120000", URL, kind, status, digest or f"SHA-{day}"]


def copies(*rows: object) -> list[Copy]:
    return WAYBACK.copies(json.dumps([HEAD, *rows]).encode())


def days(found: list[Copy]) -> list[str]:
    return [one.at.strftime("%Y%m%d") for one in found]


def test_what_is_asked() -> None:
    newest = urlsplit(WAYBACK.list_url(URL + "#part", None))
    assert newest._replace(query="").geturl() == "https://web.archive.org/cdx/search/cdx"
    asked = parse_qs(newest.query)
    assert asked["url"] == [URL]
    assert (asked["output"], asked["filter"]) == (["json"], ["statuscode:200"])
    assert asked["limit"][0].startswith("-")
    near = parse_qs(urlsplit(WAYBACK.list_url(URL, datetime(2024, 5, 1, tzinfo=UTC))).query)
    assert (near["sort"], near["closest"]) == (["closest"], ["20240501000000"])


def test_a_list() -> None:
    (one,) = copies(row())
    assert one == Copy(URL, datetime(2024, 5, 1, 12, tzinfo=UTC), 200, "text/html", "SHA-20240501")
    assert WAYBACK.raw_url(one) == f"https://web.archive.org/web/20240501120000id_/{URL}"


def test_the_columns_are_found_by_their_names() -> None:
    body = json.dumps([HEAD[::-1], row()[::-1]]).encode()
    assert WAYBACK.copies(body) == copies(row())


def test_an_empty_list() -> None:
    assert WAYBACK.copies(b"[]\n") == []
    assert copies() == []


@pytest.mark.parametrize(
    "broken",
    [
        row(status="-"),
        row(status="\u00b2\u00b2\u00b2"),
        row("2024"),
        row("20249999"),
        [*row(), "more"],
        ["20240501120000", URL, None, "200", "x"],
        "row",
        None,
    ],
)
def test_a_broken_row_is_passed_over(broken: object) -> None:
    assert copies(broken, row()) == copies(row())


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Service unavailable", b"{}", b"[1]", b'[["urlkey"]]', b"[" * 100_000, b"null"],
)
def test_no_list(body: bytes) -> None:
    with pytest.raises(ArchiveError, match="the Internet Archive"):
        WAYBACK.copies(body)


def test_the_newest_or_the_nearest_first() -> None:
    found = copies(row("20200101"), row("20240501"), row("20220101"))
    assert days(best_first(found, None, None)) == ["20240501", "20220101", "20200101"]
    near = datetime(2021, 12, 1, tzinfo=UTC)
    assert days(best_first(found, near, None)) == ["20220101", "20200101", "20240501"]


def test_only_good_answers_that_bear_text_and_each_body_once() -> None:
    found = copies(
        row("20240101", digest="A"),
        row("20240201", digest="A"),
        row("20240301", status="404"),
        row("20240401", kind="image/png"),
        row("20240501", kind="application/pdf"),
    )
    assert days(best_first(found, None, None)) == ["20240501", "20240201"]
    assert days(best_first(found, None, "application/pdf")) == ["20240501"]


@given(st.recursive(st.none() | st.text() | st.integers(), st.lists))
def test_any_json_is_a_list_or_an_error(data: object) -> None:
    with suppress(ArchiveError):
        assert isinstance(WAYBACK.copies(json.dumps(data).encode()), list)
