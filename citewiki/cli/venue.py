"""`citewiki venue`."""

import re

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context, time_of
from citewiki.cli.suggest import suggest
from citewiki.cli.venue_figures import coverage, explain, missing
from citewiki.cli.venue_history import export_registry, import_registry
from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import LIFTS, LOWERS, MEANINGS, defended
from citewiki.domain.times import iso
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin, country_code, issn_of, ror_of


@click.group("venue", no_args_is_help=False)
def command() -> None:
    """The registry of venues and their ratings."""


@command.command(
    "list", epilog=examples("citewiki venue list --json", "citewiki venue list --due-review")
)
@click.option("--due-review", "due", is_flag=True,
              help="Those to be looked at again, the longest due first.")  # fmt: skip
@json_option
@pass_context
def list_venues(context: Context, due: bool, as_json: bool) -> None:
    """Every venue, by name."""
    with context.open(read_only=True) as ports:
        venues = ports.library.venues.all()
        today = ports.clock.now().date()
    if due:
        waiting = [(day, v) for v in venues if (day := v.look_again) is not None and day <= today]
        venues = [venue for _, venue in sorted(waiting, key=lambda w: (w[0], w[1].id))]
    if as_json:
        output.document([_json(venue) for venue in venues])
        return
    output.table(
        ("ID", "NAME", "KIND", "RATING", "RULES"),
        [
            (
                v.id,
                v.name,
                v.kind,
                f"{v.rating.rating}/5" if v.rating else "",
                ", ".join(map(str, v.rules)),
            )
            for v in venues
        ],
        wide=4,
    )


@command.command("show", epilog=examples("citewiki venue show openai"))
@click.argument("venue_id", metavar="VENUE")
@json_option
@pass_context
def show_venue(context: Context, venue_id: str, as_json: bool) -> None:
    """A venue, its rules, every rating it was given, and how many sources inherit."""
    with context.open(read_only=True) as ports:
        venue = ports.library.venues.get(venue_id)
        ratings = ports.library.venues.ratings(venue_id)
        count = ports.library.venues.source_count(venue_id)
    if as_json:
        history = [
            {
                "rating": r.rating,
                "because": r.because,
                "by": r.by,
                "at": iso(r.at),
                "from": r.origin.value,
            }
            for r in ratings
        ]
        output.document({**_json(venue), "ratings": history, "sources": count})
        return
    reviewed = ", peer-reviewed" if venue.peer_reviewed else ""
    output.line(f"{venue.name} ({venue.id}): {venue.kind}{reviewed}")
    if venue.description:
        output.line(venue.description)
    for name in ("country", "issn", "ror", "notes"):
        if said := getattr(venue, name):
            output.line(f"{name}: {said}")
    if venue.look_again is not None:
        output.line(f"look again by {venue.look_again.isoformat()}")
    for rule in venue.rules:
        output.line(f"rule: {rule} ({rule.origin.value})")
    for rating in ratings:
        mark = "*" if rating == venue.rating else " "
        output.line(f"{mark} {rating.rating}/5, {rating.by}, {iso(rating.at)}: {rating.because}")
    output.line(f"sources: {count}")


@command.command(
    "add", epilog=examples('citewiki venue add metr "METR" --kind organization --rule metr.org')
)
@click.argument("venue_id", metavar="VENUE")
@click.argument("name", metavar="NAME")
@click.option("--kind", default="organization", show_default=True)
@click.option("--rule", "rules", metavar="DOMAIN[/PATH]", multiple=True, required=True,
              help="Or doi:PREFIX, arxiv:CATEGORY, github:OWNER; may repeat.")  # fmt: skip
@click.option("--peer-reviewed", is_flag=True)
@click.option("--description", default="", metavar="TEXT")
@click.option("--country", default="", metavar="CC", help="ISO 3166, two letters.")
@click.option("--issn", default="", metavar="ISSN")
@click.option("--ror", default="", metavar="ID", help="Its id at ror.org.")
@click.option("--notes", default="", metavar="TEXT", help="For other editors.")
@pass_context
def add_venue(
    context: Context, venue_id: str, name: str, kind: str, rules: tuple[str, ...],
    peer_reviewed: bool, description: str, country: str, issn: str, ror: str, notes: str,
) -> None:  # fmt: skip
    """Add a venue, or change what editors say of one; rate it with `venue rate`."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", venue_id):
        raise UsageError(f"{venue_id!r} is no venue id: small letters, digits and hyphens")
    parsed = []
    for text in rules:
        rule = parse_rule(text, VenueOrigin.EDITOR)
        if rule is None:
            raise UsageError(f"{text!r} is no rule: write a domain, domain/path or doi:10.1038")
        parsed.append(rule)
    venue = Venue(
        venue_id, name, kind, peer_reviewed, description, None, tuple(parsed), VenueOrigin.EDITOR,
        country_code(country) if country else "", issn_of(issn) if issn else "",
        ror_of(ror) if ror else "", notes,
    )  # fmt: skip
    with context.open() as ports:
        ports.library.venues.save([venue], VenueOrigin.EDITOR)
        count = ports.library.venues.source_count(venue_id)
    output.line(f"{name}: {count} sources; rate it: citewiki venue rate {venue_id} N --because …")


@command.command("rate", epilog=examples('citewiki venue rate openai 3 --because "interest"'))
@click.argument("venue_id", metavar="VENUE")
@click.argument("rating", metavar="N", type=int)
@click.option("--because", default="", metavar="TEXT",
              help="The reason, in the terms of `venue rubric`; a must.")  # fmt: skip
@click.option("--review-by", metavar="DATE", help="When to look again; else in two years.")
@click.option("--dry-run", is_flag=True, help="Say what it would touch, and change nothing.")
@pass_context
def rate(
    context: Context, venue_id: str, rating: int, because: str, review_by: str | None, dry_run: bool
) -> None:
    """Rate a venue (1 to 5), and with it every source that inherits from it."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.rating import rate_venue, touched_by

    defended(rating, because)
    day = time_of(review_by).date() if review_by is not None else None
    with context.open(read_only=dry_run) as ports:
        touched = touched_by(ports, venue_id)
        before = f"{touched.before}/5" if touched.before is not None else "not rated"
        output.line(
            f"{before} to {rating}/5 touches {touched.sources} sources "
            f"that {touched.pages} pages cite"
        )
        if dry_run:
            output.line("nothing was changed")
            return
        event = rate_venue(ports, venue_id, rating, because, context.editor, review_by=day)
    output.line(tell(event))


@command.command("rubric", epilog=examples("citewiki venue rubric"))
def rubric() -> None:
    """What the ratings mean, and what lifts and lowers one."""
    for rating, meaning in MEANINGS.items():
        output.line(f"{rating}  {meaning}")
    for head, terms in (("Lifts a rating:", LIFTS), ("Lowers it:", LOWERS)):
        output.line()
        output.line(head)
        for term, meaning in terms.items():
            output.line(f"  {term}: {meaning}")


for one in (explain, missing, coverage, suggest, export_registry, import_registry):
    command.add_command(one)


def _json(venue: Venue) -> dict[str, object]:
    given = venue.rating
    return {
        "id": venue.id,
        "name": venue.name,
        "kind": venue.kind,
        "peer_reviewed": venue.peer_reviewed,
        "description": venue.description,
        "rating": given.rating if given else None,
        "because": given.because if given else None,
        "rules": [str(rule) for rule in venue.rules],
        "country": venue.country or None,
        "issn": venue.issn or None,
        "ror": venue.ror or None,
        "notes": venue.notes or None,
        "look_again": venue.look_again.isoformat() if venue.look_again else None,
    }
