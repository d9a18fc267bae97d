"""HTML pages: the tags of Python's own parser in, citations out."""
