"""Who read a text: kept with it, so that texts of an older reader can be read again."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

EXTRACTOR = "citewiki"
_OWN = "10"  # raise it whenever the same body may now give another text or other metadata
_LIBRARIES = ("trafilatura", "lxml", "pypdfium2", "pypdf", "pyromark", "beautifulsoup4")


@cache
def version() -> str:
    """Our own version and the libraries', e.g. "1 trafilatura/2.3.1 lxml/6.1.3 …"."""
    return " ".join([_OWN, *(f"{name}/{_of(name)}" for name in _LIBRARIES)])


def _of(name: str) -> str:
    try:
        return installed(name)
    except PackageNotFoundError:
        return "?"
