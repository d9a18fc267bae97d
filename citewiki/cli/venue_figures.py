"""`citewiki venue explain`, `missing` and `coverage`: what the rules reach, and what they miss."""

from dataclasses import asdict

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.domain.coverage import Coverage, Difference
from citewiki.domain.venue_rules import VenueIndex, address_of


@click.command(
    "explain", epilog=examples("citewiki venue explain https://cdn.openai.com/papers/gpt-4.pdf")
)
@click.argument("url", metavar="URL")
@json_option
@pass_context
def explain(context: Context, url: str, as_json: bool) -> None:
    """Which venue a URL belongs to, by which rule, over which other rules, and its rating."""
    with context.open(read_only=True) as ports:
        venues = {venue.id: venue for venue in ports.library.venues.all()}
    address = address_of(url)
    found = list(VenueIndex(venues.values()).matches(address)) if address is not None else []
    venue = venues[found[0].venue_id] if found else None
    rating = venue.rating if venue is not None else None
    if as_json:
        output.document(
            {
                "venue": venue.id if venue else None,
                "rule": str(found[0].rule) if found else None,
                "origin": found[0].rule.origin.value if found else None,
                "address": str(address) if address else None,
                "wrappers": list(address.wrappers) if address else [],
                "beaten": [{"venue": m.venue_id, "rule": str(m.rule)} for m in found[1:]],
                "rating": rating.rating if rating else None,
                "because": rating.because if rating else None,
            }
        )
        return
    if address is None:
        output.line("no web address that could belong to a venue (or it names a user)")
        return
    for wrapper in address.wrappers:
        output.line(f"{wrapper} only shows another page; the venue is that page's: {address}")
    if venue is None:
        output.line("no venue has a rule for this URL; citewiki venue add VENUE NAME --rule DOMAIN")
        return
    given = f"{rating.rating}/5: {rating.because}" if rating else "not rated"
    origin = found[0].rule.origin.value
    output.line(f"{venue.name} ({venue.id}) by the rule {found[0].rule} ({origin}): {given}")
    for beaten in found[1:]:
        output.line(f"more specific than: {beaten.rule} of {beaten.venue_id}")


@click.command("missing", epilog=examples("citewiki venue missing --limit 20"))
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True,
              help="So many at most.")  # fmt: skip
@json_option
@pass_context
def missing(context: Context, limit: int, as_json: bool) -> None:
    """The unrated domains and authors, the one first whose rating would carry most.

    The weight is the number of citations, each as heavy as its page is important (0 to 1; a page
    of unknown importance counts a half).
    """
    from citewiki.usecases.covering import unrated
    from citewiki.wiring import registrable_domain

    with context.open(read_only=True) as ports:
        found = unrated(ports, registrable_domain())
    shown = found[:limit]
    if as_json:
        output.document({"unrated": len(found), "places": [asdict(one) for one in shown]})
        return
    output.table(
        ("PLACE", "WEIGHT", "CITATIONS", "PAGES", "SOURCES", "SUGGESTED", "FOR EXAMPLE"),
        [
            (
                u.place,
                f"{u.weight:.1f}",
                str(u.citations),
                str(u.pages),
                str(u.sources),
                "; ".join(u.suggested)[:60],
                u.example,
            )
            for u in shown
        ],
        wide=6,
    )
    output.line(f"{len(shown)} of {len(found)} unrated places")


@click.command("coverage", epilog=examples("citewiki venue coverage --json"))
@json_option
@pass_context
def coverage(context: Context, as_json: bool) -> None:
    """How many sources and citations rest on a rated venue, and where rules and import differ."""
    from citewiki.usecases.covering import covered

    with context.open(read_only=True) as ports:
        found = covered(ports)
    if as_json:
        output.document(_json(found))
        return
    total = found.total
    for name, reach in (
        ("with a venue", found.with_venue),
        ("rated", found.rated),
        ("rated, or with a suggestion", found.with_suggestions),
        *((f"reached by rules that stand as {o.value}'s", r) for o, r in found.by_rules.items()),
    ):
        output.line(
            f"{name}: {reach.sources} of {total.sources} sources "
            f"({_share(reach.sources, total.sources):.1%}), {reach.citations} of "
            f"{total.citations} citations ({_share(reach.citations, total.citations):.1%})"
        )
    if found.imported or found.renamed:
        same = found.imported - len(found.differences)
        output.line(
            f"venues named by an import: {same} of {found.imported} come out the same by our "
            f"rules; {found.renamed} more name a venue that is not in the registry"
        )
    for one in found.differences:
        output.line(f"differs: {one.imported}, by our rules {_ours(one)}: {one.url}")


def _ours(one: Difference) -> str:
    return f"{one.ours.venue_id} ({one.ours.rule})" if one.ours is not None else "none"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _json(found: Coverage) -> dict[str, object]:
    total = found.total
    return {
        "total": asdict(total),
        "with_venue": asdict(found.with_venue),
        "rated": asdict(found.rated),
        "with_suggestions": asdict(found.with_suggestions),
        "rated_share_of_citations": round(_share(found.rated.citations, total.citations), 4),
        "by_rules": {origin.value: asdict(reach) for origin, reach in found.by_rules.items()},
        "imported": {
            "standing": found.imported,
            "same": found.imported - len(found.differences),
            "not_in_registry": found.renamed,
            "differences": [
                {
                    "source": one.source_id,
                    "url": one.url,
                    "imported": one.imported,
                    "ours": one.ours.venue_id if one.ours else None,
                    "rule": str(one.ours.rule) if one.ours else None,
                }
                for one in found.differences
            ],
        },
    }
