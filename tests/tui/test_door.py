"""Only the door makes renderables of data, and nothing of Textual's own is overwritten."""

import ast
import inspect
import re
from functools import cache
from pathlib import Path
from typing import Generic

import pytest
from textual.app import App
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.widgets import Input, TextArea

import tui

ROOT = Path(tui.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if path.name != "text.py")

DOOR = {"shown", "shown_rich", "segment", "fitted", "fitted_pieces", "plain", "typed"}
MAKERS = {
    "Static", "Label", "Button", "Option", "Input", "TextArea", "Text", "Content", "Segment",
    "Collapsible", "Checkbox", "RadioButton", "Tab", "TabPane", "Digits", "Link", "Markdown",
    "from_markup", "from_text", "assemble", "styled", "notify", "update", "add_row", "add_column",
    "add_columns", "write", "write_line", "load_text", "insert", "add_option", "set_prompt",
}  # fmt: skip
ATTRIBUTES = {"border_title", "border_subtitle", "title", "sub_title", "tooltip", "placeholder"}


def refused(source: str) -> list[int]:
    """The lines on which something else than a literal or the door's goes into a renderable."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in MAKERS and not (name == "insert" and len(node.args) > 1):
                texts = [*node.args[:1], *(k.value for k in node.keywords if k.arg in ATTRIBUTES)]
                lines += [node.lineno for text in texts if not _safe(text)]
                if name in {"notify", "OptionList"} and not _markup_off(node):
                    lines.append(node.lineno)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                named = target.attr if isinstance(target, ast.Attribute) else None
                if named in ATTRIBUTES and not _safe(node.value):
                    lines.append(node.lineno)
    return lines


def _safe(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _safe(node.body) and _safe(node.orelse)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return name in DOOR
    # a name of ours in capitals is a constant
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def _markup_off(call: ast.Call) -> bool:
    return any(
        k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in call.keywords
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_but_the_door_makes_renderables_of_data(path: Path) -> None:
    assert refused(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(title)",
        "Static(f'{title}')",
        "widget.update(row.title)",
        "Input(placeholder=title)",
        "app.notify(shown(x))",
        "screen.title = name",
        "Content.from_markup(text)",
    ],
)
def test_the_lint_sees_what_it_is_there_for(source: str) -> None:
    assert refused(source) == [1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_private_name_of_textuals_is_taken(path: Path) -> None:
    """`self._closed = …` in a screen of ours once stopped its message pump."""
    taken = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef) and node.bases:
            for part in ast.walk(node):
                if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
                    taken.add(part.attr)
                elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                    taken.add(part.name)
    private = {name for name in taken if name.startswith("_")}
    assert private & textuals_own() == set()


@cache
def textuals_own() -> set[str]:
    """The private names of the classes that ours derive from."""
    theirs = set[str]()
    classes = {
        one for base in (App, ModalScreen, ScrollView, TextArea, Input) for one in base.__mro__
    }
    for one in classes - {object, Generic}:  # these have no source in Python
        theirs |= {name for name in vars(one) if name.startswith("_")}
        theirs |= set(re.findall(r"self\.(_\w+)\s*(?::[^=\n]+)?=", inspect.getsource(one)))
    return theirs - {"__init__"}
