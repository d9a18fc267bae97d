"""Pandoc's and Quarto's Markdown: CommonMark with citation keys that a bibliography resolves."""
