"""PDF text as an editor reads it: paragraphs, whole words, no furniture, notes apart."""

from collections.abc import Sequence

import pytest

from citewiki.domain.extraction import ReadOutcome
from citewiki.domain.sources import Field
from sources.extract import pdf
from sources.extract.pdf_accents import GONE, composed
from sources.extract.pdf_furniture import without
from sources.extract.pdf_garbled import DOUBTFUL, strangeness
from sources.extract.pdf_order import in_order
from sources.extract.pdf_pages import Line, Page, typed
from sources.extract.pdf_paragraphs import body_size, text_of
from sources.extract.pdf_title import guesses
from sources.extract.pdf_words import Words
from tests.sources.extract.pdf_files import pdf as made
from tests.sources.extract.raw_pdf import one_page, stream

BODY = 10.0


def line(text: str, left: float, bottom: float, size: float = BODY, hyphen: bool = False) -> Line:
    """A line of type half as wide as it is high."""
    return Line(text, left, bottom, left + size / 2 * len(text), bottom + size, hyphen)


def column(left: float, top: float, texts: Sequence[str], size: float = BODY) -> list[Line]:
    """Lines one below the other; one that ends in "-" divides a word."""
    return [
        line(text.removesuffix("-"), left, top - 1.2 * size * number, size, text.endswith("-"))
        for number, text in enumerate(texts)
    ]


def shown(page: Sequence[Line]) -> str:
    return text_of(tuple(page), Words([tuple(page)]), BODY)


FULL = "These words fill the whole of a line of the page"
WRAPPED = [
    ("one paragraph", [FULL, "and go on to the next."], f"{FULL} and go on to the next."),
    (
        "a short last line",
        [FULL, "and end here.", FULL],
        f"{FULL} and end here.\n\n{FULL}",
    ),
    ("rows", ["one 1", "two 2", FULL], f"one 1\ntwo 2\n{FULL}"),
    ("a list", [FULL, "• first", "• second"], f"{FULL}\n• first\n• second"),
    ("a divided word", [f"{FULL} spe-", "cific"], f"{FULL} specific"),
    ("left divided", [f"{FULL} spe-"], f"{FULL} spe-"),
]


@pytest.mark.parametrize(
    ("lines", "text"), [row[1:] for row in WRAPPED], ids=[row[0] for row in WRAPPED]
)
def test_lines_become_paragraphs(lines: list[str], text: str) -> None:
    assert shown(column(72, 700, lines)) == text


def test_a_gap_and_a_larger_type_part_paragraphs() -> None:
    page = [
        line("A heading", 72, 720, 14),
        *column(72, 700, [FULL, FULL]),
        *column(72, 660, [FULL, FULL]),
    ]
    assert shown(page) == f"A heading\n\n{FULL} {FULL}\n\n{FULL} {FULL}"


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    page = [*column(72, 700, [FULL, f"{FULL} capa-"]), *column(350, 700, ["bilities", "of it."])]
    assert "capabilities of it." in shown(page).replace("\n", " ")


def test_notes_come_last_and_leave_the_sentence_whole() -> None:
    left = [*column(72, 700, [FULL, FULL]), *column(72, 400, ["1 A note of the column."], 8)]
    assert shown([*left, *column(350, 700, ["goes on", "and ends."])]).endswith(
        "\n\n1 A note of the column."
    )
    side = column(400, 688, ["2 A note that", "stands beside it."], 8)
    beside = [*column(72, 700, [FULL, FULL]), *side, *column(72, 676, ["and ends."])]
    assert shown(beside) == f"{FULL} {FULL} and ends.\n\n2 A note that stands beside it."


def test_a_sentence_that_goes_on_overleaf_is_not_parted_by_notes() -> None:
    page = [*column(72, 700, [FULL, FULL]), *column(72, 400, ["1 A note of the page."], 8)]
    overleaf = column(72, 700, ["go on to the next page.", FULL])
    whole = text_of(tuple(page), Words([tuple(page)]), BODY, tuple(overleaf))
    assert whole == f"1 A note of the page.\n\n{FULL} {FULL}"
    ended = [*column(72, 700, [FULL, f"{FULL}.1"]), page[-1]]
    for body, after in (
        (ended, overleaf),
        (page, column(72, 700, ["Another begins."])),
        (page, []),
    ):
        text = text_of(tuple(body), Words([tuple(body)]), BODY, tuple(after))
        assert text.endswith("1 A note of the page.")


