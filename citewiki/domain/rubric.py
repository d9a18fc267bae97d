"""The rubric: what a rating of 1 to 5 means, what lifts and lowers one, and that it has a reason.

docs/rubric.md says the same for people, with worked examples; a test holds the two together.
"""

from citewiki.domain.errors import UsageError

LABELS: dict[int, str] = {5: "Gold", 4: "High", 3: "Good", 2: "Mixed", 1: "Low"}

MEANINGS: dict[int, str] = {
    5: "Gold standard. Rigorously reviewed, with strong editorial control and a record of care.",
    4: "High quality. An established institution that answers for what it publishes.",
    3: "Good quality. A reputable source with some editorial control; check what matters.",
    2: "Mixed quality. Little or no review; some of it is sound, verify before relying on it.",
    1: "Low quality. Unvetted or promotional; do not rest a claim on it alone.",
}
"""What a reader is told about each rating."""

LIFTS: dict[str, str] = {
    "review": "experts outside the venue read it before it appears",
    "editing": "named editors decide what appears, and answer for it",
    "corrections": "errors are corrected in the open, and retractions are marked",
    "method": "data, methods and sources are shown, so that others can check",
    "standing": "a long record in the field, or a legal duty to be accurate",
}
"""What lifts a venue's rating: term -> what it means."""

LOWERS: dict[str, str] = {
    "no review": "anyone may publish, or authors publish themselves",
    "interest": "the venue gains by what it says: its own product, cause or funder",
    "promotion": "written to sell, to recruit or to campaign",
    "errors": "known false or invented reports, or corrections that never came",
    "opacity": "no named authors, no sources, or nobody who answers for it",
}
"""What lowers it: term -> what it means."""


def defended(rating: int, because: str) -> str:
    """The reason, trimmed. Raises UsageError for a rating off the scale or without a reason: no
    rating of a venue or a source is made any other way."""
    if rating not in LABELS:
        scale = ", ".join(f"{n} {label}" for n, label in LABELS.items())
        raise UsageError(f"a rating is one of {scale}; {rating} is not")
    reason = because.strip()
    if not any(char.isalnum() for char in reason):  # nor is "…" or an invisible character one
        raise UsageError(
            'a rating needs its reason: --because "…", in terms such as '
            f"{', '.join((*LIFTS, *LOWERS))} (`citewiki venue rubric` has them all)"
        )
    return reason
