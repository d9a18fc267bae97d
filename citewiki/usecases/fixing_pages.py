"""Mending pages where no judgement is needed: first as a plan, then, if a person agrees, in the
files."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from citewiki.domain.page_syntax import PageSyntax
from citewiki.ports.folders import PageFile, WikiFolder
from citewiki.usecases.checking_pages import chosen_pages
from citewiki.usecases.reading_pages import PageReading
from citewiki.wiki.fixing import link_bare_urls


@dataclass(frozen=True, slots=True)
class PageFix:
    """A page's file as it is, and as it would be."""

    file: PageFile
    content: bytes

    def diff(self) -> str:
        """The change as a unified diff; each line ends in a newline, whatever the file's do."""
        old, new = (one.decode("utf-8").splitlines() for one in (self.file.content, self.content))
        lines = difflib.unified_diff(old, new, self.file.name, self.file.name, lineterm="")
        return "".join(f"{line}\n" for line in lines)


def plan_fixes(
    wiki: WikiFolder, pages: Sequence[str] = (), skip: Sequence[str] = ()
) -> list[PageFix]:
    """What would be mended, by page; one that is not Markdown or not UTF-8 is left as it is.

    Raises InputError for a folder without pages, NotFound for a page that is not there.
    """
    fixes = []
    read = PageReading(wiki)
    for file in chosen_pages(wiki, pages, skip):
        if read.syntax(file) is not PageSyntax.MARKDOWN:
            continue
        try:
            text = file.content.decode("utf-8")
        except UnicodeDecodeError:
            continue
        mended = link_bare_urls(text, mdx=file.name.endswith(".mdx"))
        if mended != text:
            fixes.append(PageFix(file, mended.encode("utf-8")))
    return fixes


def write_fixes(wiki: WikiFolder, fixes: Sequence[PageFix]) -> list[str]:
    """Write each page, whole or not at all; one sentence for each that was changed by someone
    since the plan was made, and is left. Raises OutputError."""
    left = []
    for fix in fixes:
        if not wiki.replace(fix.file, fix.content):
            left.append(f"{fix.file.name} was changed meanwhile and is left as it is")
    return left
