"""How much of a page may be looked through in vain: keeps hostile pages linear."""

_CHARS = 4_000_000


class Budget:
    """Characters left for one page's searches that find nothing."""

    def __init__(self) -> None:
        self.left = _CHARS

    def find(self, text: str, what: str, start: int) -> int:
        """Like str.find; -1 as well when nothing is left."""
        if self.left <= 0:
            return -1
        at = text.find(what, start)
        if at < 0:
            self.left -= len(text) - start
        return at
