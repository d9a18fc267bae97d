"""Pages whose text runs up or down the sheet, as wide tables are set: turned, so that it is read
as any other."""

from sources.extract.pdf_pages import Line, Page

_SHORT = 3  # letters: a shorter piece shows no direction, and goes with its page


def upright(page: Page) -> Page:
    """The page turned by a quarter where most of its letters run up or down; else as it is."""
    along = sum(len(line[0]) for line in page if not line[6])
    if 2 * along <= sum(len(line[0]) for line in page):
        return page
    down = sum(len(line.text) for line in page if line.down)
    return tuple(_turned(line, 2 * down > along) for line in page)


def _turned(line: Line, down: bool) -> Line:
    is_upright = not line.upright or len(line.text) < _SHORT
    if down:
        box = -line.top, line.left, -line.bottom, line.right
    else:
        box = line.bottom, -line.right, line.top, -line.left
    return Line(line.text, *box, line.hyphen, is_upright)
