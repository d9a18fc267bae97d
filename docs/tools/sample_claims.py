"""Draw citations of a wiki by a seed, with the words around them, for a person to judge the claims.

    python docs/tools/sample_claims.py PAGES_DIR SEED > sample.txt

The verdicts on six such samples are in docs/measured/claims.tsv.
"""

import random
import sys
from collections import defaultdict
from pathlib import Path

from citewiki.domain.citations import FoundCitation
from citewiki.wiki.markdown import parse_page

QUOTAS = {
    "link": 34,
    "footnote": 32,
    "resource_tag": 24,
    "property": 5,
    "bare_url": 4,
    "identifier": 1,
}
"""How many of each syntax: about as often as the wiki has it, a few of the rare ones."""


def main(folder: Path, seed: int) -> None:
    pools: defaultdict[str, list[tuple[str, FoundCitation]]] = defaultdict(list)
    lines: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.mdx")):
        page, text = path.relative_to(folder).with_suffix("").as_posix(), path.read_text("utf-8")
        lines[page] = text.split("\n")
        for one in parse_page(page, text, is_mdx=True).citations:
            pools[one.syntax.value].append((page, one))
    draw = random.Random(seed)  # noqa: S311 -- a sample, not a secret
    number = 0
    for syntax, quota in QUOTAS.items():
        pool = sorted(pools[syntax], key=_order)
        for page, one in draw.sample(pool, min(quota, len(pool))):
            number += 1
            line, at = lines[page][one.line - 1], one.column - 1
            print(f"[{number}] {page}:{one.line}:{one.column} {syntax}")
            print(f"   TEXT …{line[max(0, at - 300) : at]}⟦HERE⟧{line[at : at + 150]}")
            print(f"   CLAIM {one.claim}")


def _order(one: tuple[str, FoundCitation]) -> tuple[str, int, int, str]:
    page, found = one
    return page, found.line, found.column, found.url or found.resource or ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
