"""citewiki looks after the sources that a wiki cites."""

__version__ = "0.1.0"
