"""Titles as wikis have them: their markup, and whether they are only the words of a link."""

import re
from html import unescape

# "alignment faking in 78% of tests"; "xAI strikes a deal" and "o3 system card" are names.
_PART_OF_SENTENCE = re.compile(r"[a-z][a-z'’-]*(?![\w])")
_FIGURE = re.compile(  # "$580M investment in Anthropic", "113+ current and former employees"
    r"""(?:[$€£]\s?\d | [≈~<>+-]?\d[\d,.]*
        (?:\s?%|\s?[kKMBT]\b|\+\s|\sof\s|\s(?:million|billion|trillion)\b|\s?x\b))""",
    re.VERBOSE,
)
_NAME = r"[A-Z][\w.'’-]+"
_AUTHOR_YEAR = re.compile(  # "Good 1965", "Kaplan & Garrick (1981)"; but "AI 2027" is a title
    rf"(?!AI\s){_NAME}(?:(?:,\s{_NAME})*,?\s(?:et\sal\.?|&|and)(?:\s{_NAME})?)?,?"
    r"\s\(?(?:1[5-9]|20)\d\d[a-z]?\)?"
)
_SAYING = re.compile(  # "Carnegie Endowment analysis"; a report or a paper may be called just that
    rf"(?:{_NAME}\s){{1,4}}(?:analysis|estimates?|assessment|reporting|coverage|findings|research"
    r"|commentary|study|data|finds|found|reports?\sthat|notes|says|warns|argues)(?:\s[^A-Z]*)?"
)
_ADDRESS = re.compile(
    r"https?://\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?|arxiv:\s?\d{4}\.\d{4,5}(?:v\d+)?",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:\w[\w.-]*\s){0,3}\w[\w.-]*['’]s?")


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,2})(?=[^\s*])([^*]+)(?<=[^\s*\\])\1(?![\w*])")
_ENTRY = (
    re.compile(  # "OECD, *AI Principles* (https://oecd.ai/…", "Giving Pledge profile: https://…"
        r"\[?(?P<words>.*?\S)(?:\s?\((?:[^()]*,\s)?|:\s|\]\()https?://\S*", re.DOTALL
    )
)
_WORK = re.compile(  # what an entry sets apart, behind who wrote it and before where and when
    r"""(?:[^"“*]{1,160}(?:[,.:)]|\s[-–—])\s)?  # "Ardi et al. (2024).", "Fortune,", "Vox:"
        (?:"(?P<straight>[^"]+)"|“(?P<curly>[^”]+)”|\*(?P<set>[^*]+)\*)
        (?:(?:(?<=[.,]["”*])|,)\s[^"“*]* | \s\([^()"“*]*(?:\)\.?)?)?""",
    re.VERBOSE,
)


def as_title(text: str) -> str:
    """What a wiki writes for a work, as the work's title: "\\$10 billion" is "$10 billion"
    (CommonMark 2.4), "**EU AI Office**" is "EU AI Office", "What&#x27;s new" is "What's new".
    An entry of a bibliography, with its address or without, is the work that it names."""
    entry = _ENTRY.fullmatch(text)
    title = entry["words"] if entry is not None else text
    work = _WORK.fullmatch(title)
    if work is not None:
        title = (work["straight"] or work["curly"] or work["set"]).rstrip(" .,") or title
    title = _REFERENCE.sub(lambda found: unescape(found[0]), title)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", title)).strip()


def is_only_link_text(title: str, link_texts: frozenset[str]) -> bool:
    """Whether a title is a page's wording for a link rather than the work's own name.

    It must stand as a link's text in the wiki and read like part of a sentence, a figure, a
    short reference ("Good 1965") or an address; a real title used as link text is not touched.
    """
    if title not in link_texts and title not in map(as_title, link_texts):
        return False
    return (
        _PART_OF_SENTENCE.match(title) is not None
        or _FIGURE.match(title) is not None
        or any(
            form.fullmatch(title) is not None
            for form in (_AUTHOR_YEAR, _SAYING, _ADDRESS, _POSSESSIVE)
        )
    )
