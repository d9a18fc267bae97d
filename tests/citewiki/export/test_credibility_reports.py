"""The credibility report's formats, with titles that mean harm."""

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from citewiki.domain.credibility_report import RatedCitation, ground
from citewiki.export.credibility_reports import MOST_BARS, as_csv, as_svg, ground_json

ONE = RatedCitation("a", "A page", 3, (), "It is so.", "s1", 2, True)
HOSTILE = ['<script>alert(1)</script>"&', "=HYPERLINK(1)", "a\x1b[2J\x00b\ud800\u202e", "x" * 500]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_picture_is_xml_and_nothing_runs(title: str) -> None:
    text = as_svg(ground([replace(ONE, page_title=title)]))
    root = ElementTree.fromstring(text.encode())
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "title", "style", "rect", "text"}
    assert not [name for e in root.iter() for name in e.attrib if name.startswith("on")]


def test_bars_fill_their_length() -> None:
    cited = [replace(ONE, rating=rating, line=n) for n, rating in enumerate((5, 4, 4, None))]
    root = ElementTree.fromstring(as_svg(ground(cited)))
    parts = [e for e in root.iter() if e.tag.endswith("rect") and len(e)]
    whole = [float(e.attrib["width"]) for e in parts][: len(parts) // 2]
    assert sorted(whole) == [115.0, 115.0, 230.0]


def test_a_picture_has_so_many_pages() -> None:
    cited = [replace(ONE, page_id=f"p{n}", page_title=f"Page {n}") for n in range(MOST_BARS + 5)]
    assert as_svg(ground(cited)).count('text-anchor="end"') == MOST_BARS + 1


@pytest.mark.parametrize("title", HOSTILE)
def test_a_spreadsheet_takes_no_text_for_a_formula(title: str) -> None:
    text = as_csv(ground([replace(ONE, page_title=title)]))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["citations"] for row in rows] == ["1", "1"]
    assert rows[0]["rated_2"] == rows[0]["weak_claims"] == rows[0]["primary"] == "1"
    assert not rows[0]["title"].startswith(("=", "+", "-", "@"))


def test_json_with_and_without_claims() -> None:
    whole = ground([ONE]).whole
    assert "weak" not in ground_json(whole, claims=False)
    said = ground_json(whole, claims=True)
    assert said["by_rating"] == {"5": 0, "4": 0, "3": 0, "2": 1, "1": 0, "unrated": 0}
    assert said["primary"] == {"of": 1, "primary": 1, "share": 1.0}
