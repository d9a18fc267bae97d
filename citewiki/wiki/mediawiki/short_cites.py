"""Short cites ({{sfn|Smith|2020}}) and the works of the page that they mean."""

from collections.abc import Iterator, Sequence

from mwparserfromhell.nodes import Template
from mwparserfromhell.wikicode import Wikicode

from citewiki.wiki.mediawiki.cites import is_cite, work_of
from citewiki.wiki.mediawiki.templates import name_of, plain, raw_value, values_of
from citewiki.wiki.works import Work

_SHORT = frozenset(
    {"sfn", "sfnp", "sfnm", "harv", "harvnb", "harvp", "harvtxt", "harvcol", "harvcolnb"}
)
_NAMED = ("harvid", "sfnref")


def is_short(name: str) -> bool:
    return name in _SHORT


class CitedWorks:
    """The works of a page's cite templates, by the names under which a short cite finds them."""

    def __init__(self, code: Wikicode) -> None:
        self._works: dict[str, list[Work]] = {}
        self._by_template: dict[int, Work] = {}  # by the ids of templates of the page's own tree
        for template in code.filter_templates(recursive=True, matches=_is_cite):
            work = self._by_template[id(template)] = work_of(template)
            for anchor in {_folded(one) for one in _anchors_of(template, work)}:
                self._works.setdefault(anchor, []).append(work)

    def of(self, template: Template) -> Work:
        """The work that a cite template names."""
        return self._by_template.get(id(template)) or work_of(template)

    def meant(self, anchor: str) -> Sequence[Work]:
        """None, or several that are one work or a fault."""
        return self._works.get(_folded(anchor), ())


def short_cites(name: str, template: Template) -> Iterator[tuple[str, str]]:
    """(anchor, label) of each work that a short form names: {{sfn|Smith|Jones|2020}} is
    ("SmithJones2020", "Smith & Jones 2020")."""
    values = values_of(template)
    if name == "sfnm":
        for n in range(1, 20):
            people = [values.get(f"{n}a{m}", "") for m in range(1, 5)]
            if f"{n}y" in values:
                yield _short([one for one in people if one], values[f"{n}y"])
        return
    given = [value for n in range(1, 6) if (value := values.get(str(n), ""))]
    if given:
        yield _short(given[:-1], given[-1])


def _short(people: list[str], year: str) -> tuple[str, str]:
    names = " & ".join(filter(None, (", ".join(people[:-1]), *people[-1:])))
    return "".join((*people, year)), f"{names} {year}".strip()


def _anchors_of(template: Template, work: Work) -> Iterator[str]:
    given = raw_value(template, "ref")
    if given.startswith("CITEREF"):
        yield given.removeprefix("CITEREF")
    elif given.startswith("{{"):
        for one in template.get("ref").value.filter_templates(recursive=False):
            if name_of(one) in _NAMED:
                yield "".join(plain(part.value) for part in one.params if not part.showkey)
    if work.authors and work.year:
        yield "".join((*work.authors[:4], work.year))


def _is_cite(node: Template) -> bool:
    return is_cite(name_of(node))


def _folded(anchor: str) -> str:
    return "".join(anchor.split()).casefold()