def test_notes_stand_from_top_to_bottom() -> None:
    def note(number: int, left: float) -> list[Line]:
        return column(left, 140 - 20 * number, [f"{number} A note of it."], 8)

    body = column(72, 700, [FULL, FULL])
    drawn = [*body, *note(2, 72), *note(1, 72), *column(350, 700, [FULL]), *note(3, 350)]
    assert [text[:1] for text in shown(drawn).split("\n\n")[-3:]] == ["1", "2", "3"]


def test_a_note_goes_on_after_its_raised_mark() -> None:
    mark, text = line("3", 72, 103, 5), column(76, 100, ["A note that goes on to", "the next."], 8)
    page = [*column(72, 700, [FULL]), mark, *text, *column(350, 700, ["goes on."])]
    assert shown(page).endswith("goes on.\n\n3 A note that goes on to the next.")


def test_a_raised_mark_does_not_break_a_line() -> None:
    page = [line("exceptional3", 72, 700), line(", or even more", 132, 700)]
    assert shown(page) == "exceptional3, or even more"


INITIALS = [
    ("O", "utputs of a model", "Outputs of a model"),
    ("A", "n agent of it", "An agent of it"),
    ("A", "model of it", "A model of it"),
]


@pytest.mark.parametrize(("initial", "rest", "whole"), INITIALS)
def test_an_initial_is_its_word_s_first_letter(initial: str, rest: str, whole: str) -> None:
    large = Line(initial, 72, 672, 90, 702)
    first, *others = [line(rest, 92, 692), line(FULL, 92, 680), *column(72, 668, [FULL, FULL])]
    page = [large, line("A heading", 72, 720, 14), first, *others]
    words = Words([(*page, line("An agent", 72, 0))])
    assert whole in text_of(tuple(page), words, BODY)
    assert shown([large, *column(72, 660, [FULL])]).startswith(initial), "nothing beside it"


def test_scripts_without_spaces_are_joined_without_one() -> None:
    lines = [
        Line(text, 72, 700 - 12 * at, 272, 710 - 12 * at)
        for at, text in enumerate(("人工知能の安全", "性に関する研究"))
    ]
    assert shown(lines) == "人工知能の安全性に関する研究"


DIVIDED = [
    ("speci", "fic", "a specific word", "specific"),
    ("cost", "effective", "it is cost-effective.", "cost-effective"),
    ("non", "technical", "a non-linear and technical one", "non-technical"),
    ("GPT", "based", "", "GPT-based"),
    ("Anglo", "American", "", "Anglo-American"),
    ("unheard", "of", "", "unheardof"),
    ("10", "year", "", "10-year"),
    ("pre", "and post-training", "", "pre- and post-training"),
    ("fact", "or", "a factor", "factor"),
]


@pytest.mark.parametrize(("first", "second", "elsewhere", "whole"), DIVIDED)
def test_divided_words(first: str, second: str, elsewhere: str, whole: str) -> None:
    assert Words([typed(elsewhere)]).joined(first, second) == whole


def sheet(number: int, *inner: str, head: str = "A Running Head", foot: str | None = None) -> Page:
    texts = [head, *inner, f"{number}" if foot is None else foot]
    return tuple(line(text, 72, 780 - 20 * at) for at, text in enumerate(texts))


def texts(pages: Sequence[Page]) -> list[list[str]]:
    return [[line.text for line in page] for page in pages]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [sheet(n, f"On topic {'abcd'[n - 4]}", "b", "c", "d") for n in range(4, 8)]
    first, *others = texts(without(pages))
    assert first == ["A Running Head", "On topic a", "b", "c", "d"], "page 1 names the series"
    assert others == [[f"On topic {topic}", "b", "c", "d"] for topic in "bcd"]


def test_the_body_is_what_most_pages_are_set_in() -> None:
    page = tuple(column(72, 700, [FULL]))
    references = tuple(column(72, 700, [FULL] * 9, 8))
    assert body_size([page, page, references]) == BODY
    assert body_size([]) == 0


def test_what_only_looks_like_furniture_stays() -> None:
    pages = [sheet(n, "b", "c", "d", head=f"Case {3 * n}", foot=f"{7 * n + 3}") for n in range(4)]
    assert without(pages) == pages


