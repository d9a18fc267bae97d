"""Texts that would command a terminal, a markup parser or a reader's eye, if they were let."""

COLOUR = "38;2;1;2;3"
"""A colour that no theme has."""

FAR = "31337"
"""A place or a number that no screen has."""

_C0 = [f"c0 {chr(n)}x" for n in (*range(0x20), 0x7F)]
_C1 = [f"c1 {chr(n)}x" for n in range(0x80, 0xA0)]
_OSC = [
    f"osc {begin}{number};pwned{number}{end}x"
    for number in (0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 21, 22, 50, 52, 104, 112, 133, 777, 1337)
    for begin, end in (("\x1b]", "\x07"), ("\x1b]", "\x1b\\"), ("\x9d", "\x9c"))
]
_CSI = [
    f"csi {begin}{rest}x"
    for begin in ("\x1b[", "\x9b")
    for rest in (
        f"{FAR}A", f"{FAR}B", f"{FAR}C", f"{FAR}D", f"{FAR}E", f"{FAR}F", f"{FAR}G",
        f"{FAR};1H", f"{FAR};1f", "2J", "3J", "1K", f"{FAR}L", f"{FAR}M", f"{FAR}P", f"{FAR}X",
        f"{FAR}@", f"{FAR}S", f"{FAR}T", "1;2r", "s", "5n", "6n", "0c", ">0c", "=0c", "!p", "5i",
        "3g", "21t", "8;1;1t", "11t", '2"q', "4 q", f"?{FAR}h", "?1049l", "?25h", "?2004l",
        "?1000l", "20h", f"{COLOUR}m", "5m", "8m", "?6n", "1$w", f"{FAR}b", f"{FAR}d", f"{FAR}e",
    )
]  # fmt: skip
_ESC = [f"esc \x1b{rest}x" for rest in ("c", "7", "8", "D", "E", "H", "M", "Z", "N", "O", "=",
        ">", "#8", "(0", ")0", "%G", "n", "o", "|", "}", "~", "\\", " F", "l", "m")]  # fmt: skip
_STRINGS = [
    f"string {begin}pwned{end}x"
    for begin in ("\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x90", "\x9f", "\x9e", "\x98")
    for end in ("\x1b\\", "\x9c", "")
]
_UNSEEN = [
    f"unseen {chr(n)}gnp.exe"
    for n in (
        *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xAD, 0x61C,
        0x180E, 0x2028, 0x2029, 0xFEFF, 0xFFF9, 0xFFFE, 0xFFFF, 0xE0001, 0xE0041, 0x10FFFF, 0xE000,
    )
]  # fmt: skip
MARKUP = [
    "[@click=app.quit]x[/]", "[@click=app.simulate_key('q')]x[/]", "[@click=screen.dismiss]x[/]",
    "[@click=app.bell]x[/@click=]", "a [00] [/] b", "[/]", "[/red]", "[bold", "bold]", "[red]x",
    "[blink]x[/blink]", "[link=https://a.example]x[/link]", '[link="https://a.example/"]x[/link]',
    "[on red]x[/]", "[#zzzzzz]x[/]", "[$error]x[/]", "\\[red]x", "\\\\[red]x[/]", "[[red]]",
    "[rgb(1,2,3)]x[/]", "[reverse]x[/]", "[not bold]x[/]", "[@]x[/]", "[@click]x[/]", "[=]", "[]",
    "[@click=app.suspend_process]x[/]", "[@click=app.screenshot]x[/]", ":warning:", "{x} %s %(x)s",
    "<b>x</b>", "$(reboot)", "`reboot`", "${IFS}", "&& reboot", "; reboot", "| reboot", "'\"`",
]  # fmt: skip
_ODD = [
    "e" + "\u0301" * 400, "中" * 60, "\U0001f468\u200d\U0001f469" * 9, "\U0001f3f3\ufe0f" * 9,
    "\U0001f1e6" * 9, "x" * 5_000, " " * 80,
]  # fmt: skip

HOSTILE = [*_C0, *_C1, *_OSC, *_CSI, *_ESC, *_STRINGS, *_UNSEEN, *MARKUP, *_ODD]


def tame(text: str) -> str:
    """As long a text of plain words."""
    return "plain " + "words " * (len(text) // 6)


def sentence(texts: list[str]) -> str:
    """All of them on lines of their own."""
    return "\n".join(f"{at} {text}" for at, text in enumerate(texts))
