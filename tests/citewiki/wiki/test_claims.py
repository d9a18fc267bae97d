"""Which sentence or cell a citation supports, by how sentences end and where citations stand."""

from dataclasses import dataclass

import pytest

from citewiki.wiki.markdown import parse_page

X = "[x](https://a.org/1)"
Y = "[It Fell](https://a.org/1)"
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
    "note on the data": Sentence(
        f"One. It rose. Data from {X} and old reports.", ("It rose. Data from x and old reports.",)
    ),
    "data that says something": Sentence(
        f"One. It rose. Data from {X} show growth.", ("Data from x show growth.",)
    ),
    "base of a statement": Sentence(
        f"One. It rose. Based on {X}, prices fell.", ("Based on x, prices fell.",)
    ),
    "base of a statement with several": Sentence(
        f"One. It rose. Based on {X}, the price fell, and so did costs.",
        ("Based on x, the price fell, and so did costs.",),
    ),
    "base of a list": Sentence(
        f"It rose. Based on {X}:\n\n- a\n- b", ("Based on x: a; b",)
    ),
    "note in parentheses": Sentence(
        f"One. It rose. (Source: {X} and old reports.) Then.",
        ("It rose. (Source: x and old reports.)",),
    ),
    "source that says something": Sentence(
        f"One. It rose. Sources: he has told {X} so.", ("Sources: he has told x so.",)
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


ITEMS = {
    "one sentence": (f"It fell {X}.", "It fell x."),
    "one that is for those above": (f"See {X}.", "first"),
    "data of some kind": (f"Data from {X} and surveys", "Data from x and surveys"),
    "the second sentence": (f"It rose. It fell {X}. It rose again.", "It fell x."),
    "a mark behind a sentence": ("It rose. It fell.[^1] It rose again.", "It fell."),
    "see": (
        f"It rose. The price then fell by half. See {X}.",
        "The price then fell by half. See x.",
    ),
    "a name behind a statement": (
        f"It rose. The price then fell by half. {X}",
        "The price then fell by half. x",
    ),
    "a note behind a statement": (
        f"It rose. The price then fell by half. Source: {X}, page 3.",
        "The price then fell by half. Source: x, page 3.",
    ),
    "an entry": (
        f"Xu, A. (2020). {Y}. Journal of It, 3.",
        "Xu, A. (2020). It Fell. Journal of It, 3.",
    ),
    "an entry that is linked behind its title": (
        f"Xu et al. (2020). How prices of all kinds fell. {Y}.",
        "Xu et al. (2020). How prices of all kinds fell. It Fell.",
    ),
    "an entry of a publisher": (
        f"Ann House. {Y}. On how it fell.",
        "Ann House. It Fell. On how it fell.",
    ),
    "a title with its remark": (
        f"{Y}. It tells how prices fell.",
        "It Fell. It tells how prices fell.",
    ),
}


@pytest.mark.parametrize("name", ITEMS)
def test_the_claim_in_an_item_is_its_sentence_or_an_entry_is_one(name: str) -> None:
    item, claim = ITEMS[name]
    found = parse_page("risks/page", f"Before.\n\n- first\n- {item}\n- last\n{ONE}").citations
    assert found[0].claim == claim


def test_an_item_longer_than_any_entry_is_none() -> None:
    long = "It was so and so and so. " * 60
    found = parse_page("risks/page", f"- {Y}. {long}{Y}.").citations
    assert [one.claim for one in found] == ["It Fell.", "It was so and so and so. It Fell."]


TABLE = "| Who | Value |\n|--|--|\n| Ann | 5% |"
NOTES = {
    "more words": (f"Source: the {X} of 2024, and surveys", ("Who | Value; Ann | 5%",)),
    "a kind of source": (f"*Data sources: {X}, surveys.*", ("Who | Value; Ann | 5%",)),
    "what it is based on": (f"Based on {X} (March 2024).", ("Who | Value; Ann | 5%",)),
    "a sentence behind": (
        f"Source: {X} of 2024. It rose [y](https://b.org).",
        ("Who | Value; Ann | 5%", "It rose y."),
    ),
    "two notes": (
        f"Sources: {X} and surveys. Cost estimates from [y](https://b.org).",
        ("Who | Value; Ann | 5%",) * 2,
    ),
    "data on a subject": (f"Data on prices {X} and more", ("Data on prices x and more",)),
    "a statement": (f"Sources have told {X} so.", ("Sources have told x so.",)),
    "a statement with the label": (f"Source: {X} has said so.", ("Source: x has said so.",)),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_below_a_table_is_for_the_table(name: str) -> None:
    note, claims = NOTES[name]
    found = parse_page("risks/page", f"{TABLE}\n\n{note}").citations
    assert tuple(one.claim for one in found) == claims


def test_a_note_with_nothing_above_it_is_its_own_claim() -> None:
    (found,) = parse_page("risks/page", f"# It\n\nSource: the {X} of 2024.").citations
    assert found.claim == "Source: the x of 2024."


def test_what_stands_above_a_second_note_is_what_stood_above_the_first() -> None:
    found = parse_page("risks/page", f"{TABLE}\n\nSource: old {X}.\n\nData from new {X}.").citations
    assert [one.claim for one in found] == ["Who | Value; Ann | 5%"] * 2


ROW = "Ann | Value: 5% | {}: {} | Note: low"

CELLS = {
    "name and year in a column": ("Deployment", "[OpenAI 2024](https://a.org/1)", ROW),
    "authors": ("First", "[Zou et al.](https://a.org/1)", ROW),
    "authors and year": ("First", "[Zou et al. (2023)](https://a.org/1)", ROW),
    "a work and another's name": ("Done by", "[Xu (2010)](https://a.org/1), Smith", ROW),
    "a work and words": ("Done by", "[Xu (2010)](https://a.org/1) in part", "Ann | {}: {}"),
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