def test_a_head_that_counts_the_pages_goes() -> None:
    pages = [sheet(n, "b", "c", "d", head=f"{n + 12} · A Journal 4 (2024)") for n in range(4)]
    assert texts(without(pages))[1:] == [["b", "c", "d"]] * 3


@pytest.mark.parametrize(
    "numbers",
    [
        ("i", "ii", "iii", "iv"),
        ("- 1 -", "- 2 -", "- 3 -", "- 4 -"),
        ("Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"),
    ],
)
def test_page_numbers_in_other_dress(numbers: Sequence[str]) -> None:
    pages = [sheet(0, "a", "b", "c", head=f"Words {each}", foot=each) for each in numbers]
    assert all(
        number not in page for number, page in zip(numbers, texts(without(pages)), strict=True)
    )


def test_lines_that_stand_with_the_text_are_no_furniture() -> None:
    caption = ["Their last words on it", "are the same in each figure."]
    pages = [(*sheet(n, "b", "c"), *column(72, 300, [f"Figure {n}", *caption])) for n in range(4)]
    assert all([line.text for line in page][-2:] == caption for page in without(pages))


def test_what_moves_up_and_down_the_page_is_no_head() -> None:
    pages = [
        (line("Prompt", 72, 700 - 30 * n), *column(72, 400, [f"{n} words of it", "b", "c", "d"]))
        for n in range(4)
    ]
    assert without(pages) == pages


def test_labels_at_the_top_of_a_figure_are_no_head() -> None:
    def page(number: int, *labels: str) -> Page:
        row = [line(label, 72 + 150 * at, 700) for at, label in enumerate(labels)]
        return (*row, *column(72, 660, [f"{number} words of it", "b", "c", "d"]))

    beside = [page(n, "Prompt", "Answer", f"Model {'abcd'[n]}") for n in range(4)]
    assert without(beside) == beside, "one of the row differs"
    seldom = [page(n, "Prompt" if n in {1, 2, 19} else f"On {chr(97 + n)}") for n in range(20)]
    assert without(seldom) == seldom, "three pages of nineteen"
    whole = [page(n, "A Journal", "Some Author", "Vol. IX") for n in range(4)]
    assert all(len(page) == 4 for page in without(whole)[1:]), "a head of three parts"


def test_what_stands_below_a_heading_is_no_head() -> None:
    pages = [sheet(n, "Prompt", "b", "c", head=f"Appendix {'abcd'[n]}", foot="d") for n in range(4)]
    assert without(pages) == pages


def test_the_numbers_of_an_axis_tell_no_order() -> None:
    axis = [line(f"{number}", 60, 400 + 20 * number) for number in range(9)]
    labels = [*column(90, 560, ["one answer", "of two lines"]), *column(200, 560, ["another one"])]
    drawn = (*axis, *labels, *column(72, 380, ["Figure 1: some", "words of it", "and more."]))
    assert in_order(drawn) == drawn


def test_a_label_drawn_after_what_it_names_comes_first() -> None:
    answer = column(72, 660, [FULL, FULL])
    label = line("Answer", 120, 690)
    below = column(72, 500, [FULL])
    assert shown([*answer, label, *below]).startswith("Answer\n\nThese")
    assert shown([*answer, line("0.5", 120, 690), *below]).startswith("These"), "no word"


def test_a_label_comes_before_the_column_that_it_heads() -> None:
    answers = (
        ["A first answer that is of", "two lines."],
        ["Each of the two has two lines", "of it."],
    )
    left, right = column(72, 688, answers[0]), column(300, 688, answers[1])
    row = [line("One model:", 72, 700), line("Another model:", 300, 700)]
    below = line("And on it goes.", 72, 600)
    assert [text.split()[0] for text in shown([*row, *left, *right, below]).split("\n\n")] == (
        ["One", "A", "Another", "Each", "And"]
    )
    table = [row[0]._replace(bottom=708, top=718), row[1]._replace(bottom=708, top=718)]
    assert shown([*table, *left, *right]).startswith("One model:\n\nAnother model:\n\nA first")
    rows = [*row, left[0], right[0], left[1], right[1]]
    assert shown(rows).startswith("One model:\n\nAnother model:\n\nA first")


