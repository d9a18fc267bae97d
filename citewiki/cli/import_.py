"""`citewiki import`."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import InputError, UsageError
from citewiki.files.inputs import read_folder, read_input

if TYPE_CHECKING:
    from citewiki.ports import Ports
    from citewiki.usecases.suggesting import SuggestionsReport

_ROWS = 5
"""Rows of a file that are named where the same is wrong with all of them."""


@click.group("import", no_args_is_help=False)
def command() -> None:
    """Take over what another tool knows."""


@command.command("longterm-wiki", epilog=examples("citewiki import longterm-wiki ../wiki/data"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--stable-ids", "mapping", metavar="FILE", type=click.Path(path_type=Path),
              help="JSON object: resource id -> stable id.")  # fmt: skip
@json_option
@pass_context
def longterm_wiki(context: Context, folder: Path, mapping: Path | None, as_json: bool) -> int:
    """Publications, resources and entities of a Longterm Wiki data folder."""
    from citewiki.usecases.importing import import_longterm_wiki

    files = read_folder(folder, ("publications.yaml", "resources/*.yaml", "entities/*.yaml"))
    stable_ids = _stable_ids(mapping) if mapping is not None else None
    with context.open() as ports:
        report = import_longterm_wiki(ports, files, stable_ids)
    counts = {"venues": report.venues, "sources": report.sources}
    if as_json:
        told = {n: {"added": c.added, "changed": c.changed, "unchanged": c.unchanged}
                for n, c in counts.items()}  # fmt: skip
        output.document(
            {
                **told,
                "rows": report.rows,
                "entities": report.entities,
                "problems": list(report.problems),
            }
        )
    else:
        for name, count in counts.items():
            output.line(
                f"{name}: {count.added} added, {count.changed} changed, {count.unchanged} unchanged"
            )
        output.line(f"rows read: {report.rows}; entities: {report.entities}")
        _tell_problems(report.problems)
    return 1 if report.problems else 0


@command.command("retractions", epilog=examples("citewiki import retractions retraction_watch.csv"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True,
              help="FILE is the whole list: what it no longer has goes.")  # fmt: skip
@json_option
@pass_context
def retractions(context: Context, file: Path, replace: bool, as_json: bool) -> int:
    """Retractions, corrections, concerns and reinstatements, in Retraction Watch's CSV format."""
    from citewiki.export.card_json import notice_json
    from citewiki.usecases.noticing import import_retractions

    content = read_input(file)
    with context.open() as ports:
        report = import_retractions(ports, content, file.name, context.editor, replace=replace)
    if as_json:
        output.document(
            {
                "rows": report.rows,
                "without_doi": report.without_doi,
                "notices": asdict(report.counts),
                "sources": [
                    {
                        "id": one.source_id,
                        "url": one.url,
                        "title": one.title,
                        "notices": [notice_json(notice) for notice in one.notices],
                    }
                    for one in report.noticed
                ],
                "problems": list(report.problems),
            }
        )
        return 1 if report.problems else 0
    count = report.counts
    output.line(
        f"rows read: {report.rows}, {report.without_doi} without a DOI; notices: {count.added} "
        f"added, {count.changed} changed, {count.unchanged} unchanged"
    )
    for one in report.noticed:
        for notice in one.notices:
            output.line(f"{one.source_id} {notice.sentence}: {one.title} <{one.url}>")
    output.line(f"sources of the store with a notice in force: {len(report.noticed)}")
    _tell_problems(report.problems)
    return 1 if report.problems else 0


@command.command("perennial-sources", epilog=examples("citewiki import perennial-sources rsp.wiki"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@pass_context
def perennial_sources(context: Context, file: Path, as_json: bool) -> int:
    """Wikipedia's list of perennial sources, as wikitext: suggested ratings."""
    from citewiki.usecases.suggesting import import_perennial_sources

    return _suggestions(context, file, import_perennial_sources, as_json)


@command.command("domain-quality", epilog=examples("citewiki import domain-quality ratings.csv"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@pass_context
def domain_quality(context: Context, file: Path, as_json: bool) -> int:
    """News domains' quality by Lin et al. (domain, pc1), as CSV: suggested ratings."""
    from citewiki.usecases.suggesting import import_domain_quality

    return _suggestions(context, file, import_domain_quality, as_json)


@command.command(
    "venues-csv",
    epilog=examples("citewiki import venues-csv ours.csv --list ours --rating score --scale 0:100"),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--list", "list_name", required=True, metavar="NAME", help="What to call the list.")
@click.option("--domain", default="domain", show_default=True, metavar="COLUMN",
              help="Where the host stands, or a rule like doi:10.1038.")  # fmt: skip
@click.option("--rating", default="rating", show_default=True, metavar="COLUMN",
              help="Where the figure stands.")  # fmt: skip
@click.option("--reason", metavar="COLUMN", help="Where the reason stands; else it is the figure.")
@click.option("--scale", default="1:5", show_default=True, metavar="WORST:BEST",
              help="The scale of the figures, brought to 1 to 5.")  # fmt: skip
@json_option
@pass_context
def venues_csv(
    context: Context, file: Path, list_name: str, domain: str, rating: str, reason: str | None,
    scale: str, as_json: bool,
) -> int:  # fmt: skip
    """Any CSV of hosts and figures: suggested ratings."""
    from citewiki.imports.suggestions import Columns
    from citewiki.usecases.suggesting import import_venues_csv

    try:
        low, high = (float(end) for end in scale.split(":"))
    except ValueError:
        raise UsageError(f"{scale!r} is no scale: give its worst and best, as 0:100") from None
    columns = Columns(domain, rating, reason, low, high)
    take = partial(import_venues_csv, columns=columns, list_name=list_name)
    return _suggestions(context, file, take, as_json)


def _suggestions(
    context: Context,
    file: Path,
    take: "Callable[[Ports, bytes, str], SuggestionsReport]",
    as_json: bool,
) -> int:
    """Import a list of suggested ratings, and tell of it; the exit code."""
    content = read_input(file)
    with context.open() as ports:
        report = take(ports, content, file.name)
    count = report.counts
    if as_json:
        output.document(
            {
                "list": report.list_name,
                "rows": report.rows,
                "suggestions": asdict(count),
                "problems": list(report.problems),
            }
        )
    else:
        output.line(
            f"{report.list_name}: rows read: {report.rows}; suggestions: {count.added} added, "
            f"{count.changed} changed, {count.unchanged} unchanged"
        )
        _tell_problems(report.problems)
        output.line("what they would rate here: citewiki venue suggest list")
    return 1 if report.problems else 0


def _tell_problems(problems: Sequence[str]) -> None:
    """What is said of several rows of a file, "FILE: ROW: WHAT" each, is said once."""
    said: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        place, row, what = [*problem.split(": ", 2), "", ""][:3]
        said.setdefault((place, what), []).append(row)
    for (place, what), rows in said.items():
        named = ", ".join(rows[:_ROWS]) + (f" and {len(rows) - _ROWS} more" * (len(rows) > _ROWS))
        output.line("problem: " + ": ".join(part for part in (place, named, what) if part))


def _stable_ids(path: Path) -> dict[str, str]:
    try:
        loaded = json.loads(read_input(path))
    except ValueError as error:
        raise InputError(f"{path} is not JSON ({error}); nothing was imported") from None
    if not isinstance(loaded, dict) or not all(isinstance(v, str) for v in loaded.values()):
        raise InputError(f"{path} is no object of resource id -> stable id; nothing was imported")
    return loaded
