"""The terminal's screens on one small store at a frozen time: what docs/screens shows, and what
tests/tui/test_screens.py holds it to. `python docs/tools/draw_screens.py` draws them anew."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot
from textual.strip import Strip

from citewiki.domain.reviews import ReviewOutcome
from citewiki.domain.sources import Field, FieldValue, Origin, Value
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportedSource
from citewiki.usecases.annotating import annotate
from citewiki.usecases.editing import edit
from citewiki.usecases.rating import rate
from citewiki.usecases.reviewing import review
from citewiki.wiring import create_store, open_store
from tests.builders import NOW, a_citation, a_page, a_scan, a_snapshot, a_source, a_venue
from tests.fakes import FakeClock, SilentNarrator
from tests.tui.desk import app_on, idle, until

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
COLUMNS, LINES = 100, 26
FILM = "review.svg"
LOOK_EVERY_S = 0.05
AT_REST = 4
"""Looks at the screen in which nothing has changed, after which nothing will."""

TITLE = "A field trial of paired review"
URL = "https://press.example/trial"
BEFORE = """A field trial of paired review

Reviewers who worked alone missed 31% of the planted faults. In pairs they missed 12%.

The trial ran for six weeks with forty reviewers.

Nobody was paid for the extra time."""
AFTER = """A field trial of paired review

Reviewers who worked alone missed 31% of the planted faults. In pairs they missed only 9%, \
and took a fifth more time.

The trial ran for eight weeks with forty reviewers from two laboratories."""
CLAIM = "Reviewers in pairs missed only 9% of planted faults, against 31% alone."
OTHERS = ("An interim survey of oversight", "Handbook for auditors of models", "One in five")


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, by the keys that lead to it from the list; each waits until its words are shown."""

    name: str
    steps: tuple[tuple[str, str], ...]
    columns: int = COLUMNS


_CARD = (("enter", "Credibility"),)
SCENES: tuple[Scene, ...] = (
    Scene("card", _CARD),
    Scene("text", (*_CARD, ("2", "eight weeks"))),
    Scene("cited-by", (*_CARD, ("3", "against 31%"))),
    Scene("claim", (*_CARD, ("3", "against 31%"), ("enter", "likely what"))),
    Scene("history", (*_CARD, ("4", "registered as"))),
    Scene("diff", (*_CARD, ("d", "laboratories"))),
    Scene("diff-narrow", (*_CARD, ("d", "laboratories")), columns=50),
)

DIALOGS = (
    Scene("details", (*_CARD, ("e", "letter: field"), ("au", "Grace, locked"))),
    Scene("rate", (*_CARD, ("r", "Inherit"))),
)
"""Drawn, and held by their words alone: what lies behind a dialog is painted when Textual likes."""

REVIEW = (
    ("", TITLE), ("enter", "Credibility"), ("3", "against 31%"), ("enter", "likely what"),
    ("a", "What is to be said"), ("As cited.", "As cited."), ("ctrl+s", "noted on"),
    ("d", "laboratories"), ("q", "Text"), ("r", "Inherit"), ("5", "5/5 Gold"),
    ("Sound method.", "Sound method."), ("ctrl+s", "rated:"), ("m", "needs-work"),
    ("ctrl+s", "reviewed version"), ("4", "registered as"),
)  # fmt: skip
"""The main review: a citation, the passage that it rests on, what changed, a rating, a mark."""


@contextmanager
def stage() -> Iterator[Ports]:
    """The store of every scene, at NOW."""
    with TemporaryDirectory() as folder:
        create_store(Path(folder) / "store")
        with open_store(Path(folder) / "store", SilentNarrator()) as opened:
            ports = replace(opened, clock=FakeClock(NOW))
            _furnish(ports)
            yield ports


async def play(ports: Ports, steps: Sequence[tuple[str, str]], columns: int) -> list[list[Strip]]:
    """The screen after each step."""
    frames = []
    async with app_on(ports).run_test(size=(columns, LINES), notifications=True) as pilot:
        await until(pilot, lambda: TITLE in _text(pilot) and idle(pilot))
        for keys, words in steps:
            await pilot.press(*([keys] if keys.startswith("ctrl+") or keys == "enter" else keys))
            await until(pilot, lambda words=words: words in _text(pilot) and idle(pilot))  # type: ignore[misc]
            frames.append(await _settled(pilot))
    return frames


async def _settled(pilot: Pilot[None]) -> list[Strip]:
    """The screen once it stays as it is."""
    seen: list[list[Strip]] = []
    while len(seen) < AT_REST or any(one != seen[-1] for one in seen[-AT_REST:]):
        await pilot.pause(LOOK_EVERY_S)
        seen.append(_strips(pilot))
    return seen[-1]


def _strips(pilot: Pilot[None]) -> list[Strip]:
    return list(pilot.app.screen._compositor.render_strips())


def _text(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in _strips(pilot))


def _furnish(ports: Ports) -> None:
    library = ports.library
    venue = a_venue("press", "press.example", rating=4, name="Demo Press")
    library.venues.save([venue], VenueOrigin.STARTER)
    said: dict[Field, Value] = {
        Field.TITLE: TITLE,
        Field.PUBLISHED: "2025-11-03",
        Field.TAGS: ("oversight", "trials"),
    }
    values = [FieldValue(field, value, Origin.IMPORT, "lw", NOW) for field, value in said.items()]
    records = [ImportedSource(a_source(URL), tuple(values), {})]
    for at, title in enumerate(OTHERS):
        value = FieldValue(Field.TITLE, title, Origin.IMPORT, "lw", NOW)
        records.append(ImportedSource(a_source(f"https://press.example/{at}"), (value,), {}))
    library.sources.import_records(records, "lw", NOW)
    source_id = a_source(URL).id
    for text in (BEFORE, AFTER):
        ports.bodies.put(text.encode())
        library.snapshots.record_capture(None, a_snapshot(source_id, text), text)
    page = a_page("methods/review", title="Reviewing in pairs", type="method", quality=71.0)
    found = (source_id, a_citation(URL, line=12, claim=CLAIM))
    library.pages.record([a_scan(page, found)], "1")
    edit(ports, source_id, {Field.AUTHORS: ("Imre Vogel", "Sana Lind")}, "Grace")
    annotate(ports, source_id, "forty reviewers", "Enough for the claim?", "Grace")
    rate(ports, source_id, 4, "two laboratories", "Grace")
    review(ports, source_id, ReviewOutcome.NEEDS_WORK, "check the 9%", "Grace")
