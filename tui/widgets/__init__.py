"""The terminal's own widgets: both draw only the lines that are on the screen."""
