"""Checks of the sources that a page cites."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import unquote

from citewiki.domain.checks.facts import Cited, PageFacts, SourceFacts, Spot, at
from citewiki.domain.checks.works import fold
from citewiki.domain.citations import Syntax
from citewiki.domain.links import LinkState
from citewiki.domain.notices import GRAVE, Notice, is_retracted
from citewiki.domain.urls import host_of

_DEAD = {
    LinkState.GONE: "is gone",
    LinkState.SOFT_404: 'shows a "not found" page',
}
_NO_CLAIM = re.compile(
    r"(?:(?:additional|cited|essential|external|further|key|main|other|primary|recommended|related"
    r"|selected|useful|and|&)\s+)*"
    r"(?:bibliography|citations|links|reading|references|related|resources|see also|sources)"
    r"(?:\s*(?:and|&|,|/)\s*(?:(?:additional|external|further|key|other|related)\s+)*"
    r"(?:bibliography|citations|content|links|pages|reading|references|resources|sources))*",
    re.IGNORECASE,
)
"""Sections that send a reader on and claim nothing."""

_PROJECT = re.compile(r"/wiki/(?:Wikipedia|WP|Help|Portal|User|Talk):", re.IGNORECASE)
"""Pages of Wikipedia's about itself, of which it is the primary source."""

_CLAIM_WORDS = 5
"""Fewer words around a link are a label, not a claim."""


def unknown_resource(page: PageFacts) -> Iterator[Spot]:
    for one in page.cited:
        if one.source is None and one.found.resource is not None:
            yield at(one.found, f'<R id="{one.found.resource}"> names no source')


def gone_source(page: PageFacts) -> Iterator[Spot]:
    yield from _each(page, lambda source: _DEAD.get(source.link_state))


def retracted_source(page: PageFacts) -> Iterator[Spot]:
    yield from _each(page, lambda source: _told(one for one in source.notices if one.kind in GRAVE))


def source_notice(page: PageFacts) -> Iterator[Spot]:
    """A correction or an expression of concern, where nothing graver is in force."""
    yield from _each(
        page,
        lambda source: None if is_retracted(source.notices) else _told(iter(source.notices)),
    )


def stale_source(page: PageFacts) -> Iterator[Spot]:
    """A source that was read once, and not for long; one never fetched is not stale."""
    limit = page.now - timedelta(days=page.limits.stale_days)

    def said(source: SourceFacts) -> str | None:
        if source.fetched_at is None or source.fetched_at >= limit:
            return None
        return f"was last fetched {(page.now - source.fetched_at).days} days ago"

    yield from _each(page, said)


def wikipedia(page: PageFacts) -> Iterator[Spot]:
    """An article that only tells who or what a name is, is no source of the sentence."""
    cited: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in page.cited:
        url = one.found.url or (one.source.url if one.source else "")
        host = host_of(url) or ""
        is_article = host.endswith("wikipedia.org") and not _PROJECT.search(url)
        if is_article and _claims(one) and not _is_name(one, url):
            cited[url].append(one)
    for url, uses in cited.items():
        yield at(uses[0].found, f"Wikipedia is cited for a fact{_times(uses)}: {url}")


def low_rated(page: PageFacts) -> Iterator[Spot]:
    """A claim all of whose sources are rated low; one unrated source could be a good one."""
    claims: defaultdict[tuple[tuple[str, ...], str], list[Cited]] = defaultdict(list)
    for one in page.cited:
        if one.found.claim:
            claims[one.found.section, one.found.claim].append(one)
    low = page.limits.low_rating
    for beside in claims.values():
        if not any(one.source and (one.source.rating or low + 1) <= low for one in beside):
            continue
        cited = [one for one in beside if _claims(one) and not _in_its_note(one, page)]
        ratings = [one.source.rating if one.source else None for one in cited]
        known = [rating for rating in ratings if rating is not None]
        if known and len(known) == len(ratings) and max(known) <= low:
            first = cited[0]
            name = f"{first.source.title} ({first.source.url})" if first.source else ""
            works = {one.source.id for one in cited if one.source}
            others = f" and {len(works) - 1} more" if len(works) > 1 else ""
            yield at(first.found, f"rests on {name}{others} alone, rated {max(known)} of 5")


def _told(notices: Iterator[Notice]) -> str | None:
    """The first notice, as what follows a source's title."""
    first = next(notices, None)
    return None if first is None else f"– {first.sentence} ({first.origin})"


def _each(page: PageFacts, said: Callable[[SourceFacts], str | None]) -> Iterator[Spot]:
    """Each source of which there is something to say, at its first citation."""
    uses: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in page.cited:
        if one.source is not None:
            uses[one.source.id].append(one)
    for cited in uses.values():
        first = cited[0]
        what = said(first.source) if first.source else None
        if first.source is not None and what is not None:
            told = f"{first.source.title} {what}{_times(cited)}: {first.source.url}"
            yield at(first.found, told)


def _times(uses: Sequence[Cited]) -> str:
    return f" ({len(uses)} times in this page)" if len(uses) > 1 else ""


def _claims(one: Cited) -> bool:
    """Whether a citation stands where something is claimed: not in a list of links."""
    if any(_NO_CLAIM.fullmatch(title.strip(" :")) for title in one.found.section):
        return False
    own = one.found.claim.replace(one.found.link_text, " ") if one.found.link_text else ""
    return len((own or one.found.claim).split()) >= _CLAIM_WORDS


def _in_its_note(one: Cited, page: PageFacts) -> bool:
    """Whether it is cited by a footnote that no mark refers to: its words are no claim."""
    label = one.found.label
    return one.found.syntax is Syntax.FOOTNOTE and one.found.claim == page.notes.get(label or "")


def _is_name(one: Cited, url: str) -> bool:
    """Whether a link's text is the article's name, or part of it."""
    if one.found.syntax is Syntax.FOOTNOTE:
        return False
    article = fold(unquote(url.split("#")[0].rpartition("/")[2]))
    text = fold(one.found.link_text)
    if not text or not article:
        return False
    return text in article or article in text or set(text.split()) <= set(article.split())
