"""Tables of what pages cite, to be compared with what a parser finds."""

from pathlib import Path

from citewiki.domain.citations import ParsedPage


def rows(page: str, parsed: ParsedPage) -> list[str]:
    """Each citation as a line: page, place, syntax, label, section, URL, link text, claim; then
    each fault."""
    found = [
        " | ".join(
            (
                page,
                f"{one.line}:{one.column}",
                one.syntax.value,
                one.label or "-",
                " > ".join(one.section) or "-",
                one.url or one.resource or "",
                one.link_text or "-",
                one.claim.replace(" | ", " / ") or "-",
            )
        )
        for one in parsed.citations
    ]
    faults = [f"{page} | {one.line}:{one.column} | ! | {one.what}" for one in parsed.faults]
    return found + faults


def expected(path: Path) -> list[str]:
    """The lines of a table, without those that begin with #."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
