"""Compare with remark which targets pages cite, and show the shortest pages that differ.

    python -m benchmarks.remark NODE_FOLDER [--pages FOLDER] [--seed N] [--count N]

NODE_FOLDER is where remark was installed (see citations.mjs). Without --pages they are drawn.
What only our parser takes for a citation is no difference: identifiers ("arXiv:…"), and one of two
definitions of a footnote.
"""

import argparse
import json
import subprocess
from pathlib import Path
from random import Random

from benchmarks.remark.drawn import Drawn
from citewiki.domain.citations import Syntax
from citewiki.wiki.markdown import parse_page

_SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.remark", description=__doc__)
    parser.add_argument("node", type=Path, help="where remark was installed")
    parser.add_argument("--pages", type=Path, help="a folder of .mdx pages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1_000)
    wanted = parser.parse_args()
    if wanted.pages is not None:
        texts = [path.read_text("utf-8") for path in sorted(wanted.pages.rglob("*.mdx"))]
    else:
        draw = Random(wanted.seed)
        texts = [Drawn(draw).page() for _ in range(wanted.count)]
    theirs = _by_remark(texts, wanted.node)
    read = [
        (text, targets) for text, targets in zip(texts, theirs, strict=True) if targets is not None
    ]
    unlike = [
        (text, *both) for text, targets in read if (both := _difference(text, targets)) is not None
    ]
    print(
        f"pages: {len(texts)}, of which remark reads {len(read)}; with other targets: {len(unlike)}"
    )
    for text, missed, invented in sorted(unlike, key=lambda one: len(one[0]))[:_SHOWN]:
        print(f"\n{text if len(text) < 2_000 else ''}\nmissed: {missed}\ninvented: {invented}")
    return 0


def _by_remark(texts: list[str], node: Path) -> list[set[str] | None]:
    script = Path(__file__).with_name("citations.mjs")
    ran = subprocess.run(
        ["node", str(script), str(node)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        None if one is None else {str(target) for target, *_ in one}
        for one in json.loads(ran.stdout)
    ]


def _difference(text: str, theirs: set[str]) -> tuple[list[str], list[str]] | None:
    found = [
        one
        for one in parse_page("a", text, is_mdx=True).citations
        if one.syntax is not Syntax.IDENTIFIER
    ]
    ours = {one.url or one.resource or "" for one in found}
    both = sorted(theirs - ours), sorted(ours - theirs)
    return both if any(both) else None


if __name__ == "__main__":
    raise SystemExit(main())
