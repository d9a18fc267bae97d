"""Pages drawn by a seed: every block within every other, with an address of its own in each place
where one may or may not cite."""

from collections.abc import Callable
from random import Random

_WORDS = (
    "alpha", "Beta", "gamma,", "delta.", "Epsilon", "zeta;", "(eta)", '"theta"', "5%", "\\$3",
    "a*b", "snake_case", "x5", "&", "it's", "1.",
)  # fmt: skip
_TAILS = ("", "_(x)", "?a=1&b=2", "#f", "/a_b_c", "/%20z", "/é")
_DEPTH = 3


class Drawn:
    """One page."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._addresses = 0
        self._definitions: list[str] = []
        self._notes: list[str] = []

    def page(self) -> str:
        lines = ["One.", "", *self._blocks(0, 5)]
        for one in self._definitions:
            lines += ["", one]
        at = 0
        while at < len(self._notes):  # a note's text may have another's mark
            first, *others = self._blocks(_DEPTH - 1, 2)
            lines += ["", f"[^{self._notes[at]}]: {first}", *_indented(others, "    ")]
            at += 1
        return "\n".join(lines) + "\n"

    def _address(self) -> str:
        self._addresses += 1
        return f"https://e{self._addresses}.org/p{self._draw.choice(_TAILS)}"

    def _id(self) -> str:
        self._addresses += 1
        return f"{self._addresses:016x}"

    def _words(self) -> str:
        return " ".join(self._draw.choices(_WORDS, k=self._draw.randint(1, 5)))

    def _line(self, depth: int, *, linked: bool = False) -> str:
        pieces = (self._inline(depth, linked=linked) for _ in range(self._draw.randint(1, 3)))
        return " ".join(pieces)

    def _inline(self, depth: int, *, linked: bool) -> str:
        """`linked`: inside of a link's words, where no other link and no mark may be."""
        if depth > _DEPTH:
            return self._words()
        inner = depth + 1
        forms: list[Callable[[], str]] = [
            self._words,
            lambda: f"`{self._address()}`",
            lambda: f"``{self._words()} ` {self._address()}``",
            lambda: f"*{self._line(inner, linked=linked)}*",
            lambda: f"**{self._line(inner, linked=linked)}**",
            lambda: self._draw.choice(("\\[x\\]", "\\*", "&amp;", "[x", "x]", "[]", "!", "<br/>")),
            lambda: f"<b>{self._line(inner, linked=linked)}</b>",
            lambda: f"{{/* {self._address()} */}}",
            lambda: f"![{self._words()}]({self._address()})",
            lambda: f'<R id="{self._id()}">{self._line(inner, linked=True)}</R>',
        ]
        if not linked:
            forms += [
                lambda: f"[{self._line(inner, linked=True)}]({self._address()})",
                lambda: f'[{self._line(inner, linked=True)}](<{self._address()}> "T")',
                lambda: f'<a href="{self._address()}">{self._words()}</a>',
                lambda: f"{self._address()}{self._draw.choice(('', '.', ',', ' )'))}",
                self._reference,
                self._mark,
            ]
        return self._draw.choice(forms)()

    def _reference(self) -> str:
        label = f"{self._draw.choice(('Ref', 'r f', 'x-', 'É'))}{len(self._definitions)}"
        self._definitions.append(f"[{label}]: {self._address()}")
        return self._draw.choice(
            (f"[t][{label}]", f"[{label}][]", f"[{label}]", f"[t][{label.upper()}]")
        )

    def _mark(self) -> str:
        label = f"{self._draw.choice(('', 'a', 'Long-'))}{len(self._notes)}"
        self._notes.append(label)
        return f"[^{label}]"

    def _blocks(self, depth: int, most: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self._draw.randint(1, most)):
            lines += [*([""] if lines else []), *self._block(depth)]
        return lines

    def _block(self, depth: int) -> list[str]:
        leaves = (
            self._paragraph,
            self._heading,
            self._fence,
            self._table,
            self._comment,
            self._data,
        )
        nests = (self._list, self._quote, self._element)
        form = (
            self._draw.choice(leaves)
            if depth >= _DEPTH
            else self._draw.choice((*leaves, *nests, *nests))
        )
        return form(depth + 1)

    def _paragraph(self, _depth: int) -> list[str]:
        return [self._line(1) for _ in range(self._draw.randint(1, 2))]

    def _heading(self, _depth: int) -> list[str]:
        return [f"{'#' * self._draw.randint(1, 4)} {self._line(1)}"]

    def _fence(self, _depth: int) -> list[str]:
        fence = self._draw.choice(("```", "~~~", "````"))
        inside = self._draw.choice(("", "``", f'<a href="{self._address()}">', "[^x]"))
        return [f"{fence}{self._draw.choice(('', 'js'))}", self._address(), inside, fence]

    def _table(self, _depth: int) -> list[str]:
        columns = self._draw.randint(1, 3)
        rows = [[self._inline(1, linked=False) for _ in range(columns)] for _ in range(3)]
        head, *others = (f"| {' | '.join(row)} |" for row in rows)
        return [head, "|" + "---|" * columns, *others]

    def _comment(self, _depth: int) -> list[str]:
        return [f"{{/* {self._address()}", "", f"[x]({self._address()}) */}}"]

    def _data(self, _depth: int) -> list[str]:
        return [
            '<Src a="b" items={[',
            f'  {{ title: "T", url: "{self._address()}" }},',
            f"  {{ url: '{self._address()}', n: 1 }},",
            "]} />",
        ]

    def _list(self, depth: int) -> list[str]:
        mark = self._draw.choice(("- ", "* ", "1. ", "+ ", "10) "))
        lines: list[str] = []
        for _ in range(self._draw.randint(1, 3)):
            first, *others = self._blocks(depth, 2)
            lines += [f"{mark}{first}", *_indented(others, " " * len(mark))]
        return lines

    def _quote(self, depth: int) -> list[str]:
        return [f"> {line}" if line else ">" for line in self._blocks(depth, 2)]

    def _element(self, depth: int) -> list[str]:
        name = self._draw.choice(("Aside", "details", "div", "Foo.Bar"))
        inside = _indented(self._blocks(depth, 2), self._draw.choice(("", "  ", "    ")))
        return [f"<{name}>", "", *inside, "", f"</{name}>"]


def _indented(lines: list[str], by: str) -> list[str]:
    return [f"{by}{line}" if line else "" for line in lines]
