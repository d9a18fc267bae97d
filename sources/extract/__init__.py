"""Text and metadata out of untrusted bodies; the parsing runs in a jail of its own."""
