"""What the demo's web server serves, and the wiki that cites it."""

import shutil
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from citewiki.domain.errors import UsageError
from citewiki.domain.identity import resource_id

_TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
_REFUSED = b"<!doctype html><title>Members only</title><p>Please sign in to read this study.</p>"

Served = dict[str, tuple[int, dict[str, str], bytes]]


MARK = ".citewiki-demo"
"""Says that a folder is a tour's: only where it lies is anything ever removed."""
PARTS = ("store", "wiki", "cards")


def make_room(root: Path) -> bool:
    """Make the tour's folder, without what an earlier tour put there; was there one?

    Raises UsageError where the folder holds anything that no tour put there.
    """
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file; name a folder for the tour")
    held = {one.name for one in root.iterdir()} if root.exists() else set()
    earlier = MARK in held
    if held and (not earlier or not held <= {MARK, *PARTS}):
        raise UsageError(f"{root} is there already and holds other files; name another folder")
    for part in PARTS:
        if part in held:
            shutil.rmtree(root / part)
    root.mkdir(parents=True, exist_ok=True)
    (root / MARK).write_text("Made by `citewiki demo`, which replaces this folder's contents.\n")
    return earlier


def served() -> Served:
    """Path -> (status, headers, body): four sources that can be read, one that refuses, and, by
    its absence, one that is gone (tired-reviewers.html)."""
    pages: Served = {"/members-only.html": (403, {"Content-Type": "text/html"}, _REFUSED)}
    for file in resources.files("citewiki.demo").joinpath("web").iterdir():
        ending = file.name.rsplit(".", 1)[-1]
        headers = {"Content-Type": _TYPES[ending], "ETag": f'"{resource_id(file.name)}"'}
        pages[f"/{file.name}"] = (200, headers, file.read_bytes())
    # as a page first cites it; the address is asked for as it was first cited
    pages["/handbook.html?utm_source=wiki"] = pages["/handbook.html"]
    return pages


def write_wiki(folder: Path, host: str) -> None:
    """The demo's wiki, citing the sources at `host` (e.g. http://127.0.0.1:8901)."""
    _copy(resources.files("citewiki.demo").joinpath("wiki"), folder, host)


def _copy(source: Traversable, target: Path, host: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name, host)
        elif entry.name.endswith((".md", ".mdx")):
            text = entry.read_text("utf-8").replace("{HOST}", host)
            text = text.replace("{TRIAL}", resource_id(f"{host}/trial.pdf"))
            (target / entry.name).write_text(text, "utf-8")
