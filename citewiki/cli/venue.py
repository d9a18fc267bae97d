"""`citewiki venue`."""

import re

import click

from citewiki.cli import output
from citewiki.cli.context import Context, examples, json_option, pass_context
from citewiki.cli.suggest import suggest
from citewiki.cli.venue_figures import coverage, explain, missing
from citewiki.domain.errors import UsageError
from citewiki.domain.rubric import LIFTS, LOWERS, MEANINGS, defended
from citewiki.domain.times import iso
from citewiki.domain.venue_rules import parse_rule
from citewiki.domain.venues import Venue, VenueOrigin


@click.group("venue", no_args_is_help=False)
def command() -> None:
    """The registry of venues and their ratings."""


@command.command("list", epilog=examples("citewiki venue list --json"))
@json_option
@pass_context
def list_venues(context: Context, as_json: bool) -> None:
    """Every venue, by name."""
    with context.open(read_only=True) as ports:
        venues = ports.library.venues.all()
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
@pass_context
def add_venue(
    context: Context, venue_id: str, name: str, kind: str, rules: tuple[str, ...],
    peer_reviewed: bool, description: str,
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
        venue_id, name, kind, peer_reviewed, description, None, tuple(parsed), VenueOrigin.EDITOR
    )
    with context.open() as ports:
        ports.library.venues.save([venue], VenueOrigin.EDITOR)
        count = ports.library.venues.source_count(venue_id)
    output.line(f"{name}: {count} sources; rate it: citewiki venue rate {venue_id} N --because …")


@command.command("rate", epilog=examples('citewiki venue rate openai 3 --because "interest"'))
@click.argument("venue_id", metavar="VENUE")
@click.argument("rating", metavar="N", type=int)
@click.option("--because", default="", metavar="TEXT",
              help="The reason, in the terms of `venue rubric`; a must.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what it would touch, and change nothing.")
@pass_context
def rate(context: Context, venue_id: str, rating: int, because: str, dry_run: bool) -> None:
    """Rate a venue (1 to 5), and with it every source that inherits from it."""
    from citewiki.usecases.histories import tell
    from citewiki.usecases.rating import rate_venue, touched_by

    defended(rating, because)
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
        event = rate_venue(ports, venue_id, rating, because, context.editor)
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


for one in (explain, missing, coverage, suggest):
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
    }
