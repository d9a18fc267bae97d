"""Exporting what the store holds: every source's card, or every kept body as a web archive."""

from dataclasses import dataclass

from citewiki.domain.errors import CitewikiError, OutputError, StoreDamaged, UsageError
from citewiki.export.cards import ENDINGS, FORMATS, render
from citewiki.ports import Ports
from citewiki.ports.folders import OutputFolder, WebArchive
from citewiki.usecases.cards import build_card


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many files were written, how many stood there already, and which could not be made."""

    written: int
    unchanged: int
    problems: tuple[str, ...]


def export_cards(
    ports: Ports, out: OutputFolder, format_: str, preview_chars: int = 3_000
) -> ExportReport:
    """One file a source, named by its resource id. Only what differs is written."""
    if format_ not in FORMATS:
        raise UsageError(f"{format_!r} is no format of a card: give one of {', '.join(FORMATS)}")
    written = unchanged = 0
    problems: list[str] = []
    ids = ports.library.snapshots.all_ids()
    for n, source_id in enumerate(ids, 1):
        try:
            card = build_card(ports, source_id, preview_chars=preview_chars)
            fresh = out.write(f"{source_id}.{ENDINGS[format_]}", render(card, format_))
        except OutputError:
            raise  # a full or read-only folder fails for every card alike
        except CitewikiError as error:
            problems.append(f"{source_id}: {error}")
            continue
        written, unchanged = written + fresh, unchanged + (not fresh)
        ports.narrator.progress("exporting", n, len(ids))
    return ExportReport(written, unchanged, tuple(problems))


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """How many snapshots, of how many sources, were written, and which could not be."""

    snapshots: int
    sources: int
    problems: tuple[str, ...]


def export_archive(ports: Ports, archive: WebArchive) -> ArchiveReport:
    """Every kept body, source by source in the order of registration, oldest first. A body that
    is missing or damaged is a problem, and the rest goes on."""
    snapshots = sources = 0
    problems: list[str] = []
    ids = ports.library.snapshots.all_ids()
    for n, source_id in enumerate(ids, 1):
        before = snapshots
        source = ports.library.sources.get(source_id)
        for snapshot in reversed(ports.library.snapshots.of(source_id)):
            if snapshot.pruned_at is not None:
                continue
            try:
                body = ports.bodies.get(snapshot.body.sha256)
            except StoreDamaged as error:
                problems.append(f"{source_id}, version {snapshot.id}: {error}")
                continue
            archive.add(source, snapshot, body)
            snapshots += 1
        sources += snapshots > before
        ports.narrator.progress("exporting", n, len(ids))
    return ArchiveReport(snapshots, sources, tuple(problems))
