"""Other tools' files in, values out: bytes in, no I/O."""
