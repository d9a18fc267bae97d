"""Formulas as the TeX that they were made from: their marks alone run into each other."""

import re

from lxml import etree  # type: ignore[import-untyped]

_STYLE = re.compile(r"\\(?:displaystyle|textstyle|scriptstyle)\s*")
_TEX = frozenset({"application/x-tex", "text/x-latex", "latex", "tex"})
_ONE = re.compile(r"\{(\w)\}")
_LONGEST = 10_000  # characters of one formula


def spell_out(tree: etree._Element) -> None:
    """Give every <math> whose TeX is known (`alttext`, or an annotation) this as its only text."""
    for formula in list(tree.iter("math")):
        tex = formula.get("alttext") or _annotated(formula)
        if not tex or formula.getparent() is None:
            continue
        tail = formula.tail
        formula.clear()  # the attributes and the tail, too
        formula.text, formula.tail = _plain(tex[:_LONGEST]), tail


def _annotated(formula: etree._Element) -> str:
    for note in formula.iter("annotation"):
        if (note.get("encoding") or "").lower() in _TEX:
            return note.text or ""
    return ""


def _plain(tex: str) -> str:
    """Without what only sets the type, and without braces around the whole or one letter."""
    tex = _ONE.sub(r"\1", _STYLE.sub("", tex).replace("%\n", "").strip())
    while _is_braced(tex):
        tex = tex[1:-1].strip()
    return tex


def _is_braced(tex: str) -> bool:
    """Whether the first brace is closed by the last."""
    if tex[:1] != "{" or tex[-1:] != "}":
        return False
    depth = 0
    for letter in tex[:-1]:
        depth += (letter == "{") - (letter == "}")
        if not depth:
            return False
    return depth == 1
