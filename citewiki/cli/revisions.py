"""`--if-revision`: a change that is made only where nothing came between reading and writing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import click

from citewiki.cli import output
from citewiki.domain.errors import EditConflict

if_revision = click.option(
    "--if-revision",
    "revision",
    metavar="N",
    type=int,
    help="Only if the source still is at this revision (`show` tells it); else both are shown.",
)


def expected(revision: int | None) -> Mapping[str, object] | None:
    """What a use case is to hold the store to."""
    return None if revision is None else {"revision": revision}


@contextmanager
def showing_both(theirs: Callable[[], str], ours: str) -> Iterator[None]:
    """Say what stands there, and what was not saved, before a conflict ends the command."""
    try:
        yield
    except EditConflict:
        output.contrast("there now", theirs())
        output.contrast("yours", ours)
        raise
