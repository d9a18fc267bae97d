"""Which bibliographies a page of Pandoc's Markdown names, itself or through its project."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath

import yaml

from citewiki.domain.front_matter import read_front_matter
from citewiki.domain.plain_yaml import load_plain

PROJECT_FILES = ("_quarto.yml", "_quarto.yaml", "_metadata.yml")
"""Where a project names bibliographies for every page in its folder and below."""


def named_in_page(name: str, text: str) -> tuple[str, ...]:
    """The bibliographies of a page's front matter, as paths below the wiki's folder; `name` is
    the page's own."""
    return _paths(dirname(name), read_front_matter(text).values)


def named_in_project(name: str, text: str) -> tuple[str, ...]:
    """The same of a project's file."""
    try:
        values = load_plain(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return ()
    return _paths(dirname(name), values) if isinstance(values, dict) else ()


def project_files(name: str) -> Iterator[str]:
    """The files that may say something for this page, the nearest last."""
    folders = [""]
    for part in dirname(name).split("/"):
        if part:
            folders.append(join(folders[-1], part))
    for folder in folders:
        for one in PROJECT_FILES:
            yield join(folder, one)


def _paths(folder: str, values: dict[str, object]) -> tuple[str, ...]:
    given = values.get("bibliography")
    names = given if isinstance(given, list) else [given]
    return tuple(
        normpath(one.lstrip("/") if one.startswith("/") else join(folder, one))
        for one in names
        if isinstance(one, str) and one and "\0" not in one
    )
