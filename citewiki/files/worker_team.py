"""Processes that do the same work, each a part of it.

A share of the jobs and what comes of it lie in files of a folder, and over the pipes goes the
share's number alone: so neither side ever waits for the other to read, and no thread is needed.
"""

import os
import pickle
import selectors
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Any, Self

_MODULE = "citewiki.files.worker"
_AHEAD = 16
"""Shares for each worker that may be handed over and not taken back: whoever asked comes back only
when it has stored what it got."""


class Team:
    """Those processes. What one of them had when it died is left to whoever asks."""

    def __init__(self, work: Callable[[Any], Any], count: int) -> None:
        self._work = work
        self._count = count
        self._lost: set[int] = set()
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []
        # no room, or too many processes: whoever is left does it, in the end our caller
        with suppress(OSError):
            self._folder = TemporaryDirectory(prefix="citewiki-", ignore_cleanup_errors=True)
            for _ in range(self._count):
                worker = _Worker(self._work, Path(self._folder.name))
                self._selector.register(worker.answers, selectors.EVENT_READ, worker)
                self._workers.append(worker)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._selector.close()
        if self._folder is not None:
            self._folder.cleanup()

    def takes_more(self, handed_over: int) -> bool:
        """Whether another share may be handed over before the result of one is taken, of so many
        that are not: neither jobs nor results may pile up."""
        self._listen(0)
        return handed_over < _AHEAD * len(self._workers)

    def hand_over(self, number: int, share: Sequence[Any]) -> None:
        least = min(self._workers, key=lambda worker: len(worker.has), default=None)
        if least is None or not least.take(number, share):
            self._lost.add(number)

    def result(self, number: int) -> list[Any] | None:
        """What became of a share, once it is done; None where it was lost."""
        while any(number in worker.has for worker in self._workers):
            self._listen(None)
        if self._folder is None or number in self._lost:
            self._lost.discard(number)
            return None
        path = Path(self._folder.name, f"{number}.done")
        found: list[Any] = pickle.loads(path.read_bytes())  # noqa: S301 -- our own process wrote it
        path.unlink()
        return found

    def _listen(self, timeout: float | None) -> None:
        """Hear which shares are done, and which workers are gone."""
        for key, _ in self._selector.select(timeout):
            worker: _Worker = key.data
            if not worker.listen():
                self._selector.unregister(worker.answers)
                self._workers.remove(worker)
                self._lost |= worker.has
                worker.end()


class _Worker:
    """One process; `has` are the shares that it was given and has not done."""

    def __init__(self, work: Callable[[Any], Any], folder: Path) -> None:
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 -- our own module, no shell
            # -P: the folder that we are called in may be a stranger's wiki, and have a pickle.py
            [sys.executable, "-P", "-m", _MODULE, work.__module__, work.__qualname__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the program, which then ends us
            env={"PYTHONPATH": path, "PATH": os.defpath, "LANG": "C.UTF-8"},
        )
        self._folder = folder
        self._heard = b""
        self.has: set[int] = set()

    @property
    def answers(self) -> IO[bytes]:
        assert self._process.stdout is not None  # as it was started
        return self._process.stdout

    def take(self, number: int, share: Sequence[Any]) -> bool:
        """False where it cannot be handed over."""
        job = self._folder / f"{number}.job"
        assert self._process.stdin is not None  # as it was started
        try:
            job.write_bytes(pickle.dumps(share, pickle.HIGHEST_PROTOCOL))
            self._process.stdin.write(b"%d\n" % number)
        except OSError:  # no room, or it is gone
            return False
        self.has.add(number)
        return True

    def listen(self) -> bool:
        """Take in what it says; False where it is gone."""
        said = os.read(self.answers.fileno(), 1 << 16)
        *done, self._heard = (self._heard + said).split(b"\n")
        self.has.difference_update(map(int, done))
        return said != b""

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()
