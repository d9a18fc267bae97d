"""The table of checks, choosing among them, and running them over a page."""

import difflib
from collections.abc import Iterator, Sequence

from citewiki.domain.checks import page, primary, quotes, sources, works
from citewiki.domain.checks.facts import Check, Finding, PageFacts, Severity
from citewiki.domain.citations import FaultKind
from citewiki.domain.errors import UsageError

_E, _W = Severity.ERROR, Severity.WARNING

CHECKS: tuple[Check, ...] = (
    Check(
        "footnote-undefined",
        _E,
        "define it, or take the mark away",
        page.faults(FaultKind.NOTE_UNDEFINED),
    ),
    Check(
        "footnote-unused",
        _E,
        "put its mark where the claim is, or delete it",
        page.faults(FaultKind.NOTE_UNUSED),
    ),
    Check(
        "label-twice",
        _E,
        "give one of them a label of its own",
        page.faults(FaultKind.LABEL_TWICE),
    ),
    Check(
        "unknown-resource",
        _E,
        "correct the id, or import what knows it",
        sources.unknown_resource,
    ),
    Check("bad-url", _E, "correct the address", page.bad_url),
    Check(
        "gone-source",
        _E,
        "cite a saved copy or another source, and look at the claim again",
        sources.gone_source,
    ),
    Check(
        "retracted-source",
        _E,
        "look at the claim again: what it rests on was taken back",
        sources.retracted_source,
    ),
    Check(
        "quote-missing",
        _E,
        "compare with the source; correct the words or the citation",
        quotes.quote_missing,
    ),
    Check("uncited-page", _W, "cite what its claims rest on", page.uncited_page),
    Check("low-rated", _W, "find a better source for the claim", sources.low_rated),
    Check("one-source", _W, "look for a second, independent source", page.one_source),
    Check(
        "source-notice",
        _W,
        "see whether the claim rests on what was corrected or doubted",
        sources.source_notice,
    ),
    Check("stale-source", _W, "fetch it: `citewiki fetch`", sources.stale_source),
    Check("doi-mismatch", _W, "see which of the two is meant", works.doi_mismatch),
    Check("other-work", _W, "see which of the two is meant", works.other_work),
    Check(
        "secondary-source",
        _W,
        "read the work itself, and cite it where it bears the claim out",
        primary.secondary_source,
    ),
    Check("bare-url", _W, "give it a text: `citewiki check --fix`", page.bare_url),
    Check("wikipedia", _W, "cite what the article itself cites", sources.wikipedia),
    Check("markup", _W, "correct the page", page.faults(FaultKind.MARKUP)),
)

NAMES = tuple(check.name for check in CHECKS)


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[Check, ...]:
    """The checks named in `select` (all where it names none) without those in `ignore`.

    Raises UsageError for a name that is no check's.
    """
    for name in (*select, *ignore):
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}"
            raise UsageError(f"{name!r} is no check; {hint}")
    wanted = select or NAMES
    return tuple(check for check in CHECKS if check.name in wanted and check.name not in ignore)


def examine(facts: PageFacts, checks: Sequence[Check]) -> Iterator[Finding]:
    """What the checks find in one page, in the order of its text; the whole page's first."""
    found = [Finding(check, facts.page_id, spot) for check in checks for spot in check.rule(facts)]
    yield from sorted(found, key=lambda one: (one.spot.line or 0, one.spot.column or 0))
