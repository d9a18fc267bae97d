"""Public lists, read as suggestions."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.errors import InputError, UsageError
from citewiki.imports.suggestions import (
    Columns,
    SuggestionList,
    read_csv,
    read_domain_quality,
    read_perennial_sources,
)
from tests.builders import NOW

TABLE = """
{| class="wikitext sortable perennial-sources"
! Source !! Status !! Discussions !! Last !! Summary !! Uses
|- class="s-gr" id="The_Daily_Examiner"
| [[The Daily Examiner (city)|The Daily Examiner]] ''(TDE)''
| {{/Status|gr}}
| {{rsnl|1|A talk|1}}
| {{/Last|2021}}
| It has an editor.
| {{/Uses|dailyexaminer.example|examiner.example}}
|- class="s-nc" id="Blogs"
| data-sort-value="Blogs" | Blogs of note
| {{WP:RSPSTATUS|nc}}
| {{WP:RSPLAST|stale=y|2017}}
| Views differ.
| {{WP:RSPUSES|blogs.example}}
|- class="s-gu" id="Rumours"
| Rumours
| {{/Status|gu|ar=y}}
| {{/Last|2022}}
| {{/Uses|https://www.rumours.example/news}}
|- class="s-d" id="Tattle"
| Tattle
| {{/Status|d|ef=y}}
| {{/Last|2020}}
| {{/Uses|tattle.example}}
|- class="s-b" id="Spam"
| Spam
| {{/Status|gu|b=y}}
| {{/Uses|spam.example}}
|- class="s-gr" id="Paper"
| A paper without a site
| {{/Status|gr}}
|}
"""


def told(found: SuggestionList) -> dict[str, int]:
    return {one.place: one.rating for one in found.suggestions}


def test_perennial_sources() -> None:
    found = read_perennial_sources(TABLE.encode(), "rsp.wiki", NOW)
    assert told(found) == {
        "dailyexaminer.example": 4,
        "examiner.example": 4,
        "blogs.example": 3,
        "rumours.example/news": 2,
        "tattle.example": 1,
        "spam.example": 1,
    }
    assert (found.rows, found.problems) == (5, ())
    reasons = [one.because for one in found.suggestions]
    assert reasons[0] == "The Daily Examiner (TDE): generally reliable, last discussed 2021"
    assert reasons[2].startswith("Blogs of note: no consensus")
    assert reasons[5] == "Spam: blacklisted"


def test_a_site_of_two_rows_has_the_lower_rating() -> None:
    row = '|- class="s-gu" id="TDE_opinion"\n| TDE opinion\n| {{/Uses|dailyexaminer.example}}\n|}'
    found = read_perennial_sources(TABLE.replace("|}", row).encode(), "rsp.wiki", NOW)
    first = found.suggestions[0]
    assert (first.place, first.rating) == ("dailyexaminer.example", 2)
    assert first.because.startswith("The Daily Examiner (TDE): generally reliable")
    assert first.because.endswith("; TDE opinion: generally unreliable")


def test_an_unknown_status_is_named() -> None:
    found = read_perennial_sources(TABLE.replace("|d|", "|zz|").encode(), "rsp.wiki", NOW)
    assert found.problems == ("rsp.wiki, row 4: 'zz' is no status",)


def test_domain_quality() -> None:
    text = "domain,pc1,x\na.example,0.7,1\nb.example,0.699,\nc.example,0.2,\nd.example,0.1,\n"
    found = read_domain_quality(f"{text}e.example,2,\nno host,0.5,\n".encode(), "q.csv", NOW)
    assert told(found) == {"a.example": 4, "b.example": 3, "c.example": 2, "d.example": 1}
    assert [one.partition(":")[0] for one in found.problems] == [
        "q.csv, line 6",
        "q.csv, line 7",
    ]


@pytest.mark.parametrize(
    ("figure", "low", "high", "rating"),
    [
        ("1", 1, 5, 1),
        ("5", 1, 5, 5),
        ("100", 0, 100, 5),
        ("60", 0, 100, 3),
        ("1", 6, 1, 5),  # the best may be the smallest
        ("6", 6, 1, 1),
        ("0.1", -1, 1, 3),
    ],
)
def test_scales(figure: str, low: float, high: float, rating: int) -> None:
    columns = Columns("site", "score", "why", low, high)
    text = f"site,score,why\nhttps://www.a.example/x/,{figure},it is edited\n"
    (one,) = read_csv(text.encode(), "f", NOW, columns, "ours").suggestions
    assert (one.place, one.rating, one.because) == ("a.example/x", rating, "it is edited")


def test_rows_off_the_scale_are_named() -> None:
    columns = Columns("site", "score")
    found = read_csv(
        b"site,score\na.example,7\na.example,nan\na.example,\n", "f", NOW, columns, "o"
    )
    assert len(found.problems) == 3
    with pytest.raises(UsageError, match="scale"):
        read_csv(b"site,score\n", "f", NOW, Columns("site", "score", None, 3, 3), "o")
    with pytest.raises(InputError, match="no column 'site'"):
        read_csv(b"a,b\n", "f", NOW, columns, "o")


@given(st.text(max_size=300))
def test_no_text_breaks_a_reader(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    for read in (read_perennial_sources, read_domain_quality):
        with suppress(InputError):
            read(b"domain,pc1\n|-\n" + content, "f", NOW)
