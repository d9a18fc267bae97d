"""Which sentence or cell a citation supports, by how sentences end and where citations stand."""

from dataclasses import dataclass

import pytest

from citewiki.wiki.markdown import parse_page

X = "[x](https://a.org/1)"
ONE = "\n\n[^1]: https://a.org/1\n"
TWO = f"{ONE}[^2]: https://b.org/2\n"


@dataclass(frozen=True)
class Sentence:
    """A page, and the claim of each of its citations."""

    text: str
    claims: tuple[str, ...]


SENTENCES = {
    "title of an office": Sentence(
        f"Gov. Newsom and Sen. Wiener met {X}. Z.", ("Gov. Newsom and Sen. Wiener met x.",)
    ),
    "name that begins with Mt.": Sentence(f"Mt. Gox failed {X}. Z.", ("Mt. Gox failed x.",)),
    "number": Sentence(f"It is No. 1 there {X}. Z.", ("It is No. 1 there x.",)),
    "the word no": Sentence(f"Was it so? No. Then it fell {X}.", ("Then it fell x.",)),
    "art is a word": Sentence(f"He studied art. Then he left {X}.", ("Then he left x.",)),
    "company in a sentence": Sentence(
        f"He runs Meta Inc. Europe as well {X}. Z.", ("He runs Meta Inc. Europe as well x.",)
    ),
    "company at its end": Sentence(f"He runs Meta Inc. He likes it {X}.", ("He likes it x.",)),
    "state in a sentence": Sentence(
        f"The U.S. Senate met {X}. Z.", ("The U.S. Senate met x.",)
    ),
    "state at its end": Sentence(f"He is from the U.S. It rose {X}.", ("It rose x.",)),
    "hour in a sentence": Sentence(
        f"At 5 a.m. Eastern it rose {X}. Z.", ("At 5 a.m. Eastern it rose x.",)
    ),
    "initials": Sentence(f"J. R. Smith said {X}. Z.", ("J. R. Smith said x.",)),
    "initials behind a name": Sentence(
        f"Smith, J. The rise of it {X}. Z.", ("Smith, J. The rise of it x.",)
    ),
    "letter that counts": Sentence(f"They raised Series B. Google paid {X}.", ("Google paid x.",)),
    "letter at the end": Sentence(f"See option B. The rest fell {X}.", ("The rest fell x.",)),
    "authors in a sentence": Sentence(
        f"Bai et al. (2022) say so {X}. Z.", ("Bai et al. (2022) say so x.",)
    ),
    "year that is linked": Sentence(
        "One. Bai et al. ([2022](https://a.org/1)) say so. Z.", ("Bai et al. (2022) say so.",)
    ),
    "Japanese": Sentence(f"第一句。第二句{X}。第三句。", ("第二句x。",)),
    "aside behind the stop": Sentence(
        f"One. It rose. ({X}) Then it fell.", ("It rose. (x)",)
    ),
    "aside with a stop": Sentence(
        f"One. It rose. (See {X}.) Then it fell.", ("It rose. (See x.)",)
    ),
    "aside behind a quotation": Sentence(
        f"One. “It rose.” ({X}; {X}) Then.", ("“It rose.” (x; x)",) * 2
    ),
    "aside that ends the text": Sentence(f"One. It rose. ({X})", ("It rose. (x)",)),
    "parentheses that state": Sentence(
        f"One. It rose. (It did so by 5% {X}.) Then.", ("(It did so by 5% x.)",)
    ),
    "name without a stop": Sentence(
        "One. It rose. [EA Forum](https://a.org/1)", ("It rose. EA Forum",)
    ),
    "source in the paragraph": Sentence(
        "One. It rose. Source: [EA Forum](https://a.org/1).", ("It rose. Source: EA Forum.",)
    ),
    "source before its sentence": Sentence(
        "Source: [EA Forum](https://a.org/1). It rose. Two.", ("Source: EA Forum. It rose.",)
    ),
    "sentence that is a link": Sentence(
        "One. [It rose by half last year](https://a.org/1). Two.", ("It rose by half last year.",)
    ),
    "links and no word but and": Sentence(
        "One. [It rose](https://a.org/1), and [it fell](https://b.org/2). Two.",
        ("It rose, and it fell.",) * 2,
    ),
    "quotation of two sentences": Sentence(
        f'One. He said: "It rose. It fell."[^1] Two.{ONE}', ('He said: "It rose. It fell."',)
    ),
    "curly quotation": Sentence(
        f"One. As {X} says, “it rose. It fell.” Two.", ("As x says, “it rose. It fell.”",)
    ),
    "quotation mark that is never closed": Sentence(
        f'A 5" disk. It rose {X}. Two.', ("It rose x.",)
    ),
    "mark behind the stop": Sentence(f"It rose.[^1] It fell.{ONE}", ("It rose.",)),
    "mark behind a blank": Sentence(f"It rose. [^1] It fell.{ONE}", ("It rose.",)),
    "mark in a word's place": Sentence(f"It rose. It [^1] fell.{ONE}", ("It fell.",)),
    "marks with a comma": Sentence(f"It rose.[^1],[^2] It fell.{TWO}", ("It rose.",) * 2),
    "marks with a blank": Sentence(f"It rose.[^1] [^2] It fell.{TWO}", ("It rose.",) * 2),
    "marks apart": Sentence(f"It,[^1] and he[^2] fell.{TWO}", ("It, and he fell.",) * 2),
}  # fmt: skip


