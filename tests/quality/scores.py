"""How a reading of a page is scored; the benchmarks, which the wheel's tests lack, use it too."""

import re
from collections import Counter

WORD = re.compile(r"\w+")


def word_f1(text: str, gold: str) -> float:
    """wcxb: F1 of the two bags of words, in lower case; its score is the mean over pages."""
    found, due = (Counter(WORD.findall(each.lower())) for each in (text, gold))
    both = found.total() + due.total()
    return 2 * (found & due).total() / both if both else 1.0
