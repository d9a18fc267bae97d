"""The editors' terminal, built on Textual; it calls use cases and never sees SQL or HTTP."""

import os

# read by Textual when it is imported: at its 60 frames a second a list that is filtered while one
# types is painted up to 33 ms after the rows are there (design/performance.md, section 4)
os.environ.setdefault("TEXTUAL_FPS", "120")
