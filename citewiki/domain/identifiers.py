"""The names under which libraries know a work: two sources that share one may be one work."""

from collections.abc import Iterable

from citewiki.domain.checks.works import arxiv_ids
from citewiki.domain.dois import doi_in

DOI, ARXIV = "doi", "arxiv"


def identifiers(url: str, told: Iterable[tuple[str | None, str | None]]) -> list[str]:
    """A source's DOIs in lower case and arXiv ids without version, each after its kind
    ("doi:10.1234/x"), in order. `told` is what each provider has: DOI, arXiv id."""
    dois, arxiv = {doi_in(url)}, set(arxiv_ids(url))
    for doi, arxiv_id in told:
        dois.add(doi.lower() if doi else None)
        if arxiv_id:
            arxiv.add(arxiv_id)
    return sorted((*(f"{DOI}:{one}" for one in dois if one), *(f"{ARXIV}:{one}" for one in arxiv)))


def of_kind(kind: str, known: Iterable[str]) -> frozenset[str]:
    """Those of one kind, as they are without it."""
    return frozenset(one.removeprefix(f"{kind}:") for one in known if one.startswith(f"{kind}:"))
