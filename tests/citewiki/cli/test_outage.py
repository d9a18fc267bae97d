"""`citewiki fetch` and `add` while no site answers: what is said, and with which exit code."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from citewiki.cli import add, fetch
from citewiki.cli.main import main
from citewiki.domain.outcomes import Outcome
from citewiki.ports.fetching import Fetcher
from citewiki.usecases.outage import MIN_HOSTS
from tests.fakes import FakeFetcher

MANY = [f"https://h{n}.example/" for n in range(MIN_HOSTS)]
FEW = MANY[:-1]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    @asynccontextmanager
    async def cut_off(settings: object) -> AsyncIterator[Fetcher]:
        yield FakeFetcher(dict.fromkeys(MANY, Outcome.DNS_FAILED))

    for module in (add, fetch):
        monkeypatch.setattr(module, "open_fetcher", cut_off)
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["--store", str(tmp_path / "store"), "--as", "Ada", *argv])
        captured = capsys.readouterr()
        return int(end.value.code or 0), captured.out, captured.err

    assert call("init")[0] == 0
    return call


def states(run: Run) -> list[str]:
    return [row["link_state"] for row in json.loads(run("list", "--json")[1])]


@pytest.mark.parametrize("argv", [["--due"], ["--all", "--json"], MANY])
def test_a_fetch_that_no_site_answers_is_none(run: Run, argv: list[str]) -> None:
    assert run("add", *MANY)[0] == 2
    assert states(run) == ["unchecked"] * len(MANY)
    code, out, err = run("fetch", *argv)
    assert (code, out.strip()) == (2, "[]" if "--json" in argv else "")
    assert err.splitlines()[-1].startswith("citewiki: none of the first 5 sites answered")
    assert "network is up" in err
    assert states(run) == ["unchecked"] * len(MANY)
    assert "[void: the network was down]" in run("log", MANY[0])[1]


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_of_a_few_silent_sites_the_person_is_asked(run: Run, flags: list[str]) -> None:
    for command in ("add", "fetch"):
        code, out, err = run(command, *FEW, *flags)
        assert code == 1
        assert all(url in out for url in FEW)
        assert "if it is this machine's network" in err
    assert states(run) == ["unreachable"] * len(FEW)
