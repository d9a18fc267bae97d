"""The longterm-wiki's own files: its registry of venues, its resources, its entities."""

NAME = "longterm-wiki"
"""Who says so: the `by` of everything that comes this way."""
