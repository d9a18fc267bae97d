"""Word documents, made small by hand."""

from tests.sources.extract.saved_files import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter"/>'
    '<w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Author"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="Date"/></w:style>'
    '<w:style w:styleId="C1"><w:name w:val="a"/><w:basedOn w:val="C2"/></w:style>'
    '<w:style w:styleId="C2"><w:name w:val="b"/><w:basedOn w:val="C1"/></w:style>'
    "</w:styles>"
)
NOTES = (
    f"<w:footnotes {W}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> See the annex.</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>The template</dc:title>'
    "<dc:creator>Ada Example; Ben Sample</dc:creator>"
    "<dcterms:created>2024-05-06T10:00:00Z</dcterms:created>"
    "<dcterms:modified>2024-06-07T10:00:00Z</dcterms:modified></cp:coreProperties>"
)


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; `content` is plain words or runs of its own."""
    inner = content if content.startswith("<") else text(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell holds paragraphs, or plain words for one."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(
                f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row
            )
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def document(*content: str) -> str:
    return f'<?xml version="1.0"?><w:document {W}><w:body>{"".join(content)}</w:body></w:document>'


def relations(**parts: str) -> str:
    """A .rels file: the last word of each type, and the name of the part."""
    each = (
        f'<Relationship Id="r{n}" Type="{_CORE if kind == "core" else f"{_TYPE}/{kind}"}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(parts.items())
    )
    return f"{_RELATIONS}{''.join(each)}</Relationships>"


def docx(*content: str, **changed: str | bytes | None) -> bytes:
    """A document of these paragraphs and tables; `changed` replaces parts by their short names
    ("document", "styles", "footnotes", "core"), None leaves one out."""
    short = {
        "types": "[Content_Types].xml",
        "package": "_rels/.rels",
        "document": "word/document.xml",
        "related": "word/_rels/document.xml.rels",
        "styles": "word/styles.xml",
        "footnotes": "word/footnotes.xml",
        "core": "docProps/core.xml",
    }
    parts: dict[str, str | bytes | None] = {
        "types": "<Types/>",
        "package": relations(officeDocument="word/document.xml", core="docProps/core.xml"),
        "document": document(*content),
        "related": relations(styles="styles.xml", footnotes="footnotes.xml"),
        "styles": STYLES,
        "footnotes": NOTES,
        "core": CORE,
        **changed,
    }
    return zipped({short.get(name, name): what for name, what in parts.items()})
