"""The digest of a night: what an editor reads in the morning."""

from collections.abc import Sequence

from citewiki.domain.links import LinkState
from citewiki.domain.notices import is_retracted
from citewiki.domain.outcomes import GOOD
from citewiki.domain.sources import SourceId
from citewiki.domain.times import iso
from citewiki.export.escaping import link, markdown
from citewiki.usecases.nightly import NightReport
from citewiki.usecases.outage import NO_ANSWER
from citewiki.usecases.refreshing import Refreshed

SHOWN = 50
"""So many of a kind are named; the rest are counted."""

_TURNS = (
    ("Gone", LinkState.GONE),
    ("Suspect: answers “not found”", LinkState.SUSPECT),
    ("Reads like “not found”", LinkState.SOFT_404),
    ("Blocked", LinkState.BLOCKED),
    ("Behind a paywall or login", LinkState.PAYWALLED),
    ("Unreachable", LinkState.UNREACHABLE),
    ("Moved", LinkState.MOVED),
)


def digest(report: NightReport) -> str:
    """Markdown; every text from outside is escaped."""
    job = report.job
    out = [f"# Night of {iso(job.started_at)}", ""]
    if report.void:
        out += ["**Void**: too many hosts did not answer, so the network was down here "
                f"({len(_silent(report))} of {report.fetched} sources had no answer). No link's "
                "state was changed; the next run tries again.", ""]  # fmt: skip
    if job.resumes is not None:
        out += [f"Took up run {job.resumes}, which was interrupted.", ""]
    if report.scanned is not None:
        one = report.scanned
        out += [f"Pages: {one.pages_read} read, {one.pages_unchanged} unchanged, "
                f"{one.pages_removed} removed. New sources: {one.sources_new}. "
                f"Problems in pages: {len(one.problems) + len(one.unresolved)}.", ""]  # fmt: skip
    gone = len(report.turned(LinkState.GONE))
    failed = len(report.failed) + len(report.broken)
    out += [f"Fetched: {report.fetched}. New: {len(report.new)}. Changed: {len(report.changed)}. "
            f"Failed: {failed}. Gone: {gone}.", ""]  # fmt: skip
    out += _section(report, "New", report.new)
    out += _section(report, "Changed", report.changed)
    out += _list("Notes whose passage is gone", [_name(report, one) for one in report.lost])
    for title, state in _TURNS:
        out += _section(report, title, report.turned(state))
    grave = [one for one in report.noticed if is_retracted(report.noticed[one])]
    out += _notices(report, "Withdrawn or retracted", grave)
    out += _notices(
        report, "Corrected or doubted", [one for one in report.noticed if one not in grave]
    )
    out += _section(report, "Restored", report.restored)
    named = {item.source_id for _, state in _TURNS for item in report.turned(state)}
    if report.void:  # said above, in one sentence
        named |= {item.source_id for item in _silent(report)}
    out += _section(report, "Failed again", [i for i in report.failed if i.source_id not in named])
    if report.broken:
        out += ["## Could not be recorded", ""]
        out += [f"- {_name(report, one)}: {markdown(why)}" for one, why in report.broken]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def _silent(report: NightReport) -> list[Refreshed]:
    return [item for item in report.failed if item.outcome in NO_ANSWER]


def _section(report: NightReport, title: str, items: Sequence[Refreshed]) -> list[str]:
    lines = []
    for item in items:
        status = f", HTTP {item.http_status}" if item.http_status else ""
        failed = f": {item.outcome.value}{status}. {markdown(item.detail)}"
        why = "" if item.outcome in GOOD else failed
        url = link(item.url)
        shown = f" <{url}>" if url else ""
        lines.append(f"{_name(report, item.source_id)}{shown}{why}")
    return _list(title, lines)


def _list(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"- and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return [f"## {title} ({len(lines)})", "", *(f"- {line}" for line in lines[:SHOWN]), *more, ""]


def _notices(report: NightReport, title: str, sources: Sequence[SourceId]) -> list[str]:
    lines = []
    for source_id in sources:
        told = "; ".join(f"{one.sentence} ({one.origin})" for one in report.noticed[source_id])
        lines.append(f"{_name(report, source_id)}: {markdown(told)}")
    return _list(title, lines)


def _name(report: NightReport, source_id: str) -> str:
    return f"{markdown(report.titles.get(source_id, source_id))} ({source_id})"
