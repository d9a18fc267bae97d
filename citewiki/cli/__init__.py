"""The command line: parses, calls a use case, renders, exits. One thin module a command."""
