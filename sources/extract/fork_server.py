"""The program's end of one jail server: started when first asked, and again when it died."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Literal

_SERVER = "sources.extract.jail_server"

Parsers = Literal["pages", "files"]
"""What a server has loaded: the reader of web pages alone, or every reader.

A fork copies the tables of all the memory that its server holds, and pages are most of what is
asked: 2 ms of 30 for each (docs/adr/0006)."""


class ServerGone(Exception):
    """The fork server does not answer any more."""


class ForkServer:
    """One server. Its owner sees to it that one thread at a time calls it."""

    def __init__(self, parsers: Parsers) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        # -P: not what the folder one works in, a wiki's, has by the names of our modules.
        command = [sys.executable, "-P", "-m", _SERVER, f"{theirs.fileno()}"]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [*command, parsers],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={
                    "PYTHONPATH": path,
                    "PATH": os.defpath,
                    "LANG": "C.UTF-8",
                    # glibc's heap in huge pages: a child has fewer tables to copy and fewer pages
                    # to fault in, 1 ms of its 32. Other C libraries do not read it.
                    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
                },
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._control = ours

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._process.returncode is not None

    def send(self, message: bytes, descriptors: Sequence[int]) -> None:
        """Ask for a child. Raises ServerGone."""
        try:
            socket.send_fds(self._control, [message], descriptors)
        except (BrokenPipeError, ConnectionError) as error:
            raise ServerGone from error

    def stop(self) -> None:
        """End it with every child that still runs."""
        self._control.close()  # it kills its children and ends
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
