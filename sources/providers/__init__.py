"""Providers of metadata: each recognises its works' URLs, words the question, reads the answer."""
