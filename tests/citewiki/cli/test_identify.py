"""`citewiki identify`, and what `add`, `fetch` and `show` say of providers."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from citewiki.cli import add, fetch, identify
from citewiki.cli.main import main
from citewiki.config import FILE
from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import Fetcher
from tests.fakes import FakeFetcher
from tests.sources.providers import answers

PAPER = "https://arxiv.org/abs/2301.00001"
ARXIV = "https://export.arxiv.org/api/query?id_list=2301.00001&max_results=1"
VIDEO = "https://youtube.com/watch?v=a1B2c3D4-_5"
OEMBED = (
    "https://www.youtube.com/oembed?url="
    "https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Da1B2c3D4-_5&format=json"
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> FakeFetcher:
    """What the commands fetch from; fill in `answers`."""
    fetcher = FakeFetcher({PAPER: b"The page\ntext", ARXIV: answers.atom()})

    @asynccontextmanager
    async def opened(settings: object) -> AsyncIterator[Fetcher]:
        yield fetcher

    for module in (add, fetch, identify):
        monkeypatch.setattr(module, "open_fetcher", opened)
    return fetcher


@pytest.fixture
def run(
    web: FakeFetcher,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["--store", str(tmp_path / "store"), "--as", "Ada", *argv])
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out, captured.err

    assert call("init")[0] == 0
    return call


def test_add_asks_and_show_tells_where_each_value_is_from(run: Run) -> None:
    code, out, _ = run("add", PAPER)
    assert code == 0
    assert "arxiv: Keeping Watch: A Study of Oversight" in out
    shown = run("show", PAPER)[1]
    assert "* title: Keeping Watch: A Study of Oversight  (provider, arxiv, " in shown
    assert "  title: The page  (extracted, first line, " in shown
    assert "arxiv knows it: arXiv 2301.00001v3, DOI 10.1234/kw.2023" in shown
    (said,) = json.loads(run("show", PAPER, "--json")[1])["identified"]
    assert (said["provider"], said["record"]["published"]) == ("arxiv", "2023-01-02")


def test_fetch_asks_once_and_only_where_the_settings_let_it(
    run: Run, web: FakeFetcher, tmp_path: Path
) -> None:
    settings = tmp_path / "store" / FILE
    settings.write_text("providers = false\n")
    run("add", PAPER)
    assert ARXIV not in [request.url for request in web.requests]
    settings.write_text("providers = true\n")
    (row,) = json.loads(run("fetch", PAPER, "--json")[1])
    assert row["identified"]["record"]["arxiv_id"] == "2301.00001"
    (row,) = json.loads(run("fetch", PAPER, "--json")[1])
    assert row["identified"] is None


def test_a_silent_provider_is_told_of_and_fails_no_fetch(run: Run, web: FakeFetcher) -> None:
    web.answers[VIDEO] = b"A page\ntext"
    web.answers[OEMBED] = Outcome.ROBOTS_DENIED
    code, out, _ = run("add", VIDEO)
    assert code == 0
    assert "youtube: no answer (robots_denied): " in out
    assert "youtube gave no good answer " in run("show", VIDEO)[1]
    web.answers[OEMBED] = b"Unauthorized"
    code, out, _ = run("identify", VIDEO)
    assert code == 1  # here the answer is what was asked for
    assert "youtube: no use: the answer is no JSON" in out


def test_identify_says_a_withdrawal(run: Run, web: FakeFetcher) -> None:
    run("add", PAPER)
    web.answers[ARXIV] = answers.atom(comment="Withdrawn\x9b: see Lemma 2")
    code, out, _ = run("identify", PAPER)
    assert code == 0
    assert "[withdrawn: Withdrawn: see Lemma 2]" in out
    shown = run("show", PAPER)[1]
    assert "link: withdrawn" in shown
    assert "notice: Withdrawn: “Withdrawn: see Lemma 2”" in shown


def test_identify_names_what_nobody_knows(run: Run, web: FakeFetcher) -> None:
    web.answers["https://example.org/x"] = b"X\ntext"
    run("add", "https://example.org/x")
    code, out, _ = run("identify", "https://example.org/x")
    assert (code, out.split("  ")[1].strip()) == (0, "no provider knows its address")
    assert json.loads(run("identify", "--due", "--json")[1])["identified"] == []
    assert run("identify", "--all") == (0, "", "")


def test_identify_wants_to_know_what(run: Run) -> None:
    code, out, err = run("identify")
    assert (code, out) == (2, "")
    assert "name a SOURCE, or give --due or --all" in err
