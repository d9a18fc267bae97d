"""Makes citewiki/demo/web/trial.pdf; run it from the root after `make test` has set up .venv."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

TITLE = "A field trial of paired review"
PAGES = (
    (
        "Abstract",
        "We planted 400 errors in the work of an assistant and asked 64 reviewers to find them, "
        "alone or in pairs. Pairs found 31% more than single reviewers. The gain fell to 19% after "
        "two hours.",
        "1 Introduction",
        "Whoever supervises a system that writes faster than anybody reads has to choose what to "
        "read. We asked a smaller question: given the same text and the same time, do two people "
        "who may talk to each other find more than one?",
    ),
    (
        "2 Results",
        "Single reviewers found 148 of 400 planted errors, pairs 194. The difference was largest "
        "for errors of omission. After two hours both groups found fewer, and the pairs lost more.",
        "3 Limits",
        "All reviewers were students, none was paid by the result, and the errors were ours.",
    ),
)


def main() -> None:
    path = Path(__file__).parents[2] / "citewiki" / "demo" / "web" / "trial.pdf"
    styles = getSampleStyleSheet()
    story = [
        Paragraph(TITLE, styles["Title"]),
        Paragraph("A. Moreau and B. Idowu", styles["Normal"]),
    ]
    for n, page in enumerate(PAGES):
        if n:
            story.append(PageBreak())
        for heading, text in zip(page[::2], page[1::2], strict=True):
            story += [Paragraph(heading, styles["Heading2"]), Paragraph(text, styles["BodyText"])]
    document = SimpleDocTemplate(
        str(path), pagesize=A4, title=TITLE, author="A. Moreau; B. Idowu", invariant=True
    )
    document.build(story)


if __name__ == "__main__":
    main()
