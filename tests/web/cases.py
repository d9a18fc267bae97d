"""A case of the local web: what a host of its own serves, and how a fetch of it has to end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citewiki.domain.outcomes import Outcome
from tests.web.server import Answer, Raw, TestWeb

Behaviour = bytes | Raw | Answer
"""Raw bytes, or what is done with the connection, or a well-formed answer; in the Location of
the last, {host} and {port} stand for the case's own."""

PAGE = "/page"


@dataclass(frozen=True, slots=True)
class Case:
    """`serves` is by path; the fetch asks for `ask`, with `etag` and `last_modified` if given.

    `outcomes` are the ways in which it may end. Of a good one, `body` is what comes out, of the
    kind `media_type`, and `says` a piece of the text that is read from it. `host` and `scheme`
    are for cases in which it is they that are odd.
    """

    name: str
    outcomes: frozenset[Outcome]
    serves: Mapping[str, Behaviour]
    ask: str = PAGE
    host: str | None = None
    scheme: str = "http"
    etag: str | None = None
    last_modified: str | None = None
    body: bytes | None = None
    media_type: str | None = None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch to be made."""

    name: str
    url: str
    etag: str | None
    last_modified: str | None


def put_up(web: TestWeb, cases: Iterable[Case]) -> list[Visit]:
    """Serves every case on a host name of its own; the fetches to make, in their order."""
    visits = []
    for number, case in enumerate(cases):
        host = case.host or f"c{number}.test"
        for path, behaviour in case.serves.items():
            if isinstance(behaviour, Answer):
                web.serve(path, behaviour.body, behaviour.status, _at(behaviour, host, web.port),
                          host=host)  # fmt: skip
            else:
                web.raw(path, behaviour, host=host)
        url = f"{case.scheme}://{host}:{web.port}{case.ask}"
        visits.append(Visit(case.name, url, case.etag, case.last_modified))
    return visits


def _at(answer: Answer, host: str, port: int) -> dict[str, str]:
    return {
        name: value.replace("{host}", host).replace("{port}", str(port))
        if name == "Location"
        else value
        for name, value in answer.headers.items()
    }
