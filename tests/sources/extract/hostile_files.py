"""What every hostile file of the tests is: how to make it, and how its reading may end."""

from collections.abc import Callable
from dataclasses import dataclass

from citewiki.domain.extraction import Extraction, ReadOutcome

READ = frozenset({ReadOutcome.OK, ReadOutcome.PARTIAL})
"""For files whose words must be found."""
NEVER = frozenset({ReadOutcome.NO_TEXT, ReadOutcome.UNREADABLE})
CUT = frozenset({ReadOutcome.PARTIAL})
"""For files of which a part must be missing, and be said to be."""
MB = 1 << 20


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file and its end: one of `outcomes`, a reason that says `detail`, and where there is a
    text, one that has every one of `words` and none of `never`."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[ReadOutcome] = frozenset(ReadOutcome)
    detail: str = ""
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    media_type: str = "text/html"

    def wrong(self, found: Extraction) -> str:
        """How a reading ended otherwise than it may; "" where it ended well."""
        if found.outcome not in self.outcomes or self.detail not in found.detail:
            return f"{found.outcome.value}: {found.detail}"
        if not found.text and not found.detail:
            return "nothing, and no reason"
        if bool(found.text) != (found.outcome in READ):
            return f"{found.outcome.value} with {len(found.text)} characters"
        if any(letter < " " and letter not in "\n\t" for letter in found.text):
            return "a control character in its text"
        if found.text and (lost := [one for one in self.words if one not in found.text]):
            return f"lost {lost[0]!r}"
        if there := [one for one in self.never if one in found.text]:
            return f"said {there[0]!r}"
        return ""
