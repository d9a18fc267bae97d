"""Answers in the shape that each provider gives them; the works are invented."""

import json
from typing import Any
from xml.sax.saxutils import escape


def atom(
    *,
    entry_id: str = "http://arxiv.org/abs/2301.00001v3",
    title: str = "Keeping Watch:\n  A Study of Oversight",
    summary: str = "  We ask who watches\nwhom, for $a<b$ and $c>d$.\n",
    comment: str | None = "12 pages, 3 figures",
    doi: str | None = "10.1234/KW.2023",
    authors: tuple[str, ...] = ("Ada Example", "Bo Sample"),
) -> bytes:
    """A feed of export.arxiv.org with one entry."""
    extra = f"<arxiv:doi>{escape(doi)}</arxiv:doi>" if doi else ""
    extra += f"<arxiv:comment>{escape(comment)}</arxiv:comment>" if comment else ""
    names = "".join(f"<author><name>{escape(one)}</name></author>" for one in authors)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
      xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <link href="http://arxiv.org/api/query?id_list=2301.00001" rel="self"/>
  <title type="html">ArXiv Query: id_list=2301.00001</title>
  <id>http://arxiv.org/api/abc</id>
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry>
    <id>{escape(entry_id)}</id>
    <updated>2023-06-01T10:00:00Z</updated>
    <published>2023-01-02T18:59:59Z</published>
    <title>{escape(title)}</title>
    <summary>{escape(summary)}</summary>
    {names}{extra}
    <link href="{escape(entry_id)}" rel="alternate" type="text/html"/>
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>""".encode()


def arxiv_page(
    *,
    arxiv_id: str = "2301.00001",
    title: str = "Keeping Watch: A Study of Oversight",
    abstract: str = "We ask who watches whom, for $a<b$ and $c>d$.",
    comment: str = "12 pages, code at <a href='https://example.org'>this https URL</a>",
    newest: str = "Thu, 1 Jun 2023 10:00:00 UTC (30 KB)",
) -> bytes:
    """An abstract page of arxiv.org; `comment` and `newest` are HTML."""
    quoted = {'"': "&quot;"}
    return f"""<!DOCTYPE html><html lang="en"><head><title>[{arxiv_id}] x</title>
<meta name="citation_title" content="{escape(title, quoted)}" />
<meta name="citation_author" content="Example, Ada" /><meta name="citation_author" content="Bo" />
<meta name="citation_date" content="2023/01/02" />
<meta name="citation_online_date" content="2023/06/01" />
<meta name="citation_doi" content="10.1234/KW.2023" />
<meta name="citation_arxiv_id" content="{escape(arxiv_id, quoted)}" />
<meta name="citation_abstract" content="{escape(abstract, quoted)}" /></head><body>
<table><tr><td class="tablecell label">Comments:</td>
<td class="tablecell comments mathjax">{comment}</td></tr></table>
<div class="submission-history"><h2>Submission history</h2> From: Ada Example<br/>
<strong><a href="/abs/{arxiv_id}v1">[v1]</a></strong> Mon, 2 Jan 2023 18:59:59 UTC (28 KB)<br/>
<strong>[v2]</strong> {newest}<br/></div></body></html>""".encode()


EMPTY_FEED = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title></feed>"""

ARXIV_ERROR = atom(
    entry_id="https://arxiv.org/api/errors#incorrect_id_format_for_1",
    title="Error",
    summary="incorrect id format for 1",
    comment=None,
    doi=None,
)


def as_json(found: object) -> bytes:
    """As an API writes it, escapes and all: a lone surrogate comes through."""
    return json.dumps(found).encode()


def crossref(**parts: Any) -> bytes:
    """CSL-JSON as Crossref gives it by content negotiation."""
    return as_json(
        {
            "indexed": {"date-parts": [[2024, 1, 2]]},
            "publisher": "Example Press",
            "DOI": "10.1234/Watch.5",
            "type": "journal-article",
            "title": "Watching <i>in vivo</i> &amp; in silico",
            "author": [
                {"given": "Ada", "family": "Example", "sequence": "first", "affiliation": []},
                {"name": "The Sample Collaboration", "sequence": "additional"},
                {"literal": "Bo"},
            ],
            "issued": {"date-parts": [[2021, 7]]},
            "container-title": "Journal of Examples",
            "abstract": "<jats:title>Abstract</jats:title> <jats:p>It holds, p &lt; 0.05.</jats:p>",
            "volume": "3",
        }
        | parts
    )


def openreview(note_id: str = "AbC-d_1", **content: object) -> bytes:
    """The second API's notes; `content` overrides fields by their bare values."""
    values: dict[str, object] = {
        "title": "Overseers of Overseers",
        "authors": ["Ada Example", "Bo Sample"],
        "abstract": "First paragraph.\n\nSecond  one.",
        "venue": "ICLR 2024 poster",
        "venueid": "ICLR.cc/2024/Conference",
    }
    wrapped = {name: {"value": value} for name, value in (values | content).items()}
    note = {"id": note_id, "forum": note_id, "cdate": 1695300000000, "pdate": 1705400000000}
    return as_json({"notes": [{**note, "version": 2, "content": wrapped}], "count": 1})


def esummary(uid: str = "12345678", **parts: Any) -> bytes:
    """A document summary of E-utilities."""
    said = {
        "uid": uid,
        "pubdate": "2013 Feb 21",
        "epubdate": "2012 Dec 21",
        "source": "J Ex",
        "fulljournalname": "The Journal of examples",
        "title": "Strictures after examples: does it matter?",
        "authors": [
            {"name": "Example A", "authtype": "Author", "clusterid": ""},
            {"name": "Sample B", "authtype": "Author", "clusterid": ""},
        ],
        "articleids": [
            {"idtype": "pubmed", "idtypen": 1, "value": uid},
            {"idtype": "doi", "idtypen": 3, "value": "10.1016/J.EX.2012.09"},
        ],
        "pubtype": ["Journal Article"],
    }
    header = {"type": "esummary", "version": "0.3"}
    return as_json({"header": header, "result": {"uids": [uid], uid: said | parts}})


def forum_post(post_id: str = "abcdefghij1234567", **parts: Any) -> bytes:
    """GraphQL's answer of the forums' software."""
    post = {
        "_id": post_id,
        "title": "Notes on watching",
        "postedAt": "2022-05-04T10:11:12.345Z",
        "user": {"displayName": "ada"},
        "coauthors": [{"displayName": "bo"}],
    }
    return as_json({"data": {"post": {"result": post | parts}}})


def oembed(**parts: Any) -> bytes:
    """YouTube's oEmbed."""
    return as_json(
        {
            "title": "A talk on watching",
            "author_name": "Example Channel",
            "author_url": "https://www.youtube.com/@example",
            "type": "video",
            "version": "1.0",
            "provider_name": "YouTube",
            "html": "<iframe></iframe>",
        }
        | parts
    )
