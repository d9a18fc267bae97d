"""`citewiki demo`."""

import asyncio
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, pass_context
from citewiki.config import Settings
from citewiki.wiring import create_store, open_fetcher, open_store

EDITOR = "demo"


@click.command("demo", epilog=examples("citewiki demo", "citewiki demo /tmp/tour"))
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@pass_context
def command(context: Context, folder: Path | None) -> None:
    """An offline tour: a small wiki, its sources served on this machine, a card at the end.

    Run again in the same folder, it removes the earlier tour and starts over.
    """
    from citewiki.cli import fetching
    from citewiki.cli.fetched_rows import FetchedRows
    from citewiki.demo.server import DemoServer
    from citewiki.demo.site import make_room, served, write_wiki
    from citewiki.domain.venues import Venue, VenueOrigin, VenueRule
    from citewiki.export.cards import render
    from citewiki.files.output_folder import Directory
    from citewiki.files.wiki_folder import DirectoryWiki
    from citewiki.ports import Ports
    from citewiki.usecases.cards import build_card
    from citewiki.usecases.exporting import export_cards
    from citewiki.usecases.histories import tell
    from citewiki.usecases.rating import rate, rate_venue
    from citewiki.usecases.refreshing import RefreshReport, refresh
    from citewiki.usecases.scanning import scan
    from citewiki.usecases.sources import find

    root = folder or Path("citewiki-demo")
    if make_room(root):
        context.narration().note(f"making the earlier tour in {root} anew")
    store, wiki = root / "store", root / "wiki"
    settings = replace(Settings(), delay_s=0.0, contact="citewiki demo")

    async def fetch(ports: Ports, address: tuple[str, int]) -> RefreshReport:
        async with open_fetcher(settings, allow=frozenset({address})) as fetcher:
            return await refresh(ports, fetcher, ports.library.snapshots.due(ports.clock.now()))

    with DemoServer(served()) as server:
        host = server.url("/").rstrip("/")
        _step(f"citewiki init {store}")
        output.line(f"a store with {create_store(store)} venues")
        write_wiki(wiki, host)
        with open_store(store, context.narration()) as ports:
            _step(f"citewiki scan {wiki}")
            report = scan(ports, DirectoryWiki(wiki))
            output.line(
                f"{report.pages_read} pages, {report.citations} citations of "
                f"{report.sources_new} sources"
            )
            _step("citewiki fetch --due")
            fetched = asyncio.run(fetch(ports, server.address))
            with FetchedRows(fetched.items) as rows:
                fetching.tell(rows, fetched.broken)
            _step("citewiki venue add demo-press …; citewiki venue rate demo-press 3 --because …")
            rule = VenueRule(server.address[0], "", VenueOrigin.EDITOR)
            press = Venue("demo-press", "Demo Press", "organization", False, "", None, (rule,),
                          VenueOrigin.EDITOR)  # fmt: skip
            ports.library.venues.save([press], VenueOrigin.EDITOR)
            rate_venue(ports, "demo-press", 3, "An invented publisher of good habits.", EDITOR)
            output.line("Demo Press: 3/5, and every source of it inherits that")
            trial = find(ports, f"{host}/trial.pdf")
            _step(f'citewiki rate {trial} 4 --because "a real trial, if a small one"')
            event = rate(ports, trial, 4, "a real trial, if a small one", EDITOR)
            output.line(tell(event))
            _step(f"citewiki export {root / 'cards'} --format html")
            written = export_cards(ports, Directory(root / "cards"), "html").written
            output.line(f"{written} cards written")
            _step(f"citewiki card {trial}")
            output.data(render(build_card(ports, trial), "text"))
    output.line()
    output.line("Now it is yours. Try:")
    for line in (
        "tui",
        f"log {trial}",
        "citations risks/rubber-stamping",
        "list",
        "search reviewers",
    ):
        output.line(f"    {_program()} --store {store} {line}")


def _program() -> str:
    """This program as a shell here finds it: `make demo` runs one that is not on the path."""
    found, own = shutil.which("citewiki"), Path(sys.argv[0])
    elsewhere = own.name == "citewiki" and (found is None or not own.samefile(found))
    return str(own) if elsewhere else "citewiki"


def _step(text: str) -> None:
    output.line()
    output.line(f"$ {text}")
