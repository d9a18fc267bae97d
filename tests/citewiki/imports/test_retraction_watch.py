"""Retraction Watch's CSV: what a row says, and what is done with one that says it badly."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewiki.domain.errors import InputError
from citewiki.domain.notices import NoticeKind
from citewiki.imports.retraction_watch import RetractionList, read
from tests.builders import NOW

HEAD = "Record ID,Title,Reason,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"
ROW = (
    '7,"A, title",+Error in Data;+Unreliable Results;,3/4/2021 0:00,10.1/n,10.1234/ABC,Retraction\n'
)


def told(rows: str, head: str = HEAD) -> RetractionList:
    return read((head + rows).encode(), "dump.csv", NOW)


def test_a_row() -> None:
    found = told(ROW)
    (one,) = found.notices
    assert (found.rows, found.without_doi, found.problems) == (1, 0, ())
    assert (one.kind, one.doi, one.on) == (
        NoticeKind.RETRACTION,
        "10.1234/abc",
        date(2021, 3, 4),
    )
    assert one.because == "Error in Data; Unreliable Results"
    assert (one.record, one.file, one.heard_at) == ("7", "dump.csv", NOW)
    assert one.sentence == "Retracted 2021-03-04: Error in Data; Unreliable Results"
    assert one.origin == "retraction-watch record 7, dump.csv, 2026-03-01"


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("Retraction", NoticeKind.RETRACTION),
        ("correction", NoticeKind.CORRECTION),
        ("Expression of Concern", NoticeKind.CONCERN),
        ("Expression of concern", NoticeKind.CONCERN),
        ("Reinstatement", NoticeKind.REINSTATEMENT),
    ],
)
def test_natures(nature: str, kind: NoticeKind) -> None:
    (one,) = told(ROW.replace("Retraction\n", f"{nature}\n")).notices
    assert one.kind is kind


@pytest.mark.parametrize("doi", ["https://doi.org/10.1234/ABC", "doi:10.1234/abc", " 10.1234/aBc "])
def test_dois_in_any_spelling(doi: str) -> None:
    (one,) = told(ROW.replace("10.1234/ABC", doi)).notices
    assert one.doi == "10.1234/abc"


@pytest.mark.parametrize("doi", ["", "Unavailable", "unavailable", "0"])
def test_works_without_a_doi_are_counted(doi: str) -> None:
    found = told(ROW.replace("10.1234/ABC", doi))
    assert (found.notices, found.without_doi, found.problems) == ((), 1, ())


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROW.replace("7,", ",", 1), "no Record ID"),
        (ROW.replace("10.1234/ABC", "eleven"), "'eleven' is no DOI"),
        (ROW.replace("Retraction\n", "Praise\n"), "'Praise' is no nature"),
        (
            ROW.replace("3/4/2021 0:00", "soon").replace("Retraction\n", "Reinstatement\n"),
            "needs its date",
        ),
    ],
)
def test_bad_rows_are_named_and_the_rest_goes_on(row: str, why: str) -> None:
    found = told(row + ROW.replace("7,", "8,", 1))
    assert [one.record for one in found.notices] == ["8"]
    (problem,) = found.problems
    assert problem.startswith("dump.csv, line 2: ")
    assert why in problem


@pytest.mark.parametrize("text", ["13/13/2021", "", "soon", "0/1/2021"])
def test_a_retraction_counts_without_its_day(text: str) -> None:
    (one,) = told(ROW.replace("3/4/2021 0:00", text)).notices
    assert one.on is None
    assert one.sentence.startswith("Retracted: Error")


def test_other_orders_a_byte_order_mark_and_old_encodings() -> None:
    text = "﻿RetractionNature,OriginalPaperDOI,Record ID,RetractionDate,Reason\n"
    text += "Retraction,10.1234/x,1,2021-03-04,+Caf\xe9;\n"
    (one,) = read(text.encode(), "f", NOW).notices
    assert (one.on, one.because) == (date(2021, 3, 4), "Caf\xe9")
    (old,) = read(text[1:].encode("cp1252"), "f", NOW).notices
    assert old.because == "Caf\xe9"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column 'Record ID'"),
        (b"a,b\n1,2\n", "its columns: a, b"),
        (HEAD.encode() + b'7,"' + b"x" * 1_100_000 + b'"\n', "no CSV at line 2"),
    ],
)
def test_what_is_no_such_list(content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read(content, "f.csv", NOW)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(rest: bytes) -> None:
    with suppress(InputError):
        assert read(HEAD.encode() + rest, "f.csv", NOW).rows >= 0
