"""From bytes to characters, with a short list of codecs that are really text."""

import codecs
import re

from citewiki.domain.media import utf_16_of

# Python's codecs hold traps (punycode takes minutes, zlib unpacks bombs, idna raises), so a
# name from outside is only ever looked up here. WHATWG reads the Latin-1 family as cp1252.
_CODECS = {
    **dict.fromkeys(
        [
            "ascii",
            "us-ascii",
            "iso-8859-1",
            "iso8859-1",
            "latin1",
            "latin-1",
            "l1",
            "windows-1252",
            "cp1252",
        ],
        "cp1252",
    ),
    **dict.fromkeys(["utf-8", "utf8", "unicode-1-1-utf-8"], "utf-8"),
    **dict.fromkeys(["utf-16", "utf-16le", "unicode"], "utf-16-le"),
    "utf-16be": "utf-16-be",
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-{n}": f"cp{n}" for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **dict.fromkeys(["iso-8859-9", "windows-1254", "latin5"], "cp1254"),
    "windows-874": "cp874",
    "tis-620": "cp874",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "ibm866": "cp866",
    "macintosh": "mac-roman",
    **dict.fromkeys(["gb2312", "gbk", "gb18030", "x-gbk"], "gb18030"),
    **dict.fromkeys(["big5", "big5-hkscs"], "big5hkscs"),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"], "cp932"),
    "euc-jp": "euc-jp",
    "iso-2022-jp": "iso2022-jp",
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987", "windows-949"], "cp949"),
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
_PARAMETER = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I)


def decode(body: bytes, media_type: str = "") -> str:
    """The body's characters: by BOM or first letter, the header's charset, <meta>, UTF-8.

    Never raises; what does not decode becomes U+FFFD. A declared charset under which the
    body does not decode gives way to UTF-8 where it does under that.
    """
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(codec, "replace")
    if unmarked := utf_16_of(body[:4]):
        return body.decode(unmarked, "replace")
    declared = _from_header(media_type) or _from_meta(body) or "utf-8"
    for codec in (declared, "utf-8"):
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            continue
    return body.decode(declared, "replace")


def codec_of(name: str) -> str | None:
    """The codec that a charset's name stands for, where it is one of ours."""
    return _CODECS.get(name.strip().lower())


def _from_header(media_type: str) -> str | None:
    found = _PARAMETER.search(media_type[:500])
    return codec_of(found[1]) if found else None


def _from_meta(body: bytes) -> str | None:
    found = _META.search(body[:4096])
    codec = codec_of(found[1].decode("ascii", "replace")) if found else None
    # A <meta> that could be read as ASCII cannot stand in UTF-16 (WHATWG says the same).
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec
