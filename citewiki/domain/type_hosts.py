"""Hosts that say what kind of work they carry, with the paths under which they do.

An entry holds for its subdomains too. A path's test is given where the host carries other
things as well.
"""

import re
from collections.abc import Callable

PathTest = Callable[[str], bool]


def _anything(path: str) -> bool:
    return len(path) > 1


def _under(*starts: str) -> PathTest:
    return lambda path: path.lower().startswith(starts)


def _matching(pattern: str) -> PathTest:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda path: found.search(path) is not None


def _never(path: str) -> bool:
    return False


JOURNALS: dict[str, PathTest] = {
    # `_never`: the general shapes of an article's address decide (type_guess)
    "nature.com": _never,
    "science.org": _never,
    "springer.com": _never,
    "wiley.com": _never,
    "pnas.org": _never,
    "sciencedirect.com": _never,
    "sagepub.com": _never,
    "tandfonline.com": _never,
    "oup.com": _never,
    "cell.com": _never,
    "thelancet.com": _never,
    "nejm.org": _never,
    "frontiersin.org": _never,
    "plos.org": _matching(r"^/[a-z]+/article"),
    "mdpi.com": _matching(r"^/\d{4}-\d{3}[\dx]/"),
    "ieee.org": _under("/document/", "/abstract/"),
    "acm.org": _never,
    "jstor.org": _under("/stable/"),
    "ssrn.com": _matching(r"papers\.cfm|abstract="),
    "biorxiv.org": _never,
    "medrxiv.org": _never,
    "osf.io": _under("/preprints/"),
    "aclanthology.org": _matching(r"^/[a-z0-9.-]+\d"),
    "openreview.net": _under("/forum", "/pdf"),
    "proceedings.mlr.press": _anything,
    "proceedings.neurips.cc": _anything,
    "papers.nips.cc": _anything,
    "thecvf.com": _never,
    "jmlr.org": _under("/papers/"),
    "distill.pub": _matching(r"^/\d{4}/"),
    "transformer-circuits.pub": _matching(r"^/\d{4}/"),
    "semanticscholar.org": _under("/paper/"),
    "europepmc.org": _under("/article/", "/abstract/"),
    "philpapers.org": _under("/rec/"),
    "jamanetwork.com": _never,
    "bmj.com": _never,
}

GOVERNMENTS = (
    "europa.eu",
    "admin.ch",
    "bund.de",
    "canada.ca",
    "parliament.uk",
    "legislation.gov.uk",
    "bundestag.de",
    "bundesregierung.de",
    "nhs.uk",
    "police.uk",
    "coe.int",
    "nato.int",
    "who.int",
)

REFERENCES = (
    "wikipedia.org",
    "wikidata.org",
    "wiktionary.org",
    "grokipedia.com",
    "britannica.com",
    "plato.stanford.edu",
    "iep.utm.edu",
    "scholarpedia.org",
    "merriam-webster.com",
    "encyclopedia.com",
)

PODCASTS: dict[str, PathTest] = {
    "podcasts.apple.com": _anything,
    "podcasts.google.com": _anything,
    "open.spotify.com": _under("/episode", "/show"),
    "creators.spotify.com": _under("/pod"),
    "anchor.fm": _anything,
    "overcast.fm": _anything,
    "pca.st": _anything,
    "buzzsprout.com": _anything,
    "libsyn.com": _anything,
    "simplecast.com": _anything,
    "transistor.fm": _anything,
    "axrp.net": _under("/episode"),
}

TALKS = ("youtube.com", "youtu.be", "vimeo.com", "slideslive.com", "videolectures.net", "ted.com")

BOOKS: dict[str, PathTest] = {
    "books.google.com": _anything,
    "goodreads.com": _under("/book/"),
    "openlibrary.org": _under("/books/", "/works/"),
    "mitpress.mit.edu": _matching(r"^/(?:books/|97[89]\d{10}/)"),
    "press.princeton.edu": _under("/books/"),
    "penguinrandomhouse.com": _under("/books/"),
    "gutenberg.org": _under("/ebooks/"),
}

BLOGS = (
    "lesswrong.com",
    "alignmentforum.org",
    "forum.effectivealtruism.org",
    "greaterwrong.com",
    "substack.com",
    "medium.com",
    "wordpress.com",
    "blogspot.com",
    "tumblr.com",
    "ghost.io",
    "bearblog.dev",
    "livejournal.com",
    "dev.to",
    "hashnode.dev",
    "typepad.com",
)
