"""The house checks itself: imports, cold start, documentation, and whose files are installed."""

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest
from importlinter import cli as importlinter

from citewiki.cli.main import COMMANDS, cli
from citewiki.wiring import create_store

ROOT = Path(__file__).parents[2]


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert importlinter.lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("package", ["citewiki", "sources", "db", "tui"])
def test_the_packages_are_ours(package: str) -> None:
    # db, sources and tui are names on PyPI too: another's must not stand in for ours
    home = Path(str(importlib.import_module("citewiki").__file__)).parents[1]
    assert Path(str(importlib.import_module(package).__file__)).parents[1] == home


def test_help_loads_nothing_heavy() -> None:
    heavy = {
        "textual",
        "sqlalchemy",
        "sqlmodel",
        "httpx",
        "trafilatura",
        "lxml",
        "citewiki.usecases",
        "citewiki.wiring",
    }
    code = (
        "import sys, io, contextlib\n"
        "from citewiki.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        f"print(*sorted(set(sys.modules) & {heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_store_at_work_loads_no_sqlalchemy(store_folder: Path, tmp_path: Path) -> None:
    # its migrations alone need it, and every command would wait for it twice as long
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    (wiki / "page.md").write_text("A claim ([a paper](https://example.org/paper)).")
    code = (
        "import sys, io, contextlib\n"
        "from citewiki.cli.main import main\n"
        "for command in (['scan', sys.argv[2]], ['list'], ['search', 'paper'], ['status'],\n"
        "                ['show', 'https://example.org/paper']):\n"
        "    with contextlib.redirect_stdout(io.StringIO()):\n"
        "        try: main(['--store', sys.argv[1], *command])\n"
        "        except SystemExit as done: assert done.code == 0, command\n"
        "print(*sorted(set(sys.modules) & {'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic'}))"
    )
    argv = [sys.executable, "-c", code, str(store_folder), str(wiki)]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_scan_that_finds_nothing_new_loads_little(store_folder: Path, tmp_path: Path) -> None:
    # it needs no parser, and no rows but those of pages
    (tmp_path / "page.md").write_text("A claim ([a paper](https://example.org/paper)).")
    code = (
        "import sys, io, contextlib\n"
        "from citewiki.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--store', sys.argv[1], 'scan', sys.argv[2]])\n"
        "print(*sorted(set(sys.modules) & {'db.rows', 'db.projection', 'citewiki.wiki.blocks'}))"
    )
    argv = [sys.executable, "-c", code, str(store_folder), str(tmp_path)]
    first, second = (
        subprocess.run(argv, capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    )
    assert first == ["citewiki.wiki.blocks", "db.projection", "db.rows"]
    assert second == []


def test_what_home_counts_with_loads_little(store_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from citewiki.cli.output import Narration\n"
        "from citewiki.wiring import open_store\n"
        "from tui.figures import read_figures\n"
        "with open_store(Path(sys.argv[1]), Narration(True)) as ports: read_figures(ports, None)\n"
        "print(*sorted(set(sys.modules) & {'db.rows', 'db.projection', 'db.library.queues',\n"
        "      'citewiki.domain.editorial', 'citewiki.domain.snapshots'}))"
    )
    argv = [sys.executable, "-c", code, str(store_folder)]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


FIRST_FRAME = """
import asyncio, sys
from pathlib import Path
from citewiki.cli.output import Narration
from citewiki.wiring import open_store
from tui.app import CitewikiApp

async def look(store, start):
    with open_store(store, Narration(True)) as ports:
        app = CitewikiApp(ports, "Ada", start=start)
        async with app.run_test() as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            print(*sys.modules)

asyncio.run(look(Path(sys.argv[1]), sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("start", "screens", "more"),
    [
        ("queue", {"home"}, set()),
        (
            "sources",
            {"sources", "acting", "ask"},
            {"citewiki.domain.sources", "citewiki.domain.titles", "citewiki.domain.queues"},
        ),
    ],
)
def test_the_first_frame_loads_its_own_screen_alone(
    start: str, screens: set[str], more: set[str], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    create_store(store)
    done = subprocess.run(
        [sys.executable, "-c", FIRST_FRAME, str(store), start],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    loaded = set(done.stdout.split())
    of_the_terminal = {name for name in loaded if name.startswith("tui.screens.")}
    assert of_the_terminal == {
        f"tui.screens.{one}" for one in {"base", "section", "styled", *screens}
    }
    late = {"citewiki.usecases.editing", "citewiki.export", "sources.extract.jail", "tui.acts"}
    assert loaded & (late | more) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## {name}\n" in (ROOT / "docs" / "reference" / "commands.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    leaves = command.commands.values() if isinstance(command, click.Group) else [command]
    for leaf in leaves:
        assert leaf.help
        assert leaf.epilog
        assert "Examples:" in leaf.epilog
