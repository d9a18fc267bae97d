"""`citewiki scan`."""

from dataclasses import asdict
from pathlib import Path

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.config import Settings
from citewiki.domain.citations import PageProblem
from citewiki.domain.errors import UsageError
from citewiki.domain.page_syntax import Reading, parse_syntaxes
from citewiki.files.wiki_folder import DirectoryWiki


@click.command("scan", epilog=examples("citewiki scan content/docs", "citewiki scan --json"))
@click.argument("folder", metavar="[WIKI_DIR]", required=False, type=click.Path(path_type=Path))
@json_option
@pass_context
def command(context: Context, folder: Path | None, as_json: bool) -> int:
    """Find every citation in every page; register new sources; rebuild cited-by.

    Only pages that changed are read again. WIKI_DIR defaults to the setting `wiki`.
    """
    from citewiki.usecases.scanning import scan

    wiki = wiki_folder(context, folder)
    with context.open() as ports:
        report = scan(ports, wiki)
    found = (*report.unresolved, *report.problems)
    if as_json:
        output.document(asdict(report))
    else:
        output.line(
            f"pages: {report.pages_read} read, {report.pages_unchanged} unchanged, "
            f"{report.pages_removed} removed"
        )
        output.line(f"citations read: {report.citations}; new sources: {report.sources_new}")
        if report.orphaned:
            output.line(f"sources that no page cites any more: {report.orphaned}")
        for problem in found:
            output.line(place(problem))
    return 1 if found else 0


def wiki_folder(context: Context, folder: Path | None) -> DirectoryWiki:
    """The wiki that is named, else the settings'. Raises UsageError, InputError."""
    if folder is None:
        if not context.settings.wiki:
            raise UsageError("which wiki? name its folder, or set `wiki` in citewiki.toml")
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
