"""Where a text may cite: most of it cannot, and is read in a shorter way."""

from collections.abc import Iterable

CITING = (b"[", b"<", b"://", b"www.", b"arxiv", b"doi")
"""Without any of these, in whatever case, a stretch of CommonMark cites nothing."""


class Signs:
    """The places of such signs in a text's UTF-8, asked for in the order of the text."""

    def __init__(self, raw: bytes, signs: Iterable[bytes] = CITING) -> None:
        low = raw.lower()
        self.ahead = [len(raw)]
        """Those not asked for yet, the next one last, and the text's end behind them all."""
        for sign in signs:
            at = -1
            while (at := low.find(sign, at + 1)) >= 0:
                self.ahead.append(at)
        self.ahead.sort(reverse=True)

    def within(self, start: int, end: int) -> bool:
        """Whether there is one in these bytes; those before `start` are not asked for again."""
        ahead = self.ahead
        while ahead[-1] < start:
            ahead.pop()
        return ahead[-1] < end
