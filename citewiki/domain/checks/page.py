"""Checks of a page's own text, for which no source need be known."""

from collections import Counter
from collections.abc import Iterator

from citewiki.domain.checks.facts import PageFacts, Rule, Spot, at
from citewiki.domain.citations import FaultKind, Syntax
from citewiki.domain.link_targets import why_bad

_OF_THE_WIKI = frozenset({"documentation", "index", "internal", "overview"})


def faults(*kinds: FaultKind) -> Rule:
    """What the parser found of these kinds."""

    def rule(page: PageFacts) -> Iterator[Spot]:
        for fault in page.faults:
            if fault.kind in kinds:
                yield Spot(fault.line, fault.column, fault.what)

    return rule


def bad_url(page: PageFacts) -> Iterator[Spot]:
    yield from faults(FaultKind.BAD_URL)(page)
    told: set[str] = set()
    for one in page.cited:
        url = one.found.url or (one.source.url if one.source else None)
        why = why_bad(url) if url is not None else None
        if url is not None and why is not None and url not in told:
            told.add(url)
            yield at(one.found, f"the link to {url[:80]} {why}")


def bare_url(page: PageFacts) -> Iterator[Spot]:
    for one in page.cited:
        if one.found.syntax is Syntax.BARE_URL:
            yield at(one.found, f"{one.found.url} stands bare in the text")


def uncited_page(page: PageFacts) -> Iterator[Spot]:
    """Not one that sends a reader on, or that says of itself that it is about the wiki."""
    is_index = page.page_id.rpartition("/")[2] == "index" or page.type in _OF_THE_WIKI
    if not page.cited and not is_index and page.words >= page.limits.uncited_words:
        yield Spot(None, None, f"{page.words} words and not one source")


def one_source(page: PageFacts) -> Iterator[Spot]:
    """One work carries the page, where the page has enough citations to tell."""
    works = Counter(one.source.id if one.source else one.found.url for one in page.cited)
    if sum(works.values()) < page.limits.one_source_min:
        return
    ((work, times),) = works.most_common(1)
    if times > page.limits.one_source_share * sum(works.values()):
        first = next(
            one for one in page.cited if work in (one.found.url, one.source and one.source.id)
        )
        name = first.source.title if first.source else first.found.url
        told = f"{times} of the page's {sum(works.values())} citations are of one source, {name}"
        yield Spot(None, None, told)
