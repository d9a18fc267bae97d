"""`citewiki scan`."""

import os
from dataclasses import asdict
from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.config import FILE, Settings, put
from citewiki.domain.citations import PageProblem
from citewiki.domain.errors import UsageError
from citewiki.domain.page_syntax import Reading, parse_syntaxes
from citewiki.files.wiki_folder import DirectoryWiki

_SHOWN = 10
"""Problems that a scan prints: a wiki's first has hundreds, and `check` is the place for them."""


@click.command(
    "scan",
    epilog=examples(
        "citewiki scan content/docs", "citewiki scan --since origin/main", "citewiki scan --json"
    ),
)
@click.argument("folder", metavar="[WIKI_DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--since", metavar="REF", help="Look only at pages that differ from this commit of git's."
)
@json_option
@pass_context
def command(context: Context, folder: Path | None, since: str | None, as_json: bool) -> int:
    """Find every citation in every page; register new sources; rebuild cited-by.

    Only pages that changed are read again; one under a new name is told by its text. Sources that
    lose their last citation are listed, and stay. WIKI_DIR defaults to the setting `wiki`, which
    the first scan sets.
    """
    from citewiki.files.workers import ProcessWorkers
    from citewiki.usecases.scanning import scan

    wiki = wiki_folder(context, folder)
    only = None
    if since is not None:
        from citewiki.files.git_changes import changed_since

        only = changed_since(wiki, since)
    with context.open() as ports:
        report = scan(ports, wiki, only, ProcessWorkers())
    if folder is not None and report.pages_read:
        _remember(context, wiki)
    found = (*report.unresolved, *report.problems)
    if as_json:
        output.document(asdict(report))
    else:
        skipped = f", {report.pages_skipped} not looked at" if since is not None else ""
        output.line(
            f"pages: {report.pages_read} read, {report.pages_unchanged} unchanged, "
            f"{report.pages_removed} removed{skipped}"
        )
        for moved in report.moved:
            output.line(f"{moved.before} is {moved.after}, its text the same")
        output.line(f"citations read: {report.citations}; new sources: {report.sources_new}")
        if report.orphans:
            output.line(f"sources that no page cites any more: {report.orphaned}")
            for one in report.orphans:
                output.line(f"  {one.id}  {one.title}")
        for problem in found[:_SHOWN]:
            output.line(place(problem))
        if len(found) > _SHOWN:
            output.line(f"… and {len(found) - _SHOWN} more such; `citewiki check` sorts them all")
    return 1 if found else 0


def _remember(context: Context, wiki: DirectoryWiki) -> None:
    """A store holds one wiki's records: what was scanned first is what `check` and a night read.

    A settings file that may not be written is no reason for a scan to fail.
    """
    if context.settings.wiki:
        return
    try:
        here = os.path.relpath(wiki.name, context.store)
    except ValueError:  # on another drive
        here = os.path.abspath(wiki.name)
    try:
        put(context.store, "wiki", here)
    except UsageError as error:
        context.narration().note(f"the wiki's folder could not be remembered: {error}")
    else:
        context.narration().note(f"{FILE} names this wiki from here on; `citewiki config wiki`")


def wiki_folder(context: Context, folder: Path | None) -> DirectoryWiki:
    """The wiki that is named, else the settings'. Raises UsageError, InputError."""
    if folder is None:
        if not context.settings.wiki:
            raise UsageError(
                "which wiki? name its folder, or set it once: citewiki config wiki FOLDER"
            )
        folder = context.store / context.settings.wiki
    return DirectoryWiki(folder, reading_of(context.settings))


def reading_of(settings: Settings) -> Reading:
    """How the settings say that a wiki's pages are written. Raises UsageError."""
    return Reading(
        parse_syntaxes(settings.page_syntax),
        listed(settings.page_fields),
        listed(settings.page_bibliography),
    )


def listed(text: str) -> tuple[str, ...]:
    """A setting's values, with commas between them."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def place(problem: PageProblem) -> str:
    """A problem as compilers print it."""
    line = f":{problem.line}" if problem.line is not None else ""
    return f"{problem.page_id}{line}: {problem.what}"
