"""Pages by pypdf, and what the document says of itself."""

import io
import logging
import warnings

from pypdf import PdfReader

from citewiki.domain.extraction import MetadataValue
from sources.extract import pypdf_metadata
from sources.extract.cleaning import one_line
from sources.extract.pdf_pages import Page, PdfPages, typed

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints come back as results


def read(body: bytes, max_pages: int) -> tuple[tuple[MetadataValue, ...], PdfPages]:
    """The document's own metadata, and the text of up to `max_pages` pages (0 for none)."""
    # pypdf raises some thirty kinds of errors, AssertionError and TypeError among them
    # (measured on 1,813 public files), so Exception is what can be caught.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = PdfReader(io.BytesIO(body))
            if reader.is_encrypted and not reader.decrypt(""):
                return (), PdfPages(problem="encrypted")
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - see above
            return (), PdfPages(problem=_words(error))
        return pypdf_metadata.read(reader), _pages(reader, max_pages) if max_pages else PdfPages()


def _pages(reader: PdfReader, max_pages: int) -> PdfPages:
    pages: list[Page] = []
    failed = 0
    try:
        count = len(reader.pages)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - see read()
        return PdfPages(problem=_words(error))
    for index in range(min(count, max_pages)):
        try:
            pages.append(typed(reader.pages[index].extract_text()))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - see read(); the other pages still count
            pages.append(())
            failed += 1
    return PdfPages(tuple(pages), count, failed)


def _words(error: Exception) -> str:
    name = type(error).__name__
    if "Decrypt" in name or "Password" in name:
        return "encrypted"
    return one_line(f"{name}: {error}", 120)
