"""What stands between the tags of JSX is Markdown, however deep it is indented."""

import pytest

from citewiki.domain.citations import FoundCitation
from citewiki.wiki.markdown import parse_page

U = "https://a.org"


def cited(text: str) -> tuple[FoundCitation, ...]:
    return parse_page("risks/page", text).citations


TABS = f"""\
# A

<Tabs>
  <TabItem label="a">
    ## B

    - one [x]({U}/1)
      and [ü][r]
    - two.[^1] <a href="{U}/2">Y</a>

      | Who | What |
      |-----|------|
      | Ann | {U}/3 says |

    ```
    {U}/code
    ```

        deeper {U}/4
  </TabItem>
</Tabs>

[r]: {U}/5

[^1]: {U}/6
"""


def test_lists_and_tables_between_indented_tags() -> None:
    assert [(one.url, one.line, one.column, one.claim) for one in cited(TABS)] == [
        (f"{U}/1", 7, 11, "one x and ü"),
        (f"{U}/5", 8, 11, "one x and ü"),
        (f"{U}/6", 9, 11, "two."),
        (f"{U}/2", 9, 25, "two. Y"),
        (f"{U}/3", 13, 15, f"Ann | What: {U}/3 says"),
        (f"{U}/4", 19, 16, f"deeper {U}/4"),
    ]
    assert {one.section for one in cited(TABS)} == {("A", "B")}


CHILDREN = {
    "in a quote": f"> <A>\n>\n>     [x]({U})\n>\n> </A>",
    "in an item": f"- <A>\n\n      [x]({U})\n\n  </A>",
    "below a comment in an item": f"- {{/* a\n\n  b */}}\n\n  - c\n\n    [x]({U})",
    "below data in a note": f"a[^1]\n\n[^1]: <A b={{[\n      1,\n\n    ]}} />\n\n    - [x]({U})",
    "item of a list between tags": f"<A>\n\n- a\n\n      b [x]({U})\n\n</A>",
    "tag at an indent": f'<A>\n\n    <B>x</B> <C url="{U}" />\n\n</A>',
    "footnote between tags": f"a[^1]\n\n<A>\n\n    [^1]: {U}\n\n</A>",
    "tabs": f"<A>\n\n\t[x]({U})\n\n</A>",
    "code span first": f"<A>\n\n    `a` [x]({U})\n\n</A>",
}


@pytest.mark.parametrize("name", CHILDREN)
def test_children_cite(name: str) -> None:
    (found,) = cited(CHILDREN[name])
    assert found.url == U


NO_CHILDREN = {
    "code behind an element": f"<A>b</A>\n\n    {U}",
    "code below a tag that is never closed": f"<A>\n\n    {U}",
    "fence at an indent": f"<A>\n\n    ~~~\n    {U}\n    ~~~\n\n</A>",
}


@pytest.mark.parametrize("name", NO_CHILDREN)
def test_code_cites_nothing(name: str) -> None:
    assert cited(NO_CHILDREN[name]) == ()


def test_an_indent_that_never_ends_is_given_up() -> None:
    text = "<A>\n\n" + "".join(f"{' ' * 4 * n}{U}/{n}\n\n" for n in range(400)) + "</A>"
    assert 0 < len(cited(text)) < 400


def test_labels_are_looked_for_once() -> None:
    blocks = "".join(f"    [r{n}]\n\nb\n\n" for n in range(2_000))
    defined = "".join(f"[r{n}]: {U}/{n}\n" for n in range(2_000))
    assert len(cited(f"<A>\n\n{blocks}</A>\n\n{defined}")) == 2_000
