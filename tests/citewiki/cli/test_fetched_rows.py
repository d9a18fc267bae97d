"""The report of a fetch: held in a file while it grows, told as one document."""

import io
import json
from pathlib import Path

import pytest

from citewiki.cli import output
from citewiki.cli.fetched_rows import HELD_BYTES, FetchedRows
from citewiki.cli.fetching import failed, tell
from citewiki.domain.errors import OutputError
from citewiki.domain.links import LinkState
from citewiki.domain.outcomes import Outcome
from citewiki.usecases.refreshing import Refreshed


def an_item(number: int, outcome: Outcome = Outcome.OK, detail: str = "") -> Refreshed:
    return Refreshed(
        f"{number:016}",
        f"https://example.org/{number}",
        outcome,
        404 if outcome is Outcome.NOT_FOUND else 200,
        changed=outcome is Outcome.OK,
        new=False,
        link_before=LinkState.LIVE,
        link_after=LinkState.LIVE,
        detail=detail,
    )


@pytest.mark.parametrize("number", [0, 1, 2 * HELD_BYTES // 300], ids=["none", "one", "a-file"])
def test_all_come_back_in_their_order(number: int) -> None:
    with FetchedRows(an_item(n, detail="x" * 200) for n in range(number)) as rows:
        assert [row["source"] for row in rows] == [f"{n:016}" for n in range(number)]
        assert len(list(rows)) == number  # and again


def test_nothing_is_lost_of_any_text() -> None:
    odd = "a\nb \ud800 \x1b[31m \u2028 é"
    with FetchedRows([an_item(1, Outcome.NOT_FOUND, odd)]) as rows:
        (row,) = rows
    assert row == {
        "source": f"{1:016}",
        "url": "https://example.org/1",
        "outcome": "not_found",
        "http_status": 404,
        "changed": False,
        "link": "live",
        "detail": odd,
    }


@pytest.mark.parametrize(
    ("outcomes", "broken", "code"),
    [
        ([], (), 0),
        ([Outcome.OK, Outcome.NOT_MODIFIED], (), 0),
        ([Outcome.NOT_FOUND, Outcome.OK], (), 1),
        ([Outcome.OK], (("x", "why"),), 1),
    ],
)
def test_the_exit_code(
    outcomes: list[Outcome], broken: tuple[tuple[str, str], ...], code: int
) -> None:
    with FetchedRows(an_item(n, outcome) for n, outcome in enumerate(outcomes)) as rows:
        assert (failed(rows, broken), tell(rows, broken)) == (code, code)


def test_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with FetchedRows([an_item(1), an_item(2, Outcome.NOT_FOUND, "No such page.")]) as rows:
        tell(rows, [("3", "its body is damaged")])
    assert capsys.readouterr().out.splitlines() == [
        "0000000000000001  ok (HTTP 200), new text  https://example.org/1",
        "0000000000000002  not_found (HTTP 404)  https://example.org/2",
        "    No such page.",
        "3  could not be recorded: its body is damaged",
    ]


def test_a_full_temporary_folder_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    long = an_item(1, detail="x" * HELD_BYTES)
    with FetchedRows() as rows, pytest.raises(OutputError, match="TMPDIR"):
        rows.add(long)


@pytest.mark.parametrize("values", [[], [1], [{"a": []}, {"b": "\x9b\u202e"}, 3]])
def test_a_list_that_is_not_held_is_written_as_any(
    values: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(document: list[object] | dict[str, object]) -> str:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        monkeypatch.setattr("sys.stdout", out)
        output.document(document)
        out.seek(0)
        return out.read()

    whole = written({"rows": values})
    assert written({"rows": output.Listed(iter(values))}) == whole
    assert written(output.Listed(iter(values))) == written(values)
    assert json.loads(whole) == {"rows": values}
    assert whole.isprintable() or set(whole) - {"\n"} <= set(map(chr, range(32, 127)))
