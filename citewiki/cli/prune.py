"""`citewiki prune`."""

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.errors import UsageError
from citewiki.domain.retention import Retention
from citewiki.usecases.pruning import PruneReport, plan_prune, prune


@click.command("prune", epilog=examples("citewiki prune --dry-run", "citewiki prune --yes"))
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--yes", is_flag=True, help="Do it: it cannot be taken back.")
@json_option
@pass_context
def command(context: Context, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Give up the old versions that the settings keep_versions and keep_days let go.

    The current and the first version stay, the last two different texts, and what a note, a
    review or a person's attached file rests on. The rows stay; bodies and texts go.
    """
    settings = context.settings
    retention = Retention(settings.keep_versions, settings.keep_days)
    with context.open(read_only=dry_run) as ports:
        report = plan_prune(ports, retention)
        if not as_json:
            _tell(report, retention)
        if not dry_run and (report.count or report.bodies):
            if not yes:
                raise UsageError("pruning cannot be taken back: add --yes to do it, or -n to look")
            report = prune(ports, retention, context.editor)
            if not as_json:
                output.line(f"gone: {_figures(report)}")
    if as_json:
        output.document(
            {
                "done": not dry_run,
                "sources": {source_id: list(ids) for source_id, ids in report.versions.items()},
                "versions": report.count,
                "bodies": report.bodies,
                "freed_bytes": report.freed_bytes,
            }
        )


def _tell(report: PruneReport, retention: Retention) -> None:
    if retention.keeps_all:
        output.line("the settings keep every version: keep_versions and keep_days are 0")
    for source_id, ids in report.versions.items():
        output.line(f"{source_id}  versions {', '.join(map(str, ids))}")
    if report.count or report.bodies:
        output.line(f"to go: {_figures(report)}")
    else:
        output.line("nothing is to go")


def _figures(report: PruneReport) -> str:
    return (
        f"{_many(report.count, 'version')} of {_many(len(report.versions), 'source')}, "
        f"{_many(report.bodies, 'body', 'bodies')}, {report.freed_bytes:,} bytes on the disk"
    )


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
