"""Quotations for a wiki page: whose words, and nothing in them is markup."""

from html import unescape

import pyromark
import pytest

from citewiki.domain.display import harmless
from citewiki.domain.sources import Field, Value
from citewiki.export.quotations import quotation
from citewiki.ports import Ports
from citewiki.usecases.editing import edit
from tests.builders import a_source

SOURCE = a_source()


def test_a_quotation_names_its_source(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])
    values: dict[Field, Value | None] = {
        Field.TITLE: "On [it]",
        Field.AUTHORS: ("A B", "C D"),
        Field.PUBLISHED: "2024",
    }
    edit(ports, SOURCE.id, values, "Ada")
    source = ports.library.sources.get(SOURCE.id)
    told = quotation(source, "One line\nof it.\n\nAnother *one*.")
    assert told == (
        "> One line of it.\n>\n"
        "> Another \\*one\\*.\n>\n"
        f"> — A B, C D, [On \\[it\\]]({SOURCE.url}), 2024\n"
    )


def test_what_is_not_known_is_left_out(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])
    source = ports.library.sources.get(SOURCE.id)
    assert quotation(source, "x").splitlines()[-1].startswith("> — [http")


def test_more_than_three_authors(ports: Ports) -> None:
    ports.library.sources.register([SOURCE])
    edit(ports, SOURCE.id, {Field.AUTHORS: tuple("ABCD")}, "Ada")
    assert "— A, B, C et al., [" in quotation(ports.library.sources.get(SOURCE.id), "x")


@pytest.mark.parametrize(
    "passage",
    [
        "# no heading", "- no item", "1. no item", "12) no item", "+ x", "= x", "::: x", "{x}",
        "<b>x</b>", "*x* _x_ `x` ~~x~~", "[x](https://a.example)", "![x](https://a.example)",
        "a | b", "$x$", "&amp;", "\\", "> x", "\x1b]52;c;x\x07",
    ],
)  # fmt: skip
def test_nothing_in_a_quotation_is_markup(ports: Ports, passage: str) -> None:
    ports.library.sources.register([SOURCE])
    told = quotation(ports.library.sources.get(SOURCE.id), passage)
    html = pyromark.html(told.split("\n>\n")[0], options=pyromark.Options.ENABLE_TABLES)
    inner = html.removeprefix("<blockquote>\n<p>").removesuffix("</p>\n</blockquote>\n")
    assert "<" not in inner
    assert unescape(inner) == harmless(passage)
