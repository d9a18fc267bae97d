"""Pages in, citations out: one parser per syntax, text in, values out, no I/O."""

PARSER_VERSION = "9"
"""Raised with every change of what a parser finds, so that the next scan reads every page again."""
