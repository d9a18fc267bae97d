"""All metadata of an HTML page: tags, JSON-LD and the page itself, disagreements kept."""

from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain.extraction import MetadataValue
from citewiki.domain.sources import Field
from sources.extract import byline, head_tags, headings, json_ld


def read(tree: etree._Element, url: str | None) -> tuple[tuple[MetadataValue, ...], str | None]:
    """Every candidate found, unordered, and the page's language ("en")."""
    tags = [*head_tags.read(tree), *json_ld.read(tree)]
    titles = headings.read(tree, tags)
    found = [*titles, *(one for one in tags if one.field is not Field.TITLE)]
    found.extend(byline.read(tree, url))
    found = [_apart(one, found) for one in found]
    language = head_tags.declared_language(tree)
    if language:
        found.append(MetadataValue(Field.LANGUAGE, language, "html lang", 0.9))
    said = max((one for one in found if one.field is Field.LANGUAGE), key=_sure, default=None)
    return tuple(found), None if said is None else str(said.value)[:20]


def _sure(one: MetadataValue) -> float:
    return one.confidence


def _apart(one: MetadataValue, found: list[MetadataValue]) -> MetadataValue:
    """A site that signs with its own name is a guess where the page names somebody else too."""
    if one.field is not Field.AUTHORS:
        return one
    sites = {str(it.value).casefold() for it in found if it.field is Field.PUBLISHER}

    def is_site(said: MetadataValue) -> bool:
        return isinstance(said.value, tuple) and all(n.casefold() in sites for n in said.value)

    others = any(it.field is Field.AUTHORS and not is_site(it) for it in found)
    return replace(one, confidence=min(one.confidence, 0.6)) if others and is_site(one) else one
