"""YAML from outside, read as plain data: no tags, no aliases, no guessing at dates or "no"."""

import re

import yaml
from yaml._yaml import CParser

from citewiki.domain.errors import InputError

MAX_BYTES = 5_000_000
MAX_DEPTH = 50

_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
# A dot is asked for: "12e5" may be a name, such as a hexadecimal id.
_FLOAT = re.compile(r"-?[0-9]{1,18}\.[0-9]{0,18}(?:[eE][-+]?[0-9]{1,2})?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


def load(content: bytes, name: str) -> object:
    """The one document in `content` as dicts, lists, texts, numbers, booleans and None.

    Keys are always texts. Of unquoted words only true, false, null and decimal numbers are
    resolved; dates and yes/no stay texts. None for an empty file. Raises InputError, naming the
    file `name`, the line and the cause, for what is no such YAML: more than 5 MB, nested deeper
    than 50, tags, anchors, aliases, doubled keys, several documents.
    """
    if len(content) > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES:,} bytes; split the file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}:{line}: not UTF-8; save the file as UTF-8") from None
    parser = CParser(text)
    try:
        return _Reader(parser, name).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f":{mark.line + 1}" if mark is not None else ""
        cause = error.problem or error.context or "malformed"
        raise InputError(f"{name}{at}: not YAML: {cause}; correct the file") from None
    except yaml.YAMLError as error:
        cause = " ".join(str(getattr(error, "reason", "") or error).split())
        raise InputError(f"{name}: not YAML: {cause}; correct the file") from None
    finally:
        parser.dispose()


class _Reader:
    """Builds values straight from the parser's events, so nothing is built that is refused."""

    def __init__(self, parser: CParser, name: str) -> None:
        self._parser = parser
        self._name = name

    def document(self) -> object:
        """Everything up to the end of the stream."""
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._node(self._next(), 0)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(event, "more than one document; keep one to a file")
        return value

    def _next(self) -> yaml.Event:
        event = self._parser.get_event()
        assert event is not None  # only past the stream's end, where nothing asks
        return event

    def _node(self, event: yaml.Event, depth: int) -> object:
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, "an alias (*name); write the value out")
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor is not None:
            raise self._refused(event, "an anchor (&name); write the value out")
        if getattr(event, "tag", None) is not None:
            raise self._refused(event, "a tag (!name); leave it out")
        if isinstance(event, yaml.ScalarEvent):
            return _resolved(event.value) if event.implicit[0] else event.value
        if depth >= MAX_DEPTH:
            raise self._refused(event, f"nested deeper than {MAX_DEPTH}; make it flatter")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth + 1)
        return self._mapping(depth + 1)

    def _sequence(self, depth: int) -> list[object]:
        values: list[object] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._node(event, depth))
        return values

    def _mapping(self, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refused(event, "a key that is no plain text")
            self._node(event, depth)  # refuses anchors and tags
            if event.value in values:
                raise self._refused(event, f"the key {event.value[:80]!r} stands twice; keep one")
            values[event.value] = self._node(self._next(), depth)
        return values

    def _refused(self, event: yaml.Event, cause: str) -> InputError:
        mark = event.start_mark
        at = f":{mark.line + 1}" if mark is not None else ""
        return InputError(f"{self._name}{at}: {cause}")


def _resolved(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
