"""The composition root: builds the adapters and hands them to the use cases.

Adapters are imported where they are built: each is heavy (httpx, Textual, the parsers), and a
command waits for those alone that it needs.
"""

from __future__ import annotations

import gc
import os
import string
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING, Any, TypeVar

from citewiki import __version__
from citewiki.config import FILE, Settings, template
from citewiki.domain.errors import StoreForeign, StoreUnwritable
from citewiki.domain.times import iso
from citewiki.ports import Ports

if TYPE_CHECKING:
    from citewiki.domain.jobs import JobRun
    from citewiki.ports.archives import Archive
    from citewiki.ports.fetching import Extractor, Fetcher
    from citewiki.ports.folders import WebArchive
    from citewiki.ports.providers import Provider
    from citewiki.ports.system import Narrator
    from citewiki.usecases.nightly import NightReport
    from citewiki.usecases.refreshing import Tell

T = TypeVar("T")

BLOBS = "blobs"
STABLE_ID_CHARS = string.ascii_letters + string.digits
_CHANCE = SystemRandom()
_STABLE_ID_LENGTH = 10

SWITCH_S = 0.0005
"""How long a thread of the terminal may keep Python to itself where another waits, a tenth of what
is usual: a key goes through four hands before it is painted, each of which waits for that long
while a thread looks through a hundred thousand sources."""


class SystemClock:
    """Implements `citewiki.ports.system.Clock`."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds:
    """Implements `citewiki.ports.system.Ids`."""

    def stable_id(self) -> str:
        chance = _CHANCE.randrange(len(STABLE_ID_CHARS) ** _STABLE_ID_LENGTH)
        chars = []
        for _ in range(_STABLE_ID_LENGTH):
            chance, which = divmod(chance, len(STABLE_ID_CHARS))
            chars.append(STABLE_ID_CHARS[which])
        return "".join(chars)


def create_store(folder: Path) -> int:
    """Make a store in this folder, with the starter registry; the number of its venues.

    Raises StoreForeign where the folder holds something else, StoreUnwritable.
    """
    from citewiki.domain.venues import VenueOrigin
    from citewiki.imports.registry import starter
    from db.store import create, open_library

    try:
        held = [one.name for one in folder.iterdir() if one.name != FILE] if folder.exists() else []
    except NotADirectoryError:
        raise StoreForeign(f"{folder} is a file; choose a folder for the store") from None
    except OSError as error:
        raise StoreUnwritable(f"{folder} cannot be read ({error.strerror})") from None
    if held and "citewiki.db" not in held:
        raise StoreForeign(f"{folder} holds other files; choose a new or empty folder")
    create(folder)
    try:
        (folder / BLOBS).mkdir(exist_ok=True)
        if not (folder / FILE).exists():
            (folder / FILE).write_text(template(), "utf-8")
    except OSError as error:
        raise StoreUnwritable(f"{folder} cannot be written ({error.strerror})") from None
    library = open_library(folder)
    try:
        return library.venues.save(starter(), VenueOrigin.STARTER).added
    finally:
        library.close()


@contextmanager
def open_store(
    folder: Path, narrator: Narrator, *, read_only: bool = False, ocr: str = ""
) -> Iterator[Ports]:
    """An open store; closed again, with its extractor, when the block ends. `ocr` is the setting
    of that name."""
    from db.store import open_library
    from sources.cache.blobs import BlobStore
    from sources.extract.when_asked import ExtractorWhenAsked

    library = open_library(folder, read_only=read_only)
    try:
        with ExtractorWhenAsked(ocr) as extractor:
            bodies = BlobStore(folder / BLOBS)
            yield Ports(library, bodies, extractor, SystemClock(), RandomIds(), narrator)
    finally:
        library.close()


@contextmanager
def open_extractor(ocr: str = "") -> Iterator[Extractor]:
    """The jailed reader alone, for files that belong to no store; `ocr` as in `open_store`."""
    from sources.extract.jail import JailedExtractor
    from sources.extract.ocr_program import installed

    with JailedExtractor(ocr=installed(ocr)) as extractor:
        yield extractor


def missing_program(settings: Settings) -> str:
    """What to install for what the settings ask for, as a sentence; "" for nothing."""
    from sources.extract.ocr_program import installed

    ocr = installed(settings.ocr)
    return ocr.missing if ocr is not None else ""


@asynccontextmanager
async def open_fetcher(
    settings: Settings, allow: frozenset[tuple[str, int]] = frozenset()
) -> AsyncIterator[Fetcher]:
    """The fetcher. `allow` names (address, port) pairs that the guards let through: only the
    demo, tests and benchmarks hand any in, and no setting does."""
    from sources.fetching.client import HttpFetcher
    from sources.fetching.settings import FetchSettings

    chosen = FetchSettings(
        delay_s=settings.delay_s,
        concurrency=settings.concurrency,
        deadline_s=settings.deadline_s,
        user_agent_contact=settings.contact,
    )
    async with HttpFetcher(chosen, allow=allow) as fetcher:
        yield fetcher


def run_async(main: Coroutine[Any, Any, T]) -> T:
    """Run a command's asynchronous part to its end; on uvloop where it is installed (it is not
    for every platform), which halves what a request costs us."""
    import asyncio  # with ssl behind it, which no command waits for that only looks

    gc.freeze()  # what was imported stays: the collector need not look through it all night
    try:
        from uvloop import new_event_loop
    except ImportError:
        return asyncio.run(main)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(main)


def providers(settings: Settings) -> tuple[Provider, ...]:
    """The providers that a first fetch asks; none where the settings say so."""
    return all_providers() if settings.providers else ()


def all_providers() -> tuple[Provider, ...]:
    """Every provider of metadata that there is."""
    from sources.providers.table import PROVIDERS

    return PROVIDERS


def open_archive() -> Archive:
    """The archive that is asked where a site says no."""
    from sources.archives.wayback import Wayback

    return Wayback()


@contextmanager
def open_web_archive(folder: Path) -> Iterator[WebArchive]:
    """A web archive in this folder; whole when the block ends. Raises OutputError."""
    from citewiki.files.output_folder import Directory
    from citewiki.files.web_archive import WarcFolder

    with WarcFolder(Directory(folder), f"citewiki/{__version__}") as archive:
        yield archive


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights of one store: each under the store's lock, its digest kept in a file. `wiki` is
    the folder to scan; None: no scan."""

    store: Path
    settings: Settings
    wiki: Path | None

    async def run(self, ports: Ports, by: str, tell: Tell | None = None) -> NightReport:
        """Raises StoreBusy where another night is under way, InputError, StoreUnwritable."""
        from citewiki.files.atomic import write_file
        from citewiki.files.lock import StoreLock
        from citewiki.files.wiki_folder import DirectoryWiki
        from citewiki.usecases.digests import digest
        from citewiki.usecases.nightly import nightly

        wiki = None if self.wiki is None else DirectoryWiki(self.wiki)
        with StoreLock(self.store, "nightly"):
            async with open_fetcher(self.settings) as fetcher:
                report = await nightly(
                    ports,
                    fetcher,
                    wiki=wiki,
                    by=by,
                    outage_share=self.settings.outage_share,
                    providers=providers(self.settings),
                    tell=tell,
                )
            write_file(self.path(report.job), digest(report).encode())
        return report

    def path(self, job: JobRun) -> Path:
        """Where a night's digest is kept."""
        name = f"{iso(job.started_at)[:10]}-{job.id}.md"
        return self.store / self.settings.digests / name

    def digest(self, job: JobRun) -> str | None:
        """A night's digest, or None where there is none to read."""
        try:
            return self.path(job).read_text("utf-8", "replace")
        except OSError:
            return None


