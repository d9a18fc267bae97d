"""The credibility report as JSON values, CSV, a picture and lines of text."""

import csv
import io
from collections.abc import Sequence

from citewiki.domain.credibility_report import Ground, GroundReport
from citewiki.domain.rubric import LABELS
from citewiki.export.svg import Bar, stacked_bars

MOST_BARS = 30
"""Pages in a picture: more would be read by nobody."""

_COLOURS = {5: "#1a7f37", 4: "#57ab5a", 3: "#c9b458", 2: "#e0823d", 1: "#cf222e", None: "#afb8c1"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ground_json(one: Ground, *, claims: bool) -> dict[str, object]:
    """A page's figures, or the whole wiki's; with its weak claims where they are wanted."""
    said: dict[str, object] = {
        "page": one.page_id or None,
        "title": one.title,
        "citations": one.citations,
        "by_rating": {_key(rating): count for rating, count in one.by_rating.items()},
        "claims": one.claims,
        "weak_claims": len(one.weak),
        "primary": {"of": one.ordered, "primary": one.primary, "share": _rounded(one)},
    }
    if claims:
        said["weak"] = [
            {
                "line": weak.line,
                "section": list(weak.section),
                "claim": weak.claim,
                "best": weak.best,
                "sources": list(weak.sources),
            }
            for weak in one.weak
        ]
    return said


def as_csv(report: GroundReport) -> str:
    """A row a page, the whole last; what a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ("page", "title", "citations", "rated_5", "rated_4", "rated_3", "rated_2", "rated_1")
    writer.writerow((*head, "unrated", "claims", "weak_claims", "ordered", "primary"))
    for one in (*report.pages, report.whole):
        writer.writerow(
            (
                _cell(one.page_id),
                _cell(one.title),
                one.citations,
                *one.by_rating.values(),
                one.claims,
                len(one.weak),
                one.ordered,
                one.primary,
            )
        )
    return out.getvalue()


def as_svg(report: GroundReport) -> str:
    """The whole wiki's bar, then the pages that have most weak claims and unrated citations."""
    whole = report.whole
    bars = [_bar(one) for one in (whole, *report.pages[:MOST_BARS])]
    subtitle = (
        f"{whole.citations:,} citations on {len(report.pages):,} pages, {whole.rated_share:.0%} "
        f"of them rated; {len(whole.weak):,} of {whole.claims:,} claims rest on 1 or 2 alone"
    )
    kinds = {_name(rating): colour for rating, colour in _COLOURS.items()}
    return stacked_bars("What the citations rest on", subtitle, kinds, bars)


def as_rows(pages: Sequence[Ground]) -> list[tuple[str, ...]]:
    """Cells for a table: page, citations, 5 to 1, unrated, weak claims, primary."""
    return [
        (
            one.page_id or one.title,
            str(one.citations),
            *(str(count) for count in one.by_rating.values()),
            str(len(one.weak)),
            "" if one.primary_share is None else f"{one.primary_share:.0%} of {one.ordered}",
        )
        for one in pages
    ]


def _bar(one: Ground) -> Bar:
    parts = {_name(rating): count for rating, count in one.by_rating.items()}
    return Bar(one.title, f"{len(one.weak):,} weak" if one.weak else "", parts)


def _name(rating: int | None) -> str:
    return "unrated" if rating is None else f"{rating} {LABELS[rating]}"


def _key(rating: int | None) -> str:
    return "unrated" if rating is None else str(rating)


def _rounded(one: Ground) -> float | None:
    share = one.primary_share
    return None if share is None else round(share, 4)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
