"""Transcripts: WebVTT, SubRip, and YouTube's timed text."""

import json

import pytest

from citewiki.domain import media
from citewiki.domain.extraction import ReadOutcome
from sources.extract.reader import read

VTT = """WEBVTT
Kind: captions
Language: en

NOTE a remark --> not said

STYLE
::cue { color: red }

intro
00:00:01.000 --> 00:00:03.000 align:start position:0%
<v Ada Example>Reviewers in <i>pairs</i></v>

00:03.000 --> 00:05.000
found a third more &amp; said so.

00:00:06.000 --> 00:00:08.000
<v Ben Sample>Twice?
"""
SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}Reviewers in <b>pairs</b>\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:05,000\r\nfound a third\r\nmore.\r\n\r\n"
    "3\r\n01:02:03,500 --> 01:02:04,000\r\nMuch later.\r\n"
)
TEXT = "[0:01] Reviewers in pairs found a third more.\n\n[1:02:03] Much later."
ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000
Reviewers<00:00:00.500><c> in pairs</c>

00:00:02.000 --> 00:00:02.010
Reviewers in pairs

00:00:02.010 --> 00:00:04.000
Reviewers in pairs
found<00:00:03.000><c> more</c>
"""
FIRST_XML = (
    '<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1.0" dur="2">Reviewers in '
    'pairs</text><text start="3" dur="2">found a &amp;quot;third&amp;quot; more.</text>'
    "</transcript>"
)
THIRD_XML = (
    '<timedtext format="3"><body><p t="1000" d="2000"><s>Reviewers</s><s t="300"> in</s> pairs</p>'
    '<p t="2900" d="10" a="1">\n</p><p t="3000" d="2000">found more.</p></body></timedtext>'
)
JSON = json.dumps({
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 2000,
         "segs": [{"utf8": "Reviewers"}, {"utf8": " in pairs", "tOffsetMs": 300}]},
        {"tStartMs": 2900, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "dDurationMs": 2000, "segs": [{"utf8": "found more."}]},
        {"tStartMs": "x", "segs": [None, {"utf8": 7}]}, None, 3,
    ],
})  # fmt: skip
TOLD: list[tuple[str, str, str, str, bool]] = [
    ("WebVTT", VTT, media.VTT,
     "[0:01] Ada Example: Reviewers in pairs found a third more & said so."
     "\n\n[0:06] Ben Sample: Twice?", False),
    ("SubRip", SRT, media.SUBRIP, TEXT, False),
    ("lines that roll", ROLLING, media.VTT, "[0:00] Reviewers in pairs found more", True),
    ("timed text", FIRST_XML, media.TIMED_TEXT, '[0:01] Reviewers in pairs found a "third" more.',
     False),
    ("timed text 3", THIRD_XML, media.TIMED_TEXT, "[0:01] Reviewers in pairs found more.", True),
    ("timed JSON", JSON, media.TIMED_JSON, "[0:01] Reviewers in pairs found more.", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "text", "machine"), [one[1:] for one in TOLD], ids=[one[0] for one in TOLD]
)
def test_a_transcript_is_known_by_its_bytes_and_read(
    source: str, kind: str, text: str, machine: bool
) -> None:
    body = source.encode()
    assert media.sniff(body, "text/plain", "talk.txt") == kind
    found = read(body, kind, None)
    assert (found.outcome, found.text) == (ReadOutcome.OK, text)
    assert ("machine" in found.detail) is machine
    assert found.language == ("en" if source is VTT else None)


def _cues(*said: tuple[int, str]) -> bytes:
    """WebVTT of cues of four seconds, each with its first second."""

    def clock(second: int) -> str:
        return f"00:{second // 60:02}:{second % 60:02}.000"

    return b"WEBVTT" + b"".join(
        f"\n\n{clock(at)} --> {clock(at + 4)}\n{words}".encode() for at, words in said
    )


def test_paragraphs_end_with_sentences_and_at_pauses() -> None:
    body = _cues((0, "a"), (4, "b."), (8, "b."), (30, "d."), (34, "e"), (90, "f"), (94, "g"))
    assert read(body, media.VTT, None).text == "[0:00] a b. b.\n\n[0:30] d. e\n\n[1:30] f g"
    body = _cues(*((4 * n, "end." if n == 9 else "word") for n in range(40)))
    starts = [one[:6] for one in read(body, media.VTT, None).text.split("\n\n")]
    assert starts == ["[0:00]", "[0:40]", "[2:12]"]


_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]><transcript><text start="0">&b;</text></transcript>'
HOSTILE = [
    ("nothing said", b"WEBVTT\n", media.VTT, ReadOutcome.NO_TEXT, "no words"),
    ("no times", b"WEBVTT\n\nwords", media.VTT, ReadOutcome.NO_TEXT, "no words"),
    ("no JSON", b'{"wireMagic": "pb3"', media.TIMED_JSON, ReadOutcome.UNREADABLE, "damaged"),
    ("JSON too deep", b'{"events":' + b"[" * 99_999, media.TIMED_JSON, ReadOutcome.UNREADABLE,
     "too deep"),
    ("JSON of another shape", b'[{"events": 1}]', media.TIMED_JSON, ReadOutcome.NO_TEXT, ""),
    ("odd times", b'{"events":[{"tStartMs":1e400,"segs":[{"utf8":"words"}]}]}', media.TIMED_JSON,
     ReadOutcome.OK, ""),
    ("entities", _LAUGHS.encode(), media.TIMED_TEXT, ReadOutcome.UNREADABLE, "entities"),
    ("XML cut off", FIRST_XML[:-30].encode(), media.TIMED_TEXT, ReadOutcome.OK, ""),
    ("no XML", b"", media.TIMED_TEXT, ReadOutcome.UNREADABLE, "damaged"),
    ("20,000 cues", b"WEBVTT" + b"\n\n00:01.000 --> 00:02.000\na <b>\x1b[2J" * 20_000, media.VTT,
     ReadOutcome.OK, ""),
    ("one line of 5 MB", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 1_700_000, media.VTT,
     ReadOutcome.OK, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "outcome", "detail"), [one[1:] for one in HOSTILE], ids=[o[0] for o in HOSTILE]
)
def test_a_hostile_transcript_is_an_outcome(
    body: bytes, kind: str, outcome: ReadOutcome, detail: str
) -> None:
    found = read(body, kind, None)
    assert (found.outcome, detail in found.detail) == (outcome, True), found.detail
    assert "\x1b" not in found.text
