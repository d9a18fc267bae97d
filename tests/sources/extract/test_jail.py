"""The jail: what a document may cost, and that its parser's death is a result."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from citewiki.domain.extraction import ReadOutcome
from sources.extract.jail import JailedExtractor, Limits
from sources.extract.reader import read
from sources.extract.result_json import decode, encode
from sources.extract.version import version
from sources.extract.when_asked import ExtractorWhenAsked
from tests.sources.extract.pdf_files import pdf

SLOW = b"<p>a</p>" * 1_000_000  # seconds of work for trafilatura


@pytest.fixture(scope="module")
def jail() -> Iterator[JailedExtractor]:
    with JailedExtractor() as extractor:
        yield extractor


CASES = [
    ("html", b"<title>T</title><p>Some words \xed\xa0\x80 here.</p>", "text/html"),
    ("pdf", pdf([[(20, "The title"), (10, "words")], [(10, "more")]]), "application/pdf"),
    ("plain", b"words", "text/plain"),
    ("image", b"\x89PNG", "image/png"),
    ("no body", b"", "text/html"),
    ("entity surrogate", b"<p>a &#xd800; b</p>", "text/html"),
]


@pytest.mark.parametrize(("body", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_jail_reads_as_the_reader_does(jail: JailedExtractor, body: bytes, kind: str) -> None:
    assert jail.extract(body, kind, "https://example.org/") == read(
        body, kind, "https://example.org/"
    )


def test_several_threads_get_their_own_answers(jail: JailedExtractor) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with ThreadPoolExecutor(4) as pool:
        texts = pool.map(
            lambda n: jail.extract(b"number %d" % n, "text/plain", None).text, range(24)
        )
        assert list(texts) == [f"number {n}" for n in range(24)]
    assert len(os.listdir("/proc/self/fd")) == before, "every descriptor is closed"


LIMITS = [
    ("clock", Limits(wall_s=0.3), "took longer than 0.3 s"),
    ("processor", Limits(cpu_s=1), "took more than 1 s of processor time"),
    ("memory", Limits(memory_bytes=100 << 20), "needed more than 100 MB of memory"),
    ("answer", Limits(result_bytes=1000), "over 1,000 bytes"),
]


@pytest.mark.parametrize(("limits", "detail"), [c[1:] for c in LIMITS], ids=[c[0] for c in LIMITS])
def test_what_costs_too_much_is_unreadable(limits: Limits, detail: str) -> None:
    hog = b"x" * 9_000_000 if limits.result_bytes == 1000 or limits.memory_bytes < 1 << 30 else SLOW
    kind = "text/html" if hog is SLOW else "text/plain"
    with JailedExtractor(limits) as jail:
        found = jail.extract(hog, kind, None)
        assert found.outcome is ReadOutcome.UNREADABLE
        assert any(part in found.detail for part in detail.split("|")), found.detail
        assert jail.extract(b"next", "text/plain", None).text == "next", "the jail lives on"


def test_a_parser_that_dies_is_a_result() -> None:
    with JailedExtractor(Limits(wall_s=10)) as jail:
        jail.extract(b"start", "text/html", None)
        server = jail._servers["pages"]
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(jail.extract, SLOW, "text/html", None)
            children = ""
            while not children:
                with open(f"/proc/{server.pid}/task/{server.pid}/children") as file:
                    children = file.read().strip()
            os.kill(int(children), signal.SIGABRT)
            found = answer.result()
    assert (found.outcome, found.detail) == (ReadOutcome.UNREADABLE, "parser died (signal 6)")


def test_a_dead_server_is_started_again() -> None:
    with JailedExtractor() as jail:
        assert jail.extract(b"one", "text/plain", None).text == "one"
        os.kill(jail._servers["files"].pid, signal.SIGKILL)
        assert jail.extract(b"two", "text/plain", None).text == "two"


def test_a_folder_named_as_a_module_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "sources.py"):  # a wiki's folder is anyone's
        (tmp_path / name).write_text("import os\nos._exit(3)\n")
    monkeypatch.chdir(tmp_path)
    with JailedExtractor() as jail:
        assert jail.extract(b"words", "text/plain", None).text == "words"


def test_the_server_for_pages_loads_no_other_reader() -> None:
    code = (
        "import sys, sources.extract.jail_pages, sources.extract.jail_server\n"
        "print(sorted({'pypdf', 'pypdfium2', 'sources.extract.docx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_that_nobody_asks_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from sources.extract.when_asked import ExtractorWhenAsked\n"
        "with ExtractorWhenAsked('eng'):\n"
        "    print('sources.extract.jail' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_reader_that_is_asked_reads_until_it_is_closed() -> None:
    with ExtractorWhenAsked() as reader:
        assert reader.extract(b"Some words.", "text/plain", None).text == "Some words."
        assert reader.version("text/plain") == version()
    closed = reader.extract(b"Some words.", "text/plain", None)
    assert closed.outcome is ReadOutcome.UNREADABLE


def test_who_asks_after_the_end_starts_nothing() -> None:
    with ExtractorWhenAsked() as reader:
        pass
    late = reader.extract(b"Some words.", "text/plain", None)
    assert late.outcome is ReadOutcome.UNREADABLE


def test_closed_is_closed() -> None:
    jail = JailedExtractor()
    jail.extract(b"one", "text/plain", None)
    jail.extract(b"one", "text/html", None)
    servers = [*jail._servers.values()]
    jail.close()
    assert len(servers) == 2
    assert not any(os.path.exists(f"/proc/{server.pid}") for server in servers)
    assert jail.extract(b"two", "text/plain", None).outcome is ReadOutcome.UNREADABLE
    jail.close()


PARENT = """
import os, sys
from sources.extract.jail import JailedExtractor
heavy = {"lxml", "trafilatura", "pypdf", "pypdfium2", "bs4"} & set(sys.modules)
jail = JailedExtractor()
assert not jail._servers, "started before it was asked"
jail.extract(b"one", "text/plain", None)
heavy |= {"lxml", "trafilatura"} & set(sys.modules)
print(jail._servers["files"].pid, sorted(heavy), flush=True)
os._exit(0)
"""


def test_the_server_ends_with_its_parent_which_imports_no_parser() -> None:
    path = os.pathsep.join(p or os.getcwd() for p in sys.path)
    told = subprocess.run(
        [sys.executable, "-c", PARENT],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
        text=True,
    ).stdout
    pid, heavy = told.split(maxsplit=1)
    assert heavy.strip() == "[]"
    try:
        pidfd = os.pidfd_open(int(pid))
    except ProcessLookupError:
        return  # gone already
    import select

    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    assert poll.poll(5_000), "the server outlived its parent"
    os.close(pidfd)


FORGED = [
    b"", b"{}", b"[]", b"null", b"not json", b"\xff\xfe", b"[" * 100_000, b"9" * 5_000,
    b'{"outcome":"ok","text":7,"page_starts":[],"metadata":[],"media_type":"","detail":"","language":null}',
    b'{"outcome":"ok","text":"a","page_starts":[9],"metadata":[],"media_type":"","detail":"","language":null}',
    b'{"outcome":"ok","text":"a","page_starts":[1e400],"metadata":[],"media_type":"","detail":"","language":null}',
    b'{"outcome":"ok","text":"a","page_starts":[],"metadata":[["title",1,"x",1]],"media_type":"","detail":"","language":null}',
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED, ids=range(len(FORGED)))
def test_a_forged_answer_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every kind of it is within the contract
        decode(data, "e", "v")


def test_an_answer_is_cleaned_once_more() -> None:
    sound = encode(read(b"words", "text/plain", None))
    found = decode(sound.replace(b'"words"', b'"a\\ud800\\u001b\\u0000b"'), "e", "v")
    assert found.text == "a\ufffdb"
    assert (found.extractor, found.version) == ("e", "v")
