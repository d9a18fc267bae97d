"""Start tags with more attributes than a page has a use for, cut down before libxml2 reads them:
to add an attribute it walks past all that the element has, so that 300,000 take it minutes."""

import re

MOST_ATTRIBUTES = 2_000
"""Those after them are dropped; no text stands in a start tag. Of the tags of 691 real pages
none has more than 66."""

# HTML Living Standard, 13.2.5: the tag name, attribute name and attribute value states, and what
# is no markup though it may look so. Possessive, so that nothing is read twice.
_NAME = r"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)"
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTE = _NAME + _VALUE
_TAG = re.compile(
    rf"""<(?:!--(?:[^-]++|-(?!->))*+
    |(?P<tag>(?:(?P<raw>script|style|textarea|title)(?=[\s/>])|[a-z][^\s/>]*+)(?:{_ATTRIBUTE})*+)
    (?(raw)[\s/]*+>(?:[^<]++|<(?!/(?P=raw)))*+))""",
    re.IGNORECASE | re.VERBOSE,
)
_ALLOWED = re.compile(rf"[^\s/>]++(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+")
_LEAST = 2 * MOST_ATTRIBUTES
"""Characters that a tag with more attributes has at least."""


def thinned(source: str) -> str:
    """The page with MOST_ATTRIBUTES attributes in a tag at most, the first ones."""
    pieces: list[str] = []
    done = 0
    for found in _TAG.finditer(source):
        start, end = found.span("tag")
        if end - start < _LEAST:
            continue
        allowed = _ALLOWED.match(source, start, end)
        if allowed is not None and allowed.end() < end:
            pieces.append(source[done : allowed.end()])
            done = end
    return "".join((*pieces, source[done:])) if pieces else source
