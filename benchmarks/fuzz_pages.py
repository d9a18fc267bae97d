"""Fuzz the parsers of pages: `python -m benchmarks.fuzz_pages --minutes 10 markdown`.

With Atheris (libFuzzer: it follows which code an input reaches) where that is installed, else with
texts that Hypothesis draws. Ends with an error at the first text that a parser cannot take; that
text is printed, or lies where libFuzzer says.
"""

import argparse
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks.page_parsers import PARSERS, check

_MAX_CHARS = 4_096
_SECONDS_A_TEXT = 10
"""Longer than any text of that size may take, a hundred times over."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parsers", nargs="*", choices=[[], *PARSERS], help="which; default all")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each parser")
    parser.add_argument("--hypothesis", action="store_true", help="even where there is Atheris")
    parser.add_argument("--seeds", type=Path, help="a folder of texts that Atheris begins with")
    options = parser.parse_args()
    names = options.parsers or list(PARSERS)
    if options.hypothesis or find_spec("atheris") is None:
        for name in names:
            print(f"{name}: {_draw(name, options.minutes * 60):,} texts, all taken")
    elif len(names) > 1:
        sys.exit("Atheris ends its process: name one parser")
    else:
        _follow(names[0], round(options.minutes * 60), options.seeds)


def _draw(name: str, seconds: float) -> int:
    """How many texts were tried."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    pieces = st.sampled_from(PARSERS[name].tokens) | st.text(max_size=8)
    tried = 0

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(pieces, max_size=60).map("".join))
    def take(text: str) -> None:
        nonlocal tried
        tried += 1
        check(PARSERS[name], text)

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        take()
    return tried


def _follow(name: str, seconds: int, seeds: Path | None) -> None:
    """Never returns: libFuzzer exits."""
    import atheris

    with tempfile.TemporaryDirectory(prefix="citewiki-fuzz-") as folder:
        words = Path(folder, "words")
        escaped = ("".join(f"\\x{b:02x}" for b in token.encode()) for token in PARSERS[name].tokens)
        words.write_text("".join(f'"{token}"\n' for token in escaped))
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for n, token in enumerate(PARSERS[name].tokens):
            Path(corpus, str(n)).write_text(f"a {token} b\n\n{token}{token}")
        atheris.instrument_all()

        def take(data: bytes) -> None:
            # lone surrogates too, as a page that was read leniently has them
            check(PARSERS[name], data.decode("utf-8", "surrogateescape"))

        argv = [
            sys.argv[0],
            str(corpus),
            *([str(seeds)] if seeds is not None else []),
            f"-dict={words}",
            f"-max_total_time={seconds}",
            f"-timeout={_SECONDS_A_TEXT}",
            f"-max_len={_MAX_CHARS}",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
            f"-artifact_prefix={tempfile.gettempdir()}/citewiki-",
        ]
        atheris.Setup(argv, take)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
