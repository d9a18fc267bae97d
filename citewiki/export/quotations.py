"""A passage of a source as a quotation for a wiki page, in Markdown."""

from citewiki.domain.sources import Field, Source
from citewiki.export.escaping import link, markdown


def quotation(source: Source, passage: str) -> str:
    """A block quote, a line a paragraph, and under it whose words they are: "— Authors,
    [Title](URL), date". What is not known is left out."""
    paragraphs = [markdown(part) for part in passage.split("\n\n") if part.strip()]
    url = link(source.url)
    title = f"[{markdown(source.title)}]({url})" if url else markdown(source.title)
    authors = source.texts(Field.AUTHORS)
    named = ", ".join(map(markdown, authors[:3])) + (" et al." if len(authors) > 3 else "")
    published = source.text(Field.PUBLISHED)
    whose = ", ".join(part for part in (named, title, markdown(published or "")) if part)
    return "\n>\n".join(f"> {line}" for line in (*paragraphs, f"— {whose}")) + "\n"
