"""PDFs made for the tests by reportlab."""

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]


def pdf(
    pages: Sequence[Sequence[tuple[float, str]]],
    *,
    title: str | None = None,
    author: str | None = None,
    password: str | None = None,
) -> bytes:
    """A PDF of pages of (type size, text) lines; a page without lines shows only a box."""
    out = io.BytesIO()
    lock = None if password is None else StandardEncryption(password, canPrint=0)
    canvas = Canvas(out, encrypt=lock)
    if title is not None:
        canvas.setTitle(title)
    if author is not None:
        canvas.setAuthor(author)
    for page in pages:
        y = 780.0
        for size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(50, y, text)
            y -= 1.4 * size
        if not page:
            canvas.rect(50, 50, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def placed(
    lines: Sequence[tuple[float, float, str]], size: float = 10, *, turned: int = 0
) -> bytes:
    """A PDF of one page with lines at (left, foot), drawn in the order in which they are given.

    `turned` by 90 they run up the page, by -90 down.
    """
    out = io.BytesIO()
    canvas = Canvas(out)
    if turned:
        canvas.translate(0 if turned < 0 else 800, 0 if turned > 0 else 800)
        canvas.rotate(turned)
    canvas.setFont("Times-Roman", size)
    for left, foot, text in lines:
        canvas.drawString(left, foot, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
