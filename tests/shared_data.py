"""Where the real data lies that some tests run on, when it is there."""

import os
from pathlib import Path

import pytest

_ROOT = Path(os.environ.get("CITEWIKI_SHARED", Path(__file__).parent.parent.parent / "shared"))


def shared(*parts: str) -> Path:
    """A path below the shared data; skips the test where the data is not there."""
    path = _ROOT.joinpath("data", *parts)
    if not path.exists():
        pytest.skip(f"needs the shared data ({'/'.join(parts)})")
    return path
