"""An app on a small store, and what one needs to drive it."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence

from textual.events import Key
from textual.pilot import Pilot

from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.outcomes import Outcome
from citewiki.domain.sources import Field, FieldValue, Origin, SourceId
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportedSource
from tests.builders import (
    NOW,
    a_citation,
    a_page,
    a_scan,
    a_snapshot,
    a_source,
    a_venue,
    an_attempt,
)
from tui.app import CitewikiApp
from tui.screens.source import SourceScreen
from tui.screens.sources import SourcesScreen
from tui.widgets.reader import Reader
from tui.widgets.source_list import SourceList

EDITOR = "Ada"
Driver = Pilot[None]


def url_of(title: str) -> str:
    return f"https://example.org/{hashlib.sha256(title.encode('utf-8', 'replace')).hexdigest()}"


def id_of(title: str) -> SourceId:
    return a_source(url_of(title)).id


def keep_sources(ports: Ports, titles: Sequence[str]) -> None:
    """Sources with these titles, of a venue rated 3."""
    ports.library.venues.save([a_venue()], VenueOrigin.STARTER)
    ports.library.sources.import_records(
        [
            ImportedSource(
                a_source(url_of(title)),
                (FieldValue(Field.TITLE, title, Origin.IMPORT, "lw", NOW),),
                {"title": title},
            )
            for title in titles
        ],
        "lw",
        NOW,
    )


def keep_text(ports: Ports, title: str, text: str, read: ReadOutcome = ReadOutcome.OK) -> None:
    """Give the source with this title a current text."""
    ports.bodies.put(text.encode())
    source_id = id_of(title)
    attempt = an_attempt(source_id, Outcome.OK, http_status=200)
    ports.library.snapshots.record_capture(attempt, a_snapshot(source_id, text, read=read), text)


def keep_citation(ports: Ports, title: str) -> None:
    """A page cites the source with this title, in line 7."""
    found = a_citation(url_of(title), line=7)
    ports.library.pages.record([a_scan(a_page(), (id_of(title), found))], "1")


def burst(pilot: Driver, *keys: str) -> None:
    """Type keys of which none waits until the one before it is done."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


async def until(pilot: Driver, holds: Callable[[], bool]) -> None:
    """Let the app work until something holds; fails where it does not within seconds."""
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause()


async def listed(pilot: Driver, count: int) -> SourceList:
    """The list once it shows so many sources."""
    await until(pilot, lambda: isinstance(pilot.app.screen, SourcesScreen))
    found = pilot.app.screen.query_one(SourceList)
    await until(pilot, lambda: len(found.rows) == count and idle(pilot))
    return found


def idle(pilot: Driver) -> bool:
    """Whether no query is under way."""
    return not any(worker.group in ("query", "read") for worker in pilot.app.workers)


async def opened(pilot: Driver) -> SourceScreen:
    """The screen of the source at the cursor, once its card is there."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SourceScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SourceScreen)
    await until(pilot, lambda: bool(screen.query_one("#pane0", Reader).text))
    return screen


def pane(pilot: Driver, at: int) -> Reader:
    return pilot.app.screen.query_one(f"#pane{at}", Reader)


def painted(pilot: Driver) -> list[str]:
    """The lines of the screen as they go to the terminal."""
    strips = pilot.app.screen._compositor.render_strips()
    return [strip.text for strip in strips]


def said(pilot: Driver) -> str:
    """What the last notification says."""
    app = pilot.app
    messages = [notification.message for notification in app._notifications]
    return messages[-1] if messages else ""


def app_on(ports: Ports, editor: str | None = EDITOR) -> CitewikiApp:
    """The app as most tests want it: at the list of sources."""
    return CitewikiApp(ports, editor, start="sources")
