"""When a page that reads well is not the one asked for: soft 404s, told by comparison.

What an address, head and bytes alone can tell (robot checks, walls) is the fetcher's part. The
rules are shy: a rule decides where two things agree, and where only one speaks, the host is asked
for a page that cannot exist.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from citewiki.domain.display import harmless
from citewiki.domain.likeness import likeness
from citewiki.domain.missing import excuses_itself, says_missing

SHORT = 400
"""Characters; fewer are rarely a source's whole text, and often an excuse."""

NOTICE = 1_500
"""Characters that a "not found" page has at most, its menus and offers included."""

ALIKE = 0.9
STILL = 0.5
UNLIKE = 0.1
"""Of a likeness (0-1): one page but for its clock and its adverts; a page that was worked over;
another page altogether."""

_ENTRANCE = re.compile(r"(?:index|default|home|main|start)(?:\.\w+)?")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")

_ERROR_PAGE = re.compile(
    r"(?:errors?[-_]?)?404(?:[-_]?(?:error|page|not[-_]?found))?|(?:page|error)?[-_]?not[-_]?found",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read at `final` when `asked` was asked for. `last` is the source's last good text,
    None where there was none."""

    asked: str
    final: str
    titles: tuple[str, ...]
    text: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Nowhere:
    """What a host gave for an address that cannot exist; `text` is None where it gave no page, as
    it should."""

    asked: str
    final: str
    text: str | None


def soft_404(page: Reading) -> str | None:
    """Why this is surely no page, in words for an editor; None where it may be one."""
    title = _missing_title(page)
    if title is not None and excuses_itself(page.text):
        return f"the page calls itself “{harmless(title)}”"
    deep = len(_folders(page.asked)) > 1
    if _sent_to_error_page(page):
        where = page.final
    elif deep and _sent_to_entrance(page) and _one_site(page):
        where = f"the site's entrance, {page.final}"
    else:
        return None
    return None if _still_itself(page) else f"we were sent on to {harmless(where)}"


def suspicion(page: Reading) -> str | None:
    """Why the host should be asked for a page that cannot exist; None where it need not be."""
    if not _folders(page.asked) and not urlsplit(page.asked).query:
        return None  # an entrance is what it is, whatever else leads there
    if _missing_title(page) is not None:
        return "its title reads like “not found”"
    if _sent_to_entrance(page) and not _still_itself(page):
        return "we were sent on to a site's entrance"
    if page.last is not None and page.last != page.text and likeness(page.last, page.text) < UNLIKE:
        return "it is unlike the last good text"
    if page.last is None and len(page.text) < SHORT:
        return "it is short"
    return None


def same_as_nowhere(page: Reading, nowhere: Nowhere) -> str | None:
    """Whether the host gives this text for any address at all, in words for an editor."""
    if nowhere.text is None:
        return None
    mine = _without_address(page.text, page.asked)
    theirs = _without_address(nowhere.text, nowhere.asked)
    if likeness(mine, theirs) < ALIKE:
        return None
    return f"the site gives the same text for {nowhere.asked}, which cannot exist"


def _still_itself(page: Reading) -> bool:
    """Whether the text is the last good one, at most worked over: the page has only moved."""
    return page.last is not None and likeness(page.last, page.text) >= STILL


def _missing_title(page: Reading) -> str | None:
    if len(page.text) > NOTICE:
        return None
    first = page.text.lstrip().partition("\n")[0]
    return next((one for one in (*page.titles, first) if says_missing(one)), None)


def _sent_to_entrance(page: Reading) -> bool:
    asked, final = urlsplit(page.asked), urlsplit(page.final)
    if final.query and final.query != asked.query:
        return False  # such an address may name a page all the same: /?p=123
    return bool(_folders(page.asked)) and not _folders(page.final)


def _folders(url: str) -> list[str]:
    """The parts of a path, without those at its end that only say "entrance"."""
    parts = [part for part in urlsplit(url).path.lower().split("/") if part]
    if parts and _ENTRANCE.fullmatch(parts[-1]):
        parts.pop()
    return [] if len(parts) == 1 and _LANGUAGE.fullmatch(parts[0]) else parts


def _sent_to_error_page(page: Reading) -> bool:
    """A deep one needs a short text too: /episodes/404 may be an episode."""
    shallow = len(_folders(page.final)) == 1
    return (
        _is_error_page(page.final)
        and not _is_error_page(page.asked)
        and (shallow or len(page.text) <= NOTICE)
    )


def _is_error_page(url: str) -> bool:
    folders = _folders(url)
    return bool(folders) and _ERROR_PAGE.fullmatch(folders[-1].partition(".")[0]) is not None


def _one_site(page: Reading) -> bool:
    asked, final = urlsplit(page.asked).hostname or "", urlsplit(page.final).hostname or ""
    return asked.removeprefix("www.") == final.removeprefix("www.")


def _without_address(text: str, url: str) -> str:
    """Without the address that a "not found" page repeats."""
    path = urlsplit(url).path
    for said in (url, path, path.rpartition("/")[2]):
        if len(said) > 1:
            text = text.replace(said, "")
    return text
