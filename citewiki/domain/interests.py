"""Who speaks of itself: the names of what some venues make, by which a claim is seen to be about
the venue's own work."""

import re
from collections.abc import Mapping

from citewiki.domain.venues import Venue

OWN_WORK: Mapping[str, tuple[str, ...]] = {
    "openai": ("OpenAI", r"GPT-?[2-9][\w.]*", "ChatGPT", r"DALL[-·]?E", "Sora", "InstructGPT"),
    "anthropic": ("Anthropic", "Claude", "Responsible Scaling Policy"),
    "deepmind": ("DeepMind", "Gemini", "Gemma", r"Alpha(?:Go|Zero|Fold|Star|Code|Evolve)\w*"),
    "google-ai": ("Google", "Gemini", "PaLM", "Bard"),
    "meta-ai": ("Meta AI", "Meta", r"L[Ll]a[Mm][Aa][\w.-]*"),
    "microsoft": ("Microsoft", "Copilot", r"Phi-\d[\w.]*"),
    "xai": ("xAI", "Grok"),
    "mistral": ("Mistral", "Mixtral"),
    "cohere": ("Cohere", r"Command R\+?"),
    "deepseek": ("DeepSeek",),
    "qwen": ("Qwen",),
    "nvidia": ("NVIDIA", "Nvidia", "Nemotron"),
}
"""Venue id -> patterns of names, case-sensitive ("Sora" is a name and "sora" none)."""

_SAME = {
    "transformer-circuits": "anthropic",
    "anthropic-alignment": "anthropic",
    "gh-openai": "openai",
    "gh-anthropic": "anthropic",
    "gh-deepmind": "deepmind",
    "meta": "meta-ai",
    "gh-meta": "meta-ai",
    "microsoft-research": "microsoft",
}
"""Venues of one owner."""

_SELLS = frozenset({"company_blog", "consulting", "press_release", "marketplace"})
"""Kinds of venues that gain by what is said of them, whatever they make."""


def own_names(venue: Venue, text: str) -> tuple[str, ...]:
    """The names of the venue's own work, or its own, in a text, as they stand there."""
    names = OWN_WORK.get(_SAME.get(venue.id, venue.id), ())
    if not names and venue.kind in _SELLS:
        names = (re.escape(venue.name),)
    if not names:
        return ()
    found = re.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", text)
    return tuple(dict.fromkeys(one[0] for one in found))
