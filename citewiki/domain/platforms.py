"""Platforms that many publish on: an author's pages there are the author's, not the platform's.

Each author has one address here, however the platform spells it, so that one rule reaches all
of an author's pages and `venue missing` counts them together.
"""

import re

_GITHUB_RAW = frozenset({"raw.githubusercontent.com", "gist.github.com", "raw.github.com"})
_GITHUB_API = re.compile(r"/(?:repos|users|orgs)(?=/[^/])")
_SUBSTACK_OPEN = re.compile(r"/pub/(?P<author>[^/]+)")
_ARXIV = re.compile(r"/(?:pdf|html|format|ps|e-print|src|list)(?=/)")
_NO_AUTHOR = frozenset({"www", "open", "api", "cdn", "support", "help", "on", "policy", "blog"})
_BLOGSPOT = re.compile(r"(?P<author>[\w-]+)\.blogspot\.(?:com?\.)?[a-z]{2,3}")

_FIRST_SEGMENT = frozenset(
    {
        "github.com", "gitlab.com", "bitbucket.org", "huggingface.co", "kaggle.com", "x.com",
        "facebook.com", "sites.google.com", "telegra.ph", "bsky.app", "threads.net",
    }
)  # fmt: skip
_AT_SEGMENT = frozenset({"medium.com", "substack.com", "youtube.com", "mastodon.social"})
_SUBDOMAIN = frozenset(
    {
        "wordpress.com", "tumblr.com", "github.io", "gitlab.io", "netlify.app", "vercel.app",
        "blogspot.com", "typepad.com", "livejournal.com", "ghost.io", "notion.site",
        "squarespace.com", "wixsite.com", "weebly.com", "beehiiv.com", "podbean.com",
        "buzzsprout.com", "dreamwidth.org", "readthedocs.io", "pages.dev", "hf.space",
    }
)  # fmt: skip


def settled(host: str, path: str) -> tuple[str, str]:
    """The one address of a page on a shared platform; any other address as it is.

    `host` is lower-case without "www.", `path` lower-case.
    """
    handler = _HANDLERS.get(host)
    if handler is None:
        _, _, parent = host.partition(".")
        handler = _PARENTS.get(parent)
        if handler is None:
            return _blogspot(host, path) if ".blogspot." in host else (host, path)
    return handler(host, path)


def author_elsewhere(host: str, path: str) -> tuple[str, str] | None:
    """The same author's other address: NAME.github.io is published by github.com/NAME."""
    if host.endswith((".github.io", ".gitlab.io")) and host.count(".") == 2:
        name, platform, _ = host.split(".")
        return f"{platform}.com", f"/{name}{path}"
    return None


def author_of(host: str, path: str) -> str | None:
    """The author's page that an address belongs to ("medium.com/@ann"), where its host is a
    shared platform; None elsewhere, and for the platform's own pages. Takes what `settled`
    gives."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    if host in _FIRST_SEGMENT and first:
        return f"{host}/{first}"
    if host in _AT_SEGMENT and first.startswith("@") and first[1:]:
        return f"{host}/{first}"
    author, _, parent = host.partition(".")
    return f"{author}.{parent}" if parent in _SUBDOMAIN and author not in _NO_AUTHOR else None


def _github(host: str, path: str) -> tuple[str, str]:
    if host == "api.github.com":
        return "github.com", _GITHUB_API.sub("", path, count=1)
    return "github.com", path.removeprefix("/orgs") if path.startswith("/orgs/") else path


def _substack(host: str, path: str) -> tuple[str, str]:
    if host == "substack.com":
        return host, path
    author = host.removesuffix(".substack.com")
    if author == "open" and (found := _SUBSTACK_OPEN.match(path)):
        return "substack.com", f"/@{found['author']}{path[found.end() :]}"
    return ("substack.com", path) if author in _NO_AUTHOR else ("substack.com", f"/@{author}{path}")


def _medium(host: str, path: str) -> tuple[str, str]:
    author = host.removesuffix(".medium.com")
    if host == "medium.com" or author in _NO_AUTHOR:
        return "medium.com", path
    return "medium.com", f"/@{author}{path}"


def _blogspot(host: str, path: str) -> tuple[str, str]:
    found = _BLOGSPOT.fullmatch(host)  # one blog is shown under every country's ending
    return (f"{found['author']}.blogspot.com", path) if found else (host, path)


def _twitter(_host: str, path: str) -> tuple[str, str]:
    return "x.com", path


def _arxiv(_host: str, path: str) -> tuple[str, str]:
    """Old ids name their category: arxiv.org/pdf/hep-th/9901001 lies below /abs/hep-th."""
    return "arxiv.org", _ARXIV.sub("/abs", path, count=1)


_HANDLERS = {
    **dict.fromkeys(("github.com", "api.github.com", *_GITHUB_RAW), _github),
    "substack.com": _substack,
    "medium.com": _medium,
    **dict.fromkeys(("twitter.com", "mobile.twitter.com", "x.com", "nitter.net"), _twitter),
    **dict.fromkeys(("arxiv.org", "export.arxiv.org", "ar5iv.org"), _arxiv),
    "ar5iv.labs.arxiv.org": _arxiv,
}
_PARENTS = {"substack.com": _substack, "medium.com": _medium}
