"""A question that is given up while it is answered."""

import sqlite3
from pathlib import Path

import pytest

from citewiki.domain.listing import ListView
from citewiki.ports.library import Library
from citewiki.ports.library.asking import Asking
from db.connection import answering, connect
from tests.builders import a_source

_MANY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "


def test_one_that_is_given_up_ends_early(tmp_path: Path) -> None:
    asking, read = Asking(), []

    def seen(number: int) -> int:
        read.append(number)
        if number == 3:
            asking.give_up()
        return number

    connection = connect(tmp_path / "some.db")
    connection.create_function("seen", 1, seen)
    with answering(connection, asking):
        connection.execute(_MANY + "SELECT sum(seen(i)) FROM n").fetchone()
    assert asking.given_up
    assert len(read) < 100
    assert connection.execute(_MANY + "SELECT count(*) FROM n").fetchone() == (1000000,)
    connection.close()


def test_one_that_was_answered_ends_nothing_of_the_next(tmp_path: Path) -> None:
    asking, next_ = Asking(), Asking()
    connection = connect(tmp_path / "some.db")

    def late() -> int:
        asking.give_up()
        return 1

    connection.create_function("late", 0, late)
    with answering(connection, asking):
        connection.execute("SELECT 1").fetchone()
    with answering(connection, next_):
        found = connection.execute(_MANY + "SELECT count(*), max(late()) FROM n").fetchone()
    assert found == (1000000, 1)
    connection.close()


def test_another_error_is_told(tmp_path: Path) -> None:
    connection = connect(tmp_path / "some.db")
    with (
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        answering(connection, Asking()),
    ):
        connection.execute("SELECT 1 FROM absent")
    connection.close()


def test_lists_and_search_answer_a_question_as_without_one(library: Library) -> None:
    library.sources.register([a_source("https://example.org/a"), a_source("https://example.org/b")])
    for limit in (None, 1):
        assert library.lists.order(ListView(), limit, Asking()) == library.lists.order(
            ListView(), limit
        )
    assert library.search.ranked("example", 9, Asking()) == library.search.ranked("example", 9)
