"""Folders and files of the user's: wikis that are read, exports that are written, locks."""
