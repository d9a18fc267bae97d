"""YAML as pages, bibliographies and projects have it: strings, lists and maps, and nothing that
could hurt."""

from collections.abc import Callable
from typing import Any

import yaml

MAX_DEPTH = 20


def load_plain(text: str) -> object:
    """The one document in a text, None where there is none; every scalar is a string.

    Raises yaml.YAMLError, and ValueError for what no page needs: an alias can stand for a billion
    copies, and deep nesting overruns the C stack when it is loaded (events come without
    recursion).
    """
    documents: list[object] = []
    inside: list[Any] = documents
    around: list[list[Any]] = []
    hashable = True
    loader = yaml.CBaseLoader(text)
    next_event: Callable[[], Any] = loader.get_event
    try:
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                inside.append(event.value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(around) == MAX_DEPTH:
                    raise ValueError(f"it is nested over {MAX_DEPTH} deep")
                around.append(inside)
                inside = []
            elif kind is yaml.SequenceEndEvent:
                done, inside = inside, around.pop()
                inside.append(done)
            elif kind is yaml.MappingEndEvent:
                done, inside = inside, around.pop()
                keys = done[::2]
                hashable = hashable and all(key.__class__ is str for key in keys)
                inside.append(dict(zip(keys, done[1::2], strict=True)) if hashable else None)
            elif kind is yaml.AliasEvent:
                raise ValueError("it uses a YAML alias")
    finally:
        loader.dispose()
    if len(documents) > 1 or not hashable or "&" in text:
        # seldom, and mostly wrong: the library says what is, now that it can do no harm
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- strings, lists, maps only
    return documents[0] if documents else None
