"""Where bodies and texts are kept: a content-addressed folder of compressed files."""
