"""The keys of a screen, as the help lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Keys:
    """A heading, and bindings as they are declared."""

    heading: str
    bindings: Iterable[BindingType]
