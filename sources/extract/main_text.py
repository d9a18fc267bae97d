"""The main text of a page as plain blocks, out of trafilatura's tree or of the page itself."""

import html
import re

from lxml import etree  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from sources.extract.cleaning import clean

_SPACES = re.compile(r"[^\S\n]+")
_FOLD = re.compile(r"\s+")
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "hr",
        "br",
        "body",
        "html",
        "option",
        "head",
        "list",
        "item",
        "quote",
        "row",
        "code",
    ]
)
_RAW_TEXT = ("script", "style")


def main_text(tree: etree._Element, url: str | None) -> str:
    """What trafilatura takes for the page's own text; "" for nothing. It may change the tree."""
    try:
        found = bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - untrusted trees reach odd corners; the caller falls back
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else _blocks(body)


def all_text(tree: etree._Element) -> str:
    """Every visible text of a page, block by block."""
    return _blocks(tree)


def text_without_tree(source: str) -> str:
    """The text between the tags, for a page that the parser gave up on. Linear in its length."""
    out: list[str] = []
    at = 0
    lower = source.lower()
    while at < len(source):
        tag = source.find("<", at)
        if tag < 0:
            out.append(source[at:])
            break
        out.append(source[at:tag])
        raw = next((name for name in _RAW_TEXT if lower.startswith(name, tag + 1)), None)
        if lower.startswith("<!--", tag):
            end, width = lower.find("-->", tag), 3
        elif raw is not None:
            end, width = lower.find(f"</{raw}", tag), len(raw) + 2
        else:
            end, width = lower.find(">", tag), 1
        if end < 0:
            break
        at = end + width
        if raw is not None:
            close = lower.find(">", at)
            at = close + 1 if close >= 0 else len(source)
        out.append("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in html.unescape("".join(out)).split("\n"))
    return clean("\n\n".join(line for line in lines if line))


def _blocks(root: etree._Element) -> str:
    """Walked without recursion: a page may be nested as deep as the parser lets it."""
    lines: list[tuple[str, str]] = []  # (kind of block, text)
    buffer: list[str] = []
    open_blocks: list[str] = []
    marks: list[str] = []  # "- " before the first text of a list's item

    def flush() -> None:
        kind = open_blocks[-1] if open_blocks else ""
        text = "".join(buffer)
        buffer.clear()
        if kind in ("pre", "code"):
            text = "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
        else:
            text = _FOLD.sub(" ", text).strip().removesuffix(" |")
        if text.strip():
            mark = marks.pop() if marks else ""
            in_list = bool(mark) or "item" in open_blocks or "li" in open_blocks
            lines.append(
                ("row" if kind in ("row", "tr") else "item" if in_list else "", mark + text)
            )
        marks.clear()

    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in ("comment", "pi"):
            buffer.append(element.tail or "")
            continue
        name = str(element.tag)
        if event == "start":
            hidden = name in _HIDDEN and not (name == "head" and element.get("rend"))
            if hidden:
                walker.skip_subtree()
                continue
            if name in _BLOCKS:
                flush()
                open_blocks.append(name)
                if name in ("item", "li"):
                    marks.append("- ")
            elif name == "lb":
                buffer.append(" ")
            buffer.append(element.text or "")
            continue
        if name in _BLOCKS and open_blocks and open_blocks[-1] == name:
            flush()
            open_blocks.pop()
        elif name in ("cell", "td", "th"):
            buffer.append(" | ")
        if element is not root:
            buffer.append(element.tail or "")
    flush()
    return clean(_joined(lines))


def _joined(lines: list[tuple[str, str]]) -> str:
    """Blank lines between blocks, none between the items of a list or the rows of a table."""
    out: list[str] = []
    before = ""
    for kind, text in lines:
        if out:
            out.append("\n" if kind and kind == before else "\n\n")
        out.append(text)
        before = kind
    return "".join(out)
