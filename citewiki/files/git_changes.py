"""The files of a wiki that lies in a git checkout, as a commit has them.

The checkout may be a stranger's, and its `.git/config` can name programs (filters, hooks, a file
system monitor). So git is asked for names and hashes of the commit alone, which needs none of
them, and the files are compared here.
"""

import hashlib
import os
import re
import subprocess

from citewiki.domain.errors import InputError

_SECONDS = 60
_NAME = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never")


class Commit:
    """The files below a folder as a commit of its checkout has them."""

    def __init__(self, folder: str, ref: str) -> None:
        """Raises InputError: no git, no checkout, no such commit."""
        if _run(folder, "rev-parse", "--is-inside-work-tree") is None:
            raise InputError(f"{folder} is in no git checkout; leave --since out to scan it")
        found = _run(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{tree}}"
        )
        tree = (found or b"").decode("ascii", "replace").strip()
        if not _NAME.fullmatch(tree):
            raise InputError(f"git knows no commit {ref!r} in {folder}; `git log` lists them")
        self._blobs = _blobs(folder, tree)
        self._hashed = hashlib.sha1 if len(tree) == 40 else hashlib.sha256

    def has(self, name: str, content: bytes | None) -> bool:
        """Whether a file, by its path below the folder, is this to the byte; None: is not there."""
        blob = self._blobs.get(os.fsencode(name))
        if content is None or blob is None:
            return content is None and blob is None
        head = f"blob {len(content)}\0".encode()
        return blob == self._hashed(head + content, usedforsecurity=False).hexdigest()


def _blobs(folder: str, tree: str) -> dict[bytes, str]:
    """Path below the folder -> hash, of each file in the tree."""
    listed = _run(folder, "ls-tree", "-r", "-z", tree)
    if listed is None:
        raise InputError(f"git cannot list {tree} in {folder}; is the checkout complete?")
    blobs = {}
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if path:
            blobs[path] = about.split()[2].decode("ascii")
    return blobs


def _run(folder: str, *arguments: str) -> bytes | None:
    """What git prints, None where it fails. The environment may say where another checkout is, as
    in a hook; objects that a partial clone lacks are not fetched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell; what a person typed stands behind --end-of-options
            ["git", "-C", folder, "--no-pager", *settings, *arguments],  # noqa: S607 -- the user's git
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            env={
                **kept,
                "GIT_OPTIONAL_LOCKS": "0",
                "GIT_TERMINAL_PROMPT": "0",
                "GIT_NO_LAZY_FETCH": "1",
                "GIT_NO_REPLACE_OBJECTS": "1",
                "LC_ALL": "C",
            },
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError("--since needs git, and there is none on the path") from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise InputError(f"git could not be asked about {folder}: {error}") from error
    return done.stdout if done.returncode == 0 else None