ROW = "Ann | Value: 5% | {}: {} | Note: low"

CELLS = {
    "name and year in a column": ("Deployment", "[OpenAI 2024](https://a.org/1)", ROW),
    "authors": ("First", "[Zou et al.](https://a.org/1)", ROW),
    "authors and year": ("First", "[Zou et al. (2023)](https://a.org/1)", ROW),
    "date with a mark": ("Release", "Jun 2024[^1]", "Ann | {}: {}"),
    "date that is linked": ("Release", "[Published 2024](https://a.org/1)", "Ann | {}: {}"),
    "words of a column of sources": ("Source / Notes", f"{X} page; not checked", ROW),
    "date under evidence": ("Evidence", "As of March 2024[^1]", ROW),
    "words under evidence": ("Evidence", f"{X} found it", "Ann | {}: {}"),
}


@pytest.mark.parametrize("above", ["| Ann | old |", "| Ann | [y](https://b.org) |"])
def test_a_row_without_a_head_goes_on_with_the_one_above(above: str) -> None:
    text = f"| Who | What |\n|--|--|\n{above}\n| | says {X} |\n\n| A | B |\n|--|--|\n| | says {X} |"
    claims = [one.claim for one in parse_page("risks/page", text).citations]
    assert claims[-2:] == ["Ann | What: says x", "B: says x"]


def test_a_mark_alone_is_for_what_stands_above() -> None:
    (found,) = parse_page("risks/page", f"It rose.\n\n[^1]{ONE}").citations
    assert found.claim == "It rose."


FIRST_CELLS = {
    "name and a word": (f"{X} (2024, draft)", "x (2024, draft) | Value: 5%"),
    "statement": (f"It rose by half last year {X}", "Who: It rose by half last year x"),
}


@pytest.mark.parametrize("name", FIRST_CELLS)
def test_a_first_cell_is_its_rows_head(name: str) -> None:
    cell, claim = FIRST_CELLS[name]
    (found,) = parse_page("risks/page", f"| Who | Value |\n|--|--|\n| {cell} | 5% |").citations
    assert found.claim == claim


@pytest.mark.parametrize("name", CELLS)
def test_the_claim_is_the_cell_or_its_row(name: str) -> None:
    head, cell, claim = CELLS[name]
    text = f"| Who | Value | {head} | Note |\n|--|--|--|--|\n| Ann | 5% | {cell} | low |{ONE}"
    shown = cell.replace("[^1]", "").replace("[", "").replace("](https://a.org/1)", "")
    found = parse_page("risks/page", text).citations[0]
    assert found.claim == claim.format(head, shown)


@pytest.mark.parametrize("name", SENTENCES)
def test_the_claim_is_the_sentence(name: str) -> None:
    case = SENTENCES[name]
    found = parse_page("risks/page", case.text).citations
    assert tuple(one.claim for one in found) == case.claims
