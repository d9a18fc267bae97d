"""`citewiki check`."""

import os
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citewiki import __version__
from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.cli.scan import listed, wiki_folder
from citewiki.domain.errors import UsageError
from citewiki.files.wiki_folder import DirectoryWiki

if TYPE_CHECKING:
    from citewiki.usecases.checking_pages import CheckReport, Wanted

_COLOURS = {"error": "31", "warning": "33"}


@click.command(
    "check",
    epilog=examples(
        "citewiki check",
        "citewiki check rlhf --ignore wikipedia",
        "citewiki check 'knowledge-base/*' --select gone-source --json",
        "citewiki check --wiki content/docs --format github",
        "citewiki check --fix",
    ),
)
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@click.option("--wiki", metavar="DIR", type=click.Path(path_type=Path), help="The folder of pages.")
@click.option("--select", multiple=True, metavar="NAME", help="Only this check; may be repeated.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not this check; may be repeated.")
@json_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="For people, as JSON, as GitHub's annotations, or as SARIF 2.1.0.",
)
@click.option("--fix", is_flag=True, help="Show what can be mended without judgement, as a diff.")
@click.option("--yes", is_flag=True, help="With --fix: write it.")
@pass_context
def command(
    context: Context,
    pages: tuple[str, ...],
    wiki: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_json: bool,
    form: str,
    fix: bool,
    yes: bool,
) -> int:
    """Find what is wrong with the pages' citations; exit 1 where an error is found.

    The pages' files are read as they are; only --fix --yes writes. A PAGE is an id, its last
    part or a pattern; the checks and their limits are under `citewiki config`, as check_….
    """
    from citewiki.domain.checks.facts import Severity
    from citewiki.files.workers import ProcessWorkers
    from citewiki.usecases.checking_pages import check

    if yes and not fix:
        raise UsageError("--yes is for --fix; give both")
    if as_json and form not in ("text", "json"):
        raise UsageError(f"--json and --format {form} are two formats; give one")
    folder = wiki_folder(context, wiki)
    wanted = _wanted(context, pages, select, ignore)
    if fix:
        if as_json or form != "text":
            raise UsageError("--fix prints a diff; leave --json and --format out")
        return _fix(folder, wanted, write=yes)
    with context.open(read_only=True) as ports:
        report = check(ports, folder, wanted, ProcessWorkers())
    paths = {page: _from_here(folder.name, name) for page, name in report.files.items()}
    _print(report, wanted, paths, "json" if as_json else form)
    return 1 if report.count(Severity.ERROR) or report.unreadable else 0


def _wanted(
    context: Context, pages: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...]
) -> "Wanted":
    from citewiki.domain.checks.facts import Limits
    from citewiki.domain.checks.table import chosen
    from citewiki.usecases.checking_pages import Wanted

    settings = context.settings
    limits = Limits(
        low_rating=settings.check_low_rating,
        one_source_share=settings.check_one_source_share,
        stale_days=settings.check_stale_days,
        uncited_words=settings.check_uncited_words,
    )
    ignored = [one for one in listed(settings.check_ignore) if one not in select]
    checks = chosen(select, [*ignore, *ignored])
    return Wanted(checks, limits, pages, listed(settings.check_skip))


def _fix(folder: DirectoryWiki, wanted: "Wanted", *, write: bool) -> int:
    """Bare addresses are all that is mended, where they are looked for."""
    from citewiki.usecases.fixing_pages import plan_fixes, write_fixes

    looked_for = any(check.name == "bare-url" for check in wanted.checks)
    fixes = plan_fixes(folder, wanted.pages, wanted.skip) if looked_for else []
    for one in fixes:
        output.lines(one.diff())
    if not fixes:
        output.line("there is nothing to mend")
    elif not write:
        output.line(f"pages that would change: {len(fixes)}; --yes writes them")
    left = write_fixes(folder, fixes) if write else []
    for what in left:
        output.line(what)
    if write and fixes:
        output.line(f"pages written: {len(fixes) - len(left)}")
    return 1 if left else 0


def _from_here(folder: str, name: str) -> str:
    """A page's file as it is called from the current folder, where that is shorter."""
    path = os.path.join(folder, name)
    try:
        near = os.path.relpath(path)
    except ValueError:  # on another drive
        near = path
    return (os.path.normpath(path) if near.startswith("..") else near).replace(os.sep, "/")


def _print(report: "CheckReport", wanted: "Wanted", paths: Mapping[str, str], form: str) -> None:
    from citewiki.domain.checks.facts import Severity
    from citewiki.export.findings import findings_github, findings_json, findings_sarif

    for page, why in report.unreadable if form in ("github", "sarif") else ():
        output.complain(f"{page}: {why}")
    match form:
        case "github":
            output.lines(findings_github(report.findings, paths))
        case "sarif":
            output.data(findings_sarif(report.findings, paths, wanted.checks, __version__))
        case "json":
            output.document(
                {
                    "pages": report.pages,
                    "citations": report.citations,
                    "errors": report.count(Severity.ERROR),
                    "warnings": report.count(Severity.WARNING),
                    "findings": findings_json(report.findings, paths),
                    "unreadable": [{"page": page, "why": why} for page, why in report.unreadable],
                }
            )
        case _:
            _print_text(report, paths)


def _print_text(report: "CheckReport", paths: Mapping[str, str]) -> None:
    from citewiki.domain.checks.facts import Severity

    for page, found in groupby(report.findings, key=lambda one: one.page_id):
        output.painted([("1", paths[page])])
        for one in found:
            spot, severity = one.spot, one.check.severity.value
            place = "-" if spot.line is None else f"{spot.line}:{spot.column}"
            head = ("", f"  {place:>8}  "), (_COLOURS[severity], f"{severity:7}")
            output.painted([*head, ("", f"  {one.check.name}: {spot.message}")])
        output.line()
    for page, why in report.unreadable:
        output.line(f"{page}: {why}")
    for check, times in Counter(one.check for one in report.findings).most_common():
        output.line(f"{times:6}  {check.name}: {check.advice}")
    output.line(
        f"{report.pages} pages with {report.citations} citations: "
        f"errors {report.count(Severity.ERROR)}, warnings {report.count(Severity.WARNING)}"
    )
