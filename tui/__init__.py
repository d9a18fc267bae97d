"""The editors' terminal, built on Textual; it calls use cases and never sees SQL or HTTP."""

import os

# Read by Textual when it is imported. It paints at the second tick after something has changed: at
# its 60 a second a list stands for up to 33 ms before it is seen, and for 8 at these. A clock that
# nobody waits for does not tick.
os.environ.setdefault("TEXTUAL_FPS", "240")
