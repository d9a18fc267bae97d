"""Three hundred hostile texts in every field, through a real pseudo-terminal: what goes out is
what goes out for plain words, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from citewiki.domain.citations import FoundCitation, Syntax
from citewiki.domain.editorial import AddAnnotation, SetFields, SetOverride
from citewiki.domain.quoting import anchor_at
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import LIST_FIELDS, Field, FieldValue, Origin, SourceType, Value
from citewiki.domain.venues import VenueOrigin
from citewiki.ports import Ports
from citewiki.ports.library.sources import ImportedSource
from citewiki.wiring import create_store, open_store
from tests.builders import NOW, a_page, a_scan, a_snapshot, a_source, a_venue
from tests.fakes import SilentNarrator
from tests.tui.hostile_strings import COLOUR, FAR, HOSTILE, MARKUP, sentence, tame
from tests.tui.sequences import commands, foreign
from tests.tui.terminal import PseudoTerminal

COLUMNS, LINES = 240, 120
FIRST = "https://first.example/"
"""The source that has them all in each of its fields."""


def fill(ports: Ports, texts: list[str]) -> None:
    """A store with each text as a title, a venue's name, an editor's, a note, a claim, a page's
    title, a section; and one source that has all of them in every field and in its text."""
    library = ports.library
    urls = [f"https://h{at}.example/" for at in range(len(texts))]
    library.venues.save(
        [a_venue(f"v{at}", f"h{at}.example", name=text) for at, text in enumerate(texts)],
        VenueOrigin.STARTER,
    )
    titles = [
        ImportedSource(a_source(url), (_said(Field.TITLE, text),), {})
        for url, text in zip(urls, texts, strict=True)
    ]
    everything = tuple(_said(field, _all(field, texts)) for field in Field)
    first = a_source(FIRST)
    library.sources.import_records([ImportedSource(first, everything, {}), *titles], "lw", NOW)
    for version in ("once", "again"):
        text = sentence([f"{text} {version}" for text in texts])
        ports.bodies.put(text.encode("utf-8", "replace"))
        note = sentence(texts)[:400]
        snapshot = replace(a_snapshot(first.id, text), how=Capture.ATTACHED, by=note, note=note)
        library.snapshots.record_capture(None, snapshot, text)
    library.pages.record(
        [
            a_scan(a_page(f"p{at}", title=text, type=text), (first.id, _cited(at, text)))
            for at, text in enumerate(texts)
        ],
        "1",
    )
    current = library.sources.get(first.id).current_snapshot_id or 0
    for at, text in enumerate(texts):
        by, anchor = text.strip()[:80] or "Ada", anchor_at("noted words", 0, 5, current)
        change = AddAnnotation(first.id, anchor, f"{at} {text}")
        library.editorial.apply(change, by=by, at=NOW)
    library.editorial.apply(SetOverride(first.id, 2, sentence(texts)), by="Grace", at=NOW)
    mine: dict[Field, Value | None] = {Field.SUMMARY: sentence(texts)}
    library.editorial.apply(SetFields(first.id, mine), by="Grace", at=NOW)


def _said(field: Field, value: Value) -> FieldValue:
    return FieldValue(field, value, Origin.IMPORT, "lw", NOW)


def _all(field: Field, texts: list[str]) -> Value:
    if field in LIST_FIELDS:
        return tuple(texts)
    if field is Field.IMPORTANCE:
        return 82
    if field is Field.TYPE:
        return SourceType.PAPER.value
    return sentence(texts)


def _cited(at: int, text: str) -> FoundCitation:
    return FoundCitation(Syntax.LINK, FIRST, None, text, at + 1, 1, (text, text), text, text)


def walk(terminal: PseudoTerminal, pages: int = 8) -> int:
    """Every screen, from top to bottom in so many pages at most; the exit code."""
    terminal.wait_for("Quit")
    terminal.press("\x1b[F")  # the last titles
    terminal.press("/", "To the list")
    terminal.press("first.example", "1 of 1")
    terminal.press("\r", "Open")
    terminal.press("\r", "Credibility")
    for pane in "1234":
        terminal.press(pane)
        for _ in range(pages):
            terminal.press(" ")
    terminal.press("d", "· 1 of 1")
    for _ in range(min(4, pages)):
        terminal.press(" ")
    terminal.press("q")
    dialogs = {"r": "Inherit", "e": "letter: field", "m": "needs-work", "o": "copies"}
    for key, words in dialogs.items():
        terminal.press(key, words)
        terminal.close_dialog()
    terminal.press("2vv\x1b[Ca", "What is to be said")
    terminal.close_dialog()
    terminal.press("q", "Sort")
    terminal.press("f", "To the list")
    terminal.press("again", "Passage")
    terminal.press("\t", "Open")
    return terminal.leave("q")


def sent_for(store: Path, act: Callable[[PseudoTerminal], int], *, door: bool = True) -> bytes:
    """What goes to the terminal while it is acted on; the program has to end in order."""
    with PseudoTerminal(store, door=door, columns=COLUMNS, lines=LINES) as terminal:
        assert act(terminal) == 0
        return terminal.sent


def own_commands(folder: Path) -> frozenset[str]:
    """What is sent for plain words on the same walk, less styles and moves."""
    create_store(folder)
    with open_store(folder, SilentNarrator()) as ports:
        fill(ports, [tame(text) for text in HOSTILE[:3]])
    sent = sent_for(folder, lambda terminal: walk(terminal, pages=1))
    return frozenset(one for one in commands(sent) if not one.endswith(("m", "H")))


def test_no_command_of_theirs_goes_out(ports: Ports, store_folder: Path, tmp_path: Path) -> None:
    fill(ports, HOSTILE)
    own = own_commands(tmp_path / "plain")
    sent = sent_for(store_folder, walk)
    assert foreign(sent, own, COLUMNS, LINES) == set()
    missing = [text for text in MARKUP if text.encode() not in sent and len(text) < 20]
    assert missing == []  # as text, and not as markup
    assert b"Traceback" not in sent


def test_the_check_sees_a_door_that_stands_open(ports: Ports, store_folder: Path) -> None:
    fill(ports, HOSTILE)
    with PseudoTerminal(store_folder, door=False, columns=COLUMNS, lines=LINES) as terminal:
        terminal.wait_for(f"{FAR};1H")
        sent = terminal.sent
    leaked = foreign(sent, frozenset(), COLUMNS, LINES)
    assert any(FAR in one for one in leaked)
    assert len(leaked) > 50


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 300


@pytest.mark.parametrize(
    ("name", "sent", "seen"),
    [
        ("a style", "\x1b[1;38;2;9;9;9mx", set()),
        ("a style of theirs", f"\x1b[{COLOUR}mx", {f"\x1b[{COLOUR}m"}),
        ("blinking", "\x1b[5mx", {"\x1b[5m"}),
        ("a move", "\x1b[3;4Hx", set()),
        ("a move out of the screen", f"\x1b[{FAR};1Hx", {f"\x1b[{FAR};1H"}),
        ("a mode of its own", "\x1b[?25l", set()),
        ("a mode", "\x1b[?1049l", {"\x1b[?1049l"}),
        ("the clipboard", "a\x1b]52;c;eA==\x07b", {"\x1b]52;c;eA==\x07"}),
        ("eight bits", "a\x9b2Jb", {"\x9b2J"}),
        ("a string without an end", "a\x1bPq", {"\x1bPq"}),
        ("a lone control", "a\x07b", {"\x07"}),
        ("a turn of the line", "a\u202eb", {"\u202e"}),
        ("text", "中 é 👩", set()),
    ],
)
def test_what_counts_as_foreign(name: str, sent: str, seen: set[str]) -> None:
    assert foreign(sent.encode(), frozenset({"\x1b[?25l"}), 80, 24) == seen
