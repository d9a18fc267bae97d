"""Is a title one, or only the words of a link?"""

import re

_CLAIM_LIKE = re.compile(
    r"""^(?:
        [a-z]                                   # "alignment faking in 78% of tests"
      | [$€£≈~<>+-]?\d[\d,.]*\s?(?:%|[kKMBT]\b|million|billion|trillion|x\b)  # "$580M investment"
    )""",
    re.VERBOSE,
)
_AUTHOR_YEAR = re.compile(
    r"^[A-Z][\w'’-]+(?:\s(?:et\sal\.?|&|and)(?:\s[A-Z][\w'’-]+)?)?,?\s\(?\d{4}[a-z]?\)?$"
)


def is_only_link_text(title: str, link_texts: frozenset[str]) -> bool:
    """Whether a title is a page's wording for a link rather than the work's own name.

    It must stand as a link's text in the wiki and read like part of a sentence or a
    short reference ("Good 1965"); a real title used as link text is not touched.
    """
    if title not in link_texts:
        return False
    return bool(_CLAIM_LIKE.match(title) or _AUTHOR_YEAR.match(title))
