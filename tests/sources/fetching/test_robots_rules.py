"""Our reader of robots.txt on the published cases."""

import re

import pytest

from sources.fetching.robots import AGENT, parse
from tests.sources.fetching.robots_cases import GROUPS


def test_there_are_many() -> None:
    assert sum(map(len, GROUPS.values())) >= 150


@pytest.mark.parametrize("group", GROUPS)
def test_published_cases(group: str) -> None:
    wrong = [
        (robots, agent, path, "allowed" if not allowed else "disallowed")
        for robots, agent, path, allowed in GROUPS[group]
        if parse(robots.encode(), agent).can_fetch(f"http://foo.bar{path}", agent) is not allowed
    ]
    assert wrong == []


def test_our_own_name_is_a_product_token() -> None:
    """RFC 9309, section 2.2.1: letters, "_" and "-"."""
    assert re.fullmatch("[a-zA-Z_-]+", AGENT)
