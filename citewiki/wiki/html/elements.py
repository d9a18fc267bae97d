"""Which elements of an HTML page are open, and what ends them besides their own ends."""

from collections.abc import Callable
from dataclasses import dataclass

End = Callable[[], None]
"""What is to be done where an element ends."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "thead": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "tr", "td", "th"}, {"table"}),
    "p": ({"p"}, {"div", "li", "td", "blockquote", "section", "article", "body"}),
}
"""Which open elements an opening tag ends, and beyond which it ends none (HTML 13.1.2.4)."""
_NEAR = 20
"""How many open elements such an end is looked for in."""


def nothing() -> None:
    """At the end of an element that changes nothing."""


@dataclass(slots=True)
class _Element:
    name: str
    end: End


class Elements:
    """The open elements of one page, the innermost last."""

    def __init__(self) -> None:
        self._stack: list[_Element] = []
        self._times: dict[str, int] = {}
        self._anchor: _Element | None = None

    def has(self, *names: str) -> bool:
        """Whether one of these is open."""
        return any(self._times.get(name) for name in names)

    def before(self, name: str) -> None:
        """End what the beginning of an element ends: no item stands in an item."""
        if name in _ENDS:
            self._end_before(*_ENDS[name])
        elif name == "a" and self._anchor is not None:  # what stands in it goes on
            self._anchor.end()
            self._anchor.end = nothing

    def begin(self, name: str, end: End) -> None:
        element = _Element(name, end)
        self._stack.append(element)
        self._times[name] = self._times.get(name, 0) + 1
        if name == "a":
            self._anchor = element

    def end(self, name: str) -> None:
        """An end tag: what was opened in its element ends too."""
        if self._times.get(name):
            while self._pop() != name:
                pass

    def end_all(self) -> None:
        while self._stack:
            self._pop()

    def _pop(self) -> str:
        element = self._stack.pop()
        self._times[element.name] -= 1
        element.end()
        if element is self._anchor:
            self._anchor = None
        return element.name

    def _end_before(self, ended: set[str], beyond: set[str]) -> None:
        for n in range(1, min(_NEAR, len(self._stack)) + 1):
            name = self._stack[-n].name
            if name in beyond:
                return
            if name in ended:
                for _ in range(n):
                    self._pop()
                self._end_before(ended, beyond)
                return


def is_void(name: str) -> bool:
    """Whether an element has a beginning alone."""
    return name in _VOID
