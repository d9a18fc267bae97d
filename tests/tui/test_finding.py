"""Looking for words: which place is shown, and what is marked."""

from tui.document import Span
from tui.finding import Finding

TEXT = "risk and Risk and risk"


def test_the_first_place_from_where_one_was() -> None:
    finding = Finding()
    finding.look(TEXT, "risk", 1)
    assert (finding.place, finding.count) == ((9, 13), (2, 3))
    finding.step(1)
    finding.step(1)
    assert finding.count == (1, 3)
    finding.look(TEXT, "risk", 20)
    assert finding.count == (1, 3)  # from the end on it begins again


def test_only_marks_near_a_stretch_are_painted() -> None:
    finding = Finding()
    finding.look(TEXT, "risk", 0)
    marks, now = finding.toned(9, 12)
    assert Span(9, 13, "match") in marks
    assert now == [Span(0, 4, "match-now")]
    finding.look(TEXT, "absent", 0)
    assert finding.toned(0, 22) == []
    assert finding.count == (0, 0)
    assert finding.drop()
    assert not finding.drop()
