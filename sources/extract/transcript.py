"""Transcripts of talks and videos: WebVTT, SubRip, and YouTube's timed text as XML or JSON.

A cue is a line or two on a screen. The text puts cues together to paragraphs that end with a
sentence, each with the time of its first word before it ("[12:05] …"): so a quote seldom runs
over a mark, and the editor finds the place in the recording.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from citewiki.domain import media
from citewiki.domain.extraction import MetadataValue, ReadOutcome
from citewiki.domain.sources import Field
from sources.extract.charset import decode
from sources.extract.cleaning import clean, fits, one_line
from sources.extract.reading import Reading

MAX_BYTES = 20_000_000
SHORT_S, LONG_S = 30.0, 90.0
"""A paragraph ends with the first sentence after the one, and in any case after the other."""
PAUSE_S = 4.0
"""After a silence of so long a new paragraph begins."""

_STAMP = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_ARROW = re.compile(rf"^\s*{_STAMP}\s*-->\s*{_STAMP}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{1,100})>")
_WORD_TIME = re.compile(r"<\d{2}:\d{2}(?::\d{2})?\.\d{3}>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{1,20}>|\{\\an?\d\}", re.IGNORECASE)
_LANGUAGE = re.compile(r"^language:\s*([A-Za-z]{2,3})\b", re.IGNORECASE | re.MULTILINE)
_BY_MACHINE = "Its words have times of their own: most likely a machine heard them."


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` to `end` (seconds), and by whom where the file says it."""

    start: float
    end: float
    text: str
    voice: str = ""


def read(body: bytes, media_type: str) -> Reading:
    """The paragraphs with their times. PARTIAL where a part was cut; `detail` says also where
    each word has a time of its own, as in what a machine has heard."""
    source = clean(decode(body[:MAX_BYTES], media_type))
    essence = media.essence(media_type)
    language = None
    try:
        if essence == media.TIMED_TEXT:
            cues = list(_of_xml(source))
        elif essence == media.TIMED_JSON:
            cues = list(_of_json(source))
        else:
            cues = list(_of_blocks(source))
            said = _LANGUAGE.search(source[:1000]) if essence == media.VTT else None
            language = said[1].lower() if said else None
    except ValueError as error:
        detail = f"The transcript is damaged ({one_line(str(error), 200)})."
        return Reading(ReadOutcome.UNREADABLE, detail=detail)
    by_machine = _has_word_times(source, essence)
    text = "\n\n".join(_paragraphs(_told_once(cues) if by_machine else cues))
    kept = fits(text)
    if not kept.strip():
        return Reading(ReadOutcome.NO_TEXT, detail="The transcript holds no words.")
    metadata = (
        (MetadataValue(Field.LANGUAGE, language, "transcript header", 0.85),) if language else ()
    )
    if len(body) > MAX_BYTES or len(kept) < len(text):
        detail = "The transcript is over 8 MB; only that much was read."
        return Reading(ReadOutcome.PARTIAL, kept, (), metadata, detail, language)
    detail = _BY_MACHINE if by_machine else ""
    return Reading(ReadOutcome.OK, kept, (), metadata, detail, language)


def _of_blocks(source: str) -> Iterator[Cue]:
    """WebVTT (W3C) and SubRip: blocks between blank lines, of which those with a time are cues."""
    for block in re.split(r"\n[ \t]*\n", source):
        lines = block.strip("\n").split("\n")
        at = next((n for n, line in enumerate(lines[:3]) if _ARROW.match(line)), None)
        if at is None:
            continue
        found = _ARROW.match(lines[at])
        assert found is not None
        start, end = _seconds(*found.groups()[:4]), _seconds(*found.groups()[4:])
        for line in lines[at + 1 :]:
            voice = _VOICE.search(line)
            words = html.unescape(_TAG.sub("", line))
            yield Cue(start, end, words, one_line(voice[1], 100) if voice else "")


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    whole = 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds)
    return whole + float(f"0.{parts}")


def _of_xml(source: str) -> Iterator[Cue]:
    """`<text start= dur=>` in seconds, or `<p t= d=>` in milliseconds. Raises ValueError."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, remove_pis=True
    )
    if "<!ENTITY" in source:
        raise ValueError("it defines entities of its own")
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source).encode(), parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    for one in () if root is None else root.iter("text", "p"):
        unit, first, length = (1.0, "start", "dur") if one.tag == "text" else (0.001, "t", "d")
        start = unit * _number(one.get(first))
        # What stands in it was escaped twice.
        words = html.unescape("".join(map(str, one.itertext())))
        yield Cue(start, start + unit * _number(one.get(length)), _TAG.sub("", words))


def _of_json(source: str) -> Iterator[Cue]:
    """`{"events": [{"tStartMs": 0, "dDurationMs": 1, "segs": [{"utf8": "…"}]}]}`."""
    try:
        document = json.loads(source)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    events = document.get("events") if isinstance(document, dict) else None
    for event in events if isinstance(events, list) else ():
        if not isinstance(event, dict) or not isinstance(event.get("segs"), list):
            continue
        words = [one.get("utf8") for one in event["segs"] if isinstance(one, dict)]
        start = 0.001 * _number(event.get("tStartMs"))
        end = start + 0.001 * _number(event.get("dDurationMs"))
        yield Cue(start, end, "".join(word for word in words if isinstance(word, str)))


def _number(said: object) -> float:
    """A time as a file gives it, between nothing and a month; 0 for what is none."""
    try:
        number = float(said) if isinstance(said, str | int | float) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return min(number, 2.7e9) if number > 0 else 0.0


def _has_word_times(source: str, essence: str) -> bool:
    if essence == media.TIMED_TEXT:
        return "<s t=" in source
    if essence == media.TIMED_JSON:
        return '"tOffsetMs"' in source
    return _WORD_TIME.search(source) is not None


def _told_once(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Without the lines that roll: YouTube shows each again above the next one."""
    before = ""
    for cue in cues:
        words = cue.text.strip()
        if words and words != before:
            yield cue
            before = words


def _paragraphs(cues: Iterable[Cue]) -> Iterator[str]:
    words: list[str] = []
    start = end = 0.0
    voice = ""
    for cue in cues:
        said = one_line(cue.text, 10_000)
        if not said:
            continue
        turn = bool(cue.voice) and cue.voice != voice
        long = cue.start - start
        sentence = words and words[-1].rstrip("\"'”’)")[-1:] in tuple(".!?…")
        if words and (
            turn
            or cue.start - end > PAUSE_S
            or long > LONG_S
            or (sentence and long > SHORT_S)
            or cue.start < start
        ):
            yield _written(start, words)
            words = []
        if not words:
            start = cue.start
        if turn:
            voice = cue.voice
            words.append(f"{voice}:")
        words.append(said)
        end = cue.end
    if words:
        yield _written(start, words)


def _written(start: float, words: list[str]) -> str:
    """ "[1:02:03] the words"."""
    hours, rest = divmod(int(start), 3600)
    minutes, seconds = divmod(rest, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"[{clock}] {' '.join(words)}"