def nights(store: Path, settings: Settings, wiki: Path | None = None) -> Nights:
    """With the wiki's folder that is named, else the settings', else none."""
    folder = store / settings.wiki if settings.wiki else None
    return Nights(store, settings, wiki or folder)


def registrable_domain() -> Callable[[str], str]:
    """Host -> the domain that somebody registered, by a bundled list."""
    from sources.public_suffixes import registrable_domain as found

    return found


def find_store(named: str | None, start: Path) -> Path:
    """`--store`, else $CITEWIKI_STORE, else the nearest .citewiki upwards, as git finds .git."""
    chosen = named or os.environ.get("CITEWIKI_STORE")
    if chosen:
        return Path(chosen)
    for folder in (start, *start.parents):
        if (folder / ".citewiki").is_dir():
            return folder / ".citewiki"
    return start / ".citewiki"


def upgrade_store(folder: Path) -> tuple[str, str]:
    """The schema's revision before and after."""
    from db.store import upgrade

    return upgrade(folder)


def run_terminal(
    ports: Ports,
    editor: str | None,
    settings: Settings,
    nights: Nights,
    *,
    start: str,
    read_only: bool,
) -> None:
    """The editors' terminal, until it is left; `start` is the section that it begins with."""
    from tui.app import CitewikiApp

    gc.freeze()  # what was imported stays: the collector need not look through it at every key
    gc.enable()
    sys.setswitchinterval(SWITCH_S)
    CitewikiApp(
        ports,
        editor,
        preview_chars=settings.preview_chars,
        start=start,
        read_only=read_only,
        registrable=lambda host: registrable_domain()(host),  # the list is read when it is asked
        nights=nights,
        theme=settings.theme,
    ).run()
