"""The process that forks a child for each document:
`python -m sources.extract.jail_server FD pages|files`.

It imports the parsers once, so that a child costs a fork and not a second of imports. It reads
requests from the socket FD, each a JSON line with three descriptors: the body (a memfd), a pipe
for the child's answer, and a pipe for what became of the child. The only page that it parses
itself is one of ours, to load what parsers load late. It ends when its socket does.
"""

import contextlib
import ctypes
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1
_WARM_UP = b"<title>A page</title><div><p>of our own</p></div>"
_READERS = {"pages": "sources.extract.jail_pages", "files": "sources.extract.jail_files"}
_LIBC = ctypes.CDLL(None, use_errno=True)


Done = Callable[[Mapping[str, object], bytes], bytes]
"""What a child makes of its request and body: its answer."""


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    deadline: float
    status: int  # the pipe on which the end is reported


def main(argv: list[str]) -> int:
    """Serve until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then closes us
    control = socket.socket(fileno=int(argv[1]))
    # By name: a server holds no parser but those that its documents need.
    done: Done = importlib.import_module(_READERS[argv[2]]).done
    done({"task": "read", "media_type": "text/html", "url": None}, _WARM_UP)
    children: dict[int, _Child] = {}  # by pidfd
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        nearest = min((child.deadline for child in children.values()), default=None)
        wait = None if nearest is None else max(0.0, nearest - time.monotonic()) * 1000
        for descriptor, _ in poll.poll(wait):
            if descriptor != control.fileno():
                poll.unregister(descriptor)
                _report(children.pop(descriptor), descriptor, None)
                continue
            message, descriptors, _, _ = socket.recv_fds(control, 65536, 3)
            if not message:
                for child in children.values():
                    _kill(child.pid)
                return 0
            child = _fork(done, json.loads(message), descriptors)
            pidfd = os.pidfd_open(child.pid)
            children[pidfd] = child
            poll.register(pidfd, select.POLLIN)
        now = time.monotonic()
        for pidfd in [fd for fd, child in children.items() if child.deadline <= now]:
            poll.unregister(pidfd)
            child = children.pop(pidfd)
            _kill(child.pid)
            _report(child, pidfd, "timeout")


def _fork(done: Done, request: dict[str, object], descriptors: list[int]) -> _Child:
    body, answer, status = descriptors
    deadline = time.monotonic() + float(str(request["wall_s"]))
    pid = os.fork()
    if pid == 0:
        try:
            _confine(request, keep=(body, answer))
            _answer(done, request, body, answer)
            os._exit(0)
        finally:  # whatever was raised: a child never runs on into the server's loop
            os._exit(1)
    with contextlib.suppress(OSError):
        os.setpgid(pid, pid)
    os.close(body)
    os.close(answer)
    return _Child(pid, deadline, status)


def _confine(request: dict[str, object], keep: tuple[int, int]) -> None:
    """In the child: nothing open but its own two descriptors, and the limits in force."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setpgid(0, 0)
    low, high = sorted(keep)
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, 4096)
    cpu = int(str(request["cpu_s"]))
    memory = int(str(request["memory_bytes"]))
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, memory, memory),
    ):
        resource.setrlimit(kind, (soft, hard))


def _answer(done: Done, request: dict[str, object], body: int, answer: int) -> None:
    try:
        content = os.pread(body, os.fstat(body).st_size, 0)
        data = b"R" + done(request, content)
    except MemoryError:
        data = b"M"
    view = memoryview(data)
    while view:
        view = view[os.write(answer, view) :]


def _report(child: _Child, pidfd: int, why: str | None) -> None:
    _, status = os.waitpid(child.pid, 0)
    os.close(pidfd)
    if why is None:
        code = os.waitstatus_to_exitcode(status)
        why = f"signal {-code}" if code < 0 else f"exit {code}"
        _kill(child.pid)  # whatever it may have left behind in its group
    with contextlib.suppress(OSError):  # the one who asked may be gone
        os.write(child.status, why.encode())
    os.close(child.status)


def _kill(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