# A line as TeX draws it: every letter 5 points wide, a sign over the letter of the number given.
SIGNED = [
    ("sign first", "R¨auker", {1: 2}, "Räuker"),
    ("dotless", "Garc´ıa", {4: 5}, "García"),
    ("below", "Tr˛ebacz", {2: 3}, "Trębacz"),
    ("moved to the end", "Agueray Arcas ¨", {14: 2}, "Agüeray Arcas"),
    ("over no letter", "a ¨ b", {}, "a ¨ b"),
    ("no such letter", "p˜truth", {1: 2}, "p˜truth"),
]


@pytest.mark.parametrize(
    ("drawn", "over", "read"), [row[1:] for row in SIGNED], ids=[row[0] for row in SIGNED]
)
def test_an_accent_goes_to_its_letter(drawn: str, over: dict[int, int], read: str) -> None:
    def box(at: int) -> tuple[float, float, float, float]:
        left = 5.0 * over.get(at, at)
        return left, 100, left + 5, 110

    found = composed(drawn, box)
    assert len(found) == len(drawn)
    assert found.replace(GONE, "") == read


def test_the_space_between_words_stays_when_an_accent_goes() -> None:
    places = {0: 0, 1: 5, 2: 10, 3: 5, 4: 10, 5: 20}  # "no ˇ b": the sign is over the o
    boxes = {at: (x, 100.0, x + 5.0, 110.0) for at, x in places.items()}
    assert composed("no ˇ b", boxes.__getitem__).replace(GONE, "") == "nǒ b"
    near = boxes | {5: (10, 100.0, 15.0, 110.0)}
    assert composed("no ˇ b", near.__getitem__).replace(GONE, "") == "nǒb"


def test_a_stamp_gives_the_id_and_the_day() -> None:
    stamp = Line("arXiv:2301.00001v3 [cs.AI] 2 Jan 2023", 20, 200, 30, 500, False, False)
    page = (line("The title of it", 72, 700, 20), *column(72, 660, [FULL] * 3), stamp)
    found = {value.field: value.value for value in guesses(page)}
    assert found == {
        Field.TITLE: "The title of it",
        Field.ARXIV_ID: "2301.00001",
        Field.PUBLISHED: "2023-01-02",
    }
    cited = (*page[:-1], line("See arXiv:1706.03762 for that.", 72, 100))
    assert Field.ARXIV_ID not in {value.field for value in guesses(cited)}


def test_letters_without_a_meaning_are_no_text() -> None:
    assert strangeness([typed("\ue001\ue002 abc")]) > DOUBTFUL
    assert strangeness([typed("Łódź, naïve ﬁgures")]) == 0
    assert strangeness([]) == 1


def test_pypdf_alone_reads_what_both_read() -> None:
    body = made([[(20, "A title of words"), (11, "Some text.")], [(11, "More of it.")]])
    both, alone = pdf.read(body), pdf.read(body, pypdf_alone=True)
    assert (alone.outcome, len(alone.page_starts)) == (ReadOutcome.OK, 2)
    assert alone.text.split() == both.text.split()


IMAGE = stream(b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
               b"/ColorSpace /DeviceGray")  # fmt: skip
PICTURES = [
    ("a whole page", b"612 0 0 792 0 0", "1 of 2 pages are scans without a text layer."),
    ("a small picture", b"100 0 0 100 50 50", ""),
]


@pytest.mark.parametrize(
    ("matrix", "detail"), [row[1:] for row in PICTURES], ids=[row[0] for row in PICTURES]
)
def test_a_page_that_is_a_picture_is_said_to_be_one(matrix: bytes, detail: str) -> None:
    picture = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 7 0 R "
        b"/Resources << /XObject << /Im 8 0 R >> >> >>"
    )
    body = one_page(
        pages=b"/Type /Pages /Kids [3 0 R 6 0 R] /Count 2",
        more={6: picture, 7: stream(b"q %b cm /Im Do Q" % matrix), 8: IMAGE},
    )
    found = pdf.read(body)
    assert found.detail == detail
    assert found.outcome is (ReadOutcome.PARTIAL if detail else ReadOutcome.OK)


def test_a_raised_letter_is_looked_for_where_the_line_before_ends() -> None:
    width = line(FULL, 72, 700).right
    beside = [*column(72, 700, [FULL, "One label"]), line("Another", width + 4, 688)]
    assert shown(beside).split("\n\n")[1] == "Another"
    raised = [
        *column(72, 700, [FULL, "ten to the power of"]),
        line("2", 168, 690, 6),
        line("is a hundred.", 174, 688),
    ]
    assert shown(raised) == f"{FULL} ten to the power of 2 is a hundred."
