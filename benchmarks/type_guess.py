"""The type guess against the types that the real wiki gives its sources."""

from collections import Counter
from pathlib import Path

from benchmarks.measure import table
from benchmarks.stores import real_wiki
from citewiki.domain.sources import SourceType
from citewiki.domain.type_guess import Known, TypeGuess, guess_type
from citewiki.imports.longterm_wiki.reading import read
from citewiki.imports.longterm_wiki.resources import WikiSource


def run(repeats: int) -> None:
    """One pass: the result does not vary."""
    data = real_wiki()
    if data is None:
        print("type_guess: left out, the real wiki's data is not at hand\n")
        return
    pairs = guesses(data)
    counts = Counter((source.type, guess.type) for source, guess in pairs)
    kinds = list(SourceType)
    table(
        f"Types of {len(pairs)} sources: the wiki's (rows), guessed from address and venue",
        ("", *kinds),
        [(wiki, *(str(counts[wiki, ours] or "·") for ours in kinds)) for wiki in kinds],
    )
    typed = [(s, g) for s, g in pairs if s.type is not SourceType.WEB]
    agreed = sum(source.type is guess.type for source, guess in typed)
    print(f"Typed other than web: {agreed} of {len(typed)} agree ({agreed / len(typed):.1%})\n")


def guesses(data: Path) -> list[tuple[WikiSource, TypeGuess]]:
    """Each typed source of the wiki with the guess, which sees neither its type nor its page."""
    files = {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in [data / "publications.yaml", *sorted((data / "resources").glob("*.yaml"))]
    }
    wiki = read(files)
    venues = {venue.id: venue for venue in wiki.venues}
    found = []
    for source in wiki.sources:
        venue = venues.get(source.venue or "")
        known = Known() if venue is None else Known(venue.name, venue.kind)
        if source.type is not None:
            found.append((source, guess_type(source.url, known)))
    return found
