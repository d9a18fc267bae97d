"""Pages that come in place of the one asked for, told by their address, head and bytes alone.

What only a comparison of texts can tell (soft 404s) is citewiki.domain.refusals' part.
"""

from sources.fetching.refusals.page import Page, Refusal
from sources.fetching.refusals.paywalls import paywall
from sources.fetching.refusals.walls import consent_wall, login_page

__all__ = ["Page", "Refusal", "wall"]

WALLS = (consent_wall, login_page, paywall)
"""In the order in which they are asked, the cheaper ones first."""


def wall(page: Page) -> Refusal | None:
    """The wall that a page with a good status is; robot checks are judged with the status."""
    return next((found for one in WALLS if (found := one(page)) is not None), None)
