"""Fixtures that every room uses."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from citewiki.ports import Ports
from citewiki.ports.library import Library
from db import store
from sources.cache.blobs import BlobStore
from tests.fakes import FakeClock, FakeExtractor, FakeIds, SilentNarrator


def pytest_configure() -> None:
    """Garbage is looked for seldom: thousands of small tests over many loaded libraries spend a
    sixth of their time in it otherwise. What a test leaves open is still told, a little later."""
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, migrated once; copy it, do not write to it."""
    folder = tmp_path_factory.mktemp("template")
    store.create(folder)
    return folder


@pytest.fixture
def store_folder(store_template: Path, tmp_path: Path) -> Path:
    """A fresh store's folder."""
    folder = tmp_path / "store"
    folder.mkdir()
    shutil.copy(store_template / store.DATABASE, folder / store.DATABASE)
    return folder


@pytest.fixture
def library(store_folder: Path) -> Iterator[Library]:
    """A fresh store's records."""
    opened = store.open_library(store_folder)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    """The clock of `ports`."""
    return FakeClock()


@pytest.fixture
def ports(library: Library, store_folder: Path, clock: FakeClock) -> Ports:
    """A fresh store and fakes for the rest."""
    bodies = BlobStore(store_folder / "blobs")
    return Ports(library, bodies, FakeExtractor(), clock, FakeIds(), SilentNarrator())
