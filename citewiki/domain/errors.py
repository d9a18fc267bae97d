"""Every error that the program raises on purpose.

    CitewikiError
    ├── UsageError            the request itself is wrong (bad value, missing name)
    │   └── EditConflict      what is edited has changed since it was read
    ├── NotFound              a source, page, venue, event … that is not there
    │   └── UnknownSource
    ├── StoreError            the store folder cannot be used
    │   ├── StoreMissing
    │   ├── StoreForeign      the folder is not a store of ours
    │   ├── StoreNewer        written by a newer citewiki
    │   ├── StoreOlder        has to be upgraded first
    │   ├── StoreBusy         another process holds what we need
    │   ├── StoreDamaged      a blob or the database does not verify
    │   └── StoreUnwritable   read-only, full, or not permitted
    ├── NetworkDown           no site answers at all
    ├── UnreadableAnswer      a provider's answer is not what it should be
    ├── InputError            a file or folder handed to us cannot be read as what it should be
    ├── OutputError           a file or folder cannot be written
    └── ArchiveError          an archive has no copy to give, or answers with none

A message says what, where and what to do next, in one line; the CLI prints it and exits 2.
In a batch, an item's expected failure is a recorded value (a problem), not an exception.
"""


class CitewikiError(Exception):
    """The root of the errors that a user is shown as one line."""


class UsageError(CitewikiError):
    """The request cannot be carried out as it was put."""


class EditConflict(UsageError):
    """What was to be edited has changed since the editor saw it; nothing was written.

    `theirs` is the text that stands there now, `ours` the one that was not saved.
    """

    def __init__(self, message: str, *, theirs: str = "", ours: str = "") -> None:
        super().__init__(message)
        self.theirs = theirs
        self.ours = ours


class NotFound(CitewikiError):
    """The thing named is not in this store."""


class UnknownSource(NotFound):
    """No source in this store answers to that id or URL."""


class StoreError(CitewikiError):
    """The store folder cannot be used."""


class StoreMissing(StoreError):
    """There is no store there."""


class StoreForeign(StoreError):
    """There is something there, but not a store of ours."""


class StoreNewer(StoreError):
    """A newer citewiki wrote this store; this one must not touch it."""


class StoreOlder(StoreError):
    """An older citewiki wrote this store; `citewiki upgrade` brings it up to date."""


class StoreBusy(StoreError):
    """Another process holds the lock that this one needs."""


class StoreDamaged(StoreError):
    """A body or the database does not verify."""


class StoreUnwritable(StoreError):
    """The store is read-only, full, or not permitted."""


class NetworkDown(CitewikiError):
    """No site answers at all: it is this machine that is cut off."""


class UnreadableAnswer(CitewikiError):
    """A provider's answer is not what it should be: broken, a failure, or of another work."""


class InputError(CitewikiError):
    """A file or folder that was handed to us cannot be read as what it should be."""


class OutputError(CitewikiError):
    """A file or folder cannot be written."""


class ArchiveError(CitewikiError):
    """An archive has no copy to give, or answers with something else than one."""
