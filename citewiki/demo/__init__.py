"""A small made-up wiki and web, to try the program out without a network."""
