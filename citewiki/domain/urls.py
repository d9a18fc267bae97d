"""The one canonicaliser: two spellings of one page get the same text, two pages never do."""


def canonicalize(url: str) -> str | None:
    """The canonical form of a web address, or None where it has none."""
    raise NotImplementedError
